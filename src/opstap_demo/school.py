"""The school: organisations, staff, programme, track, editions, goals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from opstap.curriculum.models import Course, Exam
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Organisation, OrganisationKind, Person, Role
from opstap.programme.models import Edition, Goal, Programme, Track, TrackCourse
from opstap_demo.cast import Part, Row, parts, rows_of, told

BEGAN = 385  # days before today: 55 weeks
LASTS = 670  # days: until the youngest group has finished its track, with some weeks to spare
FUNDED = 540  # days: by then the goals are to be reached, with the youngest groups still on their way
GOALS = ((Goal.Step.STARTED, 150), (Goal.Step.FULLY_CERTIFIED, 60), (Goal.Step.HIRED, 60))


@dataclass(slots=True)
class School:
    """What the other steps build on. `staff` by code; `organisations` by code, "" being the school itself."""

    organisation: Organisation
    programme: Programme
    track: Track
    edition: Edition
    next_edition: Edition
    organisations: dict[str, Organisation]
    staff: dict[str, Person] = field(default_factory=dict)


def make_school(today: date) -> School:
    """Save the school and everybody who works with it."""
    words = told("school")
    school = Organisation.objects.create(kind=OrganisationKind.SCHOOL, **words["school"])
    others = {row["code"]: _organisation(row) for row in words["organisations"]}
    programme = Programme.objects.create(
        organisation=school, **{key: words["programme"][key] for key in ("slug", "name", "promise", "facts")}
    )
    programme.funders.set([others["fonds"]])
    edition, following = _editions(programme, today)
    made = School(school, programme, _track(programme, words["track"]), edition, following, {"": school, **others})
    colleagues = [Part(**{**row, "roles": tuple(row["roles"])}) for row in rows_of("school", "colleagues")]
    ours = [one for one in parts() if one.roles and one.roles not in {("learner",), ("employee",)}]
    made.staff = {one.code: _staff(one, made) for one in [*ours, *colleagues]}
    return made


def _editions(programme: Programme, today: date) -> tuple[Edition, Edition]:
    began = today - timedelta(days=BEGAN)
    edition = Edition.objects.create(
        programme=programme, name=f"{began.year}", starts_on=began, ends_on=began + timedelta(days=LASTS)
    )
    due = began + timedelta(days=FUNDED)
    Goal.objects.bulk_create(Goal(edition=edition, step=step, people=people, by=due) for step, people in GOALS)
    begins = _monday_after(today + timedelta(days=60))
    following = Edition.objects.create(
        programme=programme, name=f"{begins.year}", starts_on=begins, ends_on=begins + timedelta(days=LASTS)
    )
    return edition, following


def _organisation(row: Mapping[str, str]) -> Organisation:
    facts = {key: row[key] for key in ("reporting_contact", "dpo") if key in row}
    return Organisation.objects.create(name=row["name"], kind=row["kind"], facts=facts)


def _track(programme: Programme, words: Row) -> Track:
    track = Track.objects.create(programme=programme, slug=str(words["slug"]), name=words["name"])
    track.exams.set(Exam.objects.filter(code__in=words["exams"]))
    courses = Course.objects.filter(blueprint__exam__code__in=words["exams"])
    for place, course in enumerate(courses.order_by("-blueprint__exam__code", "code")):
        TrackCourse.objects.create(track=track, course=course, position=place)
    return track


def _staff(one: Part, school: School) -> Person:
    person = Person.objects.make(name=one.name, email=one.email, language=one.language)
    for role in one.roles:
        grant_role(person, role=Role(role), organisation=school.organisations[one.organisation], by=None)
    return person


def _monday_after(day: date) -> date:
    """That day, or the Monday that follows: nobody starts a course in a weekend."""
    return day + timedelta(days=-day.weekday() % 7)
