"""Readiness: it is a chance inside its range, a right answer never lowers it, and more evidence narrows it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.features import Hard, PersonTrace
from opstap.practice.rules.knowledge import NEW_SKILL, PRIORS, Held, SkillKnown
from opstap.practice.rules.readiness import DomainKnown, Ready, Standing, readiness, shrunk_mean, standing_of
from opstap.practice.rules.skill_filter import Belief, sigmoid

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEIGHTS = {"d1": 12.5, "d2": 27.5, "d3": 37.5, "d4": 22.5}
TINY = 1e-12


def held_skill(offset: float, answers: int, recent: tuple[float, ...] = ()) -> SkillKnown:
    return SkillKnown(NEW_SKILL.trace._replace(offset=Belief(offset, PRIORS.skill)), answers, recent)


def somebody(ability: float) -> PersonTrace:
    return PersonTrace(Belief(ability, 0.2))


def outline(answers: int, offset: float = 0.0, skills: int = 10) -> list[DomainKnown]:
    mark = 0.2 + 0.8 * sigmoid(0.8 * offset)
    one = held_skill(offset, answers, (mark,) * min(answers, 5))
    return [DomainKnown(code, weight, (one,) * skills) for code, weight in WEIGHTS.items()]


def ready(ability: float, answers: int) -> Ready:
    mark = 0.2 + 0.8 * sigmoid(ability)
    domains = [
        replace(domain, skills=tuple(replace(one, recent=(mark,) * len(one.recent)) for one in domain.skills))
        for domain in outline(answers)
    ]
    return readiness(somebody(ability), domains)


@pytest.mark.parametrize(
    ("ability", "answers", "standing", "low", "high"),
    [
        (0, 0, Standing.TOO_EARLY, 0.1, 0.2),
        (3, 0, Standing.TOO_EARLY, 0.5, 1),
        (-1, 3, Standing.ON_THE_WAY, 0, 0.02),
        (0, 3, Standing.ON_THE_WAY, 0.1, 0.2),
        (1, 3, Standing.ON_THE_WAY, 0.6, 0.79),
        (2, 3, Standing.LIKELY, 0.9, 1),
    ],
)
def test_the_chance_and_its_word(ability: float, answers: int, standing: Standing, low: float, high: float) -> None:
    result = ready(ability, answers)
    assert result.standing == standing
    assert low <= result.chance <= high


@pytest.mark.parametrize(
    ("chance", "answers", "standing"),
    [
        (0.9, [5, 5, 5, 5], Standing.LIKELY),
        (0.8, [5, 5, 5, 5], Standing.LIKELY),
        (0.79, [5, 5, 5, 5], Standing.ON_THE_WAY),
        (0.0, [5, 5, 5, 5], Standing.ON_THE_WAY),
        (0.9, [5, 5, 5, 4], Standing.TOO_EARLY),
        (0.9, [50, 50, 50, 2], Standing.TOO_EARLY),
        (0.9, [], Standing.TOO_EARLY),
    ],
)
def test_the_word(chance: float, answers: list[int], standing: Standing) -> None:
    assert standing_of(chance, answers) == standing


@pytest.mark.parametrize(("answers", "missing"), [(0, 3), (1, 2), (3, 0), (30, 0)])
def test_what_is_missing_in_a_domain(answers: int, missing: int) -> None:
    assert {domain.missing for domain in ready_of_one_skill(answers).domains} == {missing}


def ready_of_one_skill(answers: int) -> Ready:
    return readiness(somebody(0.0), outline(answers, skills=1))


marks = st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=5)


@given(marks)
def test_where_to_begin_right_answers_count_and_wrong_ones_too(some: list[float]) -> None:
    """A skill without answers stands where somebody unknown does: below one that went right, above one that went wrong."""
    assert 0 < shrunk_mean(some) < 1
    assert shrunk_mean([*some, 0.0]) < shrunk_mean(some) < shrunk_mean([*some, 1.0])


skills = st.builds(
    held_skill,
    st.floats(-6, 6),
    st.integers(0, 200),
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=5).map(tuple),
)
domains = st.lists(
    st.builds(DomainKnown, st.text(max_size=3), st.floats(1, 50), st.lists(skills, min_size=1, max_size=5).map(tuple)),
    min_size=1,
    max_size=5,
)
people = st.builds(somebody, st.floats(-6, 6))


@given(people, domains)
def test_everything_is_a_share_inside_its_range(person: PersonTrace, outline: list[DomainKnown]) -> None:
    result = readiness(person, outline)
    assert 0 <= result.low <= result.chance <= result.high <= 1
    for domain in result.domains:
        assert 0 <= domain.low <= domain.value <= domain.high <= 1
        assert 0 <= domain.raises <= 1
    assert result == readiness(person, outline)


@given(people, domains, st.data(), st.floats(-6, 6), st.floats(0, 0.4), st.booleans())
def test_a_right_answer_never_lowers_the_chance(
    person: PersonTrace, outline: list[DomainKnown], data: st.DataObject, difficulty: float, guess: float, again: bool
) -> None:
    place = data.draw(st.integers(0, len(outline) - 1))
    tested = data.draw(st.integers(1, len(outline[place].skills)))
    some = outline[place].skills[:tested]
    held = Held(person, dict(enumerate(some)))
    for _ in range(1 + again):
        before = readiness(held.person, outline)
        meeting = held.meet(range(tested), "q", Hard(Belief(difficulty, 0.8), (), guess), AT)
        held.learn(meeting, range(tested), "q", 1.0, AT)
        moved = tuple(held.skill(number) for number in range(tested))
        outline[place] = replace(outline[place], skills=(*moved, *outline[place].skills[tested:]))
        now = readiness(held.person, outline)
        assert now.chance >= before.chance - TINY
        assert now.low >= before.low - TINY


@given(st.floats(-3, 3), st.integers(0, 30), st.integers(1, 30))
def test_more_evidence_narrows_the_range(ability: float, few: int, more: int) -> None:
    wide, narrow = ready(ability, few), ready(ability, few + more)
    assert narrow.high - narrow.low <= wide.high - wide.low + 1e-9


def test_the_heaviest_weak_domain_helps_most() -> None:
    result = ready(0.5, 3)
    assert max(result.domains, key=lambda one: one.raises).code == "d3"
    strong = [replace(one, skills=(held_skill(5, 3),) * 10) if one.code == "d3" else one for one in outline(3)]
    assert max(readiness(somebody(0.5), strong).domains, key=lambda one: one.raises).code == "d2"


def test_a_bad_end_is_not_the_whole_person() -> None:
    held, marks = Held[str](), [1.0] * 30 + [0.0] * 7
    for number, mark in enumerate(marks):
        meeting = held.meet(("s",), f"q{number}", Hard(Belief(0.0, 0.8), (), 0.2), AT)
        held.learn(meeting, ("s",), f"q{number}", mark, AT)
    offset = held.skill("s").offset / 10
    skills = tuple(held_skill(offset, 4, tuple(marks[number::10])) for number in range(10))
    assert readiness(held.person, [DomainKnown("d", 1.0, skills)]).chance > 0.3
