"""What a course pack holds, once it is read: plain values, each with the place in its file where it stood."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from opstap.curriculum.rules.lesson_source import LessonSource
from opstap.curriculum.rules.marked_yaml import Node

type Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """One option; `weight` is its share of the mark, 0 for a wrong one. See kinds.py for what each kind uses."""

    id: str
    text: Texts
    why: Texts
    weight: float
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shape: tuple[float, float, float, float] | None = None
    place: Node | None = None


@dataclass(frozen=True, slots=True)
class SlotEntry:
    """A prompt of a match question or a gap of a dropdown question. `options` only of a gap."""

    id: str
    text: Texts
    key: str
    why: Texts
    options: tuple[OptionEntry, ...] = ()
    place: Node | None = None


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """The scenario of a case study; its questions name it."""

    code: str
    title: Texts
    text: Texts
    place: Node


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """One question. `image`: path inside the pack; `alt`: what it shows, per language."""

    code: str
    skills: tuple[str, ...]
    kind: str
    level: int
    stem: Texts
    options: tuple[OptionEntry, ...]
    source: str
    licence: str
    author: str
    reviewer: str
    place: Node
    slots: tuple[SlotEntry, ...] = ()
    image: str = ""
    alt: Texts = field(default_factory=dict)
    case: CaseEntry | None = None
    pool: str = "practice"


@dataclass(frozen=True, slots=True)
class TermEntry:
    code: str
    term: str
    definition: Texts
    place: Node


@dataclass(frozen=True, slots=True)
class MediaEntry:
    """A figure: its bytes, cleaned; width and height are 0 when not known."""

    path: str
    content: bytes
    content_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MockFormEntry:
    """A fixed form of a mock exam: codes of questions of this pack, in order."""

    code: str
    title: Texts
    questions: tuple[str, ...]
    position: int
    place: Node


@dataclass(frozen=True, slots=True)
class ModuleEntry:
    """One module with its one lesson; the lesson carries the module's code."""

    code: str
    position: int
    domain: str
    title: Texts
    summary: Texts
    minutes: int
    skills: tuple[str, ...]
    lessons: dict[str, LessonSource]
    questions: tuple[QuestionEntry, ...]
    terms: tuple[TermEntry, ...]
    place: Node


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole course. `readability`: per language, the lowest reading ease (Flesch family) that its lessons promise.

    `draft`: the course is still being written (`status: draft`), so that what is not complete yet is no error.
    """

    code: str
    version: str
    licence: str
    languages: tuple[str, ...]
    title: Texts
    summary: Texts
    exam: str
    as_of: date | None
    modules: tuple[ModuleEntry, ...]
    place: Node
    glossary_languages: tuple[str, ...] = ()
    readability: dict[str, int] = field(default_factory=dict)
    mock_forms: tuple[MockFormEntry, ...] = ()
    media: dict[str, MediaEntry] = field(default_factory=dict)
    draft: bool = False

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """Every question of every module, in order."""
        return tuple(question for module in self.modules for question in module.questions)
