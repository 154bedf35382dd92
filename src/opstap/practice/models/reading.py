"""What was read, where one stopped, and what is done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from opstap.curriculum.models import Course, Lesson
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.practice.models.answers import Learner


class LessonReading(models.Model):
    """A fact: a learner finished reading a lesson (once per lesson version)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="readings")
    lesson_id = models.UUIDField()
    lesson_version = models.PositiveIntegerField()
    happened_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "lesson_id": Personal("show where the person stopped", Basis.CONTRACT, Retention.PSEUDONYM),
        "happened_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"lesson_version"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson_id", "lesson_version"], name="a_lesson_is_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}"


class ReadingPlace(models.Model):
    """Where a learner is in a lesson: moved along while they read, gone once they say that they have read it.

    Not a fact: the newest place stands, by the moment at which they were there, so a note that comes late changes nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="places")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+")
    anchor = models.CharField(max_length=40, help_text="the block")
    share = models.FloatField(default=0.0, help_text="of the lesson's words, how many come before that block")
    at = models.DateTimeField()

    personal: ClassVar[dict[str, Personal]] = {
        "anchor": Personal("show where the person stopped", Basis.CONTRACT, Retention.ACCOUNT),
        "share": Personal("show where the person stopped", Basis.CONTRACT, Retention.ACCOUNT),
        "at": Personal("show where the person stopped", Basis.CONTRACT, Retention.ACCOUNT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="one_place_per_lesson"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="place_share_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.anchor}"


class CourseCompletion(models.Model):
    """A fact: a learner was done with every module of a course for the first time. Stays when the course grows later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="follows from learner and course: it is noted once")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="completions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    happened_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "happened_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "course"], name="a_course_is_completed_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_id}"
