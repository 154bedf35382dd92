"""A practice session of some minutes, and when each skill is due again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from opstap.curriculum.models import Course, Skill
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.practice.models.answers import Learner


class PracticeSession(models.Model):
    """A fact: a learner began to practise for so many minutes. What was asked in it are its answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend begins it once")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="practice_sessions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(help_text="5, 10 or 20: how long the person wants to practise")
    questions = models.JSONField(
        default=list, help_text="ids of the versions of questions that were proposed, in order; grows as it goes on"
    )
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "minutes": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "questions": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "started_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
        "ended_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(ended_at__isnull=True), name="one_open_session_per_learner"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=60), name="session_of_1_to_60_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.minutes}"


class ReviewCard(models.Model):
    """When a learner should see a skill again (FSRS-6: stability and difficulty of the memory of it).

    Derived: follows from the answers in their sequence.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="review_cards")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    stability = models.FloatField(help_text="days until nine in ten would still know it")
    difficulty = models.FloatField(help_text="FSRS difficulty, 1 to 10")
    last_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reviews = models.PositiveIntegerField(default=0)

    personal: ClassVar[dict[str, Personal]] = {
        "stability": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
        "difficulty": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
        "last_at": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
        "due_at": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
        "reviews": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        indexes = [models.Index(fields=["learner", "due_at"], name="review_due")]
        constraints = [models.UniqueConstraint(fields=["learner", "skill"], name="one_card_per_skill")]

    def __str__(self) -> str:
        return f"{self.skill_id}"
