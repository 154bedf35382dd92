"""An employer closes a vacancy."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from opstap.jobs.actions.move import Step, move
from opstap.jobs.models import Introduction, IntroductionEvent, Vacancy
from opstap.jobs.rules.introduction import Side
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def close_vacancy(vacancy: Vacancy, *, by: Person, key: UUID, at: datetime | None = None) -> Vacancy:
    """Close it for good, and end its open introductions, whose people are told. A second time changes nothing."""
    moment = at or now()
    with transaction.atomic():
        current = Vacancy.objects.select_for_update(of=("self",)).get(pk=vacancy.pk)
        if current.closed_at is not None:
            return current
        current.closed_at = moment
        current.save(update_fields=["closed_at"])
        ledger.record("jobs.vacancy_closed", by=by, on=current, at=moment)
        rows = Introduction.objects.select_for_update().filter(vacancy=current, state__in=Introduction.OPEN)
        for one in rows.order_by("pk"):
            reason = IntroductionEvent.Reason.CLOSED
            ended = Introduction.State.ENDED
            move(one, Step(ended, by, uuid5(key, str(one.pk)), moment, reason.value, Side.EMPLOYER))
    return current
