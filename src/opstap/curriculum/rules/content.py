"""The content of a lesson or a question as one JSON object: taken apart leaf by leaf, to compare and to merge.

A road to a leaf reads `text.nl` or `options.b.why.fr`: things with an id are named by it, so that a moved option is the same
option. See `models.Revision` for what the content holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from opstap.curriculum.rules.compare import Piece, compare

type Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One leaf that differs."""

    road: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two changes of one content brought together; `clashes` are roads that both changed, where the first one's stands."""

    content: dict[str, Any]
    clashes: tuple[tuple[str, ...], ...]


def changes(old: Content, new: Content) -> list[Change]:
    """Every leaf that differs, in the order of `new`, what vanished at the end."""
    before, after = dict(leaves(old)), dict(leaves(new))
    roads = [*after, *(road for road in before if road not in after)]
    return [
        Change(road, compare(before.get(road, ""), after.get(road, "")))
        for road in roads
        if before.get(road, "") != after.get(road, "")
    ]


def leaves(content: object, road: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each road with its text. A list of plain values is one leaf, a value per line; the order of things with ids another."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from leaves(value, (*road, str(name)))
    elif _has_ids(content):
        rows: Sequence[Mapping[str, Any]] = content  # type: ignore[assignment]
        yield (*road, "order"), "\n".join(str(row["id"]) for row in rows)
        for row in rows:
            yield from leaves({name: value for name, value in row.items() if name != "id"}, (*road, str(row["id"])))
    elif isinstance(content, (list, tuple)):
        yield road, "\n".join(str(value) for value in content)
    else:
        yield road, "" if content is None else str(content)


def _has_ids(content: object) -> bool:
    return (
        isinstance(content, (list, tuple))
        and bool(content)
        and all(isinstance(row, Mapping) and "id" in row for row in content)
    )


def merge(base: Content, mine: Content, theirs: Content) -> Merged:
    """Both changes of `base`. Where both changed the same leaf in different ways, mine stands and its road is a clash."""
    clashes: list[tuple[str, ...]] = []
    merged = _merge(dict(base), dict(mine), dict(theirs), (), clashes)
    return Merged(merged, tuple(clashes))


def _merge(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    road: tuple[str, ...],
    clashes: list[tuple[str, ...]],
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name in [*mine, *(name for name in theirs if name not in mine)]:
        old, own, other = base.get(name), mine.get(name), theirs.get(name)
        here = (*road, name)
        if own == other or other == old:
            value = own
        elif own == old:
            value = other
        elif isinstance(own, Mapping) and isinstance(other, Mapping):
            value = _merge(old if isinstance(old, Mapping) else {}, own, other, here, clashes)
        elif _has_ids(own) and _has_ids(other) and _has_ids(old) and _ids(own) == _ids(other) == _ids(old):
            value = [
                {"id": row["id"], **_merge(was, row, new, (*here, str(row["id"])), clashes)}
                for was, row, new in zip(old, own, other, strict=True)  # type: ignore[arg-type]
            ]
        else:
            clashes.append(here)
            value = own
        if (name in mine and value is own) or value is not None:
            merged[name] = value
    return merged


def _ids(rows: Any) -> list[str]:
    return [str(row["id"]) for row in rows]


def put(content: dict[str, Any], road: str, value: object) -> None:
    """Set the leaf at a road such as `slots.0.options.2.text.nl`, where numbers are places in a list."""
    *way, last = road.split(".")
    place: Any = content
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
