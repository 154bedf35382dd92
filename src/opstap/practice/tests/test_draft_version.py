"""Drafts with versions, and the clock with extra time: truth tables and what must always hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.draft_version import Draft, Verdict, judge
from opstap.practice.rules.exam_clock import FACTORS, ends_at, has_run_out, minutes_with, seconds_left

NONE, A, B = Draft(), Draft(frozenset("a")), Draft(frozenset("b"))
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
drafts = st.builds(Draft, st.frozensets(st.sampled_from("abc")), st.booleans())


@pytest.mark.parametrize(
    ("kept", "version", "sent", "seen", "verdict"),
    [
        (NONE, 0, A, 0, "save"),
        (A, 1, B, 1, "save"),
        (A, 1, B, 0, "older"),
        (A, 1, NONE, 0, "older"),
        (A, 1, A, 0, "same"),
        (A, 3, A, 3, "same"),
        (A, 1, B, 7, "save"),
        (A, 1, Draft(frozenset("a"), marked=True), 0, "older"),
    ],
)
def test_which_draft_counts(kept: Draft, version: int, sent: Draft, seen: int, verdict: str) -> None:
    assert judge(kept, version, sent, seen) == verdict


@given(st.lists(st.tuples(st.integers(0, 2), drafts, st.booleans()), max_size=30))
def test_no_tab_writes_over_what_it_has_not_seen(moves: list[tuple[int, Draft, bool]]) -> None:
    """Three tabs; each sends a draft from what it saw last, and sometimes sends it again."""
    kept, version, tabs = Draft(), 0, [0, 0, 0]
    for tab, sent, again in moves:
        for _ in range(1 + again):
            verdict = judge(kept, version, sent, tabs[tab])
            if verdict == Verdict.OLDER:
                assert tabs[tab] < version
                tabs[tab] = version  # it was shown both
                break
            if verdict == Verdict.SAVE:
                assert tabs[tab] == version
                kept, version = sent, version + 1
            tabs[tab] = version
        assert verdict == Verdict.OLDER or kept == sent


@pytest.mark.parametrize(
    ("minutes", "factor", "whole"), [(45, 1.0, 45), (45, 1.25, 57), (100, 1.1, 110), (100, 1.5, 150), (45, 2.0, 90)]
)
def test_minutes_of_someone_with_extra_time(minutes: int, factor: float, whole: int) -> None:
    assert minutes_with(minutes, factor) == whole


@given(st.integers(1, 300), st.sampled_from(FACTORS))
def test_extra_time_never_takes_time_away(minutes: int, factor: float) -> None:
    assert minutes * factor <= minutes_with(minutes, factor) < minutes * factor + 1


def test_what_the_page_counts_down_from() -> None:
    end = ends_at(AT, 45)
    assert [seconds_left(end, AT + timedelta(seconds=some)) for some in (0, 0.4, 2699.5, 2700, 9999)] == [
        2700,
        2700,
        1,
        0,
        0,
    ]
    assert [has_run_out(end, AT + timedelta(minutes=some)) for some in (0, 44, 45)] == [False, False, True]
    assert not has_run_out(None, AT)
