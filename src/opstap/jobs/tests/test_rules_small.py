"""The other rules of hiring: follow-up days, states, what own words may not tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.jobs.rules.card import ALPHABET, LENGTH, Tells, card_name, tells
from opstap.jobs.rules.follow_up import Lasted, due_on, lasted
from opstap.jobs.rules.introduction import REASONS, TRANSITIONS, Side, may_become, reason_fits

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_six_months_later(starts: date, due: date) -> None:
    assert due_on(starts) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_the_day_is_in_the_right_month_and_never_later_in_it(starts: date, months: int) -> None:
    due = due_on(starts, months)
    assert (due.year * 12 + due.month) - (starts.year * 12 + starts.month) == months
    assert due.day <= starts.day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_who_starts_later_is_asked_no_earlier(one: date, other: date) -> None:
    assert (due_on(one) <= due_on(other)) or one > other


@pytest.mark.parametrize(
    ("follow_ups", "found"),
    [
        ([], Lasted.NOT_YET),
        ([("", date(2026, 3, 3))], Lasted.NOT_YET),
        ([("", TODAY)], Lasted.UNKNOWN),
        ([("same_job", TODAY)], Lasted.YES),
        ([("other_job", TODAY)], Lasted.YES),
        ([("training", TODAY)], Lasted.NO),
        ([("no_job", TODAY), ("same_job", TODAY)], Lasted.YES),
        ([("no_job", TODAY), ("", TODAY)], Lasted.NO),
    ],
)
def test_no_answer_is_never_success(follow_ups: list[tuple[str, date]], found: Lasted) -> None:
    assert lasted(follow_ups, today=TODAY) is found


def test_states_end() -> None:
    for state in ("declined", "hired", "ended"):
        assert not TRANSITIONS[state]
    assert may_become("", "asked")
    assert not may_become("asked", "interviewed"), "nobody meets before a yes"
    assert not may_become("asked", "hired")


@pytest.mark.parametrize(
    ("side", "reason", "fits"),
    [
        (Side.PERSON, "", True),
        (Side.PERSON, "too_far", True),
        (Side.PERSON, "skills", False),
        (Side.EMPLOYER, "", False),
        (Side.EMPLOYER, "skills", True),
        (Side.EMPLOYER, "no_card", False),
    ],
)
def test_each_side_has_its_reasons(side: Side, reason: str, fits: bool) -> None:
    assert reason_fits(side, reason) is fits


def test_every_reason_is_one_of_the_database() -> None:
    from opstap.jobs.models import IntroductionEvent

    assert {code for codes in REASONS.values() for code in codes} == set(IntroductionEvent.Reason.values)


@given(st.lists(st.integers(0, 1 << 30), min_size=LENGTH, max_size=9))
def test_a_card_is_called_by_four_clear_signs(draws: list[int]) -> None:
    name = card_name(draws)
    assert len(name) == LENGTH
    assert set(name) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I stay calm when it burns, and I like to explain.", None),
        ("Five years in a shop: 3 people, 40 hours.", None),
        ("Ask Amina!", Tells.NAME),
        ("ask amína", Tells.NAME),
        ("Benali is known for tea", Tells.NAME),
        ("I have an open ear", None),
        ("mail a.b@example.org", Tells.ADDRESS),
        ("look at github.com/me", Tells.ADDRESS),
        ("call 0470 12 34 56", Tells.NUMBER),
        ("+32 470/12.34.56", Tells.NUMBER),
        ("٠٤٧٠١٢٣٤٥٦", Tells.NUMBER),
        ("اسألوا أمينة", None),
    ],
)
def test_own_words_do_not_tell_who_it_is(words: str, found: Tells | None) -> None:
    assert tells(words, name="Amina An Benali") is found
