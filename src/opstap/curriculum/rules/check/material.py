"""What the rules look at: the pack, the blocks of its lessons, and the outline of its exam."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from opstap.curriculum.rules.lesson_source import LessonSource
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import ModuleEntry, OptionEntry, Pack, QuestionEntry, SlotEntry, Texts
from opstap.curriculum.rules.prose import Block, blocks_of


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an exam: per domain its skills and, where known, its lowest and highest share in percent."""

    exam: str
    skills: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, tuple[int, int] | None]

    def domain_of(self, skill: str) -> str:
        """The code of its domain; empty when the outline does not have the skill."""
        return next((domain for domain, skills in self.skills.items() if skill in skills), "")


@dataclass(frozen=True, slots=True)
class Material:
    """`blocks`: per file of a lesson. `elsewhere`: codes of lessons in the other packs that are checked with this one."""

    pack: Pack
    outline: Outline | None
    blocks: Mapping[str, tuple[Block, ...]]
    elsewhere: frozenset[str] = field(default=frozenset())

    def lessons(self) -> Iterator[tuple[ModuleEntry, str, LessonSource, tuple[Block, ...]]]:
        """Each lesson of each module in each language."""
        for module in self.pack.modules:
            for language, lesson in module.lessons.items():
                yield module, language, lesson, self.blocks.get(lesson.file, ())

    @property
    def terms(self) -> tuple[str, ...]:
        """The words of the glossary, also without what stands in brackets behind them."""
        whole = [term.term for module in self.pack.modules for term in module.terms]
        parts = [part.strip(" )") for term in whole for part in term.split("(") if "(" in term]
        return tuple(dict.fromkeys([*whole, *parts]))


def gather(
    pack: Pack, files: Mapping[str, str], outline: Outline | None, elsewhere: frozenset[str] = frozenset()
) -> Material:
    """`files`: path inside the pack -> text; the lessons among them are read again, now with their lines."""
    paths = [lesson.file for module in pack.modules for lesson in module.lessons.values()]
    blocks = {path: lesson_blocks(files[path]) for path in paths if path in files}
    return Material(pack, outline, blocks, elsewhere)


def lesson_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a lesson's file, without its title line."""
    rest = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")[1:]
    return blocks_of("\n".join(rest), 2)


def choices(question: QuestionEntry) -> Iterator[OptionEntry]:
    """Every option of a question, those of its gaps too."""
    yield from question.options
    for slot in question.slots:
        yield from slot.options


def texts_of(question: QuestionEntry) -> Iterator[tuple[Node, Texts]]:
    """Every text of a question with its place: stem, options, prompts, reasons, what a figure shows."""
    yield question.place.get("stem") or question.place, question.stem
    if question.alt:
        image = question.place.get("image") or question.place
        yield image.get("alt") or image, question.alt
    parts: list[OptionEntry | SlotEntry] = [*choices(question), *question.slots]
    for part in parts:
        place = part.place or question.place
        yield place.get("text") or place, part.text
        yield place.get("why") or place, part.why
