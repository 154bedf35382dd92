"""The employer: their own vacancies, cards without a name, and a name after a yes."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.jobs.models import Introduction, Vacancy
from opstap.jobs.queries.cards import Fit, cards, fits_of
from opstap.jobs.queries.vacancies import is_open, with_exams
from opstap.people.models import Organisation, Person, Role


def employers_of(person: Person) -> QuerySet[Organisation]:
    """The organisations for which this person hires today, by name."""
    grants = person.grants.current().filter(role=Role.EMPLOYER)
    return Organisation.objects.filter(pk__in=grants.values("organisation")).order_by("name")


def can_hire_for(person: Person, employer: Organisation) -> bool:
    """Agrees with `employers_of`."""
    return employers_of(person).filter(pk=employer.pk).exists()


def employer_for(person: Person) -> Organisation:
    """The organisation for which this person opens vacancies: the first of theirs, or 404."""
    found = employers_of(person).first()
    if found is None:
        raise Http404
    return found


def vacancies_visible_to(person: Person) -> QuerySet[Vacancy]:
    """The vacancies of the person's own organisations."""
    return with_exams(Vacancy.objects.filter(employer__in=employers_of(person)))


def can_change(person: Person, vacancy: Vacancy, *, today: date) -> bool:
    """Whoever hires there, as long as it is open."""
    return is_open(vacancy, today) and vacancies_visible_to(person).filter(pk=vacancy.pk).exists()


def vacancy_for(person: Person, pk: UUID) -> Vacancy:
    """One vacancy of the person's own organisations, or 404."""
    found = vacancies_visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_vacancy_for(person: Person, pk: UUID, *, today: date) -> Vacancy:
    """One that is still open, or 404."""
    found = vacancy_for(person, pk)
    if not is_open(found, today):
        raise Http404
    return found


def cards_visible_to(person: Person, vacancy: Vacancy, *, at: datetime, today: date) -> list[Fit]:
    """The cards that fit a vacancy of the person's own that is open, in order; nothing else of anybody."""
    if not can_change(person, vacancy, today=today):
        return []
    return [fit for fit in fits_of(vacancy, cards(at=at), at=at) if fit.match.fits]


def card_for(person: Person, vacancy: Vacancy, name: str, *, at: datetime, today: date) -> Fit:
    """One card that fits, by its name, or 404."""
    for fit in cards_visible_to(person, vacancy, at=at, today=today):
        if fit.card.name == name:
            return fit
    raise Http404


def introductions_visible_to(person: Person) -> QuerySet[Introduction]:
    """Introductions to the vacancies of the person's own organisations. Who it is: `can_see_name`."""
    rows = Introduction.objects.filter(vacancy__employer__in=employers_of(person))
    return rows.select_related("vacancy__employer", "person")


def can_record(person: Person, introduction: Introduction) -> bool:
    """Agrees with `introductions_visible_to`."""
    return introductions_visible_to(person).filter(pk=introduction.pk).exists()


def can_see_name(person: Person, introduction: Introduction) -> bool:
    """After a yes, and only there."""
    return introduction.named and can_record(person, introduction)


def introduction_for(person: Person, pk: UUID) -> Introduction:
    """One introduction to a vacancy of theirs, or 404."""
    found = introductions_visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
