"""The health of questions, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.kinds import without_gaps
from opstap.curriculum.rules.marking import key_of
from opstap.design.parts import Row
from opstap.kit.translated import in_language
from opstap.practice.presenting_group import asks_of
from opstap.practice.queries.item_health import CHOSEN_FROM, ItemLine
from opstap.practice.rules.item_health import POOR, Flag, ItemHealth

type Words = str | SafeString
NO_FIGURE = "–"
# Half a level of its author to either side of the middle one (rules/knowledge.py): easy below, hard above.
MIDDLING = 0.375
CLEAR = 0.3  # Ebel calls an item good from here on

FLAG_WORDS = {
    Flag.KEY: gettext_lazy("look at the key"),
    Flag.CHANCE: gettext_lazy("fewer right than by guessing"),
    Flag.POOR: gettext_lazy("does not tell apart"),
    Flag.DRIFT: gettext_lazy("drifts"),
    Flag.OPTION: gettext_lazy("an option that nobody takes"),
}
FLAG_KINDS = {Flag.KEY: "danger", Flag.CHANCE: "danger"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A question in the list."""

    code: str
    asks: str
    answers: int
    right: str
    difficulty: str
    discrimination: str
    flags: Sequence[tuple[str, str]]
    retired: bool


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option with how many chose it, and what stands out about it."""

    text: Words
    right: bool
    chosen: str
    percent: int
    note: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A question with its figures in words."""

    asks: Words
    rows: Sequence[Row]
    flags: Sequence[tuple[str, str]]
    advice: Sequence[str]
    options: Sequence[OptionView]


def item_row(line: ItemLine) -> ItemRow:
    """A line of the list."""
    health = line.health
    return ItemRow(
        line.question.code,
        without_gaps(in_language(line.question.stem)),
        health.answers,
        _share(health.right),
        difficulty_word(line.difficulty),
        _number(health.discrimination),
        flag_tags(health),
        line.question.retired,
    )


def flag_tags(health: ItemHealth) -> list[tuple[str, str]]:
    """What stands out, each as a word and its kind."""
    return [(str(FLAG_WORDS[flag]), FLAG_KINDS.get(flag, "wait")) for flag in health.flags]


def difficulty_word(difficulty: float | None) -> str:
    """Easy, middling or hard, from logits."""
    if difficulty is None:
        return NO_FIGURE
    if abs(difficulty) <= MIDDLING:
        return gettext("middling")
    return gettext("easy") if difficulty < 0 else gettext("hard")


def item_view(line: ItemLine, language: str) -> ItemView:
    """The page of one question."""
    health = line.health
    rows = [
        Row(gettext("First answers"), number_format(health.answers, use_l10n=True, force_grouping=True)),
        Row(gettext("Right"), _share(health.right)),
        Row(gettext("How hard"), _hard(line.difficulty)),
        Row(gettext("Tells apart"), _tells_apart(health.discrimination)),
        Row(gettext("Over time"), _drifts(health)),
    ]
    return ItemView(
        asks_of(line.question, language), rows, flag_tags(health), list(_advice(health)), _options(line, language)
    )


def table_rows(lines: Sequence[ItemLine]) -> Iterator[list[object]]:
    """The list for a spreadsheet."""
    yield [
        gettext("Code"),
        gettext("Question"),
        gettext("First answers"),
        gettext("Right"),
        gettext("How hard"),
        gettext("Tells apart"),
        gettext("Before"),
        gettext("Last 90 days"),
        gettext("Look at"),
    ]
    for line in lines:
        health = line.health
        moved = health.drift
        yield [
            line.question.code,
            without_gaps(in_language(line.question.stem)),
            health.answers,
            _rounded(health.right),
            _rounded(line.difficulty),
            _rounded(health.discrimination),
            _rounded(moved.before if moved else None),
            _rounded(moved.lately if moved else None),
            ", ".join(word for word, _ in flag_tags(health)),
        ]


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 3)


def _share(value: float | None) -> str:
    return NO_FIGURE if value is None else f"{round(value * 100)}\N{NO-BREAK SPACE}%"


def _number(value: float | None) -> str:
    return NO_FIGURE if value is None else number_format(round(value, 2), decimal_pos=2, use_l10n=True)


def _hard(difficulty: float | None) -> str:
    if difficulty is None:
        return gettext("Nobody answered it yet.")
    return f"{difficulty_word(difficulty)} ({_number(difficulty)})"


def _tells_apart(value: float | None) -> str:
    if value is None:
        return gettext("Too few answers to say.")
    if value < POOR:
        told = gettext("No: whoever does well elsewhere does not do better here.")
    elif value < CLEAR:
        told = gettext("A little: whoever does well elsewhere does somewhat better here.")
    else:
        told = gettext("Yes: whoever does well elsewhere does better here.")
    return f"{told} ({_number(value)})"


def _drifts(health: ItemHealth) -> str:
    if health.drift is None:
        return gettext("Too few answers to say.")
    told = gettext("%(before)s right before, %(lately)s in the last 90 days.")
    return told % {"before": _share(health.drift.before), "lately": _share(health.drift.lately)}


def _advice(health: ItemHealth) -> Iterator[str]:
    words = {
        Flag.KEY: gettext(
            "Those who do well elsewhere choose a wrong option rather than the right one. Check the key first."
        ),
        Flag.CHANCE: gettext(
            "Fewer get it right than would by guessing. Is the key right, and is it clear what is asked?"
        ),
        Flag.POOR: gettext("It does not show who knows. Is there more than one right answer, or a hint in the words?"),
        Flag.DRIFT: gettext(
            "It has become easier or harder. Did the product change, did the lesson, or do answers go around?"
        ),
        Flag.OPTION: gettext("An option that nobody takes makes guessing easier. Write one that people would believe."),
    }
    for flag in health.flags:
        yield words[flag]


def _options(line: ItemLine, language: str) -> list[OptionView]:
    question, health = line.question, line.health
    if question.kind not in CHOSEN_FROM:
        return []
    key = key_of(question.kind, {str(one["id"]): float(one.get("weight", 0)) for one in question.options})
    texts = {str(one["id"]): question_text(question, one["text"], language) for one in question.options}
    views = []
    for one in health.options:
        chosen = ngettext("chosen by %(many)s person", "chosen by %(many)s people", one.chosen) % {"many": one.chosen}
        percent = round(100 * one.chosen / health.answers) if health.answers else 0
        views.append(
            OptionView(texts[one.option], one.option in key, chosen, percent, _option_note(health, one.option))
        )
    return views


def _option_note(health: ItemHealth, option: str) -> str:
    if option in health.suspects:
        return gettext("chosen by those who do well elsewhere")
    return gettext("nobody takes it") if option in health.unused else ""
