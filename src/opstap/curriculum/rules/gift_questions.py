"""From what a GIFT file holds to questions that we can ask, with a report per item.

Asked now: one right answer, several right answers, true or false. The other types are read and named, and come later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from opstap.curriculum.rules.gift import parse
from opstap.curriculum.rules.gift_shapes import (
    Choice,
    Description,
    Essay,
    Fault,
    Item,
    Matching,
    MultipleChoice,
    Numerical,
    Rich,
    ShortAnswer,
    TrueFalse,
)
from opstap.curriculum.rules.imported_text import lost_picture, plain_if_possible, safe_html

TRUE_FALSE_WORDS = {"nl": ("Juist", "Fout"), "fr": ("Vrai", "Faux"), "en": ("True", "False"), "ar": ("صحيح", "خطأ")}
LATER = {
    ShortAnswer: "later_short",
    Numerical: "later_numerical",
    Matching: "later_matching",
    Essay: "later_essay",
    Description: "later_description",
}
MOST_OPTIONS = 10
MOST_CHARACTERS = 4000
NAMES = "abcdefghij"


@dataclass(frozen=True, slots=True)
class ImportedOption:
    id: str
    text: str
    why: str
    weight: float


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """A question in one language, ready to be stored. `code` follows from its content: the same question twice is one."""

    code: str
    kind: str
    plain: bool
    stem: str
    options: tuple[ImportedOption, ...]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What becomes of one item. `outcome`: import, there (already), later, error. `why` and `notes` are codes."""

    line: int
    title: str
    outcome: str
    why: str = ""
    notes: tuple[str, ...] = ()
    question: ImportedQuestion | None = None


class _CannotError(Exception):
    pass


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
    if later := LATER.get(type(item.answers)):
        return ReportLine(item.line, title, "later", later)
    try:
        question, notes = _question(item, prefix, language)
    except _CannotError as error:
        return ReportLine(item.line, title, "error", str(error))
    return ReportLine(item.line, title, "import", "", notes, question)


def _question(item: Item, prefix: str, language: str) -> tuple[ImportedQuestion, tuple[str, ...]]:
    notes: list[str] = []
    if isinstance(item.answers, TrueFalse):
        kind, choices = "truefalse", _true_false(item.answers, language)
        weights = [1.0 if choice.right else 0.0 for choice in choices]
    else:
        choices = list(item.answers.choices) if isinstance(item.answers, MultipleChoice) else []
        kind, weights, notes = _weights(choices)
    everything = [item.stem, *(choice.text for choice in choices), *(one.feedback for one in choices if one.feedback)]
    if any(lost_picture(text) for text in everything):
        notes.append("picture_lost")
    whys = [
        choice.feedback or (item.feedback if weight else None) for choice, weight in zip(choices, weights, strict=True)
    ]
    if not all(whys):
        notes.append("without_why")
    texts = [safe_html(text) if text else "" for text in [item.stem, *(choice.text for choice in choices), *whys]]
    plain, texts = plain_if_possible(texts)
    many = len(choices)
    stem, shown, told = texts[0], texts[1 : 1 + many], texts[1 + many :]
    if not stem or not all(shown):
        raise _CannotError("nothing_left")
    if any(len(text) > MOST_CHARACTERS for text in texts):
        raise _CannotError("too_long")
    options = tuple(ImportedOption(*parts) for parts in zip(NAMES[:many], shown, told, weights, strict=True))
    return ImportedQuestion(_code(prefix, kind, stem, options), kind, plain, stem, options), tuple(notes)


def _true_false(answers: TrueFalse, language: str) -> list[Choice]:
    true, false = TRUE_FALSE_WORDS[language]
    return [
        Choice(answers.is_true, Rich(true, "plain"), None, answers.when_true),
        Choice(not answers.is_true, Rich(false, "plain"), None, answers.when_false),
    ]


def _weights(choices: Sequence[Choice]) -> tuple[str, list[float], list[str]]:
    """The kind, the share of the mark per option, and notes. Raises _CannotError."""
    if not 2 <= len(choices) <= MOST_OPTIONS:
        raise _CannotError("too_few_options" if len(choices) < 2 else "too_many_options")
    percents = [(100.0 if choice.right else 0.0) if choice.weight is None else choice.weight for choice in choices]
    notes = ["penalty_is_ours"] if any(percent < 0 for percent in percents) else []
    shares = [max(percent, 0.0) / 100 for percent in percents]
    if any(percent >= 100 for percent in percents):
        return "single", shares, notes
    positive = sum(shares)
    if not positive:
        raise _CannotError("no_right_answer")
    # Exporters round thirds: 33.333 three times is a whole.
    if abs(positive - 1) > 0.01:
        raise _CannotError("weights_not_100")
    if all(share > 0 for share in shares):
        raise _CannotError("no_wrong_answer")
    return "multiple", [share / positive for share in shares], [*notes, "penalty_is_ours"][:1]


def _code(prefix: str, kind: str, stem: str, options: Sequence[ImportedOption]) -> str:
    content = "\x1f".join([kind, stem, *(f"{one.text}\x1e{one.why}\x1e{one.weight:.4f}" for one in options)])
    return f"{prefix}-{sha256(content.encode()).hexdigest()[:16]}"
