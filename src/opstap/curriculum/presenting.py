"""From rows and report lines to what the templates are given."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from opstap.curriculum.models import Question
from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.gift_questions import ReportLine
from opstap.curriculum.wording import NOTES, OUTCOME_KINDS, OUTCOMES, WHY
from opstap.kit.translated import in_language


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One item of a report, in words."""

    line: int
    title: str
    outcome: object
    kind: str
    reasons: tuple[object, ...]


def present_line(line: ReportLine) -> ShownLine:
    """A report line in the reader's language."""
    reasons = ([WHY[line.why]] if line.why else []) + [NOTES[note] for note in line.notes]
    return ShownLine(line.line, line.title, OUTCOMES[line.outcome], OUTCOME_KINDS[line.outcome], tuple(reasons))


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as its author reads it."""

    id: UUID
    stem: str | SafeString
    options: tuple[tuple[str | SafeString, bool], ...]
    author: str
    licence: str
    source: str


def present_question(question: Question) -> ShownQuestion:
    """The question with its options and which of them are right, in the language that it has."""
    language = next(iter(question.stem), "en")
    options = tuple(
        (question_text(question, option["text"], language) or str(option.get("value", "")), bool(option.get("weight")))
        for option in question.options
    )
    if question.kind == Question.Kind.MATCH:
        texts = {option["id"]: in_language(option["text"], language) for option in question.options}
        options = tuple(
            (f"{in_language(slot['text'], language)} → {texts.get(slot['key'], '')}", True) for slot in question.slots
        )
    stem = question_text(question, question.stem, language)
    return ShownQuestion(question.pk, stem, options, question.author, question.licence, question.source)
