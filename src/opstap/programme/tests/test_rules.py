"""Truth tables of programme's rules."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.programme.models import Attendance, ChangeReason, Participation, Stage
from opstap.programme.rules import absence, slots, stages

BRUSSELS = ZoneInfo("Europe/Brussels")
STAGES = ["", *Stage.values]

MAY = {
    "": "offered",
    "offered": "preparatory started left",
    "preparatory": "started paused left",
    "started": "active paused completed left",
    "active": "paused completed left",
    "paused": "preparatory started active left",
    "completed": "",
    "left": "offered preparatory started active",
}


@pytest.mark.parametrize("current", STAGES)
@pytest.mark.parametrize("to", STAGES)
def test_each_pair_of_stages(current: str, to: str) -> None:
    assert stages.may_change(current, to) == (to in MAY[current].split())


def test_every_stage_and_reason_has_its_place() -> None:
    assert set(stages.TRANSITIONS) == set(STAGES)
    assert set(Participation.TAKING_PART) < set(Stage.values)
    assert set(ChangeReason.values) == stages.GOING_ON | stages.STOPPING
    assert set(Attendance.Status.values) > stages.CAME


@pytest.mark.parametrize(
    ("to", "reason", "fits"),
    [
        ("left", "found_job", True),
        ("left", "", False),
        ("left", "attended", False),
        ("paused", "health", True),
        ("paused", "", False),
        ("started", "attended", True),
        ("started", "", True),
        ("started", "health", False),
        ("active", "no such reason", False),
    ],
)
def test_reasons(to: str, reason: str, fits: bool) -> None:
    assert stages.reason_fits(to, reason) is fits


@pytest.mark.parametrize(
    ("current", "status", "preparatory", "stage"),
    [
        ("offered", "present", False, "started"),
        ("offered", "late", False, "started"),
        ("offered", "present", True, "preparatory"),
        ("offered", "absent", False, None),
        ("offered", "excused", True, None),
        ("preparatory", "present", False, "started"),
        ("preparatory", "present", True, None),
        ("preparatory", "absent", False, None),
        ("started", "present", False, None),
        ("active", "present", False, None),
        ("paused", "present", False, None),
        ("left", "present", False, None),
        ("completed", "late", False, None),
    ],
)
def test_what_attending_changes(current: str, status: str, preparatory: bool, stage: str | None) -> None:
    assert stages.stage_after(current, status, preparatory=preparatory) == stage


@given(st.sampled_from(STAGES), st.sampled_from(Attendance.Status.values), st.booleans())
def test_attending_never_asks_for_a_change_that_is_refused(current: str, status: str, preparatory: bool) -> None:
    stage = stages.stage_after(current, status, preparatory=preparatory)
    assert stage is None or stages.may_change(current, stage)


@pytest.mark.parametrize(
    ("minutes", "cancelled", "in_group", "why"),
    [
        (-60, False, True, ""),
        (0, False, True, ""),
        (179, False, True, ""),
        (180, False, True, "over"),
        (-60, True, True, "cancelled"),
        (-60, False, False, "not_in_group"),
        (500, True, False, "not_in_group"),
    ],
)
def test_when_a_notice_is_refused(minutes: int, cancelled: bool, in_group: bool, why: str) -> None:
    start = datetime(2026, 11, 26, 8, tzinfo=UTC)
    at = start + timedelta(minutes=minutes)
    ends_at = start + timedelta(hours=3)
    assert absence.refusal(at=at, ends_at=ends_at, cancelled=cancelled, in_group=in_group) == why


@pytest.mark.parametrize(("hours", "urgent"), [(-1, True), (0, True), (24, True), (24.01, False), (72, False)])
def test_what_is_urgent(hours: float, urgent: bool) -> None:
    at = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert absence.is_urgent(at=at, starts_at=at + timedelta(hours=hours)) is urgent


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 24), "07:30"),  # the day before the clock goes back: summer time
        (date(2026, 10, 25), "08:30"),
        (date(2027, 3, 27), "08:30"),
        (date(2027, 3, 28), "07:30"),  # from this day on summer time again
    ],
)
def test_half_past_nine_stays_half_past_nine(day: date, utc: str) -> None:
    slot = slots.slot(day, time(9, 30), time(12, 30), BRUSSELS)
    assert f"{slot.starts_at:%H:%M}" == utc
    assert f"{slot.starts_at.astimezone(BRUSSELS):%H:%M}" == "09:30"
    assert slot.ends_at - slot.starts_at == timedelta(hours=3)


def test_a_session_across_the_change_of_the_clock_lasts_an_hour_more_or_less() -> None:
    night = slots.slot(date(2026, 10, 25), time(1), time(4), BRUSSELS)
    assert night.ends_at - night.starts_at == timedelta(hours=4)
    with pytest.raises(slots.NoSuchTimeError):
        slots.slot(date(2027, 3, 28), time(2, 30), time(4), BRUSSELS)


def test_a_slot_ends_after_its_start() -> None:
    with pytest.raises(ValueError, match="after its start"):
        slots.slot(date(2026, 11, 2), time(12), time(9), BRUSSELS)
    with pytest.raises(ValueError, match="aware"):
        slots.Slot(datetime(2026, 11, 2, 9), datetime(2026, 11, 2, 12))  # noqa: DTZ001


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.frozensets(st.integers(0, 6)))
def test_weekly_gives_those_days_in_order(first: date, length: int, weekdays: frozenset[int]) -> None:
    last = first + timedelta(days=length)
    days = list(slots.weekly(first, last, weekdays))
    assert days == sorted(set(days))
    assert all(first <= day <= last and day.weekday() in weekdays for day in days)
    assert len(days) == sum((first + timedelta(days=n)).weekday() in weekdays for n in range(length + 1))
