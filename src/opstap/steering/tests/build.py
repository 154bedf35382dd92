"""An edition with people at every step of the road: what tests of steering start from."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid4

from opstap.admission.models import Application
from opstap.admission.tests.build import FITTING, make_call
from opstap.certification.models import Sitting
from opstap.curriculum.models import Exam
from opstap.jobs.models import FollowUp, Introduction, IntroductionEvent, Placement, Vacancy
from opstap.kit.clock import now, today
from opstap.kit.ids import new_id
from opstap.people.models import Organisation, Person
from opstap.programme.models import Attendance, Edition, Goal, Group, Participation, Session, StageChange
from opstap.programme.tests.build import make_edition, make_group, make_session

_numbers = count(1)


def make_exam(code: str) -> Exam:
    return Exam.objects.get_or_create(code=code, defaults={"certification": code, "level": "associate"})[0]


def set_goals(edition: Edition, *, by: date | None = None, **people: int) -> None:
    """`set_goals(edition, started=150, fully_certified=60)`, by default in half a year."""
    wanted = people or {"started": 150, "fully_certified": 60, "hired": 90}
    for step, number in wanted.items():
        Goal.objects.create(edition=edition, step=step, people=number, by=by or today() + timedelta(days=182))


def make_running_edition(school: Organisation, *, days: int = 120) -> Edition:
    """An edition that began so many days ago and lasts a year."""
    return make_edition(school, starts_on=today() - timedelta(days=days))


def make_exam_group(edition: Edition, *, exams: Iterable[str] = ("SC-900", "SC-200")) -> Group:
    """A group whose track requires these exams."""
    group = make_group(edition.programme.organisation, edition=edition)
    group.track.exams.set([make_exam(code) for code in exams])
    return group


def join(
    person: Person, group: Group, *, stages: Iterable[str] = ("offered", "started"), since: int = 100
) -> Participation:
    """Takes part; each stage a day after the one before, from so many days ago."""
    stages = list(stages)
    mine = Participation.objects.create(person=person, edition=group.edition, group=group, stage=stages[-1])
    start = now() - timedelta(days=since)
    for place, stage in enumerate(stages):
        StageChange.objects.create(participation=mine, stage=stage, happened_at=start + timedelta(days=place))
    return mine


def attend(
    mine: Participation, *, days_ago: int = 100, status: str = "present", preparatory: bool = False
) -> Attendance:
    assert mine.group is not None
    start = (now() - timedelta(days=days_ago)).replace(hour=9, minute=0, second=0, microsecond=0)
    session = Session.objects.filter(group=mine.group, starts_at=start).first() or make_session(
        mine.group, starts_at=start, preparatory=preparatory
    )
    return Attendance.objects.create(key=uuid4(), session=session, participation=mine, status=status)


def sit(mine: Participation, exam: str, *, state: str = "passed", days_ago: int = 10, verified: bool = True) -> Sitting:
    at = now() - timedelta(days=days_ago)
    seen = at + timedelta(days=1) if verified and state in ("passed", "failed") else None
    return Sitting.objects.create(
        key=uuid4(),
        person=mine.person,
        participation=mine,
        exam=make_exam(exam),
        starts_at=at,
        state=state,
        verified_at=seen,
    )


def hire(mine: Participation, *, days_ago: int = 200, answer: str | None = None) -> Placement:
    """Hired; the question at six months with its answer, "" when none came."""
    starts_on = today() - timedelta(days=days_ago)
    placed = Placement.objects.create(
        key=uuid4(),
        person=mine.person,
        participation=mine,
        employer_name="Firm",
        title="Analyst",
        contract="permanent",
        hours=38,
        starts_on=starts_on,
    )
    if answer is not None:
        FollowUp.objects.create(placement=placed, due_on=starts_on + timedelta(days=182), answer=answer)
    return placed


def meet(person: Person, employer: Organisation) -> IntroductionEvent:
    """An introduction that led to a meeting."""
    vacancy = Vacancy.objects.create(
        key=uuid4(), employer=employer, title="Analyst", place="Brussels", closes_on=today() + timedelta(days=30)
    )
    met = Introduction.objects.create(key=uuid4(), vacancy=vacancy, person=person, state="interviewed")
    return IntroductionEvent.objects.create(
        key=uuid4(), introduction=met, what="interviewed", happened_at=now() - timedelta(days=5)
    )


def fill(edition: Edition, *, groups: int = 10, size: int = 15, sessions: int = 100) -> None:
    """A whole edition in bulk: 2 applications per chair, and with the default sizes 15,000 attendances and 300 sittings."""
    made = [make_exam_group(edition) for _ in range(groups)]
    call = make_call(edition.programme.organisation, edition=edition, places=groups * size)
    number = groups * size
    first = next(_numbers)
    people = Person.objects.bulk_create(
        [Person(id=new_id(), name=f"Person {n:03}", email=f"p{first}-{n}@example.org") for n in range(2 * number)]
    )
    Application.objects.bulk_create(
        [
            Application(key=uuid4(), call=call, person=person, language="nl", eligibility=FITTING, status="assessed")
            for person in people
        ]
    )
    mine = Participation.objects.bulk_create(
        [
            Participation(id=new_id(), person=person, edition=edition, group=made[n // size], stage="started")
            for n, person in enumerate(people[:number])
        ]
    )
    StageChange.objects.bulk_create(
        [
            StageChange(participation=one, stage=stage, happened_at=now() - timedelta(days=110 - place))
            for one in mine
            for place, stage in enumerate(("offered", "started"))
        ]
    )
    _attend_in_bulk(made, mine, sessions)
    _sit_in_bulk(mine)


def _attend_in_bulk(groups: list[Group], mine: list[Participation], sessions: int) -> None:
    start = (now() - timedelta(days=sessions + 5)).replace(hour=9, minute=0, second=0, microsecond=0)
    held = {group.pk: [_session(group, start + timedelta(days=day)) for day in range(sessions)] for group in groups}
    Session.objects.bulk_create([one for ones in held.values() for one in ones])
    Attendance.objects.bulk_create(
        [
            Attendance(key=uuid4(), session=session, participation=one, status="present", recorded_at=session.ends_at)
            for one in mine
            if one.group_id
            for session in held[one.group_id]
        ],
        batch_size=2000,
    )


def _session(group: Group, start: datetime) -> Session:
    return Session(id=new_id(), group=group, starts_at=start, ends_at=start + timedelta(hours=3))


def _sit_in_bulk(mine: list[Participation]) -> None:
    exams = [make_exam("SC-200"), make_exam("SC-900")]
    at = now() - timedelta(days=20)
    Sitting.objects.bulk_create(
        [
            Sitting(
                key=uuid4(),
                person_id=one.person_id,
                participation=one,
                exam=exam,
                starts_at=at,
                state="failed" if place % 3 else "passed",
                verified_at=at,
            )
            for place, one in enumerate(mine)
            for exam in exams
        ]
    )
