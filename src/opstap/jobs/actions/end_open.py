"""End what stands open of one person, when they found a job or show their card no longer."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from opstap.jobs.actions.move import Step, move
from opstap.jobs.models import Introduction, IntroductionEvent
from opstap.jobs.queries.introductions import has_card
from opstap.kit.models import LedgerLine
from opstap.people.models import NoticeKind, Person


def end_open(
    person: Person,
    *,
    reason: IntroductionEvent.Reason,
    key: UUID,
    at: datetime,
    states: Collection[str] = Introduction.OPEN,
) -> int:
    """End the person's introductions in these states, in the caller's transaction; gives how many. Their employers are told."""
    rows = list(Introduction.objects.select_for_update().filter(person=person, state__in=states).order_by("pk"))
    for one in rows:
        move(one, Step(Introduction.State.ENDED, None, uuid5(key, str(one.pk)), at, reason.value))
    return len(rows)


def on_consent_withdrawn(line: LedgerLine) -> None:
    """Listener of `people.consent_withdrawn`: no card, no question. Whoever got a yes keeps what that person gave them."""
    person = Person.objects.filter(pk=line.refs["person"]).first()
    if line.refs["kind"] != NoticeKind.EMPLOYER_CARD or person is None or has_card(person):
        return
    with transaction.atomic():
        asked = (Introduction.State.ASKED,)
        end_open(person, reason=IntroductionEvent.Reason.NO_CARD, key=line.key, at=line.happened_at, states=asked)
