"""The one clock: UTC inside, Europe/Brussels on the page. Rules never read it; they are given `today`."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The present date in Brussels: a learner's "today" ends at midnight there, not in UTC."""
    return now().astimezone(BRUSSELS).date()


def brussels_day(day: date) -> tuple[datetime, datetime]:
    """The half-open interval of one Brussels day, aware; 23 or 25 hours long when the clock changes."""
    start = datetime.combine(day, datetime.min.time(), BRUSSELS)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), BRUSSELS)
    return start, end
