"""Foreign keys point from later stations to earlier ones; import-linter cannot see them when they are strings."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from opstap.people.models import Person
from tests.contract.tree import stations

ORDER = {station: place for place, station in enumerate(stations())}


def station_of(model: type[models.Model]) -> str:
    module = model.__module__.split(".")
    return module[1] if module[0] == "opstap" else ""


def pointing_forwards(found: Iterable[type[models.Model]]) -> list[str]:
    """Each relation of an Opstap model to a model of a later station."""
    faults = []
    for model in found:
        for field in model._meta.get_fields():
            other = field.related_model
            if not isinstance(other, type) or field.auto_created or not station_of(model):
                continue
            if station_of(other) and ORDER[station_of(other)] > ORDER[station_of(model)]:
                faults.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    return faults


def test_no_relation_points_to_a_later_station() -> None:
    assert pointing_forwards(apps.get_models()) == []


@isolate_apps("opstap.kit")
def test_a_planted_relation_is_reported() -> None:
    class Planted(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "kit"

        def __str__(self) -> str:
            return "planted"

    Planted.__module__ = "opstap.kit.models"
    assert pointing_forwards([Planted]) == ["kit.Planted.person -> people.Person"]
