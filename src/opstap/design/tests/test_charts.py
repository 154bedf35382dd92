"""Charts never draw outside their box, never lie about order, and read the same from the other side."""

import math

from hypothesis import given
from hypothesis import strategies as st

from opstap.design import charts, stairs
from opstap.design.charts import Bar, Box, Point, Stage

VALUES = st.floats(min_value=0, max_value=1e6, allow_nan=False)
LISTS = st.lists(VALUES, max_size=12)
STATES = st.lists(st.sampled_from(["done", "next", "todo"]), max_size=40)


def inside(box: Box, height: float) -> bool:
    across = box.x >= -0.01 and box.x + box.width <= 100.01
    down = box.y >= -0.01 and box.y + box.height <= height + 0.01
    return across and down and box.width >= 0 and box.height >= 0


@given(LISTS, st.none() | VALUES)
def test_bars_stay_inside_and_keep_their_order(values: list[float], goal: float | None) -> None:
    chart = charts.bar_chart("t", [Bar(str(i), value) for i, value in enumerate(values)], goal=goal)
    assert all(inside(box, chart.height) for box in chart.boxes)
    widths = [box.width for box in chart.boxes if box.kind == "plain"]
    assert all(
        (a <= b) or (x >= y) for a, x in zip(values, widths, strict=True) for b, y in zip(values, widths, strict=True)
    )
    assert len(chart.table) == len(values)
    assert chart.goal_x is None or 0 <= chart.goal_x <= 100


@given(LISTS, st.none() | VALUES, st.integers(0, 12))
def test_lines_stay_inside(values: list[float], goal: float | None, known: int) -> None:
    points = [Point(str(i), v, v * 0.9, v * 1.1, i >= known) for i, v in enumerate(values)]
    chart = charts.line_chart("t", points, goal=goal)
    for x, y in (*chart.curve, *chart.ahead, *chart.range):
        assert 0 <= x <= 100
        assert 0 <= y <= chart.height
    assert chart.goal_y is None or charts.ROOM <= chart.goal_y <= charts.ROOM + charts.PLOT
    if 0 < known < len(points):
        assert chart.curve[-1] == chart.ahead[0], "the dotted part starts where the known part ends"


@given(LISTS, LISTS)
def test_funnel_stays_inside_and_says_what_was_kept(values: list[float], goals: list[float]) -> None:
    stages = [Stage(str(i), value, goals[i] if i < len(goals) else None) for i, value in enumerate(values)]
    chart = charts.funnel_chart("t", stages)
    assert all(inside(box, chart.height + 10) for box in chart.boxes)
    assert [row[3] for row in chart.table[:1]] == [None][: len(values)]


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=30))
def test_sparkline_stays_in_its_box(values: list[float]) -> None:
    spark = charts.sparkline("t", values)
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in spark.points)
    assert spark.mirrored().mirrored() == spark


@given(LISTS)
def test_mirroring_twice_gives_the_same_chart(values: list[float]) -> None:
    chart = charts.bar_chart("t", [Bar(str(i), value) for i, value in enumerate(values)], goal=3)
    twice = chart.mirrored().mirrored()
    for box, again in zip(chart.boxes, twice.boxes, strict=True):
        assert math.isclose(box.x, again.x, abs_tol=0.02)
    line = charts.line_chart("t", [Point(str(i), value) for i, value in enumerate(values)])
    assert line.mirrored().mirrored() == line


@given(st.lists(st.none() | st.floats(0, 2), max_size=8))
def test_heat_has_a_shade_only_where_something_is_known(values: list[float | None]) -> None:
    ((_, cells),) = charts.heat_table("t", ["c"] * len(values), [("r", values)]).rows
    for value, cell in zip(values, cells, strict=True):
        assert (cell.shade == 0) == (value is None)
        assert 0 <= cell.shade <= 5


@given(STATES, st.booleans())
def test_stairs_rise_and_stay_inside(states: list[str], door: bool) -> None:
    boxes = stairs.drawing(states, door=door)
    assert all(inside(box, stairs.HEIGHT) for box in boxes)
    heights = [box.height for box in boxes if box.kind not in {"door", "knob"}]
    assert heights == sorted(heights)
    assert len(heights) == len(states)


@given(st.integers(-3, 500), st.integers(0, 500))
def test_progress_is_full_only_when_all_is_done(done: int, of: int) -> None:
    states = stairs.progress(done, of)
    assert len(states) == min(of, 24)
    if of:
        assert (states.count("done") == len(states)) == (done >= of)
        assert states.count("next") == (0 if done >= of else 1)
