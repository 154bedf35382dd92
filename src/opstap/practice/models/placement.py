"""The placement test at intake: what was asked of whom, and what it came to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Course, Question
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.practice.models.answers import Learner


class Placement(models.Model):
    """One placement test of one learner: at most 20 questions and 15 minutes; it may be stopped at any moment.

    `asked` is the question that is open. What was answered are its answers; `areas` is what they came to and can be rebuilt.
    """

    class Stop(models.TextChoices):
        SETTLED = "settled", _("the road is clear")
        SURE = "sure", _("sure enough")
        ENOUGH = "enough", _("enough questions")
        TIME = "time", _("the time is over")
        NOTHING_LEFT = "nothing_left", _("no question is left")
        STOPPED = "stopped", _("the person stopped")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend begins it once")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="placements")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop = models.CharField(max_length=12, choices=Stop.choices, blank=True)
    ability = models.FloatField(null=True, blank=True, help_text="posterior mean, logits; derived")
    spread = models.FloatField(null=True, blank=True, help_text="posterior standard deviation, logits; derived")
    areas = models.JSONField(
        default=list,
        help_text="per area in order: code, asked, ability, spread, decision (known, partly, new); derived",
    )

    personal: ClassVar[dict[str, Personal]] = {
        "asked": Personal("let the person go on later", Basis.CONTRACT, Retention.PSEUDONYM),
        "started_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
        "ended_at": Personal("show progress", Basis.CONTRACT, Retention.PSEUDONYM),
        "ability": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "spread": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "areas": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"stop"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(ended_at__isnull=True), name="one_open_placement_per_learner"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
