"""From what a GIFT file holds to questions that we can ask, with a report per item.

Which kind each type becomes is decided in `gift_kinds`; essays and texts that ask nothing are named, and come later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from opstap.curriculum.rules.gift import parse
from opstap.curriculum.rules.gift_kinds import CannotError, Draft, LaterError, draft_of
from opstap.curriculum.rules.gift_shapes import Fault, Item, Rich
from opstap.curriculum.rules.imported_text import lost_picture, plain_if_possible, safe_html

MOST_CHARACTERS = 4000
NAMES = "abcdefghij"


@dataclass(frozen=True, slots=True)
class ImportedOption:
    """What may be chosen or typed; see kinds.py for `value`, `tolerance` and `also`."""

    id: str
    text: str
    why: str
    weight: float
    value: str = ""
    tolerance: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedSlot:
    """A prompt of a match question."""

    id: str
    text: str
    key: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """A question in one language, ready to be stored. `code` follows from its content: the same question twice is one."""

    code: str
    kind: str
    plain: bool
    stem: str
    options: tuple[ImportedOption, ...]
    slots: tuple[ImportedSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What becomes of one item. `outcome`: import, there (already), later, error. `why` and `notes` are codes."""

    line: int
    title: str
    outcome: str
    why: str = ""
    notes: tuple[str, ...] = ()
    question: ImportedQuestion | None = None


def read_questions(text: str, *, prefix: str, language: str, known: Sequence[str] = ()) -> list[ReportLine]:
    """Every item of a GIFT file with what becomes of it. `known`: codes that are stored already."""
    seen = set(known)
    lines = []
    for item in parse(text):
        line = _line(item, prefix, language)
        code = line.question.code if line.question else ""
        if code and code in seen:
            line = ReportLine(line.line, line.title, "there", "already_there", line.notes)
        seen.add(code)
        lines.append(line)
    return lines


def _line(item: Item | Fault, prefix: str, language: str) -> ReportLine:
    if isinstance(item, Fault):
        return ReportLine(item.line, item.title, "error", item.why)
    title = item.title or item.stem.text[:80]
    try:
        question, notes = _question(item, draft_of(item, language), prefix)
    except LaterError as later:
        return ReportLine(item.line, title, "later", str(later))
    except CannotError as error:
        return ReportLine(item.line, title, "error", str(error))
    return ReportLine(item.line, title, "import", "", notes, question)


def _question(item: Item, draft: Draft, prefix: str) -> tuple[ImportedQuestion, tuple[str, ...]]:
    options, notes = draft.options, list(draft.notes)
    whys = [one.why or (item.feedback if one.weight else None) for one in options]
    prompts = [slot.text for slot in draft.slots]
    told = item.feedback if prompts else None
    shown = [one.text for one in options if one.text]
    everything = [item.stem, *shown, *(one.why for one in options if one.why), *prompts, *([told] if told else [])]
    if any(lost_picture(text) for text in everything):
        notes.append("picture_lost")
    if not (told if prompts else all(whys)):
        notes.append("without_why")
    plain, texts = plain_if_possible(
        [_safe(one) for one in [item.stem, *(one.text for one in options), *whys, *prompts, told]]
    )
    if not texts[0] or not all(text for text, one in zip(texts[1:], options, strict=False) if one.text):
        raise CannotError("nothing_left")
    if any(len(text) > MOST_CHARACTERS for text in texts):
        raise CannotError("too_long")
    many = len(options)
    made = tuple(
        ImportedOption(name, text or one.words, why, one.weight, one.value, one.tolerance, one.also)
        for name, text, why, one in zip(
            NAMES[:many], texts[1 : 1 + many], texts[1 + many : 1 + 2 * many], options, strict=True
        )
    )
    slots = tuple(
        ImportedSlot(f"p{number}", text, NAMES[slot.key], texts[-1])
        for number, (text, slot) in enumerate(zip(texts[1 + 2 * many : -1], draft.slots, strict=True), start=1)
    )
    if not all(slot.text for slot in slots):
        raise CannotError("nothing_left")
    code = _code(prefix, draft.kind, texts[0], made, slots)
    return ImportedQuestion(code, draft.kind, plain, texts[0], made, slots), tuple(notes)


def _safe(text: Rich | None) -> str:
    return safe_html(text) if text else ""


def _code(prefix: str, kind: str, stem: str, options: Sequence[ImportedOption], slots: Sequence[ImportedSlot]) -> str:
    content = "\x1f".join([kind, stem, *(f"{one.text}\x1e{one.why}\x1e{one.weight:.4f}" for one in options)])
    # What only some kinds have comes after, so that the code of a choice stays what it was.
    more = [f"{one.value}\x1e{one.tolerance}\x1e{'\x1e'.join(one.also)}" for one in options if one.value or one.also]
    more += [f"{slot.text}\x1e{slot.key}\x1e{slot.why}" for slot in slots]
    content += "".join(f"\x1f{part}" for part in more)
    return f"{prefix}-{sha256(content.encode()).hexdigest()[:16]}"
