"""Whom one can sign in as, and the files of words behind the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from opstap.people.models import Person

DATA = Path(__file__).resolve().parent / "data"


type Row = dict[str, Any]


@cache
def _read(name: str) -> object:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def told(name: str) -> Row:
    """A file of `data/` that is one mapping, read once."""
    return cast(Row, _read(name))


def rows(name: str) -> list[Row]:
    """A file of `data/` that is a list, read once."""
    return cast(list[Row], _read(name))


def rows_of(name: str, part: str) -> list[Row]:
    """One list in a file that is a mapping."""
    return cast(list[Row], told(name)[part])


@dataclass(frozen=True, slots=True)
class Part:
    """A person one can be: their roles, where, and what they would want to do here, per language.

    `opens` names the page they land on. `door` numbers the nine kinds of people along the road; 0 is one more of a kind.
    """

    code: str
    name: str
    language: str
    does: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    organisation: str = ""
    opens: str = "guidance:today"
    door: int = 0

    @property
    def email(self) -> str:
        """An address that can never be written to (RFC 2606: .example)."""
        return f"{self.code.replace('_', '.')}@trede.example"


@cache
def parts() -> tuple[Part, ...]:
    """Everybody, in the order of the road."""
    return tuple(Part(**{**row, "roles": tuple(row.get("roles", ()))}) for row in rows("cast"))


def part(code: str) -> Part:
    """One of them. Raises KeyError."""
    return {one.code: one for one in parts()}[code]


def person_of(one: Part) -> Person | None:
    """The person who plays this part, if the school was invented."""
    return Person.objects.get_queryset().filter(email=one.email, is_active=True).first()
