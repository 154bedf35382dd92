"""The content of a question that is edited in the browser (see `models.Revision`): new, rearranged, and as a pack has it.

Everything that a pack is held to, a question from the browser is held to as well: `as_pack` lays it out as a file would,
so that one reading finds the faults of both.
"""

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_kinds import KEYED

type Content = dict[str, Any]
# Where a question holds rows, and the letter that begins the id of a new one: a prompt p1, a gap gap-1, an option a.
ROWS = ("options", "slots")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
TRUE = {"nl": "Waar", "fr": "Vrai", "en": "True", "ar": "صحيح"}
FALSE = {"nl": "Niet waar", "fr": "Faux", "en": "False", "ar": "خطأ"}
FIRST_OPTIONS = {kinds.MULTIPLE: 4, kinds.TRUE_FALSE: 2, kinds.NUMERIC: 1, kinds.SHORT: 1, kinds.DROPDOWN: 0}
FIRST_SLOTS = {kinds.MATCH: 2, kinds.DROPDOWN: 1}


def blank(kind: str, *, module: str, licence: str, languages: Collection[str]) -> Content:
    """A new question of this kind, with as many empty rows as it usually has."""
    content: Content = {
        "module": module,
        "kind": kind,
        "level": 3,
        "markup": "plain",
        "stem": {},
        "options": [],
        "slots": [],
        "image": {},
        "case_code": "",
        "scenario": {},
        "pool": "practice",
        "skills": [],
        "source": "",
        "licence": licence,
    }
    for _ in range(FIRST_OPTIONS.get(kind, 3)):
        content = add_row(content, "options")
    for _ in range(FIRST_SLOTS.get(kind, 0)):
        content = add_row(content, "slots")
    if kind == kinds.TRUE_FALSE:
        for option, texts in zip(content["options"], (TRUE, FALSE), strict=True):
            option["text"] = {language: texts[language] for language in languages if language in texts}
    if kind == kinds.DROPDOWN:
        content["stem"] = dict.fromkeys(languages, "[[gap-1]]")
    return content


def add_row(content: Content, where: str) -> Content:
    """One more option, prompt or gap at the end; `where` is options, slots, or slots.N.options."""
    changed = deepcopy(content)
    rows = _rows(changed, where)
    if rows is not None:
        rows.append(_new_row(str(content["kind"]), where, {str(row["id"]) for row in rows}))
    return changed


def drop_row(content: Content, where: str, at: int) -> Content:
    """Without the row at this place; a slot that had it as its right one has none then."""
    changed = deepcopy(content)
    rows = _rows(changed, where)
    if rows is None or not 0 <= at < len(rows):
        return changed
    gone = rows.pop(at)["id"]
    if where == "slots":
        return changed
    for slot in changed["slots"] if where == "options" else [changed["slots"][int(where.split(".")[1])]]:
        slot["key"] = "" if slot["key"] == gone else slot["key"]
    return changed


def move_row(content: Content, where: str, at: int, by: int) -> Content:
    """The row one place up or down."""
    changed = deepcopy(content)
    rows = _rows(changed, where)
    if rows is not None and 0 <= at < len(rows) and 0 <= at + by < len(rows):
        rows.insert(at + by, rows.pop(at))
    return changed


def rearranged(content: Content, do: str) -> Content:
    """What a button asks: `add:options`, `drop:slots.0.options:2`, `up:options:1`, `down:options:0`; else the same."""
    what, _, rest = do.partition(":")
    where, _, place = rest.partition(":")
    at = int(place) if place.isdecimal() and len(place) < 4 else -1
    if what == "add":
        return add_row(content, where)
    if what == "drop":
        return drop_row(content, where, at)
    return move_row(content, where, at, -1 if what == "up" else 1) if what in {"up", "down"} else content


def mark_right(content: Content, ids: Collection[str]) -> Content:
    """The options that are right. Shares that somebody set stay as long as the same ones are right."""
    changed = deepcopy(content)
    options = changed["options"]
    several = content["kind"] == kinds.MULTIPLE
    were = {str(one["id"]) for one in options if _is_right(one, several=several)}
    if were == set(ids):
        return changed
    for option in options:
        if option["id"] in ids:
            option["weight"] = 1 / len(ids) if several else 1.0
        elif several or option["id"] in were:
            option["weight"] = 0.0
    return changed


def right_ids(content: Mapping[str, Any]) -> list[str]:
    """The key, as a pack would name it."""
    several = content["kind"] == kinds.MULTIPLE
    return [str(one["id"]) for one in content["options"] if _is_right(one, several=several)]


