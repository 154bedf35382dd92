"""An employer asks to meet the person behind a card."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from opstap.jobs.actions.change_vacancy import VacancyClosedError
from opstap.jobs.actions.move import Step, follow
from opstap.jobs.models import Introduction, IntroductionEvent, Profile, Vacancy
from opstap.jobs.queries.cards import job_of, own_card, shown_profiles
from opstap.jobs.queries.vacancies import is_open
from opstap.jobs.reasons import kept
from opstap.jobs.rules.introduction import Side
from opstap.jobs.rules.matching import match
from opstap.kit.clock import now
from opstap.people.models import Person


class CardGoneError(Exception):
    """The person took their yes back, or looks for a job no longer."""


def ask_introduction(
    vacancy: Vacancy, *, person: Person, by: Person, key: UUID, at: datetime | None = None
) -> Introduction:
    """Save that the employer asks, with the card and the reasons of the match; the person is told by a listener.

    Asking again, with this key or another, gives the first one back. The profile's row is the lock that a hire takes too.
    The caller has asked whether `by` hires there and sees the card. Raises VacancyClosedError, CardGoneError.
    """
    moment = at or now()
    try:
        with transaction.atomic():
            profile = Profile.objects.select_for_update().filter(person=person).first()
            if done := Introduction.objects.filter(vacancy=vacancy, person=person).first():
                return done
            if not is_open(Vacancy.objects.get(pk=vacancy.pk), localtime(moment).date()):
                raise VacancyClosedError
            if profile is None or not shown_profiles().filter(pk=profile.pk).exists():
                raise CardGoneError
            return _ask(vacancy, profile, by=by, key=key, at=moment)
    except IntegrityError:
        done = Introduction.objects.filter(vacancy=vacancy, person=person).first()
        if done is None:
            raise
        return done


def _ask(vacancy: Vacancy, profile: Profile, *, by: Person, key: UUID, at: datetime) -> Introduction:
    card = own_card(profile, at=at)
    found = match(card.candidate, job_of(vacancy), today=localtime(at).date())
    made = Introduction.objects.create(
        key=key, vacancy=vacancy, person=profile.person, asked_by=by, reasons=kept(card.name, found), asked_at=at
    )
    step = Step(Introduction.State.ASKED, by, key, at, side=Side.EMPLOYER)
    IntroductionEvent.objects.create(key=key, introduction=made, what=step.what, by=by, happened_at=at)
    return follow(made, step)
