"""A question of any kind as its page shows it: to be answered, or marked with why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from opstap.curriculum.models import Question
from opstap.curriculum.queries import asked_of, figure_url, figure_urls, question_text
from opstap.curriculum.rules.kinds import SLOTTED, TYPED, without_gaps
from opstap.curriculum.rules.marking import Marked, mark
from opstap.curriculum.rules.reader import render_scenario
from opstap.design.parts import Answer as Card
from opstap.kit.translated import LANGUAGES, in_language, language_of
from opstap.practice.models import Answer, Learner
from opstap.practice.presenting_kinds import (
    Fill,
    Picture,
    Shown,
    Situation,
    StemPart,
    credit_of,
    fills_of,
    in_reading_order,
    parts_of,
    regions_of,
)
from opstap.practice.presenting_marks import Part, marked_parts
from opstap.practice.queries import seed_of
from opstap.practice.queries.pictures import picture_size
from opstap.practice.rules.case_place import CasePlace
from opstap.practice.rules.shuffling import shuffled

type CardState = Literal["", "chosen", "right", "wrong", "missed"]
CHOSEN_IN_CARDS = frozenset(
    {Question.Kind.SINGLE, Question.Kind.MULTIPLE, Question.Kind.TRUE_FALSE, Question.Kind.HOTSPOT}
)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question in one language. `cards` are its options in this learner's order, `fills` what is filled from lists,
    `stem_parts` the stem with its gaps, `typed` the words so far, `parts` what a marked response says of each.
    """

    question: Question
    stem: Shown
    cards: list[Card]
    language: str
    available: tuple[str, ...]
    marked: Marked | None = None
    fills: tuple[Fill, ...] = ()
    stem_parts: tuple[StemPart, ...] = ()
    typed: str = ""
    parts: tuple[Part, ...] = ()
    picture: Picture | None = None
    situation: Situation | None = None
    credit: str = ""

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def many(self) -> bool:
        return self.question.kind == Question.Kind.MULTIPLE

    @property
    def ids(self) -> str:
        """What the ids of its inputs begin with: a lesson may ask several questions on one page."""
        return f"q{self.question.pk.hex[-10:]}"

    @property
    def template(self) -> str:
        """What draws it to be answered."""
        kind = "cards" if self.question.kind in CHOSEN_IN_CARDS else self.question.kind
        return f"practice/questions/{kind}.html"

    @property
    def styled(self) -> bool:
        """Whether its page needs `practice/learning.css`: a choice without a picture or a situation does not."""
        return bool(self.question.kind not in CHOSEN_IN_CARDS or self.picture or self.situation)

    @property
    def scripted(self) -> bool:
        """Whether `practice/learning.js` makes it easier: moving steps, tapping a place in a picture."""
        kind = self.question.kind
        return self.marked is None and kind in {Question.Kind.ORDER, Question.Kind.HOTSPOT}

    @property
    def outcome(self) -> str:
        """right, partly or wrong, once it is marked."""
        if self.marked is None:
            return ""
        return "right" if self.marked.full else "partly" if self.marked.score else "wrong"


def present_question(
    question: Question,
    learner: Learner,
    wanted: str,
    answer: Answer | None = None,
    chosen: Collection[str] = (),
    case: CasePlace | None = None,
) -> QuestionPage:
    """The question for this learner, with what is `chosen` so far; with `answer`, whether and why each part is right."""
    marked = mark(asked_of(question), answer.chosen) if answer else None
    language = language_of(question.stem, wanted)
    stem = question_text(question, question.stem, language)
    # The same order at each reload, another for each person: neighbours cannot call out "the second one".
    seed = f"{seed_of(learner)}/{question.pk}"
    page = QuestionPage(
        question,
        without_gaps_in(stem),
        _cards(question, language, seed, marked, chosen),
        language,
        tuple(code for code in LANGUAGES if question.stem.get(code)),
        marked,
        picture=_picture(question, language, marked),
        situation=_situation(question, language, case or CasePlace(opened=answer is None)),
        credit="" if answer else credit_of(question),
    )
    if answer and marked:
        return replace(page, parts=tuple(marked_parts(question, language, answer.chosen, marked)))
    if question.kind in SLOTTED:
        fills = fills_of(question, language, seed, chosen)
        stem_parts = parts_of(stem, question, fills) if question.kind == Question.Kind.DROPDOWN else []
        return replace(page, fills=tuple(fills), stem_parts=tuple(stem_parts))
    if question.kind in TYPED:
        return replace(page, typed=next(iter(chosen), ""))
    return page


def present_answer(answer: Answer, wanted: str) -> QuestionPage:
    """The question of an answer, marked."""
    return present_question(answer.question, answer.learner, wanted, answer)


def without_gaps_in(stem: Shown) -> Shown:
    """The stem as a heading, safe when it was."""
    text = without_gaps(str(stem))
    return SafeString(text) if isinstance(stem, SafeString) else text


def _cards(question: Question, language: str, seed: str, marked: Marked | None, chosen: Collection[str]) -> list[Card]:
    kind = question.kind
    if kind not in CHOSEN_IN_CARDS:
        return []
    options = in_reading_order(question) if kind == Question.Kind.HOTSPOT else question.options
    cards = []
    for number, option in enumerate(options, start=1):
        name = str(option["id"])
        state = _state(name, marked, many=kind == Question.Kind.MULTIPLE)
        note = question_text(question, option.get("why", {}), language) if state else ""
        if marked is None and name in chosen:
            state = "chosen"
        label = question_text(question, option["text"], language)
        if kind == Question.Kind.HOTSPOT:
            label = SafeString(f"{number}. {label}") if isinstance(label, SafeString) else f"{number}. {label}"
        cards.append(Card(name, label, state, note))
    if kind in {Question.Kind.TRUE_FALSE, Question.Kind.HOTSPOT}:
        return cards
    return shuffled(cards, seed, [card.value for card in cards])


def _state(option: str, marked: Marked | None, *, many: bool) -> CardState:
    if marked is None:
        return ""
    if option in marked.right:
        return "right"
    if option in marked.wrong:
        return "wrong"
    if option in marked.missed:
        # "Was right too" only makes sense where several options are right.
        return "missed" if many else "right"
    return ""


def _picture(question: Question, language: str, marked: Marked | None) -> Picture | None:
    image: Mapping[str, object] = question.image
    if not image.get("sha256"):
        return None
    sha256, path = str(image["sha256"]), str(image.get("path", ""))
    alt = image.get("alt")
    width, height = picture_size(sha256)
    states = {str(one["id"]): _state(str(one["id"]), marked, many=False) for one in question.options}
    return Picture(
        figure_url(sha256, path),
        in_language(alt, language) if isinstance(alt, dict) else "",
        width,
        height,
        regions_of(question, states) if question.kind == Question.Kind.HOTSPOT else (),
    )


def _situation(question: Question, language: str, case: CasePlace) -> Situation | None:
    text = question.scenario.get("text")
    if not text:
        return None
    written = in_language(text, language)
    figures = figure_urls(question.course) if "![" in written and question.course else {}
    told = gettext("Question %(number)d of %(of)d about this situation") % {"number": case.number, "of": case.of}
    return Situation(
        in_language(question.scenario.get("title", {}), language),
        mark_safe(render_scenario(written, figures=figures, prefix=f"case-{question.pk.hex[-10:]}-")),
        case.opened,
        told if case.of > 1 else "",
    )
