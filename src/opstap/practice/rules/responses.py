"""What was sent of a question becomes a response: one set of short texts for every kind (curriculum/rules/kinds.py).

A page sends options under `choice`, what fills a slot under `slot-<slot>`, the place of a step under `place-<step>`, what was
typed under `typed`. What was not touched is not sent, or sent empty; it is absent from the response.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from opstap.curriculum.rules.kinds import LONGEST_TYPED

SLOT, PLACE = "slot-", "place-"
# More than any question has, and longer than any id: the rest of what a machine sends is cut off, and then refused.
MOST, LONGEST = 60, 80


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent of one question. `places` is the place of each step, by the step."""

    choice: Sequence[str] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""

    @property
    def response(self) -> list[str]:
        """The response, sorted; empty when nothing was touched."""
        parts = [one[:LONGEST] for one in self.choice if one]
        parts += [f"{slot}={choice}"[:LONGEST] for slot, choice in self.slots.items() if choice]
        parts += [f"{place}={step}"[:LONGEST] for step, place in self.places.items() if place]
        parts += [words] if (words := as_typed(self.typed)) else []
        return sorted(set(parts))[:MOST]

    @property
    def place_twice(self) -> bool:
        """Whether two steps were given the same place."""
        return any(many > 1 for place, many in Counter(self.places.values()).items() if place)

    @property
    def too_long(self) -> bool:
        return len(as_typed(self.typed)) > LONGEST_TYPED


def sent_of(values: Mapping[str, Sequence[str]]) -> Sent:
    """From the names and values of a form."""
    slots = {name.removeprefix(SLOT): some[-1] for name, some in values.items() if name.startswith(SLOT) and some}
    places = {name.removeprefix(PLACE): some[-1] for name, some in values.items() if name.startswith(PLACE) and some}
    typed = values.get("typed") or [""]
    return Sent(tuple(values.get("choice") or ()), slots, places, typed[-1])


def as_typed(text: str) -> str:
    """Typed words without the spaces around, with single ones between, and without characters that nobody types."""
    kept = "".join(" " if one.isspace() else one for one in text if one.isspace() or unicodedata.category(one) != "Cc")
    return " ".join(kept.split())


def filled_slots(response: Collection[str]) -> dict[str, str]:
    """What fills each slot; of an order, the step in each place."""
    pairs = (part.partition("=") for part in sorted(response) if "=" in part)
    return {slot: choice for slot, _, choice in pairs}


def places_of(response: Collection[str]) -> dict[str, str]:
    """The place of each step of an order, by the step, also when two steps were given the same."""
    pairs = (part.partition("=") for part in sorted(response) if "=" in part)
    return {step: place for place, _, step in pairs}


def order_shown(steps: Sequence[str], places: Mapping[str, str]) -> list[str]:
    """The steps as the list shows them: each that has a place stands there, the others fill what is free, in their order."""
    free: list[str] = []
    shown: list[str] = [""] * len(steps)
    for step in steps:
        at = int(places[step]) - 1 if places.get(step, "").isdecimal() else -1
        if 0 <= at < len(shown) and not shown[at]:
            shown[at] = step
        else:
            free.append(step)
    rest = iter(free)
    return [step or next(rest) for step in shown]


def not_the_key(steps: Sequence[str], key: Sequence[str]) -> list[str]:
    """`steps`, or when they happen to lie in the right order, turned by one: the page must not give the answer."""
    return [*steps[1:], *steps[:1]] if list(steps) == list(key) else list(steps)


def write_seen(response: Collection[str]) -> str:
    """A response in a hidden field."""
    return json.dumps(sorted(response), ensure_ascii=False, separators=(",", ":")) if response else ""


def read_seen(text: str) -> list[str]:
    """The response that `write_seen` wrote; before, ids stood there with spaces between."""
    if not text.startswith("["):
        return sorted(filter(None, text.split(" ")))
    try:
        read = json.loads(text)
    except ValueError:
        return []
    return sorted(str(one) for one in read) if isinstance(read, list) else []
