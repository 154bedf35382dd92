"""The filter, the features, the readout and its fit: truth tables and properties."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opstap.practice.rules.features import (
    NAMES,
    SHOWN,
    SIGNS,
    Hard,
    PersonTrace,
    Seen,
    SkillTrace,
    answered,
    features_of,
    hardened,
    meet,
    new_person,
    new_skill,
)
from opstap.practice.rules.readout import UNFITTED, Readout, WrongSignError, chance_of, reasons, show_skill
from opstap.practice.rules.readout_fit import fit_readout, log_loss
from opstap.practice.rules.skill_filter import Belief, Priors, expect, forgotten, moved, sigmoid, step_of

PRIORS = Priors()
ROUNDING = 1e-9

logits = st.floats(-6, 6)
variances = st.floats(0.001, 3)
beliefs = st.builds(Belief, logits, variances)
averages = st.floats(-1, 1)
sums = st.floats(0, 500)
marks = st.floats(0, 1)
days = st.floats(0, 1000)
people = st.builds(PersonTrace, beliefs, averages, averages, sums, sums, st.integers(-30, 30), st.integers(0, 900))
traces = st.builds(SkillTrace, beliefs, averages, averages, sums, sums, st.none() | days)
questions = st.builds(Hard, beliefs, st.just(()), st.floats(0, 0.5))
memories = st.just(Seen()) | st.builds(Seen, st.integers(1, 5), marks, st.just(0))


@st.composite
def readouts(draw: st.DrawFn) -> Readout:
    """Any readout that is allowed."""
    sizes = [draw(st.floats(0, 2)) for _ in NAMES]
    either = [draw(st.sampled_from([-1, 1])) for _ in NAMES]
    weights = [(SIGNS[name] or side) * size for name, size, side in zip(NAMES, sizes, either, strict=True)]
    return Readout(draw(st.floats(-3, 3)), tuple(weights), tuple(draw(st.floats(-2, 2)) for _ in NAMES))


readout = readouts()


@given(readout, people, st.lists(traces, min_size=1, max_size=4), questions, memories, st.floats(1000, 2000))
@settings(max_examples=200)
def test_a_right_answer_never_lowers_what_is_shown_and_a_wrong_one_never_raises_it(
    weights: Readout, person: PersonTrace, skills: list[SkillTrace], hard: Hard, seen: Seen, day: float
) -> None:
    meeting = meet(person, skills, hard, seen, PRIORS, day)
    better, raised, _ = answered(meeting, 1.0, PRIORS)
    worse, lowered, _ = answered(meeting, 0.0, PRIORS)
    for before, up, down in zip(skills, raised, lowered, strict=True):
        shown = show_skill(weights, person, before, PRIORS, day)
        above = show_skill(weights, better, up, PRIORS, day)
        below = show_skill(weights, worse, down, PRIORS, day)
        assert below.value - ROUNDING <= shown.value <= above.value + ROUNDING
        assert shown.low <= above.low + ROUNDING
        assert 0 < above.low <= above.value <= above.high < 1


@given(readout, people, traces, questions, memories, marks, marks)
def test_a_better_mark_never_shows_less(
    weights: Readout, person: PersonTrace, skill: SkillTrace, hard: Hard, seen: Seen, one: float, other: float
) -> None:
    meeting = meet(person, [skill], hard, seen, PRIORS, 1000)
    shown = []
    for score in sorted([one, other]):
        after, (moved_skill,), _ = answered(meeting, score, PRIORS)
        shown.append(show_skill(weights, after, moved_skill, PRIORS, 1000).value)
    assert shown[0] <= shown[1] + ROUNDING


@given(readout, people, traces, days, days)
def test_time_never_raises_what_is_shown_nor_makes_it_surer(
    weights: Readout, person: PersonTrace, skill: SkillTrace, one: float, other: float
) -> None:
    skill = skill._replace(day=0.0, offset=skill.offset._replace(variance=min(skill.offset.variance, PRIORS.skill)))
    early, late = (show_skill(weights, person, skill, PRIORS, day) for day in sorted([one, other]))
    assert late.value <= early.value + ROUNDING
    assert late.low <= early.low + ROUNDING


@given(readout, people, st.lists(traces, min_size=1, max_size=4), questions, memories, days)
def test_a_chance_lies_between_0_and_1_and_has_its_reasons(
    weights: Readout, person: PersonTrace, skills: list[SkillTrace], hard: Hard, seen: Seen, day: float
) -> None:
    features = features_of(meet(person, skills, hard, seen, PRIORS, day))
    assert len(features) == len(NAMES)
    assert 0 < chance_of(weights, features) < 1
    sizes = [abs(reason.logits) for reason in reasons(weights, features)]
    assert sizes == sorted(sizes, reverse=True)
    ordinary = replace(weights, intercept=0.0)
    whole = sum(w * c for w, c in zip(ordinary.weights, ordinary.centre, strict=True))
    told = sum(w * x for w, x in zip(ordinary.weights, features, strict=True))
    assert sum(reason.logits for reason in reasons(weights, features)) == pytest.approx(told - whole, abs=1e-6)


@given(beliefs, beliefs, st.floats(0, 0.5), marks, st.floats(0, 1))
def test_an_answer_makes_surer_and_moves_towards_the_mark(
    able: Belief, hard: Belief, guess: float, score: float, evidence: float
) -> None:
    expected = expect(able.mean - hard.mean, able.variance + hard.variance, guess)
    assert guess <= expected.chance <= 1
    step = step_of(expected, score, evidence)
    after, harder = moved(able, 1.0, step), moved(hard, -1.0, step)
    assert 0 < after.variance <= able.variance
    assert 0 < harder.variance <= hard.variance
    if score >= expected.chance:
        assert after.mean >= able.mean
        assert harder.mean <= hard.mean
    else:
        assert after.mean <= able.mean
        assert harder.mean >= hard.mean


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), marks, st.floats(0, 3)), max_size=40))
def test_a_replay_equals_the_running_state(answers: list[tuple[int, int, float, float]]) -> None:
    assert _followed(answers) == _followed(list(answers))
    # Stopped halfway and gone on with later, as in two visits, it is the same to the last digit.
    half = len(answers) // 2
    first = _followed(answers[:half])
    assert _followed(answers[half:], *first) == _followed(answers)


def test_who_is_unknown_moves_further_than_who_is_known() -> None:
    new, known = Belief(0.0, 1.0), Belief(0.0, 0.05)
    step = step_of(expect(0.0, 1.05), 1.0)
    assert moved(new, 1.0, step).mean > 10 * -moved(known, -1.0, step).mean > 0


def test_a_right_guess_tells_less_than_a_right_answer_that_cannot_be_guessed() -> None:
    able = Belief(0.0, 1.0)
    sure, lucky = (moved(able, 1.0, step_of(expect(0.0, 1.0, guess), 1.0)).mean for guess in (0.0, 0.25))
    assert 0 < lucky < sure


def test_what_stands_above_fades_and_what_stands_below_stays() -> None:
    assert forgotten(Belief(1.0, 0.1), 0.2, 180, 180).mean == pytest.approx(0.5)
    assert forgotten(Belief(-1.0, 0.1), 0.2, 180, 180).mean == -1.0
    assert 0.1 < forgotten(Belief(-1.0, 0.1), 0.2, 180, 180).variance < 0.2
    assert forgotten(Belief(1.0, 0.1), 0.2, 0, 180) == Belief(1.0, 0.1)


def test_nothing_is_learned_of_a_question_that_was_seen_before() -> None:
    hard = Hard(Belief(0.0, 1.0), (Belief(0.0, 0.2),))
    person, skill = new_person(PRIORS), new_skill(PRIORS)
    again = meet(person, [skill], hard, Seen(1, 1.0, 0), PRIORS)
    first = meet(person, [skill], hard, Seen(), PRIORS)
    assert hardened(again, 1.0) == hard
    assert hardened(first, 1.0).own.mean < 0 > hardened(first, 1.0).skills[0].mean
    assert again.expected.chance > first.expected.chance
    assert answered(again, 1.0, PRIORS)[0].ability.mean < answered(first, 1.0, PRIORS)[0].ability.mean


def test_what_is_no_weight_is_refused() -> None:
    place = NAMES.index("right")
    wrong = tuple(-0.1 if place == number else 0.0 for number in range(len(NAMES)))
    with pytest.raises(WrongSignError, match="right"):
        Readout(0.0, wrong, UNFITTED.centre)
    with pytest.raises(WrongSignError):
        Readout(0.0, wrong[1:], UNFITTED.centre)
    with pytest.raises(WrongSignError):
        Readout(0.0, (float("nan"), *UNFITTED.weights[1:]), UNFITTED.centre)
    assert all(SIGNS[name] for name in SHOWN)


def test_a_fit_finds_the_weights_that_made_the_answers_and_keeps_every_sign() -> None:
    dice = random.Random(1)
    truth = [0.0] * len(NAMES)
    truth[0], truth[NAMES.index("wrong")], truth[NAMES.index("last")] = 1.0, -0.5, -0.8  # the last against its sign
    rows = [[dice.gauss(0, 1) for _ in NAMES[:-1]] + [0.25] for _ in range(4000)]
    scores = [float(dice.random() < sigmoid(0.3 + sum(w * x for w, x in zip(truth, row, strict=True)))) for row in rows]
    fitted = fit_readout(rows, scores, 1.0)
    assert fitted.weights[0] == pytest.approx(1.0, abs=0.15)
    assert fitted.weights[NAMES.index("wrong")] == pytest.approx(-0.5, abs=0.15)
    assert fitted.weights[NAMES.index("last")] == 0
    assert fitted.weights[NAMES.index("guess")] == 0  # never differs
    chances = [chance_of(fitted, tuple(row)) for row in rows]
    assert sum(chances) == pytest.approx(sum(scores), abs=0.5)
    # No allowed step to a side makes the loss less: it is the minimum.
    best = log_loss(chances, scores)
    for place in range(len(NAMES) - 1):
        for step in (-0.05, 0.05):
            weights = list(fitted.weights)
            weights[place] += step
            if SIGNS[NAMES[place]] * weights[place] >= 0:
                beside = Readout(fitted.intercept, tuple(weights), fitted.centre)
                assert log_loss([chance_of(beside, tuple(row)) for row in rows], scores) > best - 1e-5


def test_a_fit_on_all_answers_by_the_curvature_of_a_part_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(2)
    rows = [[dice.gauss(0, 1) for _ in NAMES] for _ in range(3000)]
    scores = [float(dice.random() < sigmoid(row[0] - row[1])) for row in rows]
    whole = fit_readout(rows, scores)
    monkeypatch.setattr("opstap.practice.rules.readout_fit.PART", 500)
    assert fit_readout(rows, scores).weights == pytest.approx(whole.weights, abs=2e-3)


@pytest.mark.parametrize(("rows", "scores"), [([], []), ([[0.0] * len(NAMES)], [])])
def test_a_fit_needs_as_many_marks_as_answers(rows: list[list[float]], scores: list[float]) -> None:
    with pytest.raises(ValueError, match="as many"):
        fit_readout(rows, scores)


def test_answers_that_are_all_right_still_give_finite_weights() -> None:
    dice = random.Random(3)
    rows = [[dice.gauss(0, 1) for _ in NAMES] for _ in range(30)]
    assert 0.5 < chance_of(fit_readout(rows, [1.0] * 30), tuple(rows[0])) < 1


type _State = tuple[PersonTrace, dict[int, SkillTrace], dict[int, Seen], dict[int, Hard], float]


def _followed(
    answers: list[tuple[int, int, float, float]],
    person: PersonTrace | None = None,
    skills: dict[int, SkillTrace] | None = None,
    memory: dict[int, Seen] | None = None,
    bank: dict[int, Hard] | None = None,
    day: float = 0.0,
) -> _State:
    """The state after answers of (skill, question, mark, days since the one before), from a state or from nothing."""
    person = person or new_person(PRIORS)
    skills, memory, bank = dict(skills or {}), dict(memory or {}), dict(bank or {})
    for skill, question, score, later in answers:
        day += later
        hard = bank.get(question, Hard(Belief(0.0, PRIORS.question), (Belief(0.0, PRIORS.skill_difficulty),)))
        meeting = meet(
            person, [skills.get(skill) or new_skill(PRIORS)], hard, memory.get(question, Seen()), PRIORS, day
        )
        bank[question] = hardened(meeting, score)
        person, (skills[skill],), memory[question] = answered(meeting, score, PRIORS)
    return person, skills, memory, bank, day
