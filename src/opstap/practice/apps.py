from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "opstap.practice"

    def ready(self) -> None:
        from datetime import timedelta

        from opstap.kit import periodic, rebuilding
        from opstap.kit.ledger import listen
        from opstap.kit.privacy import register
        from opstap.practice.actions.fold_difficulty import fold_answered, fold_handed_in
        from opstap.practice.actions.rebuild import REBUILDING
        from opstap.practice.privacy import HOOKS
        from opstap.practice.tasks import hand_in_late, plan_again

        register(HOOKS)
        rebuilding.register(REBUILDING)
        periodic.register("practice.hand_in_late", every=timedelta(minutes=1), do=hand_in_late)
        periodic.register("practice.plan_again", every=timedelta(days=1), do=plan_again)
        listen("practice.answered", fold_answered)
        listen("practice.paper_handed_in", fold_handed_in)
