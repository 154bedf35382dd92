"""A group's heat table and hints, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from opstap.curriculum.models import Course, Domain, Lesson, Question
from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.kinds import without_gaps
from opstap.curriculum.rules.marking import key_of
from opstap.kit.translated import in_language
from opstap.practice.queries.group_heat import GroupHeat, HeatCell, HeatRow, SkillHint
from opstap.practice.rules.class_hints import FailedQuestion
from opstap.practice.rules.skill_map import Standing

type Words = str | SafeString


def standing_word(step: Standing) -> str:
    """The step as a word."""
    return {
        Standing.NOT_YET: pgettext("skill", "not yet"),
        Standing.BEGUN: pgettext("skill", "begun"),
        Standing.NEARLY: pgettext("skill", "nearly there"),
        Standing.KNOWN: pgettext("skill", "known"),
    }[step]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: the step as a number for its shade and as a word, how much is shown, and of how many skills."""

    domain: str
    step: int
    word: str
    percent: int | None
    note: str


@dataclass(frozen=True, slots=True)
class WallQuestion:
    """A question to put on the wall; its right answer stays folded."""

    asks: Words
    options: Sequence[Words]
    right: Sequence[Words]
    why: Words


@dataclass(frozen=True, slots=True)
class HintView:
    """A skill for the next class."""

    title: str
    why: str
    lesson: Lesson | None
    questions: Sequence[WallQuestion]


@dataclass(frozen=True, slots=True)
class FailedView:
    """A question that most get wrong: what it asks, how many, which wrong answer they chose and why it is not right."""

    asks: Words
    told: str
    chosen: Words
    chosen_by: str
    why: Words
    right: Sequence[Words]


def order_rows(rows: Sequence[HeatRow], domain: str) -> list[HeatRow]:
    """By name as they are, or by what is shown of one domain: the lowest first, who never answered about it last."""
    if not rows or domain not in rows[0].cells:
        return list(rows)
    return sorted(rows, key=lambda row: (not row.cells[domain].standing, row.cells[domain].shown.value))


def heat_rows(heat: GroupHeat, domain: str) -> list[tuple[str, list[CellView]]]:
    """Each person's name with a cell per domain."""
    names = {one.code: in_language(one.name) for one in heat.domains}
    return [
        (row.person.name, [_cell(names[code], cell) for code, cell in row.cells.items()])
        for row in order_rows(heat.rows, domain)
    ]


def _cell(domain: str, cell: HeatCell) -> CellView:
    note = gettext("%(many)s of %(total)s skills") % {"many": cell.touched, "total": cell.skills}
    percent = round(cell.shown.value * 100) if cell.standing else None
    return CellView(domain, cell.standing.value, standing_word(cell.standing), percent, note if cell.standing else "")


def heat_table(heat: GroupHeat, course: Course) -> list[list[object]]:
    """The same for a spreadsheet: shares of a hundred, empty without an answer."""
    head: list[object] = [gettext("Name"), *(in_language(one.name) for one in heat.domains)]
    lines: list[list[object]] = [
        [row.person.name, *(round(one.shown.value * 100) if one.standing else "" for one in row.cells.values())]
        for row in heat.rows
    ]
    return [[in_language(course.title)], head, *lines]


def domain_choices(domains: Sequence[Domain]) -> list[tuple[str, str]]:
    """The domains as an order to choose: weakest first."""
    return [(one.code, in_language(one.name)) for one in domains]


def hint_view(hint: SkillHint, language: str) -> HintView:
    """A hint in words."""
    begun, answered = hint.of_group.begun, hint.of_group.answered
    why = ngettext(
        "%(begun)s of the %(many)s person who answered about it only begins to know it.",
        "%(begun)s of the %(many)s people who answered about it only begin to know it.",
        answered,
    ) % {"begun": begun, "many": answered}
    return HintView(
        in_language(hint.skill.text), why, hint.lesson, [_on_the_wall(one, language) for one in hint.questions]
    )


def _on_the_wall(question: Question, language: str) -> WallQuestion:
    key = _key(question)
    right = [one for one in question.options if str(one["id"]) in key]
    whys = [question_text(question, one.get("why", {}), language) for one in right]
    return WallQuestion(
        asks_of(question, language),
        [question_text(question, one["text"], language) for one in question.options],
        [question_text(question, one["text"], language) for one in right],
        next((why for why in whys if why), ""),
    )


def failed_view(question: Question, failed: FailedQuestion[object], language: str) -> FailedView:
    """A failed question in words; of questions without options, how many alone."""
    told = ngettext(
        "%(wrong)s of the %(many)s person who answered does not get it right.",
        "%(wrong)s of the %(many)s people who answered do not get it right.",
        failed.answered,
    ) % {"wrong": failed.wrong, "many": failed.answered}
    asks = asks_of(question, language)
    if question.slots or question.kind not in (
        Question.Kind.SINGLE,
        Question.Kind.MULTIPLE,
        Question.Kind.TRUE_FALSE,
    ):
        return FailedView(asks, told, "", "", "", ())
    key = _key(question)
    options = {str(one["id"]): one for one in question.options}
    wrong = next(((options[one], by) for one, by in failed.chosen if one in options and one not in key), None)
    right = [question_text(question, options[one]["text"], language) for one in options if one in key]
    if wrong is None:
        return FailedView(asks, told, "", "", "", right)
    option, by = wrong
    chosen_by = ngettext("chosen by %(many)s person", "chosen by %(many)s people", by) % {"many": by}
    text, why = (question_text(question, option.get(name, {}), language) for name in ("text", "why"))
    return FailedView(asks, told, text, chosen_by, why, right)


def asks_of(question: Question, language: str) -> Words:
    """What it asks; a gap is a gap."""
    stem = question_text(question, question.stem, language)
    plain = without_gaps(stem)
    # What was clean stays clean: a gap becomes three dots.
    return mark_safe(plain) if isinstance(stem, SafeString) else plain


def _key(question: Question) -> frozenset[str]:
    return key_of(question.kind, {str(one["id"]): float(one.get("weight", 0)) for one in question.options})
