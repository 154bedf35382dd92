"""What each kind of question needs beside its stem: things to fill, a picture, where the situation stands, and the marks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from opstap.curriculum.models import Question
from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.kinds import GAP, MATCH
from opstap.practice.rules.responses import filled_slots, not_the_key, order_shown, places_of
from opstap.practice.rules.shuffling import shuffled

type Shown = str | SafeString

# How the mark of each kind is made, before one answers (curriculum/rules/marking.py). A single right answer needs no word.
CREDIT = {
    Question.Kind.MULTIPLE.value: gettext_lazy(
        "A wrong choice takes away from a right one, so choose only what you are sure of."
    ),
    Question.Kind.MATCH.value: gettext_lazy(
        "Each right pair earns a part of the mark. A wrong one takes nothing away, so fill them all."
    ),
    Question.Kind.DROPDOWN.value: gettext_lazy(
        "Each right gap earns a part of the mark. A wrong one takes nothing away, so fill them all."
    ),
    Question.Kind.ORDER.value: gettext_lazy(
        "Each step that stands right after the one that it should follow earns a part of the mark."
    ),
    Question.Kind.NUMERIC.value: gettext_lazy("Type digits. A comma and a point are both read as the decimal mark."),
    Question.Kind.SHORT.value: gettext_lazy("A word or a few. Capital letters and accents do not count."),
    Question.Kind.HOTSPOT.value: gettext_lazy("Choose one place in the picture."),
}


@dataclass(frozen=True, slots=True)
class Pick:
    """What may be chosen for a slot."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Fill:
    """Something to be filled from a list: a prompt, a gap, or the place of a step. `name` is that of its field."""

    name: str
    label: Shown
    picks: tuple[Pick, ...]
    number: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class StemPart:
    """A piece of a stem with gaps: words, and the gap after them."""

    words: Shown
    gap: Fill | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a picture, in percent of it, as texts: an SVG knows no decimal comma."""

    value: str
    number: int
    x: str
    y: str
    width: str
    height: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a question; `width` and `height` are 0 when not known."""

    url: str
    alt: str
    width: int = 0
    height: int = 0
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The scenario of a case study as it stands above a question; `text` is safe HTML."""

    title: str
    text: SafeString
    opened: bool
    place: str


def plain_text(question: Question, texts: Mapping[str, str], language: str) -> str:
    """A text of a question without markup, for a list, a title, an option of a list."""
    text = question_text(question, texts, language)
    return unescape(strip_tags(text)) if question.markup == Question.Markup.HTML else str(text)


def fills_of(question: Question, language: str, seed: str, response: Collection[str]) -> list[Fill]:
    """The prompts, gaps or steps of the question, as far as filled."""
    if question.kind == Question.Kind.ORDER:
        return _steps(question, language, seed, response)
    filled = filled_slots(response)
    of = len(question.slots)
    shared = _shuffle(question.options, seed) if question.kind == MATCH else []
    fills = []
    for number, slot in enumerate(question.slots, start=1):
        name = str(slot["id"])
        options = shared or _shuffle(slot.get("options", []), f"{seed}/{name}")
        picks = tuple(
            Pick(str(one["id"]), plain_text(question, one["text"], language), filled.get(name) == str(one["id"]))
            for one in options
        )
        label = question_text(question, slot["text"], language) if slot.get("text") else gap_name(number, of)
        fills.append(Fill(f"slot-{name}", label, picks, number, of))
    return fills


def gap_name(number: int, of: int) -> str:
    """How a gap is called by a screen reader and in the feedback."""
    return gettext("Gap %(number)d of %(of)d") % {"number": number, "of": of}


def _shuffle(options: Sequence[Mapping[str, Any]], seed: str) -> list[Mapping[str, Any]]:
    return shuffled(list(options), seed, [str(one["id"]) for one in options])


def _steps(question: Question, language: str, seed: str, response: Collection[str]) -> list[Fill]:
    key = [str(one["id"]) for one in question.options]
    texts = {str(one["id"]): question_text(question, one["text"], language) for one in question.options}
    places = places_of(response)
    first = not_the_key(shuffled(key, seed, key), key) if len(key) > 1 else key
    many = len(key)
    return [
        Fill(
            f"place-{step}",
            texts[step],
            tuple(Pick(str(place), str(place), places.get(step) == str(place)) for place in range(1, many + 1)),
            number,
            many,
        )
        for number, step in enumerate(order_shown(first, places), start=1)
    ]


def parts_of(stem: Shown, question: Question, fills: Sequence[Fill]) -> list[StemPart]:
    """The stem cut at its gaps; a gap that the stem forgets stands at its end, so that it can be filled."""
    by_name = {fill.name: fill for fill in fills}
    pieces = GAP.split(str(stem))
    safe = isinstance(stem, SafeString)
    parts = []
    for words, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        parts.append(StemPart(SafeString(words) if safe else words, by_name.pop(f"slot-{name}", None)))
    return [*parts, *(StemPart("", fill) for fill in by_name.values())]


def regions_of(question: Question, states: Mapping[str, str]) -> tuple[Region, ...]:
    """The places of a hotspot question, numbered from the top, so that the numbers tell nothing."""
    regions = []
    for number, one in enumerate(in_reading_order(question), start=1):
        if one.get("shape"):
            x, y, width, height = (f"{float(part):g}" for part in one["shape"])
            name = str(one["id"])
            regions.append(Region(name, number, x, y, width, height, states.get(name, "")))
    return tuple(regions)


def in_reading_order(question: Question) -> list[Mapping[str, Any]]:
    """The options of a hotspot question as they lie in the picture, from the top."""
    return sorted(question.options, key=lambda one: tuple(reversed((one.get("shape") or [0, 0])[:2])))


def credit_of(question: Question) -> str:
    """One sentence on how the mark is made."""
    return str(CREDIT.get(question.kind, ""))
