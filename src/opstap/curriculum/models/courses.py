"""What is taught: courses, modules, lessons, terms, figures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models.catalogue import Blueprint, Skill
from opstap.kit.clock import now
from opstap.kit.ids import new_id


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
    glossary_languages = models.JSONField(default=list)
    readability = models.JSONField(default=dict, help_text="per language, the reading ease that the pack promises")
    draft = models.BooleanField(default=False, help_text="its authors say that it is not complete yet")
    loaded_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.code


class Module(models.Model):
    """A part of a course: its lessons and its questions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    code = models.SlugField(max_length=80)
    domain = models.CharField(max_length=10, blank=True, help_text="code of the outline's domain that it belongs to")
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
    modules = models.ManyToManyField(Module, related_name="terms", help_text="whose glossary.yaml holds it")

    def __str__(self) -> str:
        return self.term


class Origin(models.TextChoices):
    """Where a version came from."""

    PACK = "pack", _("from a course pack")
    BROWSER = "browser", _("edited in the browser")
    IMPORT = "import", _("brought in from a file")


class LessonVersion(models.Model):
    """A lesson as it was in one version: appended at each change, never edited. `Lesson` holds the newest.

    `text` and `title` are per language; `skills` are codes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.JSONField(help_text="per language")
    text = models.JSONField(help_text="Markdown per language")
    minutes = models.PositiveSmallIntegerField()
    skills = models.JSONField(default=list, help_text="codes")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PACK)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["lesson", "version"], name="lesson_version_once")]

    def __str__(self) -> str:
        return f"{self.lesson_id} v{self.version}"


class Media(models.Model):
    """A figure of a course, as bytes in the database, so that every web process has it. Known by its content.

    Another content under the same path is another row; the older one stays for versions that show it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="media")
    path = models.CharField(max_length=200, help_text="inside the pack, such as media/zero-trust.svg")
    sha256 = models.CharField(max_length=64, db_index=True)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    width = models.PositiveIntegerField(default=0, help_text="pixels, or units of the drawing; 0 when not known")
    height = models.PositiveIntegerField(default=0)
    current = models.BooleanField(default=True)
    loaded_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "path", "sha256"], name="media_content_once"),
            models.UniqueConstraint(fields=["course", "path"], condition=Q(current=True), name="media_one_current"),
        ]

    def __str__(self) -> str:
        return self.path
