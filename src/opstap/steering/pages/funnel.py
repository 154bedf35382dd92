"""The funnel as lines, as a drawing, and per group; for an outsider without the counts that are too small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from opstap.design.charts import Chart, Stage, funnel_chart
from opstap.design.parts import Text
from opstap.steering.pages import words
from opstap.steering.queries.goals import State
from opstap.steering.rules.funnel import Road, Step, Work, count
from opstap.steering.rules.pace import Gap
from opstap.steering.rules.small_numbers import hidden

# One after another, as they follow on the road; the exams come before "fully certified".
BEFORE_EXAMS = (
    Step.APPLIED,
    Step.ELIGIBLE,
    Step.OFFERED,
    Step.STARTED,
    Step.ACTIVE_WEEK_4,
    Step.COMPLETED,
    Step.SAT,
)
AFTER_EXAMS = (Step.FULLY_CERTIFIED, Step.INTERVIEWED, Step.HIRED)
OF_A_GROUP = (Step.STARTED, Step.ACTIVE_WEEK_4, Step.COMPLETED, Step.SAT, Step.FULLY_CERTIFIED, Step.HIRED)


@dataclass(frozen=True, slots=True)
class Line:
    """A step with its count as this reader may see it, how it is counted, its goal, and where its names are."""

    label: Text
    number: int
    shown: Text
    counted: Text
    goal: int | None = None
    url: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its counts, in the order of `OF_A_GROUP`."""

    name: str
    cells: list[tuple[Text, Text]]


def exams_of(roads: Iterable[Road]) -> list[str]:
    """Every exam that the tracks of these people require, by code."""
    return sorted({exam for road in roads for exam in road.record.required})


def lines(state: State, *, named: bool) -> list[Line]:
    """The whole funnel, then what is known of people's work."""
    goals = {goal.step: goal for goal in state.goals}
    rows = [_line(state, step, goals, named=named) for step in BEFORE_EXAMS]
    for exam in exams_of(state.roads):
        number = sum(exam in road.passed for road in state.roads)
        texts = (words.passed_label(exam), words.passed_counted(exam))
        rows.append(_made(state, f"passed-{exam}", texts, number, named=named))
    rows += [_line(state, step, goals, named=named) for step in AFTER_EXAMS]
    return rows + work_lines(state.roads, named=named)


def _line(state: State, step: Step, goals: dict[str, Gap], *, named: bool) -> Line:
    goal = goals.get(step.value)
    texts = (words.LABELS[step], words.COUNTED[step])
    return _made(state, step.value, texts, count(state.roads, step), named=named, goal=goal.people if goal else None)


def _made(
    state: State, step: str, texts: tuple[Text, Text], number: int, *, named: bool, goal: int | None = None
) -> Line:
    shown = words.shown(number, named=named)
    url = reverse("steering:names", args=[state.facts.edition.pk, step]) if named and number else ""
    return Line(texts[0], number, shown, texts[1], goal, url, is_hidden=shown != number)


def work_lines(roads: Sequence[Road], *, named: bool) -> list[Line]:
    """Whether those who were hired still work: yes, no, unknown and not asked yet, which together are the hired."""
    numbers = [sum(road.work == work for road in roads) for work in Work]
    marks = [False] * len(numbers) if named else hidden(numbers)
    return [
        Line(
            words.WORK_LABELS[work],
            number,
            words.few() if mark and number < 10 else _("not shown") if mark else number,
            words.WORK_COUNTED[work],
            is_hidden=mark,
        )
        for work, number, mark in zip(Work, numbers, marks, strict=True)
    ]


def chart(rows: Sequence[Line]) -> Chart:
    """The funnel as a drawing; a count that is not shown is not drawn either."""
    stages = [Stage(row.label, row.number, row.goal) for row in rows if not row.is_hidden]
    return funnel_chart(_("From application to a job"), stages)


def group_lines(state: State, *, named: bool) -> list[GroupLine]:
    """Each group, in the order in which they begin; then those who have none."""
    members: dict[UUID | None, list[Road]] = {pk: [] for pk in state.facts.groups}
    for road in state.roads:
        if road.record.offered is not None:
            members.setdefault(road.record.group, []).append(road)
    counts = {pk: [count(roads, step) for step in OF_A_GROUP] for pk, roads in members.items()}
    marks = _hidden_cells(list(counts.values()), named=named)
    labels = [words.LABELS[step] for step in OF_A_GROUP]
    return [
        GroupLine(
            state.facts.groups[pk].name if pk else _("No group yet"),
            [(label, "–" if mark else number) for label, number, mark in zip(labels, numbers, row_marks, strict=True)],
        )
        for (pk, numbers), row_marks in zip(counts.items(), marks, strict=True)
    ]


def _hidden_cells(rows: list[list[int]], *, named: bool) -> list[list[bool]]:
    if named:
        return [[False] * len(row) for row in rows]
    columns = [hidden(column) for column in map(list, zip(*rows, strict=True))]
    return [list(row) for row in zip(*columns, strict=True)]
