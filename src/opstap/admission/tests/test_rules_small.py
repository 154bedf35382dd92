"""Status, reasons, state of a call and codes: truth tables."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.admission.models import Application, Decision
from opstap.admission.rules.call_state import CallState, call_state
from opstap.admission.rules.codes import CodeState, code_state, may_send
from opstap.admission.rules.reasons import REASONS, ReasonError, reason
from opstap.admission.rules.status import TRANSITIONS, StatusError, may_become, open_outcomes, transition

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)


def test_the_table_knows_every_status_of_the_model() -> None:
    assert set(TRANSITIONS) == set(Application.Status.values)
    assert {target for targets in TRANSITIONS.values() for target in targets} <= set(Application.Status.values)


@pytest.mark.parametrize(
    ("status", "outcomes"),
    [
        ("sent", ()),
        ("assessed", ("admitted", "waitlisted", "declined")),
        ("waitlisted", ("admitted", "declined")),
        ("admitted", ("waitlisted", "declined")),
        ("declined", ("admitted", "waitlisted")),
        ("withdrawn", ()),
    ],
)
def test_decisions_open_from_each_status(status: str, outcomes: tuple[str, ...]) -> None:
    assert open_outcomes(status) == outcomes


@given(st.sampled_from(sorted(TRANSITIONS)), st.sampled_from(sorted(TRANSITIONS)))
def test_a_step_is_taken_or_refused_and_never_in_place(status: str, wanted: str) -> None:
    if may_become(status, wanted):
        assert transition(status, wanted) == wanted != status
    else:
        with pytest.raises(StatusError):
            transition(status, wanted)


def test_every_outcome_has_reasons_that_say_something() -> None:
    assert set(REASONS) == set(Decision.Outcome.values)
    for outcome, listed in REASONS.items():
        assert len({r.code for r in listed}) == len(listed)
        assert all(reason(outcome, r.code) is r and r.label and r.told.endswith(".") for r in listed)
        assert len(max((r.code for r in listed), key=len)) <= 60


@pytest.mark.parametrize(
    ("outcome", "code"), [("admitted", "places_full"), ("declined", ""), ("withdrawn", "motivation")]
)
def test_a_reason_belongs_to_its_outcome(outcome: str, code: str) -> None:
    with pytest.raises(ReasonError):
        reason(outcome, code)


@pytest.mark.parametrize(
    ("hours", "admitted", "state"),
    [
        (-1, 0, CallState.SOON),
        (-1, 9, CallState.SOON),
        (0, 0, CallState.OPEN),
        (23, 2, CallState.OPEN),
        (23, 3, CallState.FULL),
        (23, 4, CallState.FULL),
        (24, 0, CallState.CLOSED),
        (99, 3, CallState.CLOSED),
    ],
)
def test_state_of_a_call(hours: int, admitted: int, state: CallState) -> None:
    at = NOON + timedelta(hours=hours)
    closes_at = NOON + timedelta(hours=24)
    assert call_state(opens_at=NOON, closes_at=closes_at, places=3, admitted=admitted, at=at) is state


@pytest.mark.parametrize(
    ("minutes", "tries", "state"),
    [
        (None, 0, CodeState.NONE),
        (0, 0, CodeState.FRESH),
        (9, 4, CodeState.FRESH),
        (9, 5, CodeState.TOO_MANY),
        (10, 0, CodeState.EXPIRED),
        (60, 9, CodeState.EXPIRED),
    ],
)
def test_state_of_a_code(minutes: int | None, tries: int, state: CodeState) -> None:
    sent_at = None if minutes is None else NOON - timedelta(minutes=minutes)
    assert code_state(sent_at=sent_at, tries=tries, at=NOON) is state


@pytest.mark.parametrize(
    ("seconds_ago", "allowed"),
    [
        ([], True),
        ([10], False),
        ([30], True),
        ([600, 1200], True),
        ([600, 1200, 1800], False),
        ([600, 1200, 3600], True),
    ],
)
def test_how_often_a_code_is_sent(seconds_ago: list[int], allowed: bool) -> None:
    assert may_send([NOON - timedelta(seconds=s) for s in seconds_ago], at=NOON) is allowed
