"""The register of personal data, read from the models: what docs/register.md shows and the tests guard.

Source: GDPR Art. 30(1)(c) and (f): which data of whom, for what, and when they are erased.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from opstap.kit.encrypted import EncryptedTextField
from opstap.kit.personal import Personal
from opstap.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One personal field."""

    station: str
    model: str
    field: str
    entry: Personal
    encrypted: bool


def own_models() -> list[type[models.Model]]:
    """Every model of ours, station by station in the order in which they are installed."""
    return [model for model in apps.get_models() if model.__module__.startswith("opstap.")]


def _personal(model: type[models.Model]) -> dict[str, Personal]:
    return getattr(model, "personal", {})


def _not_personal(model: type[models.Model]) -> set[str]:
    return getattr(model, "not_personal", set())


def is_about_a_person(model: type[models.Model]) -> bool:
    """Whether a row belongs to a person: it is one, points to one, or says of itself that it holds personal fields."""
    points = any(field.is_relation and field.related_model is Person for field in model._meta.concrete_fields)
    return model is Person or points or bool(_personal(model))


def undeclared(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Fields of persons' rows that neither `personal` nor `not_personal` names, and names that are no field (any more).

    Relations, the primary key, the client's `key` and yes-or-no fields need no line: they say nothing by themselves.
    """
    for model in found:
        declared = _personal(model).keys() | _not_personal(model)
        names = {field.name for field in model._meta.concrete_fields}
        for name in sorted(declared - names):
            yield f"{model._meta.label}.{name} is declared and is no field"
        if is_about_a_person(model):
            yield from (f"{model._meta.label}.{name}" for name in sorted(_asked_for(model) - declared))


def _asked_for(model: type[models.Model]) -> set[str]:
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.is_relation
        and not field.primary_key
        and field.name != "key"
        and not isinstance(field, models.BooleanField)
    }


def lines() -> list[Line]:
    """The whole register."""
    return [
        Line(
            station=model.__module__.split(".")[1],
            model=model.__name__,
            field=name,
            entry=entry,
            encrypted=isinstance(model._meta.get_field(name), EncryptedTextField),
        )
        for model in own_models()
        for name, entry in _personal(model).items()
    ]


def as_markdown() -> str:
    """The text of docs/register.md."""
    out = [
        "# Register of personal data",
        "",
        "Made by `bin/opstap register --write` from what the models declare; a test fails when this page is out of date",
        "and when a field of a person's row is not declared. Source: GDPR Art. 30.",
    ]
    model = ""
    for line in lines():
        if f"{line.station}: {line.model}" != model:
            model = f"{line.station}: {line.model}"
            out += ["", f"## {model}", "", "| field | for what | legal ground | kept |", "| --- | --- | --- | --- |"]
        lock = " (encrypted)" if line.encrypted else ""
        out.append(
            f"| {line.field}{lock} | {line.entry.purpose} | {line.entry.basis.value} | {line.entry.retention.value} |"
        )
    return "\n".join(out) + "\n"
