"""Mark one response, for every kind of question. Partial credit is stated here and on the page.

- One right option (single, true or false, hotspot): it earns its weight.
- Several (multiple): each right choice earns its share, each wrong one takes the share of one right choice away; never below
  0. So choosing everything earns nothing.
- Pairs and gaps (match, dropdown): each right one earns its part; a wrong one costs nothing but its part.
- Order: each step that stands right after the one that it should follow earns its part, so that one step in a wrong place does
  not make all that follow it wrong.
- A number (numeric): what the first fitting answer earns, within its tolerance, both ends included.
- A short answer: what the fitting answer earns; case, accents, spacing, marks and the variants of Arabic letters do not count.

"I do not know" is an empty response and earns 0, exactly like a wrong one: there is no penalty below 0 for a guess, as in the
exam.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import comb

from opstap.curriculum.rules.kinds import (
    LONGEST_TYPED,
    MULTIPLE,
    NUMERIC,
    ONE_CHOICE,
    ORDER,
    SHORT,
    TYPED,
    Asked,
    decimal_of,
)

# A guesser does a little worse than chance, because wrong options are made to attract (adaptive engine notes, 5.5).
GUESS_SHARE = 0.8
# Hamza and its seats, alef variants, ta marbuta, alef maqsura: people type them either way (Unicode, block Arabic).
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه", "ـ": None})


class NotAnOptionError(ValueError):
    """The response names what the question does not have, or holds more than may be chosen."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The mark, 0 to 1, and the parts of the response: chosen and right, chosen and wrong, right but not chosen.

    Of a typed answer, `fits` is the id of the option that it was taken for, "" when none.
    """

    score: float
    right: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]
    fits: str = ""

    @property
    def full(self) -> bool:
        return self.score >= 1.0


def key_of(kind: str, weights: Mapping[str, float]) -> frozenset[str]:
    """The right options: all that earn something, but of a single choice only those that earn the most."""
    most = max(weights.values(), default=0.0)
    return frozenset(one for one, weight in weights.items() if weight > 0 and (kind == MULTIPLE or weight == most))


def mark(asked: Asked, response: Collection[str]) -> Marked:
    """Mark `response`. Raises NotAnOptionError."""
    picked = frozenset(response)
    if asked.kind in TYPED:
        return _typed(asked, picked)
    if asked.slots:
        return _slots(asked, picked)
    return _options(asked, picked)


def best_response(asked: Asked) -> frozenset[str]:
    """A response that earns the whole mark."""
    if asked.kind == NUMERIC:
        best = max(asked.options, key=lambda one: one.weight)
        return frozenset({str(best.value)})
    if asked.kind == SHORT:
        return frozenset({max(asked.options, key=lambda one: one.weight).spellings[0]})
    if asked.slots:
        return frozenset(f"{slot.id}={slot.key}" for slot in asked.slots)
    return key_of(asked.kind, asked.weights)


def guess_level(asked: Asked) -> float:
    """The mark that someone who knows nothing may expect, 0 to 1."""
    if asked.kind in TYPED:
        return 0.0
    if asked.kind == ORDER:
        # Of n steps in random order, each follows its right one in one of n cases.
        return GUESS_SHARE / len(asked.slots) if asked.slots else 0.0
    if asked.slots:
        return GUESS_SHARE * sum(1 / max(len(slot.choices), 1) for slot in asked.slots) / len(asked.slots)
    if not asked.options:
        return 0.0
    right = len(key_of(asked.kind, asked.weights))
    ways = comb(len(asked.options), right) if asked.kind == MULTIPLE else len(asked.options)
    return GUESS_SHARE / max(ways, 1)


def normal_form(text: str) -> str:
    """A typed answer as it is compared: compatibility letters, no accents or vowel marks, no case, single spaces, no marks.

    Punctuation becomes a space, so that "multi-factor" is "multi factor"; a + or # stays, because C# is not C.
    """
    letters = unicodedata.normalize("NFKD", text).translate(ARABIC)
    bare = "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    spaced = "".join(one if one.isalnum() or one in "+#%" else " " for one in bare.casefold())
    digits = "".join(str(int(one)) if one.isdecimal() else one for one in spaced)
    return " ".join(digits.split())


def _options(asked: Asked, picked: frozenset[str]) -> Marked:
    weights = asked.weights
    if unknown := picked - set(weights):
        raise NotAnOptionError(f"the question has no option {min(unknown)}")
    key = key_of(asked.kind, weights)
    right, wrong = picked & key, picked - key
    if asked.kind in ONE_CHOICE:
        if len(picked) > 1:
            raise NotAnOptionError("this question takes one answer")
        score = sum(min(max(weights[one], 0.0), 1.0) for one in picked)
    else:
        # A fixed order: the same choice gives the same mark to the last digit.
        earned = sum(weights[one] for one in sorted(right)) - len(wrong) / max(1, len(key))
        score = 1.0 if picked == key else min(max(earned, 0.0), 1.0)
    return Marked(score, right, wrong, key - right)


def _slots(asked: Asked, picked: frozenset[str]) -> Marked:
    filled: dict[str, str] = {}
    slots = {slot.id: slot for slot in asked.slots}
    for part in sorted(picked):
        slot, _, choice = part.partition("=")
        if slot not in slots or choice not in slots[slot].choices:
            raise NotAnOptionError(f"the question has no {part}")
        if slot in filled:
            raise NotAnOptionError(f"{slot} is filled twice")
        filled[slot] = choice
    key = frozenset(f"{slot.id}={slot.key}" for slot in asked.slots)
    right = picked & key
    if asked.kind == ORDER:
        if len(set(filled.values())) < len(filled):
            raise NotAnOptionError("a step stands in two places")
        score = 1.0 if right == key else _in_order(asked, filled)
    else:
        score = len(right) / len(key)
    return Marked(score, right, picked - key, key - right)


def _in_order(asked: Asked, filled: Mapping[str, str]) -> float:
    """The share of steps that stand right after the one they should follow. Gaps break the chain."""
    keys = [slot.key for slot in asked.slots]
    follows = dict(pairwise(keys))
    placed = [filled.get(slot.id, "") for slot in asked.slots]
    good = sum(bool(one) and follows.get(one) == two for one, two in pairwise(placed))
    return good / max(1, len(keys) - 1)


def _typed(asked: Asked, picked: frozenset[str]) -> Marked:
    if len(picked) > 1:
        raise NotAnOptionError("this question takes one answer")
    typed = next(iter(picked), "")
    if len(typed) > LONGEST_TYPED:
        raise NotAnOptionError("the answer is too long")
    best = frozenset({max(asked.options, key=lambda one: one.weight).id}) if asked.options else frozenset[str]()
    fitting = _number(asked, typed) if asked.kind == NUMERIC else _words(asked, typed)
    for option in asked.options:
        if option.id in fitting:
            score = min(max(option.weight, 0.0), 1.0)
            good = picked if score > 0 else frozenset[str]()
            return Marked(score, good, picked - good, frozenset() if score >= 1 else best, option.id)
    return Marked(0.0, frozenset(), picked, best)


def _number(asked: Asked, typed: str) -> set[str]:
    number = decimal_of(typed) if typed else None
    if number is None:
        return set()
    return {one.id for one in asked.options if one.value is not None and abs(number - one.value) <= one.tolerance}


def _words(asked: Asked, typed: str) -> set[str]:
    wanted = normal_form(typed)
    if not wanted:
        return set()
    return {one.id for one in asked.options if wanted in {normal_form(spelling) for spelling in one.spellings}}
