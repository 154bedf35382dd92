"""How likely someone would pass an exam (derived)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Blueprint
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.practice.models.answers import Learner


class Readiness(models.Model):
    """The probability that this learner would pass this exam today, with its range.

    Derived from what they are shown to know, in the same transaction as each answer.
    """

    class Standing(models.TextChoices):
        TOO_EARLY = "too_early", _("too early to say")
        ON_THE_WAY = "on_the_way", _("on the way")
        LIKELY = "likely", _("likely")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="readiness")
    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="+")
    chance = models.FloatField(help_text="0 to 1")
    low = models.FloatField()
    high = models.FloatField()
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.TOO_EARLY)
    domains = models.JSONField(
        default=list,
        help_text="per domain in order: code, answers, value, low, high (shares, 0 to 1), raises (the chance, by)",
    )
    answers = models.PositiveIntegerField(default=0, help_text="answers on this outline's skills that it rests on")

    personal: ClassVar[dict[str, Personal]] = {
        "chance": Personal("say when the person is ready", Basis.CONTRACT, Retention.PSEUDONYM),
        "low": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "high": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "standing": Personal("say when the person is ready", Basis.CONTRACT, Retention.PSEUDONYM),
        "domains": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "blueprint"], name="one_readiness_per_outline")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.blueprint_id}"
