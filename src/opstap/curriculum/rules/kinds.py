"""The kinds of questions: what each holds, and how a response to it is written.

A response is a set of short texts, for every kind, so that answers, papers and bulk code need to know only one shape. Empty
means "I do not know". A choice in a slot is written `slot=choice`.

- single, truefalse: options (id, text, why, weight); the response is one id.
- multiple: the same; ids.
- hotspot: the same, and each option has a shape [x, y, width, height] in percent of the picture; one id.
- match: options (id, text, why) are what may be chosen; slots (id, text, key, why) are the prompts, `key` the id of an option;
  the response is `slot=option` for each filled slot.
- order: options (id, text, why) are the steps in the right order; the response is `place=id`, places from 1 on.
- dropdown: slots (id, key, options) are the gaps, each with its own options (id, text, why); the stem holds `[[id]]` where a gap
  stands; the response is `slot=option`.
- numeric: options (id, value, tolerance, why, weight), value and tolerance as texts of decimals; the number as typed.
- short: options (id, text, also, why, weight), accepted or usual wrong answers; the words as typed.

`text` and `why` are per language, `also` is a list per language. `weight` is the share of the mark, 0 to 1.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "truefalse"
MATCH, ORDER, DROPDOWN = "match", "order", "dropdown"
NUMERIC, SHORT, HOTSPOT = "numeric", "short", "hotspot"
KINDS = (SINGLE, MULTIPLE, TRUE_FALSE, MATCH, ORDER, DROPDOWN, NUMERIC, SHORT, HOTSPOT)
ONE_CHOICE = frozenset({SINGLE, TRUE_FALSE, HOTSPOT})
SLOTTED = frozenset({MATCH, ORDER, DROPDOWN})
TYPED = frozenset({NUMERIC, SHORT})
# A typed answer longer than this answers nothing.
LONGEST_TYPED = 200
# Where a gap stands in the stem of a dropdown question.
GAP = re.compile(r"\[\[([A-Za-z0-9_-]{1,60})\]\]")


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as marking needs it."""

    id: str
    weight: float = 0.0
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to be filled: the ids that may be chosen for it, and the right one."""

    id: str
    key: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as marking needs it: no texts, but the spellings of a short answer in every language."""

    kind: str
    options: tuple[Choice, ...]
    slots: tuple[Slot, ...] = field(default=())

    @property
    def weights(self) -> dict[str, float]:
        """What each option earns."""
        return {one.id: one.weight for one in self.options}


def read_asked(kind: str, options: Sequence[Mapping[str, Any]], slots: Sequence[Mapping[str, Any]] = ()) -> Asked:
    """From the stored JSON of a question (`Question.options`, `Question.slots`)."""
    choices = tuple(_choice(option) for option in options)
    if kind == ORDER:
        ids = tuple(one.id for one in choices)
        return Asked(kind, choices, tuple(Slot(str(place), one, ids) for place, one in enumerate(ids, start=1)))
    shared = tuple(one.id for one in choices)
    read = tuple(
        Slot(
            str(slot["id"]),
            str(slot["key"]),
            tuple(str(option["id"]) for option in slot["options"]) if slot.get("options") else shared,
        )
        for slot in slots
    )
    return Asked(kind, choices, read)


def _choice(option: Mapping[str, Any]) -> Choice:
    value = decimal_of(str(option.get("value", "")))
    tolerance = decimal_of(str(option.get("tolerance", "0"))) or Decimal(0)
    spellings: list[str] = [str(text) for text in option.get("text", {}).values()]
    for further in option.get("also", {}).values():
        spellings += [str(one) for one in further]
    return Choice(str(option["id"]), float(option.get("weight", 0.0)), value, tolerance, tuple(spellings))


def decimal_of(text: str) -> Decimal | None:
    """A number as people type it: a comma or a point for decimals, spaces between thousands, Arabic digits; else None.

    "1.234,5" and "1,234.5" are both read; where only one mark stands it is the decimal mark, so "1.234" is a little over 1.
    """
    # Digits of any script are digits to int(); the Arabic decimal and thousands marks are U+066B and U+066C.
    plain = "".join(str(int(one)) if one.isdecimal() else one for one in text.strip())
    plain = plain.replace("٫", ".").replace("٬", "").replace("−", "-")
    plain = "".join(one for one in plain if not one.isspace() and one not in "\u200e\u200f'’_")
    if "," in plain and "." in plain:
        decimal, thousands = (",", ".") if plain.rindex(",") > plain.rindex(".") else (".", ",")
        plain = plain.replace(thousands, "").replace(decimal, ".")
    else:
        plain = plain.replace(",", ".")
    try:
        number = Decimal(plain.removesuffix("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def without_gaps(stem: str) -> str:
    """A stem as it reads in a list or a title: a gap is a gap."""
    return GAP.sub("…", stem)
