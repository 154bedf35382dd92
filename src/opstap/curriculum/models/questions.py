"""What is asked: questions in versions, where they came from, and the forms of mock exams."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models.catalogue import Skill
from opstap.curriculum.models.courses import Course, Module, Origin
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person


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

    What `options` and `slots` hold per kind, and how a response to it is written, is told in `rules/kinds.py`.
    `current` marks the newest version; at most one per code.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        TRUE_FALSE = "truefalse", _("true or false")
        MATCH = "match", _("match pairs")
        ORDER = "order", _("put in order")
        DROPDOWN = "dropdown", _("fill the gaps from lists")
        NUMERIC = "numeric", _("a number")
        SHORT = "short", _("a short answer")
        HOTSPOT = "hotspot", _("a place in a picture")

    class Markup(models.TextChoices):
        PLAIN = "plain", _("plain text")
        HTML = "html", _("sanitised HTML")

    class Pool(models.TextChoices):
        PRACTICE = "practice", _("practice")
        MOCK = "mock", _("mock exams only")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    retired = models.BooleanField(default=False)
    taken_out = models.BooleanField(default=False, help_text="by a person: loading the course does not bring it back")
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
    slots = models.JSONField(default=list, blank=True, help_text="what is to be filled; see rules/kinds.py")
    image = models.JSONField(default=dict, blank=True, help_text="sha256 and path of the picture, alt per language")
    case_code = models.CharField(max_length=120, blank=True, help_text="of the case study that it belongs to")
    scenario = models.JSONField(default=dict, blank=True, help_text="of a case study: title and text, per language")
    pool = models.CharField(
        max_length=10,
        choices=Pool.choices,
        default=Pool.PRACTICE,
        help_text="mock: practice does not show it before the person has sat a form that holds it",
    )
    skills = models.ManyToManyField(Skill, related_name="questions")
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=40)
    author = models.CharField(max_length=120)
    reviewer = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PACK)
    loaded_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="question_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(current=True), name="question_one_current"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="question_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class MockForm(models.Model):
    """A fixed form of a mock exam, written by the course's authors; practice draws its own where a course has none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="mock_forms")
    code = models.SlugField(max_length=80)
    title = models.JSONField(help_text="per language")
    questions = models.JSONField(help_text="codes of questions, in order")
    position = models.PositiveSmallIntegerField(default=1)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["course", "code"], name="mock_form_once")]

    def __str__(self) -> str:
        return self.code
