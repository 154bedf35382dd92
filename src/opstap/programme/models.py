"""Programme, edition, goals, tracks, groups, calendar, participation, attendance."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Course, Exam
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Organisation, Person


class Programme(models.Model):
    """What a partner funds. Its public text answers a candidate's first questions, per language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.JSONField(help_text="per language")
    promise = models.JSONField(default=dict, help_text="one sentence under the name, per language")
    facts = models.JSONField(
        default=dict,
        help_text="answers per language under: what, days, class_language, cost, benefit, who, job, support",
    )
    funders = models.ManyToManyField(
        Organisation,
        related_name="funded_programmes",
        blank=True,
        help_text="who pays for it, and so reads its figures: groups of people, never a person",
    )

    def __str__(self) -> str:
        return self.slug


class Track(models.Model):
    """An ordered set of courses, and the certifications that all must be earned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tracks")
    slug = models.SlugField(max_length=60)
    name = models.JSONField(help_text="per language")
    exams = models.ManyToManyField(Exam, related_name="tracks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "slug"], name="track_once")]

    def __str__(self) -> str:
        return self.slug


class TrackCourse(models.Model):
    """One course of a track, in its place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="track_courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    preparatory = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["track", "course"], name="course_once_in_a_track")]

    def __str__(self) -> str:
        return f"{self.position}"


class Edition(models.Model):
    """One round of a programme."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="editions")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="edition_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="edition_dates"),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """How many people should reach a step of the funnel by a date."""

    class Step(models.TextChoices):
        STARTED = "started", _("started")
        COMPLETED = "completed", _("completed")
        FULLY_CERTIFIED = "fully_certified", _("fully certified")
        HIRED = "hired", _("hired")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="goals")
    step = models.CharField(max_length=20, choices=Step.choices)
    people = models.PositiveIntegerField()
    by = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "step"], name="goal_once")]

    def __str__(self) -> str:
        return f"{self.people} {self.step}"


class Group(models.Model):
    """About 15 participants who follow a track together, with coaches and a calendar."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="groups")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=60)
    places = models.PositiveSmallIntegerField(default=15)
    language = models.CharField(max_length=2, default="nl", help_text="language of the class")
    starts_on = models.DateField()
    coaches = models.ManyToManyField(Person, related_name="coached_groups", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="group_once")]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One meeting of a group."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    online_link = models.URLField(blank=True)
    preparatory = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_ends_after_its_start"),
            models.UniqueConstraint(fields=["group", "starts_at"], name="session_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Stage(models.TextChoices):
    """Where a participation stands."""

    OFFERED = "offered", _("offered a place")
    PREPARATORY = "preparatory", _("preparatory course")
    STARTED = "started", _("started")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    COMPLETED = "completed", _("completed")
    LEFT = "left", _("left")


class Participation(models.Model):
    """One person in one edition. `stage` follows the stage changes and is changed by `actions.change_stage` alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="participations")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="participations", null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.OFFERED)

    # Stages in which a person belongs to their group: they come to sessions, and coaches follow them.
    TAKING_PART: ClassVar[tuple[str, ...]] = ("offered", "preparatory", "started", "active")

    personal: ClassVar[dict[str, Personal]] = {
        "stage": Personal("know where the person stands", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS)
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "edition"], name="one_participation_per_edition")]

    def __str__(self) -> str:
        return f"{self.stage}"


class ChangeReason(models.TextChoices):
    """Why a stage changed. Which of them fit which change: rules/stages.py."""

    PLACE_OFFERED = "place_offered", _("A place was offered")
    ATTENDED = "attended", _("Came to a session")
    BEGAN = "began", _("Began")
    RETURNED = "returned", _("Came back")
    FINISHED = "finished", _("Finished the track")
    HEALTH = "health", _("Health")
    FAMILY = "family", _("Family or childcare")
    FOUND_JOB = "found_job", _("Found a job")
    OTHER_TRAINING = "other_training", _("Follows another training")
    MOVED = "moved", _("Moved away")
    PAPERS = "papers", _("Papers or income")
    TOO_HARD = "too_hard", _("Too hard for now")
    NOT_FOR_ME = "not_for_me", _("Not what they were looking for")
    NO_CONTACT = "no_contact", _("No contact any more")
    OTHER = "other", _("Another reason")


class StageChange(models.Model):
    """A fact: who changed the stage of a participation, when, why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="changes")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=60, blank=True, choices=ChangeReason.choices)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "stage": Personal("know the road of the person", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "reason": Personal("know why", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "happened_at": Personal("know when", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"recorded_at"}

    class Meta:
        ordering = ["happened_at", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.stage}"


class Attendance(models.Model):
    """A fact: whether a participant was at a session, as recorded once. A correction is a newer row."""

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attendances")
    status = models.CharField(max_length=10, choices=Status.choices)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "status": Personal("help in time, prove attendance", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "recorded_at": Personal("tell which record is newest", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }

    class Meta:
        indexes = [models.Index(fields=["session", "participation", "recorded_at"], name="attendance_newest")]

    def __str__(self) -> str:
        return f"{self.status}"


class AbsenceNotice(models.Model):
    """A fact: a participant said beforehand "I can't come". It reaches the group's coaches.

    One stands per session. "I can come after all" closes it (`withdrawn_at`, set once); saying it again is a new row.
    """

    class Reason(models.TextChoices):
        ILL = "ill", _("I am ill")
        CHILD = "child", _("My child or family needs me")
        APPOINTMENT = "appointment", _("I have an appointment")
        TRANSPORT = "transport", _("I can't get there")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="absence_notices")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="absence_notices")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    said_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="when the person could come after all")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    personal: ClassVar[dict[str, Personal]] = {
        "reason": Personal("tell the coach", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "said_at": Personal("tell the coach", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "withdrawn_at": Personal("tell the coach", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"seen_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "session"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_notice_per_session",
                violation_error_message=_("You have said so already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason}"