def as_pack(content: Mapping[str, Any], code: str, languages: Collection[str]) -> Node:
    """The question as `questions.yaml` would hold it. Empty texts of languages that the course lacks are left out."""
    kind = str(content["kind"])
    entry: Content = {name: content[name] for name in ("skills", "level", "source", "licence", "pool")}
    entry |= {"id": code, "type": kind, "author": "-", "stem": _texts(content["stem"], languages)}
    if kind == kinds.DROPDOWN:
        entry["gaps"] = [
            {"id": slot["id"], "key": slot["key"], "options": [_choice(one, languages) for one in slot["options"]]}
            for slot in content["slots"]
        ]
    else:
        entry["options"] = [_option(one, content, languages) for one in content["options"]]
    if kind == kinds.MATCH:
        entry["prompts"] = [{**_choice(slot, languages), "key": slot["key"]} for slot in content["slots"]]
    if kind in KEYED:
        entry["key"] = right_ids(content)
    if content["image"].get("path") or kind == kinds.HOTSPOT:
        image = content["image"]
        entry["image"] = {"file": image.get("path", ""), "alt": _texts(image.get("alt", {}), languages)}
    whole: Content = {"questions": [entry]}
    if content["case_code"]:
        entry["case"] = content["case_code"]
        scenario = {name: _texts(content["scenario"].get(name, {}), languages) for name in ("title", "text")}
        whole["cases"] = [{"id": content["case_code"], **scenario}]
    return _node(whole, "")


def _rows(content: Content, where: str) -> list[Content] | None:
    """The list that is meant, when the question has it."""
    part, _, rest = where.partition(".")
    if part not in ROWS:
        return None
    rows: list[Content] = content[part]
    if not rest:
        return rows
    at, _, inner = rest.partition(".")
    if part != "slots" or inner != "options" or not at.isdecimal() or int(at) >= len(rows):
        return None
    return rows[int(at)].get("options")


def _new_row(kind: str, where: str, taken: Collection[str]) -> Content:
    if where == "slots":
        prefix = "gap-" if kind == kinds.DROPDOWN else "p"
        code = next(f"{prefix}{number}" for number in range(1, 100) if f"{prefix}{number}" not in taken)
        if kind == kinds.DROPDOWN:
            options = [{"id": letter, "text": {}, "why": {}} for letter in LETTERS[:3]]
            return {"id": code, "key": "", "options": options}
        return {"id": code, "text": {}, "key": "", "why": {}}
    code = next((letter for letter in LETTERS if letter not in taken), f"x{len(taken)}")
    row: Content = {"id": code, "text": {}, "why": {}}
    if where != "options":
        return row
    row["weight"] = 0.0
    if kind == kinds.NUMERIC:
        row |= {"value": "", "tolerance": "0"}
    if kind == kinds.SHORT:
        row["also"] = {}
    if kind == kinds.HOTSPOT:
        row["shape"] = [0, 0, 20, 20]
    if kind in kinds.TYPED and not taken:
        row["weight"] = 1.0
    return row


def _is_right(option: Mapping[str, Any], *, several: bool) -> bool:
    weight = float(option.get("weight", 0.0))
    return weight > 0 if several else weight == 1


def _texts(texts: Mapping[str, str], languages: Collection[str]) -> dict[str, str]:
    wanted = {language: texts.get(language, "") for language in languages}
    return wanted | {language: text for language, text in texts.items() if text and language not in wanted}


def _choice(row: Mapping[str, Any], languages: Collection[str]) -> Content:
    texts = {name: _texts(row.get(name, {}), languages) for name in ("text", "why")}
    return {"id": row["id"], **texts}


def _option(row: Mapping[str, Any], content: Mapping[str, Any], languages: Collection[str]) -> Content:
    kind = content["kind"]
    option = _choice(row, languages)
    if kind == kinds.NUMERIC:
        del option["text"]
        option |= {"value": row.get("value", ""), "tolerance": row.get("tolerance") or "0"}
    if kind == kinds.MATCH and not any(row.get("why", {}).values()):
        del option["why"]
    if kind == kinds.SHORT:
        option["also"] = {language: more for language, more in row.get("also", {}).items() if more}
    if kind == kinds.HOTSPOT:
        option["shape"] = row.get("shape") or [0, 0, 0, 0]
    weight = float(row.get("weight", 0.0))
    usual = 1 / (len(right_ids(content)) or 1) if kind == kinds.MULTIPLE else 1.0
    if weight and abs(weight - usual) > 0.001:
        option["weight"] = weight
    return option


def _node(value: Any, field: str) -> Node:
    """Plain values with the road to each, as if they had been read from a file."""
    if isinstance(value, Mapping):
        return Node({str(key): _node(part, f"{field}.{key}".lstrip(".")) for key, part in value.items()}, "", 0, field)
    if isinstance(value, (list, tuple)):
        return Node([_node(part, f"{field}[{at}]") for at, part in enumerate(value)], "", 0, field)
    return Node(value, "", 0, field)
