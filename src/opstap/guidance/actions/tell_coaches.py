"""Write to the coaches of someone who asks for them. The coach's page shows it at once; this is for who is elsewhere.

At most one message of each kind per coach and clock hour, however many come in: the page has the rest. It names nobody:
a screen that lies on a table tells no secret.
"""

from uuid import UUID, uuid5

from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import NoAddressError, tell
from opstap.messages.models import HelpRequest
from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice, Participation
from opstap.programme.queries import coaches_of
from opstap.programme.rules.absence import is_urgent

# Under this name the hour of a coach becomes the identity of a message.
HOURLY = UUID("7f1c7c8e-31f5-4f0e-9f0a-0c7d6f3f2b11")


def on_help_asked(line: LedgerLine) -> None:
    """Listener of `messages.help_asked`: tell the coaches of whoever asked."""
    request = HelpRequest.objects.filter(pk=line.subject_id, answered_at__isnull=True).first()
    if request is not None:
        groups = Participation.objects.filter(person=request.person_id, group__isnull=False)
        tell_coaches(set(groups.values_list("group", flat=True)), template="guidance/mail/help_asked")


def on_absence_said(line: LedgerLine) -> None:
    """Listener of `programme.absence_said`: tell the group's coaches, when the class is near."""
    notice = AbsenceNotice.objects.select_related("session").filter(pk=line.subject_id, withdrawn_at=None).first()
    if notice is not None and is_urgent(at=line.happened_at, starts_at=notice.session.starts_at):
        tell_coaches({notice.session.group_id}, template="guidance/mail/absence_said")


def tell_coaches(group_ids: set[UUID], *, template: str) -> list[Person]:
    """Queue one message to each coach of these groups who got none of this kind in this hour; gives all of them."""
    hour = f"{now():%Y-%m-%d %H}"
    coaches = list(coaches_of(group_ids))
    for coach in coaches:
        try:
            tell(
                event=uuid5(HOURLY, f"{coach.pk} {hour}"),
                template=template,
                language=coach.language,
                person=coach,
            )
        except NoAddressError:
            continue
    return coaches
