"""Over time, month by month, against the goal: who started, who is certified, who is hired, and what may come."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.formats import date_format

from opstap.design.charts import Chart, Point, line_chart
from opstap.steering.pages import words
from opstap.steering.pages.outlook import Outcome, range_of
from opstap.steering.queries.goals import State
from opstap.steering.rules.forecast import Range, Worlds
from opstap.steering.rules.funnel import Step, by_month
from opstap.steering.rules.pace import Gap
from opstap.steering.rules.small_numbers import FEWEST

MOST_POINTS = 6  # of a forecast line: each asks the worlds anew
LINE_WORLDS = 100


def lines(state: State, worlds: Worlds, found: Mapping[str, Outcome], *, named: bool) -> list[Chart]:
    """Over time, month by month, against the goal: who started, who is certified, who is hired."""
    charts = []
    for goal in state.goals:
        step = Step(goal.step)
        points = _past(state, step, named=named)
        one = found.get(goal.step)
        if one is not None and one.expected is not None:
            points += _coming(worlds, one.goal, one.expected, today=state.today, named=named)
        if len(points) > 1:
            charts.append(line_chart(words.LABELS[step], points, goal=goal.people))
    return charts


def _past(state: State, step: Step, *, named: bool) -> list[Point]:
    days = [road.reached[step] for road in state.roads if step in road.reached]
    if not days:
        return []
    ends = _month_ends(min(days), state.today)
    counts = by_month(days, [*ends, state.today + timedelta(days=1)])
    labels = [date_format(end - timedelta(days=1), "M Y") for end in ends] + [date_format(state.today, "j M Y")]
    points = [Point(label, number) for label, number in zip(labels, counts, strict=True)]
    return [point for point in points if named or point.value >= FEWEST]


def _month_ends(first: date, until: date) -> list[date]:
    """The first day of each month after `first`, up to `until`."""
    ends, day = [], first
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= until:
        ends.append(day)
    return ends


def _coming(worlds: Worlds, goal: Gap, last: Range, *, today: date, named: bool) -> list[Point]:
    """The forecast at the ends of the coming months, at most six of them, and on the day of the goal."""
    ends = [day for day in _month_ends(today, goal.by) if (day - today).days > 7]
    days = [end for end in ends[:: max(1, -(-len(ends) // MOST_POINTS))] if end < goal.by]
    ranges = [(day, range_of(worlds.forecast((day - today).days, number=LINE_WORLDS), goal.step)) for day in days]
    ranges.append((goal.by, last))
    return [
        Point(date_format(day, "j M Y"), found.middle, found.low, found.high, forecast=True)
        for day, found in ranges
        if named or found.low >= FEWEST
    ]
