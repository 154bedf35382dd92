"""Changes, faults and questions as the pages of an author show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from opstap.curriculum.models import Question, Skill
from opstap.curriculum.queries.media import figure_url
from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.compare import Shown, fold
from opstap.curriculum.rules.content import Change
from opstap.curriculum.rules.imported_text import clean_inline
from opstap.curriculum.rules.revision_check import Fault
from opstap.curriculum.wording_faults import FIELDS, fault_words
from opstap.kit.translated import in_language, language_of
from opstap.people.models import Language

OWN_NAMES = dict(Language.choices)
KIND_NAMES = dict(Question.Kind.choices)
POOL_NAMES = dict(Question.Pool.choices)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One text that changed, with its name and its language."""

    label: str
    language: str
    pieces: tuple[Shown, ...]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


@dataclass(frozen=True, slots=True)
class ShownFault:
    """One thing to mend: where it stands on the page, and in which language of a lesson."""

    label: str
    words: str
    ours: bool
    anchor: str
    language: str
    line: int


def show_changes(changes: Iterable[Change], content: Mapping[str, Any]) -> list[ShownChange]:
    """The changes in the order in which the page has them. What only machines read is left out."""
    return [
        ShownChange(road_words(change.road, content), language_in(change.road), fold(change.pieces))
        for change in changes
        if change.road[-1] not in {"sha256", "module", "markup"}
    ]


def language_in(road: Sequence[str]) -> str:
    """The language that a road ends in, or nothing."""
    return road[-1] if road and road[-1] in OWN_NAMES else ""


def road_words(road: Sequence[str], content: Mapping[str, Any]) -> str:
    """`options.b.why.fr` as "2 · Why (Français)": the numbers are those of the page."""
    words: list[str] = []
    rows: Any = None
    for step in road:
        if rows is not None and step != "order":
            words.append(_place(step, rows))
            rows = None
        elif step in OWN_NAMES and words:
            words[-1] = f"{words[-1]} ({OWN_NAMES[step]})"
        elif not step.isdecimal():
            words.append(str(FIELDS.get(step, step)))
            rows = content.get(step) if step in {"options", "slots"} and isinstance(content.get(step), list) else None
    return " · ".join(words)


def _place(step: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """A row by its id, as a road of a change has it, or by its place, as a road of a fault has it."""
    ids = [str(row["id"]) for row in rows]
    if step in ids:
        return str(ids.index(step) + 1)
    return str(int(step) + 1) if step.isdecimal() else step


def show_faults(faults: Iterable[Fault], content: Mapping[str, Any]) -> list[ShownFault]:
    """What is to be mended, in words."""
    shown = []
    for fault in faults:
        road = fault.field.split(".")
        words, ours = fault_words(fault)
        language = language_in(road)
        anchor = f"id_{road[0]}" if "text" in content and road[0] in {"title", "text"} else f"id_{fault.field}"
        shown.append(ShownFault(road_words(road, content), words, ours, anchor, language, fault.line))
    return shown


@dataclass(frozen=True, slots=True)
class Answer:
    """An option of a previewed question: whether it is right, and why."""

    text: str | SafeString
    why: str | SafeString
    right: bool
    share: int
    beside: str | SafeString = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as its learners will meet it, with the answers shown."""

    language: str
    kind: str
    stem: str | SafeString
    scenario_title: str
    scenario_text: str
    picture: str
    alt: str
    answers: tuple[Answer, ...]
    gaps: tuple[tuple[str, tuple[Answer, ...]], ...]
    shapes: tuple[tuple[int, tuple[float, ...], bool], ...]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


def see_question(content: Mapping[str, Any], wanted: str) -> Seen:
    """The question in this language, or in one that it has."""
    language = language_of(content["stem"], wanted)
    html = content.get("markup") == Question.Markup.HTML

    def text(texts: Mapping[str, str]) -> str | SafeString:
        words = in_language(texts, language)
        return mark_safe(clean_inline(words)) if html else words

    image = content["image"]
    options = content["options"]
    scenario = content["scenario"]
    return Seen(
        language=language,
        kind=str(KIND_NAMES.get(content["kind"], content["kind"])),
        stem=text(content["stem"]),
        scenario_title=in_language(scenario.get("title", {}), language),
        scenario_text=in_language(scenario.get("text", {}), language),
        picture=figure_url(image.get("sha256", ""), image.get("path", "")) if image else "",
        alt=in_language(image.get("alt", {}), language),
        answers=_slots(content, text) if content["kind"] == kinds.MATCH else _answers(content, text),
        gaps=tuple(
            (str(slot["id"]), tuple(_answer(one, text, right=one["id"] == slot["key"]) for one in slot["options"]))
            for slot in content["slots"]
            if "options" in slot
        ),
        shapes=tuple(
            (at, tuple(one["shape"]), float(one.get("weight", 0)) == 1)
            for at, one in enumerate(options, start=1)
            if one.get("shape")
        ),
    )


def _answers(content: Mapping[str, Any], text: Any) -> tuple[Answer, ...]:
    """In an order question every step is right, in the place where it stands."""
    ordered = content["kind"] == kinds.ORDER
    return tuple(_answer(one, text, right=ordered or float(one.get("weight", 0)) > 0) for one in content["options"])


def _answer(option: Mapping[str, Any], text: Any, *, right: bool) -> Answer:
    words = option.get("text") or {}
    shown = text(words) if any(words.values()) else _number(option)
    share = round(float(option.get("weight", 1)) * 100)
    return Answer(shown, text(option.get("why", {})), right, share)


def _number(option: Mapping[str, Any]) -> str:
    off = str(option.get("tolerance", "0") or "0")
    value = str(option.get("value", ""))
    return value if off in {"0", "0.0"} or not value else f"{value} ± {off}"


def _slots(content: Mapping[str, Any], text: Any) -> tuple[Answer, ...]:
    options = {str(one["id"]): one for one in content["options"]}
    return tuple(
        Answer(text(slot["text"]), text(slot["why"]), True, 100, text(options.get(slot["key"], {}).get("text", {})))
        for slot in content["slots"]
    )


def skill_choices(skills: Iterable[Skill]) -> list[tuple[str, str]]:
    """Skills to choose from."""
    return [(skill.code, in_language(skill.text)) for skill in skills]


def state_words() -> list[tuple[str, str]]:
    """What the list of questions can be narrowed to."""
    return [
        ("open", gettext("being changed")),
        ("review", gettext("waits for review")),
        ("mock", gettext("mock exams only")),
        ("unskilled", gettext("without a skill")),
        ("browser", gettext("edited in the browser")),
        ("retired", gettext("taken out")),
    ]
