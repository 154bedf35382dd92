"""In how many of the last weeks somebody practised. No streak: a week off takes nothing away, and nothing is lost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from opstap.practice.rules.plan import monday_of

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Practised in so many of the last weeks; `of` is fewer for whoever began later."""

    practised: int
    of: int


def rhythm(days: Collection[date], today: date, weeks: int = WEEKS) -> Rhythm | None:
    """The rhythm of someone who practised on these days; None for nobody's. Days after `today` are left out.

    The week that goes on counts as soon as something was done in it; until then the weeks before it are looked at.
    """
    mondays = {monday_of(day) for day in days if day <= today}
    if not mondays:
        return None
    last = monday_of(today)
    if last not in mondays:
        last -= timedelta(weeks=1)
    begun = (last - min(mondays)).days // 7 + 1
    window = {last - timedelta(weeks=back) for back in range(weeks)}
    return Rhythm(len(mondays & window), max(1, min(weeks, begun)))
