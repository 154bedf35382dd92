"""How a lesson is read, as rules."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.reading import LANGUAGES, SIZES, Preferences, minutes_left, read_preferences, shares


@pytest.mark.parametrize(
    ("text", "second", "size"),
    [
        ("fr.large", "fr", "large"),
        (".larger", "", "larger"),
        ("ar.normal", "ar", "normal"),
        ("", "", "normal"),
        ("fr", "fr", "normal"),
        ("de.huge", "", "normal"),
        ("<b>.large", "", "large"),
        ("fr.large.more", "fr", "normal"),
    ],
)
def test_what_a_cookie_kept(text: str, second: str, size: str) -> None:
    assert read_preferences(text) == Preferences(second, size)


@given(st.sampled_from(["", *LANGUAGES]), st.sampled_from(SIZES))
def test_what_is_kept_is_read_back(second: str, size: str) -> None:
    liked = Preferences(second, size)
    assert read_preferences(liked.as_text()) == liked


@given(st.text())
def test_any_cookie_gives_something_that_can_be_shown(text: str) -> None:
    liked = read_preferences(text)
    assert liked.second in {"", *LANGUAGES}
    assert liked.size in SIZES


@pytest.mark.parametrize(
    ("words", "before"),
    [((), ()), ((0,), (0.0,)), ((5,), (0.0,)), ((2, 2, 4), (0.0, 0.25, 0.5)), ((0, 0), (0.0, 0.0))],
)
def test_the_share_before_each_block(words: tuple[int, ...], before: tuple[float, ...]) -> None:
    assert shares(words) == before


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=1))
def test_shares_begin_at_nothing_never_fall_and_never_exceed_the_whole(words: list[int]) -> None:
    before = shares(words)
    assert len(before) == len(words)
    assert before[0] == 0
    assert all(one <= another for one, another in pairwise(before))
    assert all(0 <= one <= 1 for one in before)


@pytest.mark.parametrize(
    ("minutes", "share", "left"), [(35, 0, 35), (35, 0.5, 18), (35, 1, 1), (1, 0.9, 1), (20, 0.9, 2)]
)
def test_minutes_left(minutes: int, share: float, left: int) -> None:
    assert minutes_left(minutes, share) == left
