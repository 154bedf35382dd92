"""What an applicant hears after sending: listeners of the ledger, run as tasks, so that sending waits for nobody."""

from uuid import uuid5

from opstap.admission.actions.send_application import owner_of
from opstap.admission.links import Purpose, link_to
from opstap.admission.models import Application, Draft
from opstap.admission.queries import standing_application
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import tell

# A stranger who keeps typing someone's address makes them hear of it three times a day at most.
A_DAY = 3


def tell_received(line: LedgerLine) -> None:
    """ "We have your application": what happens next, and the link to see where it stands."""
    rows = Application.objects.select_related("call__edition__programme", "person")
    application = rows.filter(pk=line.subject_id).first()
    if application is None:
        return
    tell(
        event=line.key,
        template="admission/mail/received",
        language=application.language,
        person=application.person,
        context={
            "application": application,
            "call": application.call,
            "programme": application.call.edition.programme,
            "link": link_to(Purpose.STATUS, application.pk),
        },
    )


def tell_owner(line: LedgerLine) -> None:
    """Ask the owner of an address whether they sent it, or tell them kindly that they applied before."""
    draft = Draft.objects.select_related("call__edition__programme").filter(pk=line.subject_id).first()
    if draft is None or draft.sent_at is None:
        return
    owner = owner_of(draft.address)
    earlier = standing_application(owner, draft.call) if owner else None
    waiting = Draft.objects.filter(call=draft.call, address=draft.address, sent_at__isnull=False)
    number = waiting.filter(sent_at__date=draft.sent_at.date(), sent_at__lte=draft.sent_at).count()
    tell(
        event=uuid5(draft.call_id, f"owner {draft.sent_at.date()} {min(number, A_DAY)}"),
        template="admission/mail/applied_before" if earlier else "admission/mail/confirm",
        language=draft.language,
        person=owner,
        address=draft.address,
        context={
            "call": draft.call,
            "programme": draft.call.edition.programme,
            "link": link_to(Purpose.STATUS, earlier.pk) if earlier else link_to(Purpose.CONFIRM, draft.key),
        },
    )
