"""Shapes that the template parts are given: plain values, already translated, never safe HTML unless said so.

State is one of `done`, `next`, `todo`; kind is one of `plain`, `done`, `next`, `wait`, `info`, `danger`. A template
part also accepts a dict with the same keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

type State = Literal["done", "next", "todo"]
type Kind = Literal["plain", "done", "next", "wait", "info", "danger"]
type Text = object  # a str, a lazy translation or a number; shown with str()


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place one can go. `icon` is a name of icons.PATHS; `count` above 0 is shown beside the label."""

    label: Text
    url: str
    icon: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in. `sign_out_url` is posted to."""

    name: Text
    url: str
    sign_out_url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a staircase. A landing is a rest worth celebrating, the door is where the stairs lead."""

    label: Text
    state: State = "todo"
    note: Text = ""
    url: str = ""
    landing: bool = False
    door: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do. `tag` is the status in words, `kind` its colour."""

    label: Text
    url: str = ""
    state: State = "todo"
    note: Text = ""
    tag: Text = ""
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be read across a room: 112 `of` 150, "started". `spark` draws its recent past."""

    value: Text
    label: Text
    note: Text = ""
    kind: Kind = "plain"
    of: Text = ""
    spark: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a summary; `url` and `action` ("Change") go together, `hint` says for whom the action is."""

    label: Text
    value: Text
    url: str = ""
    action: Text = ""
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer option. `label` may be a SafeString. States after marking: chosen, right, wrong, missed."""

    value: str
    label: Text
    state: Literal["", "chosen", "right", "wrong", "missed"] = ""
    note: Text = ""
    code: bool = False
