"""Cards, vacancies and introductions: what tests of jobs and later stations start from."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid4

from opstap.certification.models import Sitting
from opstap.curriculum.models import Exam
from opstap.jobs.actions.answer_introduction import answer_introduction
from opstap.jobs.actions.ask_introduction import ask_introduction
from opstap.jobs.actions.open_vacancy import Wanted, open_vacancy
from opstap.jobs.actions.record_placement import Hired, record_placement
from opstap.jobs.actions.save_profile import Typed, save_profile
from opstap.jobs.models import Introduction, Placement, Profile, Vacancy
from opstap.kit.clock import now, today
from opstap.people.actions.consent import note_consent
from opstap.people.models import ConsentEvent, NoticeKind, NoticeVersion, Organisation, Person

_numbers = count(1)


def make_exam(code: str = "") -> Exam:
    code = code or f"EX-{next(_numbers)}"
    made, _ = Exam.objects.get_or_create(
        code=code, defaults={"certification": f"Certified {code}", "level": "fundamentals", "status": "active"}
    )
    return made


def say(person: Person, what: ConsentEvent.What) -> None:
    """The person's word on the anonymous card."""
    notice, _ = NoticeVersion.objects.get_or_create(
        kind=NoticeKind.EMPLOYER_CARD, version=1, defaults={"text": {"en": "May employers see a card?"}}
    )
    note_consent(person, notice=notice, what=what, key=uuid4())


def make_card(
    person: Person, *, consent: bool = True, languages: Mapping[str, str] | None = None, **typed: object
) -> Profile:
    """A profile, shown on a card unless `consent` is False."""
    if consent:
        say(person, ConsentEvent.What.GIVEN)
    return save_profile(person, typed=Typed(languages={"nl": "B1"} if languages is None else languages, **typed))  # type: ignore[arg-type]


def make_vacancy(employer: Organisation, by: Person, **wanted: object) -> Vacancy:
    values = {"title": "Junior analyst", "place": "Anderlecht", "closes_on": today() + timedelta(days=60), **wanted}
    return open_vacancy(employer, wanted=Wanted(**values), by=by, key=uuid4())  # type: ignore[arg-type]


def ask(vacancy: Vacancy, person: Person, by: Person) -> Introduction:
    return ask_introduction(vacancy, person=person, by=by, key=uuid4())


def accept(introduction: Introduction) -> Introduction:
    return answer_introduction(introduction, yes=True, by=introduction.person, key=uuid4())


def hire(person: Person, by: Person, *, starts_on: date | None = None, **hired: object) -> Placement:
    values = {
        "title": "Analyst",
        "contract": "permanent",
        "hours": 38,
        "starts_on": starts_on or today(),
        "employer_name": "Elsewhere",
        **hired,
    }
    return record_placement(person, hired=Hired(**values), by=by, key=uuid4())  # type: ignore[arg-type]


def make_pass(person: Person, exam: Exam, *, verified: bool = True) -> Sitting:
    return Sitting.objects.create(
        key=uuid4(),
        person=person,
        exam=exam,
        starts_at=now() - timedelta(days=9),
        state="passed",
        verified_at=now() if verified else None,
    )


def make_plan(person: Person, exam: Exam, *, starts_at: datetime) -> Sitting:
    """A sitting that the person agreed to."""
    return Sitting.objects.create(key=uuid4(), person=person, exam=exam, starts_at=starts_at, state="agreed")
