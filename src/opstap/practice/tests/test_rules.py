"""Knowledge as the product keeps it, and the order of options: truth tables and properties."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.features import Hard, PersonTrace
from opstap.practice.rules.knowledge import (
    NEW_SKILL,
    PRIORS,
    Held,
    SkillKnown,
    day_of,
    hard_before,
    judge,
    learn_difficulty,
    new_question,
    prior_difficulty,
    probability,
    rested,
    show,
)
from opstap.practice.rules.shuffling import shuffled
from opstap.practice.rules.skill_filter import Belief

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)

beliefs = st.builds(Belief, st.floats(-6, 6), st.floats(0.001, 3))
guesses = st.floats(0, 0.4)
marks = st.floats(0, 1)
# Which question of five, its mark, and the days since the one before.
answers = st.lists(st.tuples(st.integers(0, 4), marks, st.floats(0, 400)), max_size=30)

type _Kept = tuple[str, tuple[str, ...], float, tuple[float, ...], float, datetime]


def followed(given: list[tuple[int, float, float]]) -> tuple[Held[str], list[_Kept], datetime]:
    """The person after these answers; what was kept of each; and when the last one was."""
    held, kept, at = Held[str](), list[_Kept](), AT
    for number, score, days in given:
        at += timedelta(days=days)
        code, skills = f"q{number}", ("s0", "s1", "s2")[: 1 + number % 3]
        hard = Hard(new_question(number + 1), (), number / 10)
        meeting = held.meet(skills, code, hard, at)
        kept.append((code, skills, hard.own.mean, judge(meeting).features, score, at))
        held.learn(meeting, skills, code, score, at)
    return held, kept, at


@given(answers)
def test_what_was_kept_of_the_answers_gives_the_same_person_to_the_last_digit(
    given: list[tuple[int, float, float]],
) -> None:
    held, kept, _ = followed(given)
    again = Held[str]()
    for code, skills, difficulty, features, score, at in kept:
        again.learn(again.meet(skills, code, hard_before(difficulty, features), at), skills, code, score, at)
    assert again == held
    assert sum(one.answers for one in held.skills.values()) == sum(len(one[1]) for one in kept)
    assert all(len(one.recent) == min(5, one.answers) for one in held.skills.values())


@given(answers, beliefs, guesses, st.booleans(), st.floats(0, 400))
def test_a_right_answer_never_lowers_what_is_shown_and_a_wrong_one_never_raises_it(
    given: list[tuple[int, float, float]], own: Belief, guess: float, again: bool, later: float
) -> None:
    shown = []
    for score in (0.0, None, 1.0):
        held, _, at = followed(given)
        at += timedelta(days=later)
        if score is not None:
            skills, code = ("s0", "s1"), "q1" if again else "new"
            meeting = held.meet(skills, code, Hard(own, (), guess), at)
            assert guess <= meeting.expected.chance < 1
            assert 0 < judge(meeting).expected < 1
            held.learn(meeting, skills, code, score, at)
        shown.append([show(held.person, held.skill(key), at) for key in ("s0", "s1")])
    for worse, before, better in zip(*shown, strict=True):
        assert worse.value - 1e-9 <= before.value <= better.value + 1e-9
        assert before.low <= better.low + 1e-9
        assert 0 <= better.low <= better.value <= better.high <= 1


@given(answers, beliefs, guesses, marks, marks)
def test_a_better_mark_never_shows_less(
    given: list[tuple[int, float, float]], own: Belief, guess: float, one: float, other: float
) -> None:
    shown = []
    for score in sorted([one, other]):
        held, _, at = followed(given)
        held.learn(held.meet(("s0",), "new", Hard(own, (), guess), at), ("s0",), "new", score, at)
        shown.append(show(held.person, held.skill("s0"), at).value)
    assert shown[0] <= shown[1] + 1e-9


def test_more_answers_narrow_the_range_and_steps_shrink() -> None:
    held = Held[str]()
    widths, steps = [], []
    for number in range(10):
        shown = show(held.person, held.skill("s"), AT)
        widths.append(shown.high - shown.low)
        ability, offset = held.person.ability.mean, held.skill("s").offset
        hard = Hard(Belief(ability + offset, 0.1), (), 0.2)
        held.learn(held.meet(("s",), f"q{number}", hard, AT), ("s",), f"q{number}", 1.0, AT)
        steps.append(held.skill("s").offset - offset)
    assert all(later < earlier for earlier, later in pairwise(widths))
    assert all(later < earlier for earlier, later in pairwise(steps))


@given(answers, st.floats(0, 1000))
def test_what_rested_is_shown_as_what_will_be_on_that_day(given: list[tuple[int, float, float]], days: float) -> None:
    held, _, at = followed(given)
    later = at + timedelta(days=days)
    for one in held.skills.values():
        assert show(held.person, rested(one, later), later) == show(held.person, one, later)
    assert rested(NEW_SKILL, later) == NEW_SKILL == SkillKnown()


@given(beliefs, st.floats(-6, 6), st.floats(0.01, 2), guesses)
def test_a_question_gets_easier_when_answered_right_and_harder_when_not(
    own: Belief, strength: float, spread: float, guess: float
) -> None:
    right, wrong = (learn_difficulty(own, strength, spread, guess, score) for score in (1.0, 0.0))
    assert right.mean <= own.mean <= wrong.mean
    assert max(right.variance, wrong.variance) <= own.variance


def test_a_question_learns_more_of_somebody_who_is_known() -> None:
    own = new_question(3)
    known, unknown = (learn_difficulty(own, 0.0, spread, 0.2, 1.0).mean for spread in (0.05, 1.0))
    assert known < unknown < 0


def test_levels_are_difficulties_and_an_answer_without_features_is_of_a_new_question() -> None:
    assert [prior_difficulty(level) for level in range(1, 6)] == [-1.5, -0.75, 0.0, 0.75, 1.5]
    assert probability(0, 0, 0.2) == pytest.approx(0.6)
    assert hard_before(1.25, ()) == Hard(Belief(1.25, PRIORS.question))
    assert day_of(datetime(1970, 1, 2, 12, tzinfo=UTC)) == 1.5


def test_what_is_kept_of_the_person_is_without_the_question() -> None:
    skills = {
        key: SkillKnown(NEW_SKILL.trace._replace(offset=Belief(mean, 0.2))) for key, mean in (("a", 1.0), ("b", 0.4))
    }
    held = Held(PersonTrace(Belief(0.5, 0.1)), skills)
    judged = judge(held.meet(("a", "b"), "q", Hard(Belief(3.0, 0.8)), AT))
    assert judged.strength == pytest.approx(0.5 + 1.4 / 2**0.5)
    assert judged.spread == pytest.approx(0.1 + 0.4 / 2)


@given(st.lists(st.text(max_size=3), unique=True, max_size=8), st.text(max_size=5))
def test_shuffling_loses_nothing_and_repeats_itself(names: list[str], seed: str) -> None:
    order = shuffled(names, seed, names)
    assert sorted(order) == sorted(names)
    assert order == shuffled(list(reversed(names)), seed, list(reversed(names)))
