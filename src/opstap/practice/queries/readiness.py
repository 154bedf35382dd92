"""Is someone ready for an exam: the stored estimate as pages and later stations read it, and the rows behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from opstap.curriculum.models import Blueprint, BlueprintSkill, Domain, Skill
from opstap.people.models import Person
from opstap.practice.models import Learner, Readiness, SkillState
from opstap.practice.queries.known import known_of, person_of
from opstap.practice.rules.features import new_person
from opstap.practice.rules.knowledge import NEW_SKILL, PRIORS, SkillKnown, rested
from opstap.practice.rules.mock_form import DomainShare
from opstap.practice.rules.readiness import (
    LEAST_ANSWERS,
    DomainKnown,
    DomainReady,
    Ready,
    Standing,
    readiness,
    shrunk_mean,
)

HELP_MOST = 2


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A domain of the outline beside what is shown of it."""

    domain: Domain
    ready: DomainReady


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """How ready one person is for one exam. `standing` is too_early, on_the_way or likely; shares and chances are 0 to 1."""

    blueprint: Blueprint
    chance: float
    low: float
    high: float
    standing: str
    answers: int
    domains: tuple[DomainLine, ...]

    @property
    def early(self) -> bool:
        return self.standing == Standing.TOO_EARLY

    @property
    def thin(self) -> tuple[DomainLine, ...]:
        """The domains with too few answers to say anything."""
        return tuple(line for line in self.domains if line.ready.missing)

    @property
    def helps_most(self) -> tuple[DomainLine, ...]:
        """The two domains that would raise the chance most, the best first."""
        ranked = sorted(self.domains, key=lambda line: (-line.ready.raises, line.domain.position))
        return tuple(ranked[:HELP_MOST])


def readiness_of(person: Person, blueprint: Blueprint) -> ReadinessView:
    """How ready `person` is for the exam of this outline; with no answer yet, the widest guess. Two queries."""
    return readiness_by_person([person], blueprint)[person.pk]


def readiness_by_person(persons: Iterable[Person], blueprint: Blueprint) -> dict[UUID, ReadinessView]:
    """The same for many, by the person's id: two queries, whoever they are."""
    keys = [person.pk for person in persons]
    domains = list(Domain.objects.filter(blueprint=blueprint).prefetch_related("blueprint_skills"))
    rows = Readiness.objects.filter(learner__person__in=keys, blueprint=blueprint)
    stored = {row.learner.person_id: row for row in rows.select_related("learner")}
    nothing = _nothing(blueprint, domains)
    return {key: _view(blueprint, domains, stored[key]) if key in stored else nothing for key in keys}


def weakest_skills(person: Person, lines: Sequence[DomainLine]) -> dict[UUID, Skill]:
    """Where to begin, by domain: the skill with the lowest marks of late, the first in order of equal ones. Two queries."""
    places = BlueprintSkill.objects.filter(domain__in=[line.domain for line in lines]).select_related("skill")
    found: dict[UUID, list[Skill]] = defaultdict(list)
    for place in places.order_by("position", "skill"):
        found[place.domain_id].append(place.skill)
    asked = [skill.pk for skills in found.values() for skill in skills]
    states = SkillState.objects.filter(learner__person=person, skill__in=asked)
    recent: dict[UUID, list[float]] = dict(states.values_list("skill", "recent"))
    return {
        domain: min(skills, key=lambda skill: shrunk_mean(recent.get(skill.pk, []))) for domain, skills in found.items()
    }


def mock_fits(person: Person, course: UUID | None) -> bool:
    """Whether enough is known of the person for a mock exam of the course (its id) to say something new."""
    rows = Readiness.objects.filter(learner__person=person, blueprint__courses=course)
    return course is not None and rows.filter(answers__gte=LEAST_ANSWERS).exists()


def readiness_rows(learners: Sequence[Learner]) -> list[Readiness]:
    """Unsaved: per learner, a row for each outline of a course whose skills they answered about, from their states alone."""
    known: dict[UUID, dict[UUID, SkillKnown]] = defaultdict(dict)
    for state in SkillState.objects.filter(learner__in=[learner.pk for learner in learners]):
        known[state.learner_id][state.skill_id] = known_of(state)
    outlines = _outlines({skill for some in known.values() for skill in some})
    rows = []
    for learner in learners:
        mine = _of_one_day(known.get(learner.pk, {}))
        person = person_of(learner)
        for blueprint, outline in outlines.items():
            if any(skill in mine for _, skills in outline for skill in skills):
                rows.append(_row(learner, blueprint, readiness(person, _domains(outline, mine))))
    return rows


def _of_one_day(known: Mapping[UUID, SkillKnown]) -> Mapping[UUID, SkillKnown]:
    """Each skill as it was at the newest answer: what was not practised faded, and a rebuild gives the same."""
    newest = max((one.last_at for one in known.values() if one.last_at is not None), default=None)
    return {skill: rested(one, newest) for skill, one in known.items()} if newest else known


type _Outline = list[tuple[DomainShare, list[UUID]]]


def _outlines(touched: set[UUID]) -> dict[UUID, _Outline]:
    """Of every outline of a course that has one of these skills: its domains in order, with all their skills."""
    about = Blueprint.objects.filter(courses__isnull=False, domains__blueprint_skills__skill__in=touched)
    places = BlueprintSkill.objects.filter(domain__blueprint__in=about).select_related("domain")
    found: dict[UUID, dict[UUID, tuple[DomainShare, list[UUID]]]] = defaultdict(dict)
    for place in places.order_by("domain__blueprint", "domain__position", "position", "skill"):
        domain = place.domain
        share = DomainShare(domain.code, domain.weight_min, domain.weight_max)
        found[domain.blueprint_id].setdefault(domain.pk, (share, []))[1].append(place.skill_id)
    return {blueprint: list(domains.values()) for blueprint, domains in found.items()}


def _domains(outline: _Outline, known: Mapping[UUID, SkillKnown]) -> list[DomainKnown]:
    return [
        DomainKnown(share.code, share.middle, tuple(known.get(skill, NEW_SKILL) for skill in skills))
        for share, skills in outline
    ]


def _row(learner: Learner, blueprint: UUID, ready: Ready) -> Readiness:
    return Readiness(
        learner=learner,
        blueprint_id=blueprint,
        chance=ready.chance,
        low=ready.low,
        high=ready.high,
        standing=ready.standing.value,
        domains=[asdict(domain) for domain in ready.domains],
        answers=ready.answers,
    )


def _view(blueprint: Blueprint, domains: Sequence[Domain], row: Readiness) -> ReadinessView:
    stored = {domain["code"]: DomainReady(**domain) for domain in row.domains}
    lines = tuple(DomainLine(domain, stored[domain.code]) for domain in domains if domain.code in stored)
    return ReadinessView(blueprint, row.chance, row.low, row.high, row.standing, row.answers, lines)


def _nothing(blueprint: Blueprint, domains: Sequence[Domain]) -> ReadinessView:
    """Of somebody who never answered."""
    empty = [
        DomainKnown(
            domain.code,
            DomainShare(domain.code, domain.weight_min, domain.weight_max).middle,
            tuple(NEW_SKILL for _ in domain.blueprint_skills.all()),
        )
        for domain in domains
    ]
    ready = readiness(new_person(PRIORS), empty)
    lines = tuple(DomainLine(*pair) for pair in zip(domains, ready.domains, strict=True))
    return ReadinessView(blueprint, ready.chance, ready.low, ready.high, ready.standing.value, 0, lines)
