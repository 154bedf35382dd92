"""The content of a question as it is stored, from an entry of a pack; and whether two contents ask the same.

A content holds what `models.Revision` says of a question: kind, level, stem, options, slots, image, case_code, scenario, pool,
skills, and its source, licence, author and reviewer.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.kinds import decimal_of
from opstap.curriculum.rules.pack_entries import OptionEntry, QuestionEntry, SlotEntry

type Content = Mapping[str, Any]

# What a learner reads or is judged by: a change of these is another version. The rest is about the question.
ASKED = ("kind", "level", "stem", "options", "slots", "image", "case_code", "scenario", "pool", "skills")
ABOUT = ("source", "licence", "author", "reviewer")
UNWEIGHTED = frozenset({kinds.MATCH, kinds.ORDER, kinds.DROPDOWN})


def content_of(entry: QuestionEntry, sha256: str = "") -> dict[str, Any]:
    """What is stored of a question of a pack. `sha256`: of its picture."""
    return {
        "kind": entry.kind,
        "level": entry.level,
        "stem": entry.stem,
        "options": [_option(entry.kind, option) for option in entry.options],
        "slots": [_slot(entry.kind, slot) for slot in entry.slots],
        "image": {"sha256": sha256, "path": entry.image, "alt": entry.alt} if entry.image else {},
        "case_code": entry.case.code if entry.case else "",
        "scenario": {"title": entry.case.title, "text": entry.case.text} if entry.case else {},
        "pool": entry.pool,
        "skills": sorted(entry.skills),
        "source": entry.source,
        "licence": entry.licence,
        "author": entry.author,
        "reviewer": entry.reviewer,
    }


def _option(kind: str, option: OptionEntry) -> dict[str, Any]:
    stored: dict[str, Any] = {"id": option.id}
    if kind == kinds.NUMERIC:
        stored |= {"value": plain_number(option.value or Decimal(0)), "tolerance": plain_number(option.tolerance)}
    else:
        stored["text"] = option.text
    if option.also:
        stored["also"] = {language: list(more) for language, more in option.also.items()}
    if option.shape:
        stored["shape"] = list(option.shape)
    stored["why"] = option.why
    return stored if kind in UNWEIGHTED else {**stored, "weight": option.weight}


def _slot(kind: str, slot: SlotEntry) -> dict[str, Any]:
    if kind == kinds.DROPDOWN:
        return {"id": slot.id, "key": slot.key, "options": [_option(kind, option) for option in slot.options]}
    return {"id": slot.id, "text": slot.text, "key": slot.key, "why": slot.why}


def plain_number(value: Decimal) -> str:
    """A number without an exponent or trailing zeros: "0.5", "1200"."""
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def same(one: Content, other: Content, fields: tuple[str, ...] = ASKED + ABOUT) -> bool:
    """Whether two contents say the same, however they were written: 1 or 1.0, an empty text or none."""
    return all(plain(one.get(field)) == plain(other.get(field)) for field in fields)


def plain(value: object, name: str = "") -> object:
    """A value in its one plain form, so that two can be compared; what is empty is None."""
    if isinstance(value, Mapping):
        told = {str(key): plain(part, str(key)) for key, part in value.items()}
        return {key: part for key, part in told.items() if part is not None} or None
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value] or None
    if name in ("value", "tolerance"):
        number = decimal_of(str(value))
        shown = plain_number(number) if number is not None else str(value)
        return None if name == "tolerance" and shown == "0" else shown
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 4) or None
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return value
