"""Answers (facts) and what is derived from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Blueprint, Course, Lesson, MockForm, Module, Question, Skill
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person


class Learner(models.Model):
    """The pseudonym under which a person's answers are kept. Erasing the person cuts `person`; the answers stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.SET_NULL, null=True, related_name="learner")
    ability = models.FloatField(default=0.0, help_text="general ability, logits; derived")
    answers_counted = models.PositiveIntegerField(default=0, help_text="derived")

    personal: ClassVar[dict[str, Personal]] = {
        "ability": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers_counted": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    def __str__(self) -> str:
        return str(self.id)


class Answer(models.Model):
    """One reply to one version of a question: a fact that never changes.

    `sequence` is the order in which answers count. `strength`, `difficulty` and `expected` (the probability of a right
    answer) are what was held before it, kept so that a judgement can be explained later and rebuilt to the last digit.
    """

    class Where(models.TextChoices):
        LESSON = "lesson", _("in a lesson")
        PRACTICE = "practice", _("in practice")
        MOCK = "mock", _("in a mock exam")
        TEST = "test", _("in a short test")

    sequence = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    chosen = models.JSONField(help_text="ids of the chosen options, sorted; empty for 'I do not know'")
    score = models.FloatField(help_text="0 wrong to 1 right")
    expected = models.FloatField(help_text="the chance of a right answer, as it was held before it")
    difficulty = models.FloatField(default=0.0, help_text="the question's difficulty that it was judged with, logits")
    strength = models.FloatField(default=0.0, help_text="ability plus skill offset that it was judged with, logits")
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
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "chosen": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "score": Personal("show what the person knows", Basis.CONTRACT, Retention.PSEUDONYM),
        "happened_at": Personal("plan repetition", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"expected", "difficulty", "strength", "first_try", "where", "recorded_at"}

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
    answers = models.PositiveIntegerField(default=0)
    right = models.FloatField(default=0.0)
    recent = models.JSONField(default=list, help_text="scores of the last five answers, oldest first")
    last_at = models.DateTimeField(null=True)

    personal: ClassVar[dict[str, Personal]] = {
        "offset": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "right": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
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
    answers = models.PositiveIntegerField(default=0)
    folded_to = models.BigIntegerField(default=0, help_text="sequence of the last answer folded in")

    def __str__(self) -> str:
        return self.code


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
    }
    not_personal: ClassVar[set[str]] = {"kind", "ends_at", "by_clock"}

    class Meta:
        indexes = [models.Index(fields=["learner", "kind", "handed_in_at"], name="paper_of_a_learner")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind"], condition=Q(handed_in_at__isnull=True), name="one_open_paper_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="paper_score_0_to_1"
            ),
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
    saved_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "chosen": Personal("let the person go on later", Basis.CONTRACT, Retention.PSEUDONYM),
        "saved_at": Personal("let the person go on later", Basis.CONTRACT, Retention.PSEUDONYM),
    }
    not_personal: ClassVar[set[str]] = {"marked"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "question"], name="one_choice_per_question")]

    def __str__(self) -> str:
        return f"{self.paper_id}"


class Readiness(models.Model):
    """The probability that this learner would pass this exam today, with its range.

    Derived from what they are shown to know, in the same transaction as each answer.
    """

    class Standing(models.TextChoices):
        TOO_EARLY = "too_early", _("too early to say")
        ON_THE_WAY = "on_the_way", _("on the way")
        LIKELY = "likely", _("likely")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="readiness")
    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="+")
    chance = models.FloatField(help_text="0 to 1")
    low = models.FloatField()
    high = models.FloatField()
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.TOO_EARLY)
    domains = models.JSONField(
        default=list,
        help_text="per domain in order: code, answers, value, low, high (shares, 0 to 1), raises (the chance, by)",
    )
    answers = models.PositiveIntegerField(default=0, help_text="answers on this outline's skills that it rests on")

    personal: ClassVar[dict[str, Personal]] = {
        "chance": Personal("say when the person is ready", Basis.CONTRACT, Retention.PSEUDONYM),
        "low": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "high": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
        "standing": Personal("say when the person is ready", Basis.CONTRACT, Retention.PSEUDONYM),
        "domains": Personal("choose what helps next", Basis.CONTRACT, Retention.PSEUDONYM),
        "answers": Personal("say how sure we are", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "blueprint"], name="one_readiness_per_outline")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.blueprint_id}"
