"""Read what a question holds of its kind: options and key, prompts, gaps, places in a picture. See kinds.py for the kinds."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.marking import normal_form
from opstap.curriculum.rules.pack_entries import OptionEntry, SlotEntry
from opstap.curriculum.rules.schema import Reader

# How many options a question of this kind has: few enough to read on a phone.
OPTIONS = {
    kinds.SINGLE: (2, 8),
    kinds.MULTIPLE: (3, 10),
    kinds.TRUE_FALSE: (2, 2),
    kinds.HOTSPOT: (2, 10),
    kinds.MATCH: (2, 10),
    kinds.ORDER: (3, 8),
    kinds.NUMERIC: (1, 10),
    kinds.SHORT: (1, 10),
}
SLOTS = {kinds.MATCH: (2, 8), kinds.DROPDOWN: (1, 6)}
GAP_OPTIONS = (2, 8)
KEYED = frozenset({kinds.SINGLE, kinds.MULTIPLE, kinds.TRUE_FALSE, kinds.HOTSPOT, kinds.NUMERIC, kinds.SHORT})
GAP = re.compile(r"\[\[([a-z0-9]+(?:-[a-z0-9]+)*)\]\]")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the questions of one pack stand on: its languages, the names of its figures, and where faults go."""

    languages: Collection[str]
    media: Collection[str]
    reader: Reader


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a question of this kind has, beside those of every question."""
    if kind == kinds.MATCH:
        return ("options", "prompts")
    if kind == kinds.DROPDOWN:
        return ("gaps",)
    if kind == kinds.ORDER:
        return ("options",)
    return ("options", "key", "image") if kind == kinds.HOTSPOT else ("options", "key")


def read_answers(
    node: Node, kind: str, stem: dict[str, str], ground: Ground
) -> tuple[tuple[OptionEntry, ...], tuple[SlotEntry, ...]]:
    """The options and slots of one question; faults go to the reader."""
    if kind == kinds.DROPDOWN:
        return (), _gaps(node, stem, ground)
    parts = ground.reader.items(node.get("options"))
    key = _key(node, ground.reader) if kind in KEYED else []
    options = tuple(_option(part, kind, key, ground) for part in parts)
    _check_options(node, kind, options, ground.reader)
    if kind in KEYED:
        _check_key(node, kind, key, options, ground.reader)
    if kind == kinds.SHORT:
        _check_spellings(options, ground.reader)
    if kind == kinds.HOTSPOT:
        _check_shapes(options, ground.reader)
    return options, _prompts(node, options, ground) if kind == kinds.MATCH else ()


def _key(node: Node, reader: Reader) -> list[str]:
    return [reader.text(part, most=20) for part in reader.items(node.get("key"))]


def _option(node: Node, kind: str, key: Sequence[str], ground: Ground) -> OptionEntry:
    reader, languages = ground.reader, ground.languages
    required, optional = ["id", "text", "why"], []
    if kind == kinds.NUMERIC:
        required, optional = ["id", "value", "why"], ["tolerance"]
    elif kind == kinds.HOTSPOT:
        required.append("shape")
    elif kind == kinds.SHORT:
        optional.append("also")
    elif kind == kinds.MATCH:
        required, optional = ["id", "text"], ["why"]
    weighted = ["weight"] if kind in KEYED and kind != kinds.TRUE_FALSE else []
    reader.mapping(node, required=required, optional=[*optional, *weighted])
    code = reader.slug(node.get("id"), most=20)
    share = node.get("weight")
    usual = 1 / (len(key) or 1) if kind == kinds.MULTIPLE else 1.0
    return OptionEntry(
        id=code,
        text=reader.texts(node.get("text"), required=languages, most=1000),
        why=reader.texts(node.get("why"), required=languages, most=2000),
        weight=reader.share(share) if share is not None and weighted else usual if code in key else 0.0,
        value=reader.decimal(node.get("value")),
        tolerance=reader.decimal(node.get("tolerance"), least=Decimal(0)) or Decimal(0),
        also=_also(node.get("also"), reader),
        shape=_shape(node.get("shape"), reader),
        place=node,
    )


def _also(node: Node | None, reader: Reader) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        reader.wrong(node, "should hold a list of other spellings per language: {nl: [..], fr: [..]}")
        return {}
    languages = {name: part for name, part in node.items() if reader.language(name, part)}
    return {
        name: tuple(reader.text(one, most=kinds.LONGEST_TYPED) for one in reader.items(part))
        for name, part in languages.items()
    }


def _shape(node: Node | None, reader: Reader) -> tuple[float, float, float, float] | None:
    if node is None:
        return None
    numbers = [part.value for part in reader.items(node)]
    plain = [float(one) for one in numbers if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if len(plain) != len(numbers) or len(plain) != 4:
        reader.wrong(node, "should be four numbers in percent of the picture: [x, y, width, height]", "place-numbers")
        return None
    x, y, width, height = plain
    if not (x >= 0 and y >= 0 and width > 0 and height > 0 and x + width <= 100 and y + height <= 100):
        reader.wrong(
            node, "reaches outside the picture: x and y from 0, x + width and y + height at most 100", "place-outside"
        )
        return None
    return x, y, width, height


def _check_options(node: Node, kind: str, options: Sequence[OptionEntry], reader: Reader) -> None:
    place = node.get("options")
    if place is None or not isinstance(place.value, list):
        return
    least, most = OPTIONS[kind]
    _distinct([(one.id, one.place) for one in options], reader)
    if not least <= len(options) <= most:
        many = f"{least} to {most}" if least < most else str(least)
        there = str(len(options))
        message = f"a question of the type {kind} has {many} options, not {there}"
        reader.wrong(place, message, "options-count", n=many, there=there)


def _distinct(named: Sequence[tuple[str, Node | None]], reader: Reader) -> None:
    seen: set[str] = set()
    for code, place in named:
        if code and code in seen and place is not None:
            reader.wrong(place, f"the id {code} stands twice here: give each its own", "id-taken")
        seen.add(code)


def _check_key(node: Node, kind: str, key: Sequence[str], options: Sequence[OptionEntry], reader: Reader) -> None:
    place = node.get("key")
    if place is None or not isinstance(place.value, list) or not options:
        return
    weights = {one.id: one for one in options}
    for part, code in zip(place.value, key, strict=True):
        if code not in weights:
            reader.wrong(part, f"{code} is not the id of an option: mend one of the two", "right-unknown")
    if len(set(key)) != len(key):
        reader.wrong(place, "an option is named twice: name it once", "right-twice")
    if kind == kinds.MULTIPLE:
        if not 2 <= len(key) < len(options):
            message = "a multiple question has at least two right options, and at least one wrong one"
            reader.wrong(place, message, "rights-few")
    elif kind in kinds.ONE_CHOICE and len(key) != 1:
        reader.wrong(place, f"a question of the type {kind} has exactly one right option", "right-one")
    elif not key:
        reader.wrong(place, "name at least one right answer", "right-none")
    _check_weights(kind, key, options, reader)


def _check_weights(kind: str, key: Sequence[str], options: Sequence[OptionEntry], reader: Reader) -> None:
    for option in options:
        place = option.place.get("weight") if option.place else None
        if place is None:
            continue
        if kind == kinds.MULTIPLE:
            if (option.weight > 0) != (option.id in key):
                reader.wrong(place, "of a multiple question only the right options have a weight: mend it or the key")
        elif (option.weight == 1) != (option.id in key):
            message = "an option of the key earns 1, another one less: mend the weight or the key"
            reader.wrong(place, message, "weight-unlike-key")
    if kind == kinds.MULTIPLE and abs(sum(one.weight for one in options if one.id in key) - 1) > 0.01 and key:
        given = [one for one in options if one.place and one.place.get("weight")]
        if given and given[0].place:
            reader.wrong(given[0].place, "the weights of the right options should make 1 together", "weights-sum")


def _check_spellings(options: Sequence[OptionEntry], reader: Reader) -> None:
    """A typed answer must fit one option only, and what nobody can type is no answer."""
    first: dict[str, str] = {}
    for option in options:
        spelled = [*option.text.values(), *(one for more in option.also.values() for one in more)]
        for text in spelled:
            plain = normal_form(text)
            if text and not plain and option.place:
                message = f"{text!r} holds no letter or digit, so nobody can answer it: mend it"
                reader.wrong(option.place, message, "answer-untypable")
            if plain and first.setdefault(plain, option.id) != option.id and option.place:
                message = f"{text!r} is an answer of option {first[plain]} already: keep it in one"
                reader.wrong(option.place, message, "answer-twice", text=repr(text))


def _check_shapes(options: Sequence[OptionEntry], reader: Reader) -> None:
    placed = [one for one in options if one.shape]
    for position, option in enumerate(placed):
        for other in placed[:position]:
            if _overlap(option.shape, other.shape) and option.place:
                message = f"its place covers a part of {other.id}: make them stand apart"
                reader.wrong(option.place, message, "places-overlap")


def _overlap(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> bool:
    if not one or not other:
        return False
    (x, y, width, height), (left, top, wide, high) = one, other
    return x < left + wide and left < x + width and y < top + high and top < y + height


def _prompts(node: Node, options: Sequence[OptionEntry], ground: Ground) -> tuple[SlotEntry, ...]:
    reader, place = ground.reader, node.get("prompts")
    slots = []
    for part in reader.items(place):
        reader.mapping(part, required=("id", "text", "key", "why"))
        key = reader.text(part.get("key"), most=20)
        _known_key(part, key, [one.id for one in options], reader)
        text = reader.texts(part.get("text"), required=ground.languages, most=1000)
        why = reader.texts(part.get("why"), required=ground.languages, most=2000)
        slots.append(SlotEntry(reader.slug(part.get("id"), most=20), text, key, why, place=part))
    _check_slots(place, kinds.MATCH, slots, reader)
    return tuple(slots)


def _gaps(node: Node, stem: dict[str, str], ground: Ground) -> tuple[SlotEntry, ...]:
    reader, place = ground.reader, node.get("gaps")
    slots = []
    for part in reader.items(place):
        reader.mapping(part, required=("id", "key", "options"))
        key = reader.text(part.get("key"), most=20)
        listed = part.get("options")
        options = tuple(_option(one, kinds.DROPDOWN, [key], ground) for one in reader.items(listed))
        _distinct([(one.id, one.place) for one in options], reader)
        _known_key(part, key, [one.id for one in options], reader)
        least, most = GAP_OPTIONS
        if listed is not None and options and not least <= len(options) <= most:
            many, there = f"{least} to {most}", str(len(options))
            reader.wrong(listed, f"a gap has {many} options, not {there}", "gap-options", n=many, there=there)
        slots.append(SlotEntry(reader.slug(part.get("id"), most=20), {}, key, {}, options, part))
    _check_slots(place, kinds.DROPDOWN, slots, reader)
    _check_stem(node.get("stem"), stem, [one.id for one in slots], reader)
    return tuple(slots)


def _known_key(part: Node, key: str, ids: Collection[str], reader: Reader) -> None:
    place = part.get("key")
    if place is not None and key and key not in ids:
        reader.wrong(place, f"{key} is not the id of an option: mend one of the two", "right-unknown")


def _check_slots(place: Node | None, kind: str, slots: Sequence[SlotEntry], reader: Reader) -> None:
    if place is None or not isinstance(place.value, list):
        return
    least, most = SLOTS[kind]
    _distinct([(one.id, one.place) for one in slots], reader)
    if not least <= len(slots) <= most:
        many, there = f"{least} to {most}", str(len(slots))
        message = f"a question of the type {kind} has {many} of them, not {there}"
        reader.wrong(place, message, "slots-count", n=many, there=there)


def _check_stem(node: Node | None, stem: dict[str, str], gaps: Sequence[str], reader: Reader) -> None:
    for language, text in stem.items():
        place = node.get(language) if node else None
        if place is None or not text:
            continue
        found = GAP.findall(text)
        for gap in gaps:
            if found.count(gap) != 1:
                message = f"should hold [[{gap}]] once, where the gap stands, not {found.count(gap)} times"
                reader.wrong(place, message, "gap-misplaced", gap=f"[[{gap}]]")
        for name in sorted(set(found) - set(gaps)):
            message = f"[[{name}]] is not a gap of this question: add it to gaps or take it out"
            reader.wrong(place, message, "gap-unknown", gap=f"[[{name}]]")
