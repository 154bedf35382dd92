from datetime import timedelta

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "opstap.certification"

    def ready(self) -> None:
        from opstap.certification import tasks
        from opstap.certification.actions import tell_learner
        from opstap.certification.actions.rebuild import REBUILDING
        from opstap.certification.privacy import HOOKS
        from opstap.kit import ledger, periodic, privacy, rebuilding

        privacy.register(HOOKS)
        rebuilding.register(REBUILDING)
        # The station's own messages go out by listeners, so that a write waits for no text to be rendered.
        ledger.listen("certification.sitting_proposed", tell_learner.tell_proposed)
        ledger.listen("certification.sitting_cancelled", tell_learner.tell_cancelled)
        ledger.listen("certification.result_recorded", tell_learner.tell_result)
        ledger.listen("certification.result_corrected", tell_learner.tell_result)
        ledger.listen("certification.badge_issued", tell_learner.tell_badge)
        periodic.register("certification.remind", every=timedelta(minutes=15), do=tasks.remind_of_exams)
