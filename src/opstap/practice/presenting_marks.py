"""What a marked response says, part by part: what was chosen, whether that is right, what is right, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext

from opstap.curriculum.models import Question
from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.kinds import TYPED, decimal_of
from opstap.curriculum.rules.marking import Marked
from opstap.practice.presenting_kinds import Shown, gap_name, plain_text
from opstap.practice.rules.responses import filled_slots, places_of

type PartState = Literal["right", "wrong", "missed"]


@dataclass(frozen=True, slots=True)
class Part:
    """A pair, a gap, a step or a typed answer, marked. `word` says how it went; `lines` what was chosen and what is right."""

    label: Shown
    state: PartState
    word: str
    lines: tuple[str, ...] = ()
    notes: tuple[Shown, ...] = ()


def marked_parts(question: Question, language: str, chosen: Sequence[str], marked: Marked) -> list[Part]:
    """The parts of a slotted or typed question; none of a choice."""
    if question.kind == Question.Kind.ORDER:
        return _steps(question, language, chosen)
    if question.kind in TYPED:
        return _typed(question, language, chosen, marked)
    filled = filled_slots(chosen)
    of = len(question.slots)
    return [
        _slot(question, language, slot, filled.get(str(slot["id"]), ""), (number, of))
        for number, slot in enumerate(question.slots, start=1)
    ]


def _slot(question: Question, language: str, slot: Mapping[str, Any], choice: str, place: tuple[int, int]) -> Part:
    options = {str(one["id"]): one for one in slot.get("options") or question.options}
    key = options[str(slot["key"])]
    picked = options.get(choice)
    state, word = _state(bool(choice), right=choice == str(slot["key"]))
    lines = (
        [gettext("You chose: %(choice)s") % {"choice": plain_text(question, picked["text"], language)}]
        if picked
        else []
    )
    if state != "right":
        lines.append(gettext("Right is: %(choice)s") % {"choice": plain_text(question, key["text"], language)})
    # Of a pair the prompt says why; of a gap each option does: first why not this one, then why that one.
    reasons = [slot.get("why"), picked.get("why") if picked and picked is not key else None, key.get("why")]
    notes = [question_text(question, why, language) for why in reasons if why]
    label = question_text(question, slot["text"], language) if slot.get("text") else gap_name(*place)
    return Part(label, state, word, tuple(lines), tuple(dict.fromkeys(filter(None, notes))))


def _state(answered: bool, *, right: bool) -> tuple[PartState, str]:
    if right:
        return "right", pgettext("answer", "Right")
    return ("wrong", pgettext("answer", "Not right")) if answered else ("missed", gettext("Left open"))


def _steps(question: Question, language: str, chosen: Sequence[str]) -> list[Part]:
    """The steps in their right order. Whoever has one wrong sees that those that follow each other count."""
    places = places_of(chosen)
    parts, before = [], ""
    for number, option in enumerate(question.options, start=1):
        step = str(option["id"])
        place = places.get(step, "")
        follows = bool(before) and place.isdecimal() and places.get(before) == str(int(place) - 1)
        state, word = _state(bool(place), right=place == str(number))
        if state == "wrong" and follows:
            state, word = "right", gettext("Right after the step before it")
        lines = [gettext("You put it in place %(place)s") % {"place": place}] if place and place != str(number) else []
        label = f"{number}. {plain_text(question, option['text'], language)}"
        why = question_text(question, option.get("why", {}), language)
        parts.append(Part(label, state, word, tuple(lines), (why,) if why else ()))
        before = step
    return parts


def _typed(question: Question, language: str, chosen: Sequence[str], marked: Marked) -> list[Part]:
    options = {str(one["id"]): one for one in question.options}
    parts = []
    taken = options.get(marked.fits)
    if chosen:
        right = marked.score > 0
        why = question_text(question, taken.get("why", {}), language) if taken else ""
        state, word = _state(answered=True, right=right)
        lines = (
            (_accepted(question, taken, language),)
            if taken and right and question.kind == Question.Kind.NUMERIC
            else ()
        )
        parts.append(Part(chosen[0], state, word, lines, (why,) if why else ()))
    best = max((float(one.get("weight", 0)) for one in question.options), default=0.0)
    for option in question.options if not marked.full else []:
        if float(option.get("weight", 0)) == best > 0:
            why = question_text(question, option.get("why", {}), language)
            told = tuple(filter(None, [_accepted(question, option, language), *_also(option, language)]))
            label = _label(question, option, language)
            parts.append(Part(label, "missed", gettext("Right is this"), told, (why,) if why else ()))
    return parts


def _label(question: Question, option: Mapping[str, Any], language: str) -> Shown:
    if question.kind == Question.Kind.NUMERIC:
        return _number(decimal_of(str(option.get("value", ""))) or Decimal(0))
    return question_text(question, option.get("text", {}), language)


def _accepted(question: Question, option: Mapping[str, Any], language: str) -> str:
    """The bounds of a number; nothing when only the number itself is right."""
    value, tolerance = decimal_of(str(option.get("value", ""))), decimal_of(str(option.get("tolerance", "0")))
    if question.kind != Question.Kind.NUMERIC or value is None or not tolerance:
        return ""
    bounds = {"low": _number(value - tolerance), "high": _number(value + tolerance)}
    return gettext("Everything from %(low)s to %(high)s is right") % bounds


def _also(option: Mapping[str, Any], language: str) -> list[str]:
    spellings = option.get("also", {}).get(language) or []
    if not spellings:
        return []
    return [gettext("Also right: %(spellings)s") % {"spellings": ", ".join(str(one) for one in spellings)}]


def _number(number: Decimal) -> str:
    plain = number.normalize()
    return number_format(plain, decimal_pos=max(0, -int(plain.as_tuple().exponent)), use_l10n=True)
