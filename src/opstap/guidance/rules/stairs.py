"""A track as stairs: courses are steps, the certification is a landing, a job is the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """Lessons read of a part of the track."""

    read: int
    lessons: int


def states(parts: Sequence[Progress]) -> list[Literal["done", "next", "todo"]]:
    """Done when every lesson is read; the first part that is not done is next. A part without lessons is never done."""
    done = [part.lessons > 0 and part.read >= part.lessons for part in parts]
    first = done.index(False) if False in done else len(done)
    return ["done" if is_done else "next" if place == first else "todo" for place, is_done in enumerate(done)]
