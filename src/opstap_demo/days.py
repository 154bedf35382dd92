"""On which days an invented school in Brussels is closed: public holidays, and its own weeks of rest."""

from datetime import date, datetime, timedelta

# Around today the school is open whatever the season, so that a visitor in August meets people in class.
ALWAYS_OPEN = timedelta(days=35)
FIXED = frozenset({(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)})  # month, day
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
CARNIVAL = 48  # its week begins so many days before Easter


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * (b % 4) + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def on_a_workday(moment: datetime) -> datetime:
    """That moment, or the same hour on the Friday before a weekend."""
    return moment - timedelta(days=max(0, moment.weekday() - 4))


def is_closed(day: date, today: date) -> bool:
    """Whether there is no class on that day."""
    if abs(day - today) <= ALWAYS_OPEN:
        return False
    sunday = easter(day.year)
    return (
        (day.month, day.day) in FIXED
        or (day - sunday).days in AFTER_EASTER
        or (day.month, day.day) >= (12, 22)
        or (day.month, day.day) <= (1, 4)
        or (7, 15) <= (day.month, day.day) <= (8, 15)
        or day.isocalendar()[:2] == date(day.year, 11, 1).isocalendar()[:2]
        or sunday - timedelta(days=CARNIVAL) <= day < sunday - timedelta(days=CARNIVAL - 7)
        or sunday <= day <= sunday + timedelta(days=7)
    )
