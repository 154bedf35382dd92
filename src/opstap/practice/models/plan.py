"""The personal plan: what the person wants and can, and each plan that was made from it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from opstap.curriculum.models import Course
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person
from opstap.practice.models.answers import Learner


class PlanWish(models.Model):
    """What a learner said about learning: hours a week, and lessons that they chose to skip. The newest stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="plan_wishes")
    course = models.ForeignKey(
        Course,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="whose exam comes next; none: the first of the track that is not done",
    )
    hours_a_week = models.FloatField(help_text="outside class")
    time_factor = models.FloatField(
        null=True, blank=True, help_text="1.25: a quarter more than a lesson says; none: as our rule has it"
    )
    skipped = models.JSONField(default=list, help_text="codes of lessons that the person chose to skip")
    exam_on = models.DateField(null=True, blank=True, help_text="own date, where the group has none yet")
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "hours_a_week": Personal("choose what helps next", Basis.CONTRACT, Retention.ACCOUNT),
        "time_factor": Personal("give the time that the person needs", Basis.CONTRACT, Retention.ACCOUNT),
        "skipped": Personal("choose what helps next", Basis.CONTRACT, Retention.ACCOUNT),
        "exam_on": Personal("plan the exams", Basis.CONTRACT, Retention.ACCOUNT),
        "recorded_at": Personal("show since when", Basis.CONTRACT, Retention.ACCOUNT),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours_a_week__gte=0, hours_a_week__lte=60), name="hours_in_a_week"),
            models.CheckConstraint(
                condition=Q(time_factor__isnull=True) | Q(time_factor__gte=1, time_factor__lte=3),
                name="plan_time_factor_1_to_3",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.hours_a_week}"


class Plan(models.Model):
    """A fact: the plan as it was made at a moment. The newest stands; the one before it shows what moved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="plans")
    course = models.ForeignKey(
        Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="to whose exam it leads"
    )
    hours_a_week = models.FloatField(default=0.0, help_text="that it was made for")
    weeks = models.JSONField(
        help_text="per week: monday (ISO date), lessons (codes), practice (minutes), mocks, minutes (of it all)"
    )
    exam_on = models.DateField(null=True, blank=True)
    realistic = models.BooleanField(default=True)
    why = models.JSONField(
        default=dict, help_text="code and figures of why the date does not hold, and what would make it hold"
    )
    made_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "hours_a_week": Personal("choose what helps next", Basis.CONTRACT, Retention.ACCOUNT),
        "weeks": Personal("choose what helps next", Basis.CONTRACT, Retention.ACCOUNT),
        "exam_on": Personal("plan the exams", Basis.CONTRACT, Retention.ACCOUNT),
        "realistic": Personal("let a coach help", Basis.CONTRACT, Retention.ACCOUNT),
        "why": Personal("say why", Basis.CONTRACT, Retention.ACCOUNT),
        "made_at": Personal("show since when", Basis.CONTRACT, Retention.ACCOUNT),
    }

    class Meta:
        indexes = [models.Index(fields=["learner", "made_at"], name="plan_of_a_learner")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.made_at:%Y-%m-%d}"


class ExtraTime(models.Model):
    """A fact: someone of staff gave this person more time in mock exams, as they will have in the real one. The newest stands.

    The reason is not kept: that a person needs time says enough, and a diagnosis is nobody's business here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="extra_times")
    factor = models.FloatField(help_text="1 is the usual time, 1.25 a quarter more")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "factor": Personal("give the time that the person needs", Basis.CONTRACT, Retention.ACCOUNT),
        "by": Personal("know why", Basis.LEGITIMATE_INTEREST, Retention.ACCOUNT),
        "recorded_at": Personal("show since when", Basis.CONTRACT, Retention.ACCOUNT),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(factor__gte=1, factor__lte=3), name="extra_time_1_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.factor}"
