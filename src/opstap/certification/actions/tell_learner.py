"""What a learner hears about their exams: listeners of the ledger, in the learner's language.

About a day that is over by the time the message would be written, nothing is said, nor about what was recorded long after
it happened.
"""

from datetime import timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from opstap.certification.actions.cancel_sitting import WITHDRAWN
from opstap.certification.actions.record_result import DECLARED
from opstap.certification.models import Badge, Sitting
from opstap.certification.queries import attempts_of, sittings_to_remind, url_of
from opstap.certification.rules.retakes import first_possible
from opstap.certification.rules.sittings import WITHDRAW_UNTIL, reminder_from
from opstap.kit.clock import BRUSSELS, now
from opstap.kit.models import LedgerLine
from opstap.kit.translated import in_language
from opstap.messages.actions.tell import NoAddressError, tell
from opstap.people.models import Person

STALE = timedelta(days=30)


def tell_proposed(line: LedgerLine) -> None:
    """Which exam, when, where, and the page on which to agree or ask for another day."""
    sitting = _sitting(line)
    if sitting is not None and sitting.state == Sitting.State.PROPOSED and sitting.starts_at > now():
        _tell(sitting, "proposed", event=line.key)


def tell_cancelled(line: LedgerLine) -> None:
    """That the school took it off the calendar; whoever stepped back knows."""
    sitting = _sitting(line)
    if sitting is not None and line.why != WITHDRAWN and sitting.starts_at > now():
        _tell(sitting, "cancelled", event=line.key)


def tell_result(line: LedgerLine) -> None:
    """Passed, or not yet and what comes next, or that it did not take place. Whoever declared it knows.

    A result that was mended meanwhile is told by its own line.
    """
    sitting = _sitting(line)
    if sitting is None or line.why == DECLARED or sitting.state != line.refs["outcome"] or _is_stale(line):
        return
    first = first_possible(attempts_of(sitting.person, sitting.exam))
    _tell(sitting, str(sitting.state), event=line.key, first=first if first and first > now() else None)


def tell_badge(line: LedgerLine) -> None:
    """The badge: with all exams of a track a congratulation, else the certificate of a course."""
    badge = Badge.objects.select_related("person", "issuer").filter(pk=line.subject_id, person__isnull=False).first()
    if badge is None or badge.person is None or _is_stale(line):
        return
    template = "fully_certified" if badge.kind == Badge.Kind.TRACK else "badge"
    with translation.override(badge.person.language):
        name = in_language(badge.name)
    _send(badge.person, template, event=line.key, context={"badge": badge, "name": name, "link": url_of(badge)})


def remind() -> int:
    """Remind whoever has an exam within a day: once for each sitting, however often this runs; gives how many."""
    at = now()
    soon = sittings_to_remind(start=at, end=at + 2 * WITHDRAW_UNTIL)
    due = [one for one in soon if reminder_from(one.starts_at, BRUSSELS) <= at]
    for sitting in due:
        _tell(sitting, "reminder", event=uuid5(sitting.pk, "reminder"))
    return len(due)


def _is_stale(line: LedgerLine) -> bool:
    return line.happened_at < now() - STALE


def _sitting(line: LedgerLine) -> Sitting | None:
    return Sitting.objects.select_related("person", "exam").filter(pk=line.subject_id).first()


def _tell(sitting: Sitting, template: str, *, event: UUID, **context: object) -> None:
    link = settings.OPSTAP_URL + reverse("certification:mine")
    _send(sitting.person, template, event=event, context={"sitting": sitting, "link": link, **context})


def _send(person: Person, template: str, *, event: UUID, context: dict[str, object]) -> None:
    try:
        tell(
            event=event,
            template=f"certification/mail/{template}",
            language=person.language,
            person=person,
            context=context,
        )
    except NoAddressError:  # erased meanwhile
        return
