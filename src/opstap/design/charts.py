"""Charts as pure layout: numbers in, positions out. No Django, no HTML.

Horizontal positions are shares of the width in per cent (0-100), vertical ones are pixels: the SVG then fills any
width while its text keeps its size, on a phone as on a wall. Every chart has `table`: its data as text rows, which the
template shows in `<details>`, and `mirrored()` for pages that run from the other side.
Advice behind the choices: bars start at zero; at most one highlight; direct labels instead of a legend (E. Tufte,
"The Visual Display of Quantitative Information", 2001; W3C WAI "Complex images").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

type Kind = Literal["plain", "done", "next", "danger", "quiet"]


type Points = tuple[tuple[float, float], ...]


def flipped(points: Points) -> Points:
    """Points seen from the other side."""
    return tuple((round(100 - x, 2), y) for x, y in points)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a negative value is drawn as zero."""

    label: object
    value: float
    kind: Kind = "plain"
    note: object = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a line. `low` and `high` bound what is likely; `forecast` draws it dotted."""

    label: object
    value: float
    low: float | None = None
    high: float | None = None
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a funnel, in order."""

    label: object
    value: float
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn rectangle: x and width in per cent, y and height in pixels."""

    x: float
    y: float
    width: float
    height: float
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Label:
    """A written text: `at` is start, middle or end (of the reading direction)."""

    x: float
    y: float
    text: object
    at: Literal["start", "middle", "end"] = "start"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template needs to draw. `curve`, `ahead` and `range` are points (x %, y px) of the line and its band."""

    title: object
    description: object
    form: Literal["bars", "line", "funnel"]
    height: float
    columns: tuple[object, ...]
    table: tuple[tuple[object, ...], ...]
    unit: str = ""
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    curve: Points = ()
    ahead: Points = ()
    range: Points = ()
    goal: float | None = None
    goal_x: float | None = None
    goal_y: float | None = None

    @property
    def has_goals(self) -> bool:
        """Whether any stage of a funnel has a goal."""
        return any(box.kind == "goal-notch" for box in self.boxes)

    def mirrored(self) -> "Chart":
        """The same chart for a page that runs from right to left. Mirroring twice gives the chart back."""
        return replace(
            self,
            boxes=tuple(replace(box, x=round(100 - box.x - box.width, 2)) for box in self.boxes),
            labels=tuple(replace(label, x=round(100 - label.x, 2)) for label in self.labels),
            curve=flipped(self.curve),
            ahead=flipped(self.ahead),
            range=flipped(self.range),
            goal_x=None if self.goal_x is None else 100 - self.goal_x,
        )


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of the size of a word: points in a box of 100 by 100."""

    title: object
    points: Points
    first: float
    last: float

    def mirrored(self) -> "Spark":
        """For a page that runs from right to left."""
        return replace(self, points=flipped(self.points))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a heat table: the share 0-100 to show, and its shade 0 (none known) to 5."""

    value: float | None
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A table whose cells are shaded; an HTML table, so it needs no drawing and no second table."""

    title: object
    description: object
    columns: tuple[object, ...]
    rows: tuple[tuple[object, tuple[Cell, ...]], ...]
    unit: str


ROW = 58.0  # one bar with its label above it, px
THICK = 22.0
PLOT = 200.0  # height of the plotted part of a line chart, px
ROOM = 26.0  # above the plot, for the value of the highest point


def share(value: float, top: float) -> float:
    """Per cent of the width that a value takes, never outside 0-100."""
    return 0.0 if top <= 0 else round(max(0.0, min(100.0, value / top * 100)), 2)


def bar_chart(
    title: object, bars: Sequence[Bar], *, unit: str = "", goal: float | None = None, description: object = ""
) -> Chart:
    """Horizontal bars with the label above and the value at the end; `goal` draws one dotted upright line."""
    top = max([bar.value for bar in bars] + [goal or 0.0, 0.0])
    boxes: list[Box] = []
    labels: list[Label] = []
    for index, bar in enumerate(bars):
        y = index * ROW
        width = share(bar.value, top)
        boxes.append(Box(0, y + 26, 100, THICK, "track"))
        boxes.append(Box(0, y + 26, width, THICK, bar.kind))
        labels.append(Label(0, y + 18, bar.label))
        labels.append(Label(100, y + 18, bar.value, "end", "strong"))
    return Chart(
        title=title,
        description=description,
        form="bars",
        height=max(len(bars) * ROW, 1.0),
        columns=("label", "value"),
        table=tuple((bar.label, bar.value, bar.note) for bar in bars),
        unit=unit,
        boxes=tuple(boxes),
        labels=tuple(labels),
        goal=goal,
        goal_x=None if goal is None else share(goal, top),
    )


def funnel_chart(title: object, stages: Sequence[Stage], *, description: object = "") -> Chart:
    """Stages from wide to narrow, centred; each with its count, its share of the one before and its goal."""
    top = max([stage.value for stage in stages] + [stage.goal or 0.0 for stage in stages] + [0.0])
    boxes: list[Box] = []
    labels: list[Label] = []
    table: list[tuple[object, ...]] = []
    before: float | None = None
    for index, stage in enumerate(stages):
        y = index * ROW
        # Less than one person before: a share of it would say nothing.
        kept = None if before is None or before < 1 else round(stage.value / before * 100)
        boxes.append(Box(0, y + 26, 100, THICK, "track"))
        boxes.append(Box(0, y + 26, share(stage.value, top), THICK, "plain"))
        if stage.goal is not None:
            # The goal is a notch rather than a colour: 0.6 % wide, taller than the bar.
            boxes.append(Box(max(0.0, share(stage.goal, top) - 0.6), y + 21, 0.6, THICK + 10, "goal-notch"))
        labels.append(Label(0, y + 18, stage.label))
        labels.append(Label(100, y + 18, stage.value, "end", "strong"))
        table.append((stage.label, stage.value, stage.goal, kept))
        before = stage.value
    return Chart(
        title=title,
        description=description,
        form="funnel",
        height=max(len(stages) * ROW, 1.0),
        columns=("label", "value", "goal", "kept"),
        table=tuple(table),
        boxes=tuple(boxes),
        labels=tuple(labels),
    )


def line_chart(
    title: object,
    points: Sequence[Point],
    *,
    unit: str = "",
    goal: float | None = None,
    description: object = "",
) -> Chart:
    """A line from zero upwards with its band; the part that is forecast is dotted; first and last are labelled."""
    highest = max([p.value for p in points] + [p.high or 0.0 for p in points] + [goal or 0.0, 0.0])

    def place(value: float) -> float:
        return round(ROOM + PLOT * (1 - share(value, highest) / 100), 2)

    across = [round(2 + 96 * i / max(len(points) - 1, 1), 2) for i in range(len(points))]
    drawn = [(x, place(p.value)) for x, p in zip(across, points, strict=True)]
    turn = next((i for i, p in enumerate(points) if p.forecast), len(points))
    banded = [(x, p) for x, p in zip(across, points, strict=True) if p.low is not None and p.high is not None]
    upper = [(x, place(p.high or 0)) for x, p in banded]
    lower = [(x, place(p.low or 0)) for x, p in banded]
    labels: list[Label] = []
    if points:
        labels.append(Label(across[0], drawn[0][1] - 12, points[0].value, "start", "strong"))
        labels.append(Label(across[0], ROOM + PLOT + 22, points[0].label, "start", "faint"))
    if len(points) > 1:
        labels.append(Label(across[-1], drawn[-1][1] - 12, points[-1].value, "end", "strong"))
        labels.append(Label(across[-1], ROOM + PLOT + 22, points[-1].label, "end", "faint"))
    return Chart(
        title=title,
        description=description,
        form="line",
        height=ROOM + PLOT + 32,
        columns=("label", "value", "low", "high"),
        table=tuple((p.label, p.value, p.low, p.high, p.forecast) for p in points),
        unit=unit,
        labels=tuple(labels),
        curve=tuple(drawn[:turn]),
        ahead=tuple(drawn[max(turn - 1, 0) :]) if turn < len(points) else (),
        range=tuple(upper + lower[::-1]),
        goal=goal,
        goal_y=None if goal is None else place(goal),
    )


def sparkline(title: object, values: Sequence[float]) -> Spark:
    """A line of the size of a word. A flat or single value lies in the middle; none gives an empty line."""
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    spread = high - low
    points = tuple(
        (
            round(100 * i / max(len(values) - 1, 1), 2),
            round(100 * (1 - (value - low) / spread), 2) if spread else 50.0,
        )
        for i, value in enumerate(values)
    )
    return Spark(title, points, values[0] if values else 0.0, values[-1] if values else 0.0)


def heat_table(
    title: object,
    columns: Sequence[object],
    rows: Sequence[tuple[object, Sequence[float | None]]],
    *,
    top: float = 1.0,
    description: object = "",
) -> Heat:
    """Shares of `top` shown as per cent, in five shades; None is "not known yet" and stays without a shade."""

    def cell(value: float | None) -> Cell:
        if value is None:
            return Cell(None, 0)
        percent = share(value, top)
        return Cell(percent, min(5, int(percent // 20) + 1))

    return Heat(
        title,
        description,
        tuple(columns),
        tuple((label, tuple(cell(value) for value in values)) for label, values in rows),
        "%",
    )
