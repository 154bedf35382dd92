"""What the labour market asks for, and how that maps to the public frameworks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models.catalogue import Skill
from opstap.kit.ids import new_id


class Competence(models.Model):
    """One of the 25-40 things that employers ask for. Skills (and later labs) are the evidence for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    area = models.CharField(max_length=40, help_text="code of the group in which it is shown")
    area_name = models.JSONField(default=dict, help_text="per language")
    title = models.JSONField(help_text="per language")
    description = models.JSONField(help_text="per language")
    position = models.PositiveSmallIntegerField()
    skills = models.ManyToManyField(Skill, related_name="competences")
    unmapped = models.JSONField(
        default=dict, blank=True, help_text="framework without a fitting concept: why, per language"
    )
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class CompetenceMapping(models.Model):
    """A competence and one concept of a framework. Relations are those of SKOS (W3C Recommendation, 2009-08-18).

    Read from ours to theirs: BROAD says that the framework's concept is broader than our competence.
    """

    class Framework(models.TextChoices):
        ESCO = "esco", "ESCO"
        ECSF = "ecsf", "ECSF"
        NICE = "nice", "NICE"

    class Relation(models.TextChoices):
        EXACT = "exact", _("the same")
        CLOSE = "close", _("nearly the same")
        BROAD = "broad", _("part of this wider one")
        NARROW = "narrow", _("wider than this one")
        RELATED = "related", _("related")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="mappings")
    framework = models.CharField(max_length=10, choices=Framework.choices)
    concept = models.CharField(max_length=200, help_text="its id or URI in the framework")
    label = models.JSONField(help_text="per language, as the framework has it")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    author = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["framework", "concept"]
        constraints = [models.UniqueConstraint(fields=["competence", "framework", "concept"], name="mapping_once")]

    def __str__(self) -> str:
        return f"{self.competence_id} {self.framework} {self.concept}"
