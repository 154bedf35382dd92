"""The four steps of a skill, what a group needs, and what most get wrong: the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.class_hints import most_failed, weakest
from opstap.practice.rules.readout import Shown
from opstap.practice.rules.skill_map import Standing, standing, together

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("value", "low", "answers", "right", "step"),
    [
        (0.9, 0.8, 0, 0, Standing.NOT_YET),
        (0.2, 0.1, 1, 1, Standing.BEGUN),
        (0.59, 0.5, 9, 6, Standing.BEGUN),
        (0.9, 0.8, 1, 0, Standing.BEGUN),
        (0.6, 0.3, 1, 1, Standing.NEARLY),
        (0.9, 0.49, 2, 0.5, Standing.NEARLY),
        (0.69, 0.6, 3, 2, Standing.NEARLY),
        (0.7, 0.5, 3, 2, Standing.KNOWN),
    ],
)
def test_the_steps(value: float, low: float, answers: int, right: float, step: Standing) -> None:
    assert standing(Shown(value, low, 1.0), answers, right) == step


@given(SHARES, SHARES, SHARES, st.integers(0, 20), SHARES)
def test_more_shown_is_never_a_lower_step(value: float, more: float, low: float, answers: int, right: float) -> None:
    one, other = sorted((value, more))
    assert standing(Shown(one, low, 1), answers, right) <= standing(Shown(other, low, 1), answers, right)


def test_several_skills_are_their_mean() -> None:
    assert together([Shown(0.2, 0.0, 0.4), Shown(0.6, 0.4, 1.0)]) == Shown(0.4, 0.2, 0.7)
    with pytest.raises(ValueError, match="no skill"):
        together([])


def test_a_skill_is_for_the_class_when_two_only_begin() -> None:
    begun, nearly, never = (Standing.BEGUN, 0.3), (Standing.NEARLY, 0.7), (Standing.NOT_YET, 0.5)
    standings = {
        "alone": [begun, never, never],
        "two": [begun, begun, nearly],
        "three": [begun, begun, begun],
        "weaker": [(Standing.BEGUN, 0.1), begun, never],
        "never": [never, never, never],
    }
    found = weakest(standings)
    assert [(one.code, one.begun, one.answered) for one in found] == [("three", 3, 3), ("weaker", 2, 2), ("two", 2, 3)]
    assert [one.code for one in weakest(standings, 1)] == ["three"]


def test_what_most_get_wrong_names_the_wrong_answer() -> None:
    answers = [
        ("one", 0.0, ["b"]),
        ("one", 0.0, ["b"]),
        ("one", 0.5, ["c"]),
        ("one", 1.0, ["a"]),
        ("alone", 0.0, ["b"]),
        ("few", 0.0, ["b"]),
        ("few", 0.0, []),
        *[("few", 1.0, ["a"])] * 3,
        ("all", 0.0, []),
        ("all", 0.0, ["d"]),
    ]
    found = most_failed(answers)
    assert [(one.question, one.wrong, one.answered) for one in found] == [("one", 3, 4), ("all", 2, 2)]
    assert found[0].chosen == (("b", 2), ("c", 1))


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0.0, 0.5, 1.0]), st.lists(st.sampled_from("abcd")))))
def test_it_is_always_half_or_more(answers: list[tuple[int, float, list[str]]]) -> None:
    for one in most_failed(answers):
        assert 2 <= one.wrong <= one.answered <= 2 * one.wrong
