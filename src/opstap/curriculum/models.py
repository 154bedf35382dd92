"""The catalogue (certifications, exams, blueprints, skills) and what is taught (courses, modules, lessons, questions)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person


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
    language = models.CharField(max_length=5, default="en", help_text="localised exams follow about eight weeks later")
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exam", "as_of", "language"], name="blueprint_once")]

    def __str__(self) -> str:
        return f"{self.exam_id} {self.as_of}"


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


class Course(models.Model):
    """A course as loaded from a course pack."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    version = models.CharField(max_length=20)
    title = models.JSONField(help_text="per language")
    summary = models.JSONField(default=dict, help_text="per language")
    languages = models.JSONField(default=list)
    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, null=True, blank=True, related_name="courses")
    licence = models.CharField(max_length=40)
    loaded_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.code


class Module(models.Model):
    """A part of a course: its lessons and its questions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    code = models.SlugField(max_length=80)
    title = models.JSONField(help_text="per language")
    summary = models.JSONField(default=dict, help_text="per language")
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["course", "code"], name="module_once")]

    def __str__(self) -> str:
        return self.code


class Lesson(models.Model):
    """One lesson: its Markdown per language, the skills it teaches, the minutes it takes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="lessons")
    code = models.SlugField(max_length=100)
    title = models.JSONField(help_text="per language")
    text = models.JSONField(help_text="Markdown per language")
    minutes = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    skills = models.ManyToManyField(Skill, related_name="lessons")
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["module__position", "position"]
        constraints = [models.UniqueConstraint(fields=["module", "code"], name="lesson_once")]

    def __str__(self) -> str:
        return self.code


class GlossaryTerm(models.Model):
    """A term in the exam's English, with its plain meaning per language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    term = models.CharField(max_length=120)
    definition = models.JSONField(help_text="per language")

    def __str__(self) -> str:
        return self.term


class QuestionImport(models.Model):
    """One file of questions from outside: who brought it in, from where, under which licence.

    `text` holds the file between the report and the confirmation, and is emptied then; `sha256` stays as provenance.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id, help_text="made by the client: a resend counts once")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    licence = models.CharField(max_length=40)
    author = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "started_at": Personal("know who answers for the questions", Basis.CONTRACT, Retention.ACCOUNT),
        "confirmed_at": Personal("know who answers for the questions", Basis.CONTRACT, Retention.ACCOUNT),
        "author": Personal("name the author, as the licence asks", Basis.LEGITIMATE_INTEREST, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"filename", "text", "sha256", "language", "licence", "source"}

    def __str__(self) -> str:
        return self.filename


class Question(models.Model):
    """One version of a question; answers point to the version that was answered. A change is a new version.

    `options`: list of {id, text: {lang: str}, why: {lang: str}, weight: float 0..1 (share of the mark)}; the key is every
    option with weight > 0. `current` marks the newest version; at most one per code.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        TRUE_FALSE = "truefalse", _("true or false")

    class Markup(models.TextChoices):
        PLAIN = "plain", _("plain text")
        HTML = "html", _("sanitised HTML")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    retired = models.BooleanField(default=False)
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    module = models.ForeignKey(Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions")
    brought_by = models.ForeignKey(
        QuestionImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(default=3, help_text="1 easy to 5 hard, the author's guess")
    markup = models.CharField(max_length=5, choices=Markup.choices, default=Markup.PLAIN)
    stem = models.JSONField(help_text="per language")
    options = models.JSONField()
    skills = models.ManyToManyField(Skill, related_name="questions")
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=40)
    author = models.CharField(max_length=120)
    reviewer = models.CharField(max_length=120, blank=True)
    loaded_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="question_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(current=True), name="question_one_current"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="question_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
