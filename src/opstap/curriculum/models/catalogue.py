"""The catalogue: exams, their dated outlines, and the skills these hold."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opstap.kit.ids import new_id


class Exam(models.Model):
    """One exam of a vendor, and the certification it gives. From data/certifications.yaml."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        RETIRED = "retired", _("retired")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    certification = models.CharField(max_length=160)
    level = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    retired_on = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=20, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.code


class Blueprint(models.Model):
    """One dated version of an exam's outline. Never edited: a new outline is a new blueprint."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="blueprints")
    as_of = models.DateField()
    effective_from = models.DateField(
        null=True, blank=True, help_text="first day on which the exam is sat in this form; none: its own date"
    )
    language = models.CharField(max_length=5, default="en", help_text="localised exams follow about eight weeks later")
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exam", "as_of", "language"], name="blueprint_once")]

    def __str__(self) -> str:
        return f"{self.exam_id} {self.as_of}"

    @property
    def counts_from(self) -> date:
        """The first day on which the exam asks this outline."""
        return self.effective_from or self.as_of


class Domain(models.Model):
    """A part of a blueprint, with the range of its weight in percent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="domains")
    code = models.CharField(max_length=10)
    name = models.JSONField(help_text="per language")
    weight_min = models.PositiveSmallIntegerField(null=True, blank=True)
    weight_max = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["blueprint", "code"], name="domain_once"),
            models.CheckConstraint(
                condition=Q(weight_min__isnull=True) | Q(weight_min__lte=F("weight_max")),
                name="domain_weight_range",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Skill(models.Model):
    """One leaf objective, in our own words: the unit of all tailoring.

    It outlives an outline: its code stays when a new blueprint carries it on, so that answers keep their meaning. Here it
    stands where the newest blueprint puts it; `BlueprintSkill` says where each blueprint had it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="skills")
    code = models.CharField(max_length=80, unique=True)
    group_code = models.CharField(max_length=20)
    group_name = models.JSONField(help_text="per language")
    text = models.JSONField(help_text="per language")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["domain__position", "position"]

    def __str__(self) -> str:
        return self.code


class BlueprintSkill(models.Model):
    """The place of a skill in one blueprint. Kept as it was when a newer outline moves the skill."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="blueprint_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="places")
    group_code = models.CharField(max_length=20)
    group_name = models.JSONField(help_text="per language")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["domain", "skill"], name="skill_once_in_a_domain")]

    def __str__(self) -> str:
        return f"{self.skill_id} in {self.domain_id}"
