"""Answers (facts), and what each learner is shown to know (derived)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Question, Skill
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person
from opstap.practice.rules.knowledge import PRIORS


class Learner(models.Model):
    """The pseudonym under which a person's answers are kept. Erasing the person cuts `person`; the answers stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.SET_NULL, null=True, related_name="learner")
    ability = models.FloatField(default=0.0, help_text="general ability, logits; derived")
    variance = models.FloatField(default=PRIORS.general, help_text="how unsure that is, squared logits; derived")
    slow = models.FloatField(default=0.0, help_text="average of the marks (-1 to 1), of long; derived")
    fast = models.FloatField(default=0.0, help_text="the same, of late; derived")
    right = models.FloatField(default=0.0, help_text="sum of the marks; derived")
    wrong = models.FloatField(default=0.0, help_text="sum of what was missed; derived")
    row = models.IntegerField(default=0, help_text="right answers in a row, wrong ones below 0; derived")
    answers_counted = models.PositiveIntegerField(default=0, help_text="derived")

    personal: ClassVar[dict[str, Personal]] = {
        "ability": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "variance": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "slow": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "fast": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "right": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "wrong": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "row": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers_counted": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    def __str__(self) -> str:
        return str(self.id)


class Answer(models.Model):
    """One reply to one version of a question: a fact that never changes.

    `sequence` is the order in which answers count. `strength`, `spread`, `difficulty`, `features` and `expected` (the probability
    of a right answer) are what was held before it, kept so that a judgement can be explained later and rebuilt to the last digit.
    """

    class Where(models.TextChoices):
        LESSON = "lesson", _("in a lesson")
        PRACTICE = "practice", _("in practice")
        MOCK = "mock", _("in a mock exam")
        TEST = "test", _("in a short test")
        PLACEMENT = "placement", _("in a placement test")

    sequence = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    chosen = models.JSONField(help_text="ids of the chosen options, sorted; empty for 'I do not know'")
    score = models.FloatField(help_text="0 wrong to 1 right")
    expected = models.FloatField(help_text="the chance of a right answer, as it was held before it")
    difficulty = models.FloatField(default=0.0, help_text="the question's difficulty that it was judged with, logits")
    strength = models.FloatField(default=0.0, help_text="ability plus skill offset that it was judged with, logits")
    spread = models.FloatField(
        default=PRIORS.general + PRIORS.skill, help_text="how unsure that strength was, squared logits"
    )
    features = models.JSONField(
        default=list, help_text="the numbers that it was judged with (rules/features.py); empty before they were kept"
    )
    first_try = models.BooleanField(
        default=True, help_text="the learner's first answer to any version of this question"
    )
    where = models.CharField(max_length=10, choices=Where.choices)
    paper = models.ForeignKey(
        "Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        help_text="the mock exam or test that it was part of",
    )
    session = models.ForeignKey(
        "PracticeSession",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        help_text="the practice session that it was part of",
    )
    placement = models.ForeignKey(
        "Placement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        help_text="the placement test that it was part of",
    )
    language = models.CharField(max_length=2, blank=True, help_text="in which it was asked, where that was kept")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "chosen": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "score": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "features": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "happened_at": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {
        "expected",
        "difficulty",
        "strength",
        "spread",
        "first_try",
        "where",
        "language",
        "recorded_at",
    }

    class Meta:
        indexes = [models.Index(fields=["learner", "question"], name="answer_learner_question")]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="answer_score_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"answer {self.sequence}"


class SkillState(models.Model):
    """What a learner is shown to know of one skill. Derived: rebuilt from the answers alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="skill_states")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="states")
    offset = models.FloatField(default=0.0, help_text="this skill above or below the general ability, logits")
    variance = models.FloatField(default=PRIORS.skill, help_text="how unsure that is, squared logits")
    slow = models.FloatField(default=0.0, help_text="average of the marks (-1 to 1), of long")
    fast = models.FloatField(default=0.0, help_text="the same, of late")
    answers = models.PositiveIntegerField(default=0)
    right = models.FloatField(default=0.0, help_text="sum of the marks")
    wrong = models.FloatField(default=0.0, help_text="sum of what was missed")
    recent = models.JSONField(default=list, help_text="scores of the last five answers, oldest first")
    last_at = models.DateTimeField(null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "offset": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "variance": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "slow": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "fast": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "right": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "wrong": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "recent": Personal("say why", Basis.CONTRACT, Retention.PSEUDONYM),
        "last_at": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "skill"], name="one_state_per_skill")]

    def __str__(self) -> str:
        return f"{self.skill_id}"


class QuestionState(models.Model):
    """The learned difficulty of a question (all versions of a code), folded in by a task, in sequence. Derived."""

    code = models.CharField(max_length=120, primary_key=True)
    difficulty = models.FloatField()
    variance = models.FloatField(default=PRIORS.question, help_text="how unsure that is, squared logits")
    answers = models.PositiveIntegerField(default=0)
    folded_to = models.BigIntegerField(default=0, help_text="sequence of the last answer folded in")

    def __str__(self) -> str:
        return self.code
