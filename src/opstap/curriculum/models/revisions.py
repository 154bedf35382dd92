"""Changes that a trainer proposes in the browser, until another person publishes them or sends them back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models.courses import Course, Lesson
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person

OPEN = ("draft", "review")


class Revision(models.Model):
    """A proposed new version of one lesson or one question. Whoever wrote it never publishes it.

    `content` of a lesson: {title, text, minutes, skills}; of a question: the fields of `Question` that say what is asked
    (kind, level, stem, options, slots, image, case_code, scenario, pool, skills) and its source. `saved` counts the saves,
    so that a second tab cannot write over the first. `based_on` is the version that it changes; 0 for a new question.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("waits for review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id, help_text="made by the client: a resend counts once")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="revisions")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, blank=True, related_name="revisions")
    question_code = models.CharField(max_length=120, blank=True)
    based_on = models.PositiveIntegerField()
    content = models.JSONField()
    saved = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    note = models.CharField(max_length=500, blank=True, help_text="what was changed and why, by its author")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    remarks = models.CharField(
        max_length=1000, blank=True, help_text="of the reviewer who sent it back or published it"
    )
    published_as = models.PositiveIntegerField(null=True, blank=True, help_text="the version that it became")
    begun_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "note": Personal("tell the reviewer what was changed", Basis.CONTRACT, Retention.ACCOUNT),
        "remarks": Personal("tell the author what to mend", Basis.CONTRACT, Retention.ACCOUNT),
        "begun_at": Personal("know who answers for a text", Basis.CONTRACT, Retention.ACCOUNT),
        "changed_at": Personal("know who answers for a text", Basis.CONTRACT, Retention.ACCOUNT),
        "sent_at": Personal("know who answers for a text", Basis.CONTRACT, Retention.ACCOUNT),
        "decided_at": Personal("know who answers for a text", Basis.CONTRACT, Retention.ACCOUNT),
    }
    not_personal: ClassVar[set[str]] = {"question_code", "based_on", "content", "saved", "state", "published_as"}

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, question_code="") | (Q(lesson__isnull=True) & ~Q(question_code="")),
                name="revision_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["lesson"], condition=Q(state__in=OPEN), name="one_open_revision_of_a_lesson"
            ),
            models.UniqueConstraint(
                fields=["question_code"],
                condition=Q(state__in=OPEN) & ~Q(question_code=""),
                name="one_open_revision_of_a_question",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | Q(author__isnull=True) | ~Q(reviewer=F("author")),
                name="an_author_is_never_the_reviewer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id or self.question_code} {self.state}"


class RevisionSave(models.Model):
    """The content of a revision at one save: appended, so that any save can be taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="saves")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["revision", "number"], name="revision_save_once")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.number}"
