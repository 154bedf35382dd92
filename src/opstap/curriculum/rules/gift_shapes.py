"""What a GIFT file holds, as values. The words are those of the format's own description (docs.moodle.org, "GIFT format")."""

from dataclasses import dataclass

FORMATS = ("moodle", "html", "plain", "markdown")


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and the format it is written in; `moodle` is plain text that may hold some HTML."""

    text: str
    format: str = "moodle"


@dataclass(frozen=True, slots=True)
class Number:
    """A numerical answer: exactly `low` = `high`, or anything between. `tolerance` is set when it was written so."""

    low: float
    high: float
    tolerance: float | None = None
    interval: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer after `=` (right) or `~`; `weight` in percent where one was given."""

    right: bool
    text: Rich
    weight: float | None = None
    feedback: Rich | None = None


@dataclass(frozen=True, slots=True)
class NumberChoice:
    """One of several numerical answers; no `number` means "any other answer"."""

    right: bool
    number: Number | None
    weight: float | None = None
    feedback: Rich | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together."""

    question: Rich
    answer: str


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """`when_true` is the feedback for someone who said "true"."""

    is_true: bool
    when_true: Rich | None = None
    when_false: Rich | None = None


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Numerical:
    """Either one number without feedback (`single`), or a list."""

    choices: tuple[NumberChoice, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class Matching:
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Essay:
    pass


@dataclass(frozen=True, slots=True)
class Description:
    """A text that asks nothing."""


type Answers = MultipleChoice | TrueFalse | ShortAnswer | Numerical | Matching | Essay | Description


@dataclass(frozen=True, slots=True)
class Item:
    """One question (or text) of the file. `embedded`: the answers stood in the middle of the sentence."""

    line: int
    title: str
    stem: Rich
    answers: Answers
    embedded: bool = False
    feedback: Rich | None = None
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of the file that could not be read: where, and why (a code of `gift.FAULTS`)."""

    line: int
    title: str
    why: str
