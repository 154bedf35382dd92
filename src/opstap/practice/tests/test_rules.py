"""Knowledge and the choice of the next question: truth tables and properties."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.knowledge import (
    General,
    Judgement,
    SkillKnown,
    judge,
    learn,
    learn_difficulty,
    prior_difficulty,
    probability,
    show,
)
from opstap.practice.rules.shuffling import shuffled

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)

logits = st.floats(-6, 6)
generals = st.builds(General, logits, st.integers(0, 2000))
known = st.builds(SkillKnown, logits, st.integers(0, 500))
difficulties = st.floats(-6, 6)
guesses = st.floats(0, 0.4)
marks = st.floats(0, 1)


@given(generals, st.lists(known, min_size=1, max_size=4), difficulties, guesses, marks)
def test_what_is_shown_lies_inside_its_range(
    general: General, skills: list[SkillKnown], difficulty: float, guess: float, got: float
) -> None:
    judged = judge(general, skills, difficulty, guess)
    assert guess <= judged.expected <= 1
    after, moved = learn(general, skills, judged, got, AT)
    for skill in moved:
        shown = show(after, skill)
        assert 0 <= shown.low <= shown.value <= shown.high <= 1


@given(generals, st.lists(known, min_size=1, max_size=4), difficulties, guesses, st.booleans())
def test_a_right_answer_never_lowers_what_is_shown_and_nothing_never_raises_it(
    general: General, skills: list[SkillKnown], difficulty: float, guess: float, again: bool
) -> None:
    judged = judge(general, skills, difficulty, guess)
    better, raised = learn(general, skills, judged, 1.0, AT, again=again)
    worse, lowered = learn(general, skills, judged, 0.0, AT, again=again)
    for before, up, down in zip(skills, raised, lowered, strict=True):
        assert show(better, up).value >= show(general, before).value
        assert show(better, up).low >= show(general, before).low
        assert show(worse, down).value <= show(general, before).value


@given(generals, known, difficulties, guesses, marks, marks)
def test_a_better_mark_never_shows_less(
    general: General, skill: SkillKnown, difficulty: float, guess: float, one: float, other: float
) -> None:
    judged = judge(general, [skill], difficulty, guess)
    shown = []
    for got in sorted([one, other]):
        after, (moved,) = learn(general, [skill], judged, got, AT)
        shown.append(show(after, moved).value)
    assert shown[0] <= shown[1]


@given(st.lists(st.tuples(marks, difficulties), max_size=30))
def test_the_same_answers_give_the_same_state(answers: list[tuple[float, float]]) -> None:
    def replay() -> tuple[General, SkillKnown]:
        general, skill = General(), SkillKnown()
        for got, difficulty in answers:
            judged = judge(general, [skill], difficulty, 0.2)
            general, (skill,) = learn(general, [skill], judged, got, AT)
        return general, skill

    assert replay() == replay()
    assert len(replay()[1].recent) == min(5, len(answers))


def test_more_answers_narrow_the_range_and_steps_shrink() -> None:
    general, skill = General(), SkillKnown()
    widths, steps = [], []
    for _ in range(10):
        shown = show(general, skill)
        widths.append(shown.high - shown.low)
        judged = judge(general, [skill], general.ability + skill.offset, 0.2)
        before = skill.offset
        general, (skill,) = learn(general, [skill], judged, 1.0, AT)
        steps.append(skill.offset - before)
    assert all(later < earlier for earlier, later in pairwise(widths))
    assert all(later < earlier for earlier, later in pairwise(steps))


@given(difficulties, st.integers(0, 500), logits, guesses)
def test_a_question_gets_easier_when_answered_right_and_harder_when_not(
    difficulty: float, answers: int, strength: float, guess: float
) -> None:
    assert learn_difficulty(difficulty, answers, strength, guess, 1.0) <= difficulty
    assert learn_difficulty(difficulty, answers, strength, guess, 0.0) >= difficulty


def test_levels_are_difficulties() -> None:
    assert [prior_difficulty(level) for level in range(1, 6)] == [-1.5, -0.75, 0.0, 0.75, 1.5]
    assert probability(0, 0, 0.2) == pytest.approx(0.6)
    assert judge(General(), [], 0.0, 0.0) == Judgement(0.0, 0.5)


@given(st.lists(st.text(max_size=3), unique=True, max_size=8), st.text(max_size=5))
def test_shuffling_loses_nothing_and_repeats_itself(names: list[str], seed: str) -> None:
    order = shuffled(names, seed, names)
    assert sorted(order) == sorted(names)
    assert order == shuffled(list(reversed(names)), seed, list(reversed(names)))
