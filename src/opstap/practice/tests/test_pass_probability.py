"""The chance of passing: in (0, 1) inside its range; a right answer never lowers it; results correct it; what helps is said."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opstap.practice.rules.option_curves import Given, Said, calibrate_items, said
from opstap.practice.rules.pass_probability import (
    DOMAIN_SPREAD,
    LEAST_BETA,
    Calibration,
    Exam,
    ExamDomain,
    Held,
    Kind,
    Missing,
    Population,
    Result,
    SkillMarks,
    apportion,
    calibrate,
    chance_if,
    hold,
    pass_probability,
    raise_most,
    typical,
)
from opstap.practice.rules.response_model import PRIOR, Item, Outcome, Reply, WrongOption, new_item

TINY = 1e-7  # points of the grid that hardly weigh are left out
RIGHT, WRONG, UNKNOWN = Reply(Outcome.RIGHT), Reply(Outcome.WRONG), Reply(Outcome.UNKNOWN)
LEVELS = {level: new_item(f"l{level}", "", level, 4) for level in range(1, 6)}
CODES = ("d1", "d2", "d3")
EXAM = Exam(
    tuple(
        ExamDomain(code, typical([LEVELS[level].curves.right for level in (2, 3, 4)], questions))
        for code, questions in apportion({"d1": 20, "d2": 30, "d3": 50}, 20).items()
    )
)


def answers(code: str, right: int, wrong: int = 0, level: int = 3) -> list[Said]:
    return [said(code, LEVELS[level], RIGHT)] * right + [said(code, LEVELS[level], WRONG)] * wrong


def everywhere(right: int, wrong: int) -> Held:
    return hold(EXAM, [one for code in CODES for one in answers(code, right, wrong)])


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    [(0, 0, 0.2, 0.5), (0, 10, 0, 0.02), (7, 7, 0.02, 0.25), (12, 3, 0.6, 0.95), (20, 0, 0.97, 1)],
)
def test_the_chance(right: int, wrong: int, low: float, high: float) -> None:
    assert low < pass_probability(EXAM, everywhere(right, wrong)).chance < high


@pytest.mark.parametrize(
    ("counts", "missing"),
    [
        ((0, 0, 0), Missing(20, (("d1", 3), ("d2", 3), ("d3", 3)))),
        ((9, 9, 1), Missing(1, (("d3", 2),))),
        ((30, 30, 2), Missing(0, (("d3", 1),))),
        ((3, 3, 3), Missing(11, ())),
        ((8, 8, 4), Missing(0, ())),
    ],
)
def test_what_is_missing_before_it_may_be_shown(counts: tuple[int, ...], missing: Missing) -> None:
    some = [one for code, count in zip(CODES, counts, strict=True) for one in answers(code, count)]
    found = pass_probability(EXAM, hold(EXAM, some)).missing
    assert found == missing
    assert bool(found) == (missing != Missing(0, ()))


def test_an_answer_outside_the_exam_says_nothing() -> None:
    assert hold(EXAM, answers("elsewhere", 9)) == hold(EXAM, [])


def test_an_exam_without_a_question_is_refused() -> None:
    with pytest.raises(ValueError, match="question"):
        Exam((ExamDomain("d1", ()),))


def test_a_firm_cut_is_the_share_of_abilities_that_reach_it() -> None:
    """Checked by hand: one question, chance of a right answer at each ability, cut of one."""
    curve = LEVELS[3].curves.right
    exam = Exam((ExamDomain("d1", (curve,)),), 1.0, 0.0)
    expected = sum(weight * chance for weight, chance in zip(PRIOR, curve, strict=True))
    found = pass_probability(exam, hold(exam, [], Population(PRIOR, 0.0)))
    assert found.chance == pytest.approx(expected)


replies = st.sampled_from([RIGHT, WRONG, UNKNOWN])
saids = st.builds(
    said,
    st.sampled_from(CODES),
    st.sampled_from(list(LEVELS.values())),
    replies,
    mark=st.sampled_from([None, 0.5]),
    weight=st.sampled_from([0.5, 1.0]),
)
histories = st.lists(saids, max_size=60)
populations = st.builds(Population, domain_spread=st.sampled_from([0.0, 0.3, DOMAIN_SPREAD]))


@settings(max_examples=60)
@given(histories, populations)
def test_a_chance_inside_its_range_in_any_order(history: list[Said], people: Population) -> None:
    found = pass_probability(EXAM, hold(EXAM, history, people))
    assert 0 < found.low <= found.chance <= found.high < 1
    assert pass_probability(EXAM, hold(EXAM, history[::-1], people)) == found


@settings(max_examples=60)
@given(histories, populations, st.sampled_from(CODES), st.integers(1, 5), st.sampled_from([0.5, 1.0]))
def test_a_right_answer_never_lowers_the_chance(
    history: list[Said], people: Population, code: str, level: int, weight: float
) -> None:
    before = pass_probability(EXAM, hold(EXAM, history, people))
    more = [*history, said(code, LEVELS[level], RIGHT, weight=weight)]
    after = pass_probability(EXAM, hold(EXAM, more, people))
    assert after.chance >= before.chance - TINY


@settings(max_examples=40)
@given(histories, st.sampled_from(CODES), st.integers(1, 5))
def test_a_better_mark_is_never_a_lower_chance(history: list[Said], code: str, level: int) -> None:
    chances = [
        pass_probability(EXAM, hold(EXAM, [*history, said(code, LEVELS[level], reply, mark=mark)])).chance
        for reply, mark in ((WRONG, None), (WRONG, 0.3), (WRONG, 0.7), (RIGHT, None))
    ]
    assert all(one <= other + TINY for one, other in pairwise(chances))


@settings(max_examples=40)
@given(histories, st.sampled_from(CODES), st.floats(0, 3), st.floats(0, 3))
def test_abler_is_never_less_likely(history: list[Said], code: str, raised: float, more: float) -> None:
    held = hold(EXAM, history)
    assert chance_if(EXAM, held, {code: raised}) <= chance_if(EXAM, held, {code: raised + more}) + TINY


def test_a_domain_speaks_for_itself_and_a_little_for_the_others() -> None:
    """Right in d3 alone: more than nothing, less than as many right answers in all."""
    nothing, one = hold(EXAM, []), hold(EXAM, answers("d3", 12))
    spread = hold(EXAM, answers("d1", 4) + answers("d2", 4) + answers("d3", 4))
    chances = [pass_probability(EXAM, held).chance for held in (nothing, one, spread)]
    assert chances == sorted(chances)


def test_which_wrong_option_tells() -> None:
    near = Item("q", "", options=(WrongOption("A", 0.0, 0.6), WrongOption("B", 0.0, -0.6)))
    by_option = [
        pass_probability(EXAM, hold(EXAM, [said("d1", near, Reply(Outcome.WRONG, option))])).chance for option in "AB"
    ]
    assert by_option[0] > by_option[1]


def learned_from(people: int) -> Item:
    """A question, learned from able people who chose A when wrong and weak ones who chose B; ten others tell who is able."""
    items = [LEVELS[3]] * 11
    able = [Given(number, RIGHT) for number in range(10)] + [Given(10, Reply(Outcome.WRONG, "A"))]
    weak = [Given(number, WRONG) for number in range(10)] + [Given(10, Reply(Outcome.WRONG, "B"))]
    return calibrate_items(items, [able, weak] * (people // 2), rounds=6).items[10]


def test_wrong_options_tell_nothing_until_answers_do() -> None:
    untouched = calibrate_items([LEVELS[2]], [], rounds=2)
    assert untouched.items == (LEVELS[2],)
    assert untouched.general == PRIOR
    slopes = [{option.option: option.slope for option in learned_from(people).options} for people in (2, 10, 200)]
    gaps = [one["A"] - one["B"] for one in slopes]
    assert 0 < gaps[0] < gaps[1] < gaps[2]


def test_difficulty_is_learned_and_few_answers_hardly_move_it() -> None:
    def learned(people: int) -> Item:
        some = [[Given(0, RIGHT), Given(1, WRONG)]] * people
        return calibrate_items([LEVELS[3], LEVELS[3]], some, rounds=8).items[1]

    assert LEVELS[3].b < learned(2).b < learned(100).b


@given(st.dictionaries(st.text(max_size=3), st.floats(0.5, 50), min_size=1, max_size=8), st.integers(0, 80))
def test_every_question_has_a_domain(shares: dict[str, float], questions: int) -> None:
    given_out = apportion(shares, questions)
    assert sum(given_out.values()) == questions
    assert all(abs(given_out[code] - questions * share / sum(shares.values())) < 1 for code, share in shares.items())


@given(st.integers(1, 12))
def test_a_typical_draw_is_neither_easier_nor_harder(times: int) -> None:
    curves = [item.curves.right for item in LEVELS.values()]
    for questions in (times * 5, 5, 1):
        drawn = typical(curves[::-1], questions)
        means = [sum(column) / questions for column in zip(*drawn, strict=True)]
        assert means == pytest.approx([sum(column) / 5 for column in zip(*curves, strict=True)])


results = st.lists(
    st.builds(Result, st.sampled_from(["AZ-900", "SC-900"]), st.floats(0.001, 0.999), st.booleans()), max_size=60
)


@given(st.floats(0.000001, 0.999999))
def test_without_results_nothing_is_corrected(chance: float) -> None:
    assert calibrate([]) == Calibration({}, 1.0)
    assert calibrate([]).corrected(chance, "SC-900") == chance


@given(results, st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_a_corrected_chance_keeps_the_order(some: list[Result], one: float, other: float) -> None:
    found = calibrate(some)
    assert found.beta >= LEAST_BETA
    low, high = sorted((one, other))
    assert 0 < found.corrected(low, "SC-900") <= found.corrected(high, "SC-900") < 1
    assert calibrate(some[::-1]).beta == pytest.approx(found.beta, abs=1e-5)


@given(results)
def test_the_correction_is_the_most_plausible(some: list[Result]) -> None:
    def plausible(alphas: dict[str, float], beta: float) -> float:
        moved = Calibration(alphas, beta)
        fit = sum(
            log(chance if one.passed else 1 - chance)
            for one in some
            for chance in [moved.corrected(one.chance, one.exam)]
        )
        return fit - sum((alpha / 0.5) ** 2 for alpha in alphas.values()) / 2 - ((beta - 1) / 0.25) ** 2 / 2

    found = calibrate(some)
    best = plausible(dict(found.alphas), found.beta)
    for code in found.alphas:
        for step in (-0.02, 0.02):
            assert plausible({**found.alphas, code: found.alphas[code] + step}, found.beta) < best
    for beta in (found.beta - 0.02, found.beta + 0.02):
        assert beta < LEAST_BETA or plausible(dict(found.alphas), beta) < best


def test_results_pull_their_own_exam() -> None:
    found = calibrate([Result("SC-900", 0.8, False)] * 10 + [Result("AZ-900", 0.8, True)] * 10)
    assert found.corrected(0.8, "SC-900") < 0.7 < 0.8 < found.corrected(0.8, "AZ-900")


def test_three_actions_with_what_they_gain() -> None:
    held = hold(EXAM, answers("d1", 8, 1) + answers("d2", 8, 1) + answers("d3", 5, 4))
    skills = {
        "d1": [SkillMarks("s1", 4, 4), SkillMarks("s2", 5, 4)],
        "d3": [SkillMarks("s3", 4, 0), SkillMarks("s4", 5, 5), SkillMarks("s5"), SkillMarks("s6", 2, 2)],
    }
    found = {action.kind: action for action in raise_most(EXAM, held, skills)}
    assert set(found) == set(Kind)
    assert found[Kind.DOMAIN].domain == "d3"
    assert (found[Kind.SKILLS].domain, found[Kind.SKILLS].skills) == ("d3", ("s3", "s5"))
    gains = [action.gain for action in raise_most(EXAM, held, skills)]
    assert gains == sorted(gains, reverse=True)
    assert all(0 < gain < 1 for gain in gains)


def test_without_skills_two_actions_are_left() -> None:
    assert {action.kind for action in raise_most(EXAM, hold(EXAM, []), {})} == {Kind.DOMAIN, Kind.MOCK}


def test_a_mock_moves_least_when_much_is_known() -> None:
    def moved(held: Held) -> float:
        return next(action.gain for action in raise_most(EXAM, held, {}) if action.kind == Kind.MOCK)

    assert moved(everywhere(40, 20)) < moved(everywhere(2, 1))


def test_the_likelihood_of_a_part_lies_between() -> None:
    part = said("d1", LEVELS[3], WRONG, mark=0.5).told
    both = zip(said("d1", LEVELS[3], RIGHT).told, said("d1", LEVELS[3], WRONG).told, strict=True)
    assert part == pytest.approx([(one + other) / 2 for one, other in both])
