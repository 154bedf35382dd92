"""A long course as a staircase with landings: the parts of its outline, and the one that someone is on unfolded."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from opstap.curriculum.models import Module
from opstap.curriculum.queries.outlines import domain_names
from opstap.design.charts import Box
from opstap.design.parts import State, Step, Task
from opstap.design.stairs import drawing
from opstap.design.tags.lists import mirrored
from opstap.kit.translated import in_language
from opstap.practice.presenting import stairs
from opstap.practice.presenting_papers import testable
from opstap.practice.queries import Road

MOST = 7  # lessons that are overseen at once; the house's staircase stands side by side up to as many steps


@dataclass(frozen=True, slots=True)
class Landing:
    """A part of a long course: its lessons with their numbers in the course, unfolded when the next lesson is in it."""

    title: str
    steps: tuple[tuple[int, Step], ...]
    note: str
    state: State

    @property
    def open(self) -> bool:
        return self.state == "next"


@dataclass(frozen=True, slots=True)
class Stairs:
    """The staircase of a course: steps; of a long course also its landings, each step but the exam on one of them.

    `boxes` draw a long one. `tests` are the short tests that may be taken, under the title of their part ("" without parts).
    """

    steps: Sequence[Step]
    landings: Sequence[Landing]
    boxes: Sequence[Box]
    tests: Sequence[tuple[str, Sequence[Task]]]

    @property
    def top(self) -> Sequence[Step]:
        """What stands above the landings: the exam that the course leads to."""
        return self.steps[sum(len(landing.steps) for landing in self.landings) :]


def staircase_of(road: Road, modules: Sequence[Module]) -> Stairs:
    """The staircase of this road; `modules` are those that one may test out of.

    A course has landings when it has more lessons than are overseen at once, all of them in a part of the outline.
    """
    steps = stairs(road)
    names = domain_names(road.course) if len(road.lessons) > MOST else {}
    domains = [lesson.module.domain for lesson in road.lessons]
    if not set(domains) <= set(names) or not names:
        return Stairs(steps, (), (), [("", testable(modules))] if modules else [])
    numbered = list(zip(domains, enumerate(steps, start=1), strict=False))
    titles = {code: in_language(name) for code, name in names.items()}
    landings = [
        _landing(titles[code], tuple(step for _, step in some)) for code, some in groupby(numbered, lambda one: one[0])
    ]
    tests = [(titles[code], testable(list(some))) for code, some in groupby(modules, lambda module: str(module.domain))]
    return Stairs(steps, landings, mirrored(drawing([step.state for step in steps])), tests)


def _landing(title: str, steps: tuple[tuple[int, Step], ...]) -> Landing:
    states = [step.state for _, step in steps]
    done = states.count("done")
    note = gettext("%(done)s of %(total)s lessons done.") % {"done": done, "total": len(steps)}
    state: State = "next" if "next" in states else "done" if done == len(steps) else "todo"
    return Landing(title, steps, note, state)
