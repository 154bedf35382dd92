from datetime import timedelta

from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "opstap.admission"

    def ready(self) -> None:
        from opstap.admission import tasks
        from opstap.admission.actions import tell_applicant, tell_decision
        from opstap.admission.actions.rebuild import REBUILDING
        from opstap.admission.privacy import HOOKS
        from opstap.kit import ledger, periodic, privacy, rebuilding

        privacy.register(HOOKS)
        rebuilding.register(REBUILDING)
        # The station's own messages go out by listeners, so that a write waits for no text to be rendered.
        ledger.listen("admission.application_sent", tell_applicant.tell_received)
        ledger.listen("admission.confirmation_asked", tell_applicant.tell_owner)
        ledger.listen("admission.decided", tell_decision.tell_decision)
        ledger.listen("admission.application_withdrawn", tell_decision.tell_withdrawn)
        periodic.register("admission.announce_calls", every=timedelta(minutes=1), do=tasks.announce_calls)
        periodic.register("admission.forget", every=timedelta(days=1), do=tasks.forget)
