"""What an applicant hears of a decision, or of taking an application back: listeners of the ledger."""

from django.utils import translation
from django.utils.translation import gettext

from opstap.admission.links import Purpose, link_to
from opstap.admission.models import Application, Decision
from opstap.admission.rules.reasons import reason
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import tell


def tell_decision(line: LedgerLine) -> None:
    """The outcome, the sentence of its reason, what the manager added, and what happens next."""
    rows = Decision.objects.select_related("application__call__edition__programme", "application__person")
    decision = rows.filter(pk=line.refs["decision"]).first()
    if decision is not None:
        context = {"decision": decision, "sentence": told(decision.outcome, decision.reason, decision.application)}
        _tell(line, f"admission/mail/{decision.outcome}", decision.application, context)


def tell_withdrawn(line: LedgerLine) -> None:
    """That it is closed, that nothing more happens, and that one may come back."""
    rows = Application.objects.select_related("call__edition__programme", "person")
    if application := rows.filter(pk=line.subject_id).first():
        _tell(line, "admission/mail/withdrawn", application, {})


def told(outcome: str, code: str, application: Application) -> str:
    """The sentence of a reason, in the language of the application."""
    with translation.override(application.language):
        return gettext(reason(outcome, code).told)


def _tell(line: LedgerLine, template: str, application: Application, context: dict[str, object]) -> None:
    tell(
        event=line.key,
        template=template,
        language=application.language,
        person=application.person,
        context={
            "application": application,
            "call": application.call,
            "programme": application.call.edition.programme,
            "link": link_to(Purpose.STATUS, application.pk),
            **context,
        },
    )
