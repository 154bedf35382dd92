"""Each type of a GIFT item as a kind that we can ask: what may be chosen or typed, what fills what, what it earns.

Essays and texts that ask nothing come later, and so do short answers with * for any letters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape

from opstap.curriculum.rules.gift_shapes import (
    Choice,
    Description,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    Number,
    Numerical,
    Rich,
    ShortAnswer,
    TrueFalse,
)
from opstap.curriculum.rules.imported_text import safe_html
from opstap.curriculum.rules.kinds import LONGEST_TYPED

TRUE_FALSE_WORDS = {"nl": ("Juist", "Fout"), "fr": ("Vrai", "Faux"), "en": ("True", "False"), "ar": ("صحيح", "خطأ")}
MOST_OPTIONS = 10
TAG = re.compile(r"</?[a-z]+>")  # safe HTML knows no attributes
PLACES = 12  # decimals that are kept of a number: a file's 3.14:0.01 comes as 3.1300000000000003


class CannotError(Exception):
    """The item cannot be asked; the message is a code of `wording.WHY`."""


class LaterError(Exception):
    """The item was read and comes later; the message is a code of `wording.WHY`."""


@dataclass(frozen=True, slots=True)
class DraftOption:
    """An option before its texts are made safe. `words` is a typed answer, which is compared and never shown as markup."""

    text: Rich | None
    weight: float
    why: Rich | None
    words: str = ""
    value: str = ""
    tolerance: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """A prompt, and the place of its right option."""

    text: Rich
    key: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What an item will be."""

    kind: str
    options: Sequence[DraftOption]
    slots: Sequence[DraftSlot] = ()
    notes: list[str] = field(default_factory=list)


def draft_of(item: Item, language: str) -> Draft:
    """What becomes of the item. Raises CannotError and LaterError."""
    answers = item.answers
    match answers:
        case Essay():
            raise LaterError("later_essay")
        case Description():
            raise LaterError("later_description")
        case TrueFalse():
            return _true_false(answers, language)
        case ShortAnswer():
            return _short(answers)
        case Numerical():
            return _numeric(answers)
        case Matching():
            return _match(answers)
        case MultipleChoice():
            return _choices(answers.choices)


def _true_false(answers: TrueFalse, language: str) -> Draft:
    true, false = TRUE_FALSE_WORDS[language]
    options = [
        DraftOption(Rich(true, "plain"), float(answers.is_true), answers.when_true),
        DraftOption(Rich(false, "plain"), float(not answers.is_true), answers.when_false),
    ]
    return Draft("truefalse", options)


def _choices(choices: Sequence[Choice]) -> Draft:
    kind, weights, notes = _weights(choices)
    options = [DraftOption(one.text, weight, one.feedback) for one, weight in zip(choices, weights, strict=True)]
    return Draft(kind, options, notes=notes)


def _weights(choices: Sequence[Choice]) -> tuple[str, list[float], list[str]]:
    """The kind, the share of the mark per option, and notes. Raises CannotError."""
    if not 2 <= len(choices) <= MOST_OPTIONS:
        raise CannotError("too_few_options" if len(choices) < 2 else "too_many_options")
    percents = [_percent(right=choice.right, weight=choice.weight) for choice in choices]
    notes = ["penalty_is_ours"] if any(percent < 0 for percent in percents) else []
    shares = [max(percent, 0.0) / 100 for percent in percents]
    if any(percent >= 100 for percent in percents):
        return "single", shares, notes
    positive = sum(shares)
    if not positive:
        raise CannotError("no_right_answer")
    # Exporters round thirds: 33.333 three times is a whole.
    if abs(positive - 1) > 0.01:
        raise CannotError("weights_not_100")
    if all(share > 0 for share in shares):
        raise CannotError("no_wrong_answer")
    return "multiple", [share / positive for share in shares], [*notes, "penalty_is_ours"][:1]


def _percent(*, right: bool, weight: float | None) -> float:
    return (100.0 if right else 0.0) if weight is None else weight


def _whole(options: Sequence[DraftOption]) -> Sequence[DraftOption]:
    """The options of a typed answer, when one of them earns the whole mark."""
    if not any(one.weight > 0 for one in options):
        raise CannotError("no_right_answer")
    if not any(one.weight >= 1 for one in options):
        raise CannotError("weights_not_100")
    if len(options) > MOST_OPTIONS:
        raise CannotError("too_many_options")
    return options


def _short(answers: ShortAnswer) -> Draft:
    """Spellings that earn the same and say the same are one answer."""
    groups: dict[tuple[float, Rich | None], list[str]] = {}
    notes: list[str] = []
    for one in answers.choices:
        words = _words(one.text)
        if words == "*":
            notes = ["other_lost"]
            continue
        if "*" in words:
            raise LaterError("later_wildcard")
        if not words:
            raise CannotError("nothing_left")
        if len(words) > LONGEST_TYPED:
            raise CannotError("too_long_typed")
        share = max(_percent(right=one.right, weight=one.weight), 0.0) / 100
        groups.setdefault((share, one.feedback), []).append(words)
    options = [
        DraftOption(None, share, why, words=words[0], also=tuple(words[1:])) for (share, why), words in groups.items()
    ]
    return Draft("short", _whole(options), notes=notes)


def _words(text: Rich) -> str:
    """A text as it is typed, without markup."""
    return unescape(TAG.sub("", safe_html(text).replace("<br>", " "))).strip()


def _numeric(answers: Numerical) -> Draft:
    options, notes = list[DraftOption](), list[str]()
    for one in answers.choices:
        if one.number is None:
            notes = ["other_lost"]
            continue
        share = max(_percent(right=one.right, weight=one.weight), 0.0) / 100
        value, tolerance = _bounds(one.number)
        options.append(DraftOption(None, share, one.feedback, value=value, tolerance=tolerance))
    return Draft("numeric", _whole(options), notes=notes)


def _bounds(number: Number) -> tuple[str, str]:
    """The middle and how far from it is right, as texts of decimals."""
    low, high = (round(Decimal(str(one)), PLACES) for one in (number.low, number.high))
    return tuple(f"{part.normalize():f}" for part in ((low + high) / 2, (high - low) / 2))  # type: ignore[return-value]


def _match(answers: Matching) -> Draft:
    """A pair without a question is an answer that fits none."""
    texts = list(dict.fromkeys(pair.answer for pair in answers.pairs))
    prompts = [pair for pair in answers.pairs if pair.question.text]
    if len(prompts) < 2 or len(texts) < 2:
        raise CannotError("too_few_pairs")
    if max(len(texts), len(prompts)) > MOST_OPTIONS:
        raise CannotError("too_many_options")
    options = [DraftOption(Rich(text, "plain"), 0.0, None) for text in texts]
    return Draft("match", options, [DraftSlot(pair.question, texts.index(pair.answer)) for pair in prompts])
