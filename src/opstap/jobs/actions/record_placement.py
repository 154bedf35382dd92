"""Someone has a job."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from opstap.jobs.actions.end_open import end_open
from opstap.jobs.actions.move import Step, locked, move
from opstap.jobs.models import FollowUp, Introduction, IntroductionEvent, Placement, Profile
from opstap.jobs.rules.follow_up import MONTHS, due_on
from opstap.jobs.rules.introduction import Side
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person
from opstap.programme.queries import participation_of


@dataclass(frozen=True, slots=True)
class Hired:
    """The job. With an introduction the employer is its employer; without one `employer_name` says who, also outside
    Opstap. `hours` a week; `contract` is a `Placement.Contract`."""

    title: str
    contract: str
    hours: int
    starts_on: date
    employer_name: str = ""
    employer: Organisation | None = None
    introduction: Introduction | None = None


def record_placement(person: Person, *, hired: Hired, by: Person, key: UUID, at: datetime | None = None) -> Placement:
    """Save the job, plan the question after six months, take the card down, end what else stands open of this person.

    The same key, or the same introduction, gives the first one back. The profile's row is locked first, so that nobody asks
    for the card in between. The caller has asked whether `by` may. Raises IntroductionMovedError.
    """
    moment = at or now()
    try:
        with transaction.atomic():
            profile = Profile.objects.select_for_update().filter(person=person).first()
            if done := _first(key, hired.introduction):
                return done
            if profile is not None:
                profile.looking = False
                profile.save(update_fields=["looking"])
            return _record(person, hired, by=by, key=key, at=moment)
    except IntegrityError:
        if (done := _first(key, hired.introduction)) is None:
            raise
        return done


def _first(key: UUID, introduction: Introduction | None) -> Placement | None:
    done = Placement.objects.filter(key=key).first()
    if done is None and introduction is not None:
        done = Placement.objects.filter(introduction=introduction).first()
    return done


def _record(person: Person, hired: Hired, *, by: Person, key: UUID, at: datetime) -> Placement:
    employer = hired.employer
    if hired.introduction is not None:
        current = locked(hired.introduction)
        employer = current.vacancy.employer
        move(current, Step(Introduction.State.HIRED, by, uuid5(key, "hired"), at, side=Side.EMPLOYER))
    placement = Placement.objects.create(
        key=key,
        person=person,
        participation=participation_of(person),
        introduction=hired.introduction,
        employer=employer,
        employer_name=hired.employer_name or (employer.name if employer else ""),
        title=hired.title,
        contract=hired.contract,
        hours=hired.hours,
        starts_on=hired.starts_on,
        recorded_by=by,
        recorded_at=at,
    )
    FollowUp.objects.create(placement=placement, months=MONTHS, due_on=due_on(hired.starts_on))
    end_open(person, reason=IntroductionEvent.Reason.OTHER_JOB, key=key, at=at)
    ledger.record("jobs.hired", by=by, on=placement, at=at, refs={"person": str(person.pk)})
    return placement
