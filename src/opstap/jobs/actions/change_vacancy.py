"""An employer changes a vacancy that is open."""

from datetime import datetime

from django.db import transaction

from opstap.jobs.actions.open_vacancy import Wanted, fill
from opstap.jobs.models import Vacancy
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


class VacancyClosedError(Exception):
    """It is closed: nothing of it changes, and nobody is asked for it."""


def change_vacancy(vacancy: Vacancy, *, wanted: Wanted, by: Person, at: datetime | None = None) -> Vacancy:
    """Let the vacancy be as wanted. Introductions keep the reasons of the day on which they were asked.

    Raises VacancyClosedError.
    """
    with transaction.atomic():
        current = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
        if current.closed_at is not None:
            raise VacancyClosedError
        fill(current, wanted)
        ledger.record("jobs.vacancy_changed", by=by, on=current, at=at or now())
    return current
