"""Every personal field says what it is for, on which ground, and how long it is kept."""

from typing import ClassVar

from django.db import models
from django.test.utils import isolate_apps

from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person
from opstap.site.register import as_markdown, own_models, undeclared
from tests.contract.tree import ROOT


def test_every_field_of_a_persons_row_is_declared() -> None:
    assert list(undeclared(own_models())) == []


def test_the_page_is_up_to_date() -> None:
    page = ROOT / "docs" / "register.md"
    assert page.read_text() == as_markdown(), "run bin/opstap register --write"


@isolate_apps("opstap.kit")
def test_a_planted_model_is_reported() -> None:
    class Planted(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
        key = models.UUIDField()
        agreed = models.BooleanField()
        born = models.DateField()
        told = models.TextField()
        kind = models.CharField(max_length=5)
        personal: ClassVar[dict[str, Personal]] = {
            "told": Personal("help", Basis.CONSENT, Retention.ACCOUNT),
            "gone": Personal("help", Basis.CONSENT, Retention.ACCOUNT),
        }
        not_personal: ClassVar[set[str]] = {"kind"}

        class Meta:
            app_label = "kit"

        def __str__(self) -> str:
            return "planted"

    assert list(undeclared([Planted])) == ["kit.Planted.gone is declared and is no field", "kit.Planted.born"]
