"""Who looks: nobody, each of the cast of the demonstration, and four people of another school who must find every door shut."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from opstap.admission.tests.build import make_call
from opstap.people.models import Organisation, Person
from opstap.programme.models import Group
from opstap.programme.tests.build import make_edition, make_group, make_participation, make_session
from opstap_demo.cast import parts, person_of
from tests.build import grant, make_organisation, make_person

NOBODY = "nobody"
# Who works at another school, learns there, or employs people who learned there.
ELSEWHERE = ("learner_elsewhere", "coach_elsewhere", "manager_elsewhere", "employer_elsewhere")


@dataclass(frozen=True, slots=True)
class World:
    """The cast by code, and who is elsewhere."""

    cast: Mapping[str, Person]
    elsewhere: Mapping[str, Person]
    school: Organisation
    other_school: Organisation
    kept: dict[str, object] = field(default_factory=dict)

    def everybody(self) -> Iterator[tuple[str, Person | None]]:
        """Each code with the person behind it; `None` is who has not signed in."""
        yield NOBODY, None
        yield from self.cast.items()
        yield from self.elsewhere.items()


def gather() -> World:
    """The cast as they were built, and a small second school."""
    cast = {one.code: person for one in parts() if (person := person_of(one)) is not None}
    school = cast["manager"].grants.current().get(role="manager").organisation
    other = make_organisation("Andere School (verzonnen)")
    firm = make_organisation("Andere Firma (verzonnen)", "employer")
    learner, coach, manager, employer = (
        make_person(name, email=f"{name.split()[0].lower()}@andere.example")
        for name in ("Lieve Anders", "Carlo Anders", "Marta Anders", "Emiel Anders")
    )
    for person, role, organisation in (
        (learner, "learner", other),
        (coach, "coach", other),
        (manager, "manager", other),
        (employer, "employer", firm),
    ):
        grant(person, role, organisation)
    _life(other, coach, learner)
    elsewhere = dict(zip(ELSEWHERE, (learner, coach, manager, employer), strict=True))
    return World(cast, elsewhere, school, other)


def _life(other: Organisation, coach: Person, learner: Person) -> Group:
    """A group with a class ahead, and a call: the pages of the other school are not empty."""
    edition = make_edition(other, starts_on=date(2026, 1, 5))
    make_call(other, edition=edition)
    group = make_group(other, coach=coach, edition=edition)
    make_participation(learner, group)
    make_session(group)
    return group
