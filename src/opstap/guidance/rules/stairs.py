"""A track as stairs: courses are steps, the certification is a landing, a job is the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

type State = Literal["done", "next", "todo"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Lessons read of a part of the track."""

    read: int
    lessons: int


def states(parts: Sequence[Progress]) -> list[State]:
    """Done when every lesson is read; the first part that is not done is next. A part without lessons is never done."""
    return _lit([part.lessons > 0 and part.read >= part.lessons for part in parts])


def landings(earned: Sequence[bool], *, courses: Sequence[State], hired: bool) -> tuple[list[State], State]:
    """The states of the certifications and of the door: one of them is next once no course is, as nobody climbs two steps."""
    if "next" in courses:
        return ["done" if one else "todo" for one in earned], "done" if hired else "todo"
    *certified, door = _lit([*earned, hired])
    return certified, door


def _lit(done: Sequence[bool]) -> list[State]:
    first = list(done).index(False) if False in done else len(done)
    return ["done" if is_done else "next" if place == first else "todo" for place, is_done in enumerate(done)]
