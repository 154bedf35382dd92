"""Profiles, vacancies, introductions, placements and follow-ups; courses for an employer's staff and their seats."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.curriculum.models import Course, Exam
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Organisation, Person
from opstap.programme.models import Participation


class Profile(models.Model):
    """What a person wants to show of themselves to employers, and what they look for. A card is made of it, without a name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    card = models.CharField(
        max_length=8, unique=True, help_text="what the card is called; says nothing about the person"
    )
    languages = models.JSONField(default=dict, help_text="code -> CEFR level (A1 to C2), as the person says")
    hours_min = models.PositiveSmallIntegerField(default=19)
    hours_max = models.PositiveSmallIntegerField(default=38)
    from_day = models.DateField(null=True, blank=True, help_text="can start from")
    remote = models.BooleanField(default=True, help_text="can work at home some days")
    strengths = models.CharField(max_length=400, blank=True, help_text="own words; read by the coach before anybody")
    read_at = models.DateTimeField(null=True, blank=True, help_text="when a coach read the strengths as they are now")
    read_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    hidden = models.JSONField(default=list, help_text="lines that the person keeps off the card: rules/card.py")
    looking = models.BooleanField(default=True, help_text="looks for a job now; a job that was found ends it")
    saved_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "card": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "languages": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "hours_min": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "hours_max": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "from_day": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "remote": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "strengths": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "hidden": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
        "looking": Personal("find a job with the person", Basis.CONSENT, Retention.ACCOUNT),
    }
    not_personal: ClassVar[set[str]] = {"saved_at", "read_at"}

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours_min__lte=F("hours_max")), name="profile_hours")]

    def __str__(self) -> str:
        return self.card


