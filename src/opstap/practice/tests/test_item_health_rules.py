"""What makes somebody look at a question: truth tables and properties of the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.item_health import (
    Attempt,
    Flag,
    Item,
    ItemHealth,
    correlation,
    drift,
    health_of,
    is_poor,
    sure,
)

ABCD = Item(tuple("abcd"), frozenset("a"), 0.2, one=True)
PLAIN = Item()


def school(able: str, others: str, *, people: int = 40, item: Item = ABCD) -> ItemHealth:
    """The health of one item among seven: the first half of the people is able, and gets all others right.

    `able` and `others`: the options that they choose of it, in turn.
    """
    attempts = []
    for number in range(people):
        good = number < people // 2
        letters = able if good else others
        chosen = letters[number % len(letters)]
        attempts.append(Attempt(number, "it", float(chosen in item.key), [chosen], False))
        attempts += [Attempt(number, f"other{one}", float(good), ["a"], False) for one in range(6)]
    items = {"it": item, **{f"other{one}": PLAIN for one in range(6)}}
    return health_of(items, attempts)["it"]


@pytest.mark.parametrize(
    ("able", "others", "flags", "suspects"),
    [
        ("a", "bcd", (), ()),
        ("aaab", "bcda", (), ()),
        # The able choose b, the others the key: the key is wrong.
        ("b", "acd", (Flag.KEY, Flag.CHANCE, Flag.POOR), ("b",)),
        # Nobody chose the key.
        ("b", "cd", (Flag.KEY, Flag.CHANCE), ("b",)),
        # Everybody is equally good at it.
        ("ab", "ab", (Flag.POOR,), ()),
    ],
)
def test_the_key_and_whether_it_tells_apart(
    able: str, others: str, flags: tuple[Flag, ...], suspects: tuple[str, ...]
) -> None:
    health = school(able, others)
    assert (health.flags, health.suspects) == (flags, suspects)


def test_a_question_with_several_right_answers_has_no_suspect_key() -> None:
    assert school("b", "acd", item=Item(tuple("abcd"), frozenset("a"), 0.1)).suspects == ()


@pytest.mark.parametrize(("people", "unused"), [(48, ()), (50, ("d",))])
def test_an_option_that_nobody_takes_after_fifty_answers(people: int, unused: tuple[str, ...]) -> None:
    health = school("a", "bc", people=people)
    assert health.unused == unused
    assert (Flag.OPTION in health.flags) == bool(unused)


def test_few_answers_say_nothing() -> None:
    health = school("b", "a", people=8)
    assert (health.answers, health.right, health.discrimination, health.drift, health.flags) == (
        8,
        None,
        None,
        None,
        (),
    )
    assert health_of({"it": ABCD}, []) == {
        "it": ItemHealth(options=health_of({"it": ABCD}, [])["it"].options),
    }


def test_whoever_answered_little_else_is_not_compared() -> None:
    attempts = [Attempt(one, "it", float(one % 2), ["a"], False) for one in range(100)]
    assert health_of({"it": ABCD}, attempts)["it"].discrimination is None


@pytest.mark.parametrize(
    ("before", "lately", "strikes"),
    [
        ((80, 100), (80, 100), False),
        ((80, 100), (60, 100), True),
        ((60, 100), (80, 100), True),
        # Sure, and too little to matter.
        ((9000, 10000), (8500, 10000), False),
        # Much, and it may be chance.
        ((15, 20), (11, 20), False),
        ((100, 100), (100, 100), False),
    ],
)
def test_drift(before: tuple[int, int], lately: tuple[int, int], strikes: bool) -> None:
    found = drift(*([one < right for one in range(of)] for right, of in (before, lately)))
    assert found is not None
    assert found.strikes == strikes


def test_drift_needs_twenty_on_either_side() -> None:
    assert drift([True] * 19, [True] * 99) is None
    found = drift([True] * 20, [False] * 20)
    assert found is not None
    assert (found.before, found.lately) == (1, 0)
    assert found.z == pytest.approx(-6.3246, abs=1e-4)


PAIRS = st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=30, max_size=60)


@given(PAIRS)
def test_a_correlation_is_within_bounds_and_looks_the_same_from_both_sides(pairs: list[tuple[float, float]]) -> None:
    one, other = correlation(pairs), correlation([(y, x) for x, y in pairs])
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert -1 <= one <= 1
        assert one == pytest.approx(other)


def test_what_never_varies_has_no_correlation() -> None:
    assert correlation([(0.1 + 0.2, float(one)) for one in range(40)]) is None
    assert correlation([(float(one), 2.0 * one) for one in range(30)]) == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7), st.sampled_from("abcd"), st.booleans()), max_size=200))
def test_the_order_of_answers_does_not_matter(rows: list[tuple[int, int, str, bool]]) -> None:
    items = dict.fromkeys(range(8), ABCD)
    attempts = [Attempt(who, item, float(chosen == "a"), [chosen], lately) for who, item, chosen, lately in rows]
    one, other = health_of(items, attempts), health_of(items, attempts[::-1])
    for item in items:
        assert one[item].answers == other[item].answers
        assert one[item].right == pytest.approx(other[item].right)
        assert [(each.option, each.chosen) for each in one[item].options] == [
            (each.option, each.chosen) for each in other[item].options
        ]


@pytest.mark.parametrize(
    ("value", "many", "poor"),
    [(0.12, 1000, False), (0.09, 1000, True), (0.09, 30, False), (0.0, 30, True), (-0.2, 30, True)],
)
def test_a_little_below_is_poor_only_with_many_answers(value: float, many: int, poor: bool) -> None:
    assert is_poor(value, many) == poor
    assert sure(4 * many) == pytest.approx(sure(many) / 2)
