from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "opstap.practice"

    def ready(self) -> None:
        from opstap.kit import rebuilding
        from opstap.kit.ledger import listen
        from opstap.kit.privacy import register
        from opstap.practice.actions.fold_difficulty import fold_answered
        from opstap.practice.actions.rebuild import REBUILDING
        from opstap.practice.privacy import HOOKS

        register(HOOKS)
        rebuilding.register(REBUILDING)
        listen("practice.answered", fold_answered)