class Vacancy(models.Model):
    """A job that an employer offers. Only what the job truly needs is asked: each need is a reason to match or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vacancies")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=3000, blank=True)
    language = models.CharField(max_length=2, default="nl", help_text="language of title and words")
    place = models.CharField(max_length=120, help_text="shown, never scored")
    people = models.PositiveSmallIntegerField(default=1)
    hours_min = models.PositiveSmallIntegerField(default=19)
    hours_max = models.PositiveSmallIntegerField(default=38)
    remote = models.BooleanField(default=False, help_text="part of it is done at home")
    starts_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=dict, help_text="code -> lowest CEFR level that the job needs")
    required_exams = models.ManyToManyField(Exam, related_name="+", blank=True)
    wanted_exams = models.ManyToManyField(Exam, related_name="+", blank=True)
    opened_at = models.DateTimeField(default=now)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(hours_min__lte=F("hours_max")), name="vacancy_hours"),
            models.CheckConstraint(condition=Q(people__gte=1), name="vacancy_for_someone"),
        ]

    def __str__(self) -> str:
        return self.title


class Introduction(models.Model):
    """An employer asked to meet the person behind a card. `state` follows the appended `IntroductionEvent`s."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("introduction", "asked")
        ACCEPTED = "accepted", pgettext_lazy("introduction", "yes")
        DECLINED = "declined", pgettext_lazy("introduction", "no")
        INTERVIEWED = "interviewed", pgettext_lazy("introduction", "met")
        HIRED = "hired", pgettext_lazy("introduction", "hired")
        ENDED = "ended", pgettext_lazy("introduction", "not this time")

    # As long as it is open, or it became a job, the employer of a named one also sees how to reach the person.
    REACHABLE: ClassVar[tuple[str, ...]] = ("accepted", "interviewed", "hired")
    OPEN: ClassVar[tuple[str, ...]] = ("asked", "accepted", "interviewed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="introductions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    # "ended" before a yes would tell a name: an introduction that ended without one stays nameless.
    named = models.BooleanField(default=False, help_text="the person said yes, so the employer knows who it is")
    reasons = models.JSONField(
        default=dict, help_text="the card and what the match said when it was asked, with the rule's version"
    )
    asked_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "state": Personal("find a job with the person", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
        "reasons": Personal("explain the match", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
        "asked_at": Personal("know when", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"named"}

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                name="one_introduction_per_vacancy",
                violation_error_message=_("You have asked for this introduction already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.state}"


class IntroductionEvent(models.Model):
    """A fact about an introduction: asked, answered, met, ended; by whom, when, why."""

    class Reason(models.TextChoices):
        NOT_NOW = "not_now", _("Not now")
        TOO_FAR = "too_far", _("Too far")
        OTHER_JOB = "other_job", _("Another job")
        OTHER_PERSON = "other_person", _("Someone else was chosen")
        SKILLS = "skills", _("A skill that is needed was missing")
        NO_ANSWER = "no_answer", _("No answer came")
        CLOSED = "closed", _("The vacancy was closed")
        NO_CARD = "no_card", _("The card is no longer shown")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=12, choices=Introduction.State.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "what": Personal("find a job with the person", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
        "reason": Personal("know why", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
        "happened_at": Personal("know when", Basis.CONSENT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"recorded_at"}

    class Meta:
        ordering = ["happened_at", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.what}"


class Placement(models.Model):
    """A fact: a person was hired. An internship counts as "hired" only when it is paid work."""

    class Contract(models.TextChoices):
        PERMANENT = "permanent", _("permanent")
        FIXED_TERM = "fixed_term", _("for a fixed time")
        AGENCY = "agency", _("through an agency")
        INTERNSHIP = "internship", _("paid internship")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="placements")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    introduction = models.OneToOneField(
        Introduction, on_delete=models.PROTECT, null=True, blank=True, related_name="placement"
    )
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    employer_name = models.CharField(max_length=160, help_text="also of employers who do not use Opstap")
    title = models.CharField(max_length=120)
    contract = models.CharField(max_length=12, choices=Contract.choices)
    hours = models.PositiveSmallIntegerField(help_text="a week")
    starts_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "employer_name": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "title": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "contract": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "hours": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "starts_on": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"recorded_at"}

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return f"placement {self.id}"


class FollowUp(models.Model):
    """The question, some months after the start, whether the job lasts. No answer counts as unknown, never as yes."""

    class Answer(models.TextChoices):
        SAME_JOB = "same_job", _("Yes, in this job")
        OTHER_JOB = "other_job", _("Yes, in another job")
        TRAINING = "training", _("No, I follow a training")
        NO_JOB = "no_job", _("No, not now")

    WORKS: ClassVar[tuple[str, ...]] = ("same_job", "other_job")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(default=6)
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True, null=True, blank=True, help_text="of the answer: a resend counts once")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    personal: ClassVar[dict[str, Personal]] = {
        "answer": Personal("know whether the job lasts", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "answered_at": Personal("know when", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"due_on", "asked_at", "months"}

    class Meta:
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["placement", "months"], name="one_follow_up_per_month")]

    def __str__(self) -> str:
        return f"{self.months}"


class StaffCourse(models.Model):
    """A course that an employer offers to its own staff: so many seats, one invitation link, until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff_courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="staff_courses")
    seats = models.PositiveIntegerField()
    token = models.CharField(
        max_length=43, unique=True, help_text="the invitation link; whoever has it may take a seat"
    )
    opened_at = models.DateTimeField(default=now)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="a_staff_course_has_seats")]

    def __str__(self) -> str:
        return f"{self.course_id}"


class Seat(models.Model):
    """One employee takes part in a staff course. The employer sees `completed_at`, and nothing of what is learned.

    A seat that was left (`ended_at`) stays taken: whoever counts seats cannot tell that somebody left.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    staff_course = models.ForeignKey(StaffCourse, on_delete=models.PROTECT, related_name="taken")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    taken_at = models.DateTimeField(default=now)
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="the person left the course, or was erased")

    personal: ClassVar[dict[str, Personal]] = {
        "taken_at": Personal("offer the course", Basis.CONTRACT, Retention.PSEUDONYM),
        "completed_at": Personal("tell the employer that the course is completed", Basis.CONTRACT, Retention.PSEUDONYM),
        "ended_at": Personal("offer the course", Basis.CONTRACT, Retention.PSEUDONYM),
    }

    class Meta:
        ordering = ["taken_at"]
        constraints = [models.UniqueConstraint(fields=["staff_course", "person"], name="one_seat_per_person")]

    def __str__(self) -> str:
        return f"seat {self.id}"
