"""A mock exam or a short test, and what is chosen on it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Blueprint, Course, MockForm, Module, Question
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.practice.models.answers import Learner


class Paper(models.Model):
    """One set of questions given to one learner to answer without help: a mock exam, or the short test of a module.

    Which questions, in which order, is fixed when it begins. What is chosen meanwhile is a `PaperChoice`; handing it in
    turns the choices into answers, once. What follows from those (`score`, `passed`) is derived and can be rebuilt.
    """

    class Kind(models.TextChoices):
        MOCK = "mock", _("mock exam")
        MODULE = "module", _("short test of a module")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend begins it once")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="papers")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    form = models.ForeignKey(
        MockForm,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="the course's own form that it is; none when its questions were drawn",
    )
    questions = models.JSONField(help_text="ids of the versions of questions, in order")
    language = models.CharField(max_length=2, blank=True, help_text="in which it is sat; of a mock exam: the exam's")
    time_factor = models.FloatField(default=1.0, help_text="extra time: 1.25 is a quarter more")
    started_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(null=True, blank=True, help_text="of a mock exam; a module's test has no clock")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    by_clock = models.BooleanField(default=False, help_text="handed in because its time was over")
    score = models.FloatField(null=True, blank=True, help_text="mean mark, 0 to 1; derived")
    passed = models.BooleanField(null=True, blank=True, help_text="derived; of a mock exam: at our own cut")

    personal: ClassVar[dict[str, Personal]] = {
        "questions": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "started_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
        "handed_in_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
        "score": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "passed": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "time_factor": Personal("give the time that the person needs", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"kind", "language", "ends_at", "by_clock"}

    class Meta:
        indexes = [models.Index(fields=["learner", "kind", "handed_in_at"], name="paper_of_a_learner")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind"], condition=Q(handed_in_at__isnull=True), name="one_open_paper_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="paper_score_0_to_1"
            ),
            models.CheckConstraint(condition=Q(time_factor__gte=1, time_factor__lte=3), name="time_factor_1_to_3"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PaperChoice(models.Model):
    """What is chosen for one question of a paper until it is handed in; thrown away once it is an answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="choices")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    chosen = models.JSONField(
        default=list, help_text="ids of the chosen options, sorted; empty while it is only marked"
    )
    marked = models.BooleanField(default=False, help_text="to look at again before handing in")
    version = models.PositiveIntegerField(default=1, help_text="one more at each change: an older page is refused")
    saved_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "chosen": Personal("let the person go on later", Basis.CONTRACT, Retention.PSEUDONYM),
        "saved_at": Personal("let the person go on later", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"marked", "version"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "question"], name="one_choice_per_question")]

    def __str__(self) -> str:
        return f"{self.paper_id}"
