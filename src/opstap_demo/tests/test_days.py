"""When the invented school is closed, and how an agenda runs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from opstap.kit.clock import now
from opstap_demo.agenda import Agenda
from opstap_demo.days import easter, is_closed

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 5, 1), True),  # a public holiday
        (date(2026, 5, 14), True),  # Ascension
        (date(2026, 5, 25), True),  # Whit Monday
        (date(2026, 4, 7), True),  # the week after Easter
        (date(2026, 2, 17), True),  # carnival
        (date(2026, 8, 3), True),  # summer
        (date(2025, 12, 29), True),  # between the years
        (date(2025, 10, 28), True),  # the week of All Saints, 1 November being a Saturday
        (date(2026, 5, 4), False),
        (date(2026, 11, 11), False),  # near today the school is open whatever the day
    ],
)
def test_the_school_rests(day: date, closed: bool) -> None:
    assert is_closed(day, TODAY) is closed


def test_an_agenda_goes_in_order_of_time_also_for_what_comes_up_meanwhile() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    agenda, seen = Agenda(noon), list[tuple[str, datetime]]()

    def see(name: str) -> None:
        seen.append((name, now()))

    def first() -> None:
        see("first")
        agenda.note(noon - timedelta(hours=2), lambda: see("second"))
        agenda.note(noon + timedelta(hours=1), lambda: see("tomorrow"))

    agenda.note(noon, lambda: see("third"))
    agenda.note(noon - timedelta(hours=3), first)
    agenda.happen()
    assert seen == [(name, noon - timedelta(hours=ago)) for name, ago in (("first", 3), ("second", 2), ("third", 0))]
