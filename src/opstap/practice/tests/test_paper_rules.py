"""The rules of papers: the form, the clock, the marks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.drawing import Drawable, draw
from opstap.practice.rules.exam_clock import GRACE, ends_at, is_over, minutes_left
from opstap.practice.rules.mock_form import DomainShare, TooFewQuestionsError, counts_of, minutes_of, mock_form
from opstap.practice.rules.paper_result import is_passed, mean_mark
from opstap.practice.rules.short_test import again_from, short_form

SC900 = [DomainShare("d1", 10, 15), DomainShare("d2", 25, 30), DomainShare("d3", 35, 40), DomainShare("d4", 20, 25)]
BARE = [DomainShare("a"), DomainShare("b")]
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("domains", "available", "expected"),
    [
        (SC900, {"d1": 11, "d2": 33, "d3": 22, "d4": 22}, {"d1": 6, "d2": 12, "d3": 17, "d4": 10}),
        (SC900, {"d1": 99, "d2": 99, "d3": 99, "d4": 99}, {"d1": 6, "d2": 12, "d3": 17, "d4": 10}),
        # 12 questions of d3 make at most 34 (35 % of it), so that the others keep their weight.
        (SC900, {"d1": 99, "d2": 99, "d3": 12, "d4": 99}, {"d1": 4, "d2": 10, "d3": 12, "d4": 8}),
        # Too few of d3 even for 20: it falls short, the form stays long.
        (SC900, {"d1": 20, "d2": 20, "d3": 2, "d4": 20}, {"d1": 11, "d2": 17, "d3": 2, "d4": 15}),
        # None of d4: the others share its weight.
        (SC900, {"d1": 9, "d2": 9, "d3": 9, "d4": 0}, {"d1": 9, "d2": 9, "d3": 9}),
        (BARE, {"a": 30, "b": 30}, {"a": 23, "b": 22}),
    ],
)
def test_how_many_of_each_domain(
    domains: list[DomainShare], available: dict[str, int], expected: dict[str, int]
) -> None:
    counts = counts_of(domains, available)
    assert sum(counts.values()) == sum(expected.values())
    assert counts == expected


def test_too_few_questions_are_no_mock_exam() -> None:
    with pytest.raises(TooFewQuestionsError):
        counts_of(SC900, {"d1": 9})
    with pytest.raises(TooFewQuestionsError):
        counts_of([], {})
    with pytest.raises(TooFewQuestionsError):
        short_form([Drawable("a"), Drawable("b")], "s")


@given(st.fixed_dictionaries({one.code: st.integers(0, 60) for one in SC900}))
def test_counts_stay_in_the_pool_and_in_range_when_every_domain_has_enough(available: dict[str, int]) -> None:
    try:
        counts = counts_of(SC900, available)
    except TooFewQuestionsError:
        assert sum(available.values()) < 10
        return
    size = sum(counts.values())
    assert size <= 45
    assert all(counts.get(code, 0) <= many for code, many in available.items())
    if all(available[one.code] >= 18 for one in SC900):
        assert size == 45
        assert all((one.low or 0) <= counts[one.code] / 45 * 100 <= (one.high or 100) for one in SC900)


pools = st.lists(
    st.builds(
        Drawable,
        st.text("abcdefgh", min_size=3, max_size=6),
        st.sampled_from(["d1", "d2", "d3", "d4"]),
        st.tuples(st.sampled_from("stuv")),
        st.integers(0, 5),
    ),
    unique_by=lambda one: one.code,
    max_size=80,
)


@given(pools, st.integers(0, 50), st.text(max_size=5))
def test_a_draw_is_the_same_whatever_the_order_and_takes_the_unseen_first(
    pool: list[Drawable], many: int, seed: str
) -> None:
    drawn = draw(pool, many, seed)
    assert drawn == draw(pool[::-1], many, seed)
    assert len(drawn) == len(set(drawn)) == min(many, len(pool))
    assert [one.answered for one in drawn] == sorted(one.answered for one in drawn)
    unseen = sum(not one.answered for one in pool)
    assert sum(not one.answered for one in drawn) == min(many, unseen)


@given(pools, st.text(max_size=5))
def test_a_form_has_each_question_once(pool: list[Drawable], seed: str) -> None:
    if len(pool) >= 10:
        form = mock_form(SC900, pool, seed)
        assert len(form) == len(set(form)) >= 10
        assert set(form) <= {one.code for one in pool}


def test_a_short_test_has_each_skill_before_one_twice() -> None:
    pool = [Drawable(f"{skill}{number}", "d1", (skill,)) for skill in "xyzvw" for number in range(4)]
    for seed in "abcdefgh":
        assert {code[0] for code in short_form(pool, seed)} == set("xyzvw")
    assert len(short_form(pool[:3], "s")) == 3


@pytest.mark.parametrize(
    ("level", "minutes"), [("fundamentals", 45), ("associate", 100), ("expert", 100), ("other", 100)]
)
def test_how_long_it_takes(level: str, minutes: int) -> None:
    assert minutes_of(level) == minutes


@pytest.mark.parametrize(
    ("seconds", "over", "left"),
    [
        (0, False, 45),
        (1, False, 45),
        (44 * 60, False, 1),
        (45 * 60, False, 0),
        (45 * 60 + 30, False, 0),
        (45 * 60 + 31, True, 0),
        (90_000, True, 0),
    ],
)
def test_the_clock(seconds: int, over: bool, left: int) -> None:
    end, at = ends_at(AT, 45), AT + timedelta(seconds=seconds)
    assert (is_over(end, at), minutes_left(end, at)) == (over, left)
    assert timedelta(seconds=30) == GRACE


def test_without_a_clock_nothing_is_over() -> None:
    assert (is_over(None, AT), minutes_left(None, AT)) == (False, None)
    assert (again_from(None), again_from(AT)) == (None, AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "scores", "mean", "passed"),
    [
        ("module", [1, 1, 1, 1, 0], 0.8, True),
        ("module", [1, 1, 1, 0.5, 0], 0.7, False),
        ("module", [1, 1, 0], 2 / 3, False),
        ("mock", [1] * 7 + [0] * 3, 0.7, True),
        ("mock", [1 / 3] * 3, 1 / 3, False),
        ("mock", [], 0, False),
    ],
)
def test_what_the_marks_come_to(kind: str, scores: list[float], mean: float, passed: bool) -> None:
    assert mean_mark(scores) == pytest.approx(mean)
    assert is_passed(kind, mean_mark(scores)) == passed
