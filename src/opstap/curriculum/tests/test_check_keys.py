"""Keys that give themselves away, and what chance allows."""

from itertools import product
from math import comb, prod
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.check.chance import TOO_UNLIKELY, at_least, most_allowed
from opstap.curriculum.rules.check.keys import check_keys
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.tests.check_build import asked, question

CHANCES = st.lists(st.floats(0.05, 0.95), max_size=8)


def test_with_equal_chances_it_is_the_binomial() -> None:
    expected = sum(comb(20, hits) * 0.25**hits * 0.75 ** (20 - hits) for hits in range(10, 21))
    assert at_least(10, [0.25] * 20) == pytest.approx(expected)


@given(CHANCES, st.integers(0, 9))
def test_it_is_the_sum_over_all_outcomes(chances: list[float], hits: int) -> None:
    outcomes = product((0, 1), repeat=len(chances))
    expected = sum(
        prod(chance if one else 1 - chance for one, chance in zip(outcome, chances, strict=True))
        for outcome in outcomes
        if sum(outcome) >= hits
    )
    assert at_least(hits, chances) == pytest.approx(expected)


@given(CHANCES, st.integers(1, 5))
def test_what_is_allowed_is_not_too_unlikely_and_one_more_is(chances: list[float], looks: int) -> None:
    allowed = most_allowed(chances, looks)
    assert allowed <= len(chances)
    if allowed < len(chances):
        assert at_least(allowed + 1, chances) < TOO_UNLIKELY / looks


def rules(pack: Material) -> list[str]:
    return [one.rule for one in check_keys(pack)]


def bank(many: int, longest: int, *, first: int = 0) -> Material:
    """`many` questions of four options; in `longest` the key is the longest; in `first` it stands first, else it goes round."""
    made = []
    for number in range(many):
        key = 0 if number < first else number % 4
        length = "five letters" if number < longest else "four"
        options = [f"word {place} {number}" for place in range(4)]
        options[key] = f"{length} {number}"
        made.append(question(f"q-{number}", f"Stem number {number}", options, key=key))
    return asked(*made)


@pytest.mark.parametrize(
    ("many", "longest", "told"),
    # Of 20 questions with four options chance makes five the longest; eleven is not allowed in two languages.
    [(20, 5, False), (20, 10, False), (20, 11, True), (20, 20, True), (9, 9, False)],
)
def test_too_many_longest_keys_are_told_once_with_the_offenders(many: int, longest: int, told: bool) -> None:
    found = [one for one in check_keys(bank(many, longest)) if one.rule == "keys-longest"]
    assert len(found) == int(told)
    if told:
        assert found[0].help[0] == "modules/01-doors/questions.yaml:2 q-0"
        assert (len(found[0].help) == 13) == (longest > 12)


@pytest.mark.parametrize(("first", "told"), [(0, False), (4, False), (20, True)])
def test_keys_in_one_place(first: int, told: bool) -> None:
    assert ("keys-position" in rules(bank(20, 0, first=first))) == told


@pytest.mark.parametrize(
    ("key", "others", "told"),
    [
        ("a right answer that says a great deal more than it needs", "a short one", True),
        ("a right answer of usual length", "a wrong answer of usual size", False),
        ("audit logs", "logs", False),
    ],
)
def test_one_key_that_is_much_longer(key: str, others: str, told: bool) -> None:
    pack = asked(question("one", "A stem", [f"{others} b", key, f"{others} c"], key=1))
    assert rules(pack) == (["key-longer"] if told else [])
    if told:
        assert next(iter(check_keys(pack))).line == 9


@pytest.mark.parametrize(
    ("true", "false", "told"), [(4, 0, False), (5, 0, True), (0, 6, True), (7, 3, False), (18, 2, True)]
)
def test_true_or_false_all_one_way(true: int, false: int, told: bool) -> None:
    made = [
        question(f"q-{number}", f"Statement {number}", ["Waar", "Niet"], key=int(number >= true), kind="truefalse")
        for number in range(true + false)
    ]
    assert rules(asked(*made)) == (["truefalse-one-way"] if told else [])


def test_a_bank_of_a_thousand_questions_takes_less_than_five_seconds() -> None:
    began = perf_counter()
    for _ in range(8):
        most_allowed([0.25] * 1000, 4)
    assert perf_counter() - began < 5
