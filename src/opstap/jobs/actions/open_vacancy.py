"""An employer opens a vacancy."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Exam
from opstap.jobs.models import Vacancy
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the job is and truly needs. `languages`: code -> lowest CEFR level."""

    title: str
    place: str
    closes_on: date
    words: str = ""
    language: str = "nl"
    people: int = 1
    hours_min: int = 19
    hours_max: int = 38
    remote: bool = False
    starts_on: date | None = None
    languages: Mapping[str, str] | None = None
    required_exams: Collection[Exam] = ()
    wanted_exams: Collection[Exam] = ()


def open_vacancy(
    employer: Organisation, *, wanted: Wanted, by: Person, key: UUID, at: datetime | None = None
) -> Vacancy:
    """Save a vacancy; the same key gives the first one back. The caller has asked whether `by` hires there."""
    if done := Vacancy.objects.filter(key=key).first():
        return done
    moment = at or now()
    try:
        with transaction.atomic():
            vacancy = Vacancy(key=key, employer=employer, opened_at=moment)
            fill(vacancy, wanted)
            ledger.record("jobs.vacancy_opened", by=by, on=vacancy, at=moment)
    except IntegrityError:
        if (done := Vacancy.objects.filter(key=key).first()) is None:
            raise
        return done
    return vacancy


def fill(vacancy: Vacancy, wanted: Wanted) -> None:
    """Let the vacancy be as wanted, and save it. An exam that is required is not also wanted."""
    vacancy.title, vacancy.place, vacancy.words = wanted.title.strip(), wanted.place.strip(), wanted.words.strip()
    vacancy.language, vacancy.people = wanted.language, wanted.people
    vacancy.hours_min, vacancy.hours_max = wanted.hours_min, wanted.hours_max
    vacancy.remote, vacancy.starts_on, vacancy.closes_on = wanted.remote, wanted.starts_on, wanted.closes_on
    vacancy.languages = dict(wanted.languages or {})
    vacancy.save()
    vacancy.required_exams.set(list(wanted.required_exams))
    vacancy.wanted_exams.set([exam for exam in wanted.wanted_exams if exam not in wanted.required_exams])
