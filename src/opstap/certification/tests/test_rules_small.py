"""What may happen to a sitting, what a score says, what a pasted line is, what a transcript's link is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.certification.rules import sittings as rules
from opstap.certification.rules.codes import Fault, Line, masked, read_lines, tidy, with_known
from opstap.certification.rules.transcripts import is_transcript_link
from opstap.kit.clock import BRUSSELS

STATES = ("proposed", "agreed", "declined", "cancelled", "missed", "failed", "passed")
DAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _may(at: datetime) -> dict[str, list[str]]:
    return {
        "answer": [state for state in STATES if rules.may_answer(state, starts_at=DAY, at=at)],
        "withdraw": [state for state in STATES if rules.may_withdraw(state, starts_at=DAY, at=at)],
        "record": [state for state in STATES if rules.may_record(state, starts_at=DAY, at=at)],
    }


@pytest.mark.parametrize(
    ("hours", "answer", "withdraw", "record"),
    [
        (-25, ["proposed"], ["proposed", "agreed"], []),
        (-24, ["proposed"], ["proposed", "agreed"], []),
        (-23, ["proposed"], [], []),
        (0, [], [], ["proposed", "agreed"]),
        (9, [], [], ["proposed", "agreed"]),
    ],
)
def test_what_may_happen_when(hours: int, answer: list[str], withdraw: list[str], record: list[str]) -> None:
    assert _may(DAY + hours * HOUR) == {"answer": answer, "withdraw": withdraw, "record": record}


def test_what_may_happen_in_which_state() -> None:
    assert [state for state in STATES if rules.may_cancel(state)] == ["proposed", "agreed"]
    assert [state for state in STATES if rules.may_correct(state)] == ["missed", "failed", "passed"]
    assert [state for state in STATES if rules.may_verify(state, verified=False)] == ["failed", "passed"]
    assert not any(rules.may_verify(state, verified=True) for state in STATES)


@pytest.mark.parametrize(
    ("outcome", "score", "fits"),
    [
        ("passed", 700, True),
        ("passed", 1000, True),
        ("passed", 699, False),
        ("passed", 1001, False),
        ("passed", None, True),
        ("failed", 699, True),
        ("failed", 1, True),
        ("failed", 0, False),
        ("failed", 700, False),
        ("failed", None, True),
        ("missed", None, True),
        ("missed", 500, False),
    ],
)
def test_a_score_goes_with_its_outcome(outcome: str, score: int | None, fits: bool) -> None:
    assert rules.score_fits(outcome, score) == fits


def test_the_reminder_waits_for_the_morning_also_when_the_clock_changes() -> None:
    assert rules.reminder_from(DAY, BRUSSELS).isoformat() == "2026-11-30T09:00:00+01:00"
    assert (
        rules.reminder_from(datetime(2027, 3, 28, 8, tzinfo=UTC), BRUSSELS).isoformat() == "2027-03-27T09:00:00+01:00"
    )


def test_minutes_are_said_where_they_are_known() -> None:
    assert rules.minutes_of("fundamentals") == (45, 65)
    assert rules.minutes_of("business") is None


def test_lines_are_read_with_their_numbers() -> None:
    text = " abcd-1234-efgh ,\n\nABCD-1234-EFGH\nno code!\nWXYZ 9876 QRST\nab"
    assert read_lines(text) == [
        Line(1, "ABCD-1234-EFGH"),
        Line(3, "ABCD-1234-EFGH", Fault.TWICE, 1),
        Line(4, "NOCODE!", Fault.NOT_A_CODE),
        Line(5, "WXYZ9876QRST"),
        Line(6, "AB", Fault.NOT_A_CODE),
    ]


def test_a_code_in_stock_is_a_fault() -> None:
    lines = with_known(read_lines("AAAA-1111\nBBBB-2222"), {"BBBB-2222"})
    assert [line.fault for line in lines] == [None, Fault.KNOWN]


@given(st.text(max_size=200))
def test_every_text_is_read_and_only_codes_pass(text: str) -> None:
    for line in read_lines(text):
        assert line.code == tidy(line.code)
        assert line.fault is not None or line.code.replace("-", "").isalnum()


@given(st.from_regex(r"[A-Z0-9-]{6,40}", fullmatch=True))
def test_a_masked_code_hides_most_of_it(code: str) -> None:
    assert len(masked(code)) <= 5
    assert len(code) - (len(masked(code)) - 1) >= 4


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        ("https://learn.microsoft.com/en-us/users/amina-1234/transcript/abc", True),
        ("https://LEARN.microsoft.com/x", True),
        ("http://learn.microsoft.com/x", False),
        ("https://learn.microsoft.com.evil.example/x", False),
        ("https://learn.microsoft.com@evil.example/x", False),
        ("https://learn.microsoft.com:444/x", False),
        ("https://learn.microsoft.com/", False),
        ("https://www.credly.com/badges/1", False),
        ("javascript:alert(1)", False),
        ("https://[", False),
    ],
)
def test_only_the_vendors_own_site_is_a_transcript(link: str, counts: bool) -> None:
    assert is_transcript_link(link) == counts
