"""Vouchers, sittings with their facts, signing keys, badges."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.curriculum.models import Course, Exam
from opstap.kit.clock import now
from opstap.kit.encrypted import EncryptedTextField
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Language, Organisation, Person
from opstap.programme.models import Participation, Track


class Voucher(models.Model):
    """A paid seat in stock. Whether it is free, reserved, used or expired follows from its sittings and the day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id, help_text="made by the client: a resend counts once")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vouchers")
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="vouchers")
    code = EncryptedTextField(help_text="as the vendor gave it")
    fingerprint = models.CharField(max_length=64, help_text="keyed hash of the code: the same code is stocked once")
    cost_cents = models.PositiveIntegerField(default=0)
    expires_on = models.DateField()
    stocked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["expires_on", "stocked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="a_voucher_is_stocked_once")
        ]

    def __str__(self) -> str:
        return f"voucher {self.id}"


class Sitting(models.Model):
    """One attempt at an exam. `state` follows the appended `SittingEvent`s and is changed by the actions alone."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("sitting", "proposed")
        AGREED = "agreed", pgettext_lazy("sitting", "agreed")
        DECLINED = "declined", pgettext_lazy("sitting", "another day, please")
        CANCELLED = "cancelled", pgettext_lazy("sitting", "cancelled")
        MISSED = "missed", pgettext_lazy("sitting", "did not take place")
        FAILED = "failed", pgettext_lazy("sitting", "not passed yet")
        PASSED = "passed", pgettext_lazy("sitting", "passed")

    AHEAD: ClassVar[tuple[str, ...]] = ("proposed", "agreed")
    SAT: ClassVar[tuple[str, ...]] = ("failed", "passed")
    # The voucher comes back into stock when nobody sat with it; who did not come has spent it.
    SPENDS: ClassVar[tuple[str, ...]] = ("proposed", "agreed", "missed", "failed", "passed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sittings")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="sittings")
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings")
    attempt = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True, help_text="a test centre, or empty for at home on line")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="as the vendor reports it, 1 to 1000")
    verified_at = models.DateTimeField(
        null=True, blank=True, help_text="when someone of the school saw it on the vendor's own record"
    )

    personal: ClassVar[dict[str, Personal]] = {
        "attempt": Personal("plan the exams", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "language": Personal("plan the exams", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "starts_at": Personal("plan the exams", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "place": Personal("plan the exams", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "state": Personal("know which certifications are earned", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "score": Personal("know which certifications are earned", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "verified_at": Personal("know which certifications are earned", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "starts_at"], name="sitting_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "exam"],
                condition=Q(state__in=("proposed", "agreed")),
                name="one_sitting_ahead_per_exam",
                violation_error_message=_("This person has a sitting for this exam already."),
            ),
            models.UniqueConstraint(
                fields=["voucher"],
                condition=Q(state__in=("proposed", "agreed", "missed", "failed", "passed")),
                name="a_voucher_is_spent_once",
                violation_error_message=_("This voucher is used for another sitting."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=1000), name="sitting_score_1_to_1000"
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(state__in=("passed", "failed")),
                name="what_was_sat_is_verified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state}"


class SittingEvent(models.Model):
    """A fact about a sitting: who proposed, agreed, declined, cancelled, recorded or verified what, when."""

    class What(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("asked for another day")
        CANCELLED = "cancelled", _("cancelled")
        MISSED = "missed", _("did not take place")
        FAILED = "failed", _("not passed")
        PASSED = "passed", _("passed")
        VERIFIED = "verified", _("seen on the vendor's record")

    class Reason(models.TextChoices):
        TYPING = "typing", _("A mistake in typing")
        VENDOR = "vendor", _("The vendor changed the result")
        PERSON = "person", _("It was another person's result")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=What.choices)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.URLField(max_length=300, blank=True, help_text="the share link of the vendor's transcript")
    reason = models.CharField(max_length=10, blank=True, choices=Reason.choices, help_text="of a correction")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "what": Personal("know which certifications are earned", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "score": Personal("know which certifications are earned", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "evidence": Personal("prove a certification", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "reason": Personal("know why", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "happened_at": Personal("know when", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"recorded_at"}

    class Meta:
        ordering = ["happened_at", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.what}"


class SigningKey(models.Model):
    """A key with which badges are signed (Ed25519). The newest that is not retired signs; every public half is published."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kid = models.CharField(max_length=60, unique=True)
    public = models.TextField(help_text="PEM")
    private = EncryptedTextField(blank=True, help_text="PEM; emptied when the key is retired")
    made_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return self.kid


class Badge(models.Model):
    """A credential that Opstap signs (Open Badges 3.0): every certification of a track, or a whole course.

    `credential` is the signed VC-JWT. The public page shows no more than its holder's own name, and only as long as they
    let it (`public`).
    """

    class Kind(models.TextChoices):
        TRACK = "track", _("fully certified")
        COURSE = "course", _("course completed")

    class Revoked(models.TextChoices):
        MISTAKE = "mistake", _("It was issued by mistake")
        FRAUD = "fraud", _("A result behind it was not honest")
        WISH = "wish", _("Its holder asked for it")
        ERASED = "erased", _("Its holder was erased")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="badges")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="badges")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    track = models.ForeignKey(Track, on_delete=models.PROTECT, null=True, blank=True, related_name="badges")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, blank=True, related_name="badges")
    name = models.JSONField(help_text="per language, as it was when the badge was issued")
    credential = models.TextField(help_text="VC-JWT")
    signed_with = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="badges")
    public = models.BooleanField(default=True, help_text="whether its page shows the holder's name")
    issued_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_for = models.CharField(max_length=10, blank=True, choices=Revoked.choices)

    personal: ClassVar[dict[str, Personal]] = {
        "credential": Personal("prove a certification", Basis.CONTRACT, Retention.ACCOUNT),
        "public": Personal("prove a certification", Basis.CONTRACT, Retention.ACCOUNT),
        "issued_at": Personal("know when", Basis.CONTRACT, Retention.ACCOUNT),
        "revoked_for": Personal("know why", Basis.CONTRACT, Retention.ACCOUNT),
    }
    not_personal: ClassVar[set[str]] = {"kind", "name", "revoked_at"}

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            # A revoked one may be followed by a new one: a mistake can be mended.
            models.UniqueConstraint(
                fields=["person", "track"],
                condition=Q(kind="track", revoked_at__isnull=True),
                name="one_badge_per_person_and_track",
            ),
            models.UniqueConstraint(
                fields=["person", "course"],
                condition=Q(kind="course", revoked_at__isnull=True),
                name="one_badge_per_person_and_course",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_for="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_for="")),
                name="a_badge_is_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="track", track__isnull=False, course__isnull=True)
                | Q(kind="course", course__isnull=False, track__isnull=True),
                name="a_badge_is_for_a_track_or_a_course",
            ),
        ]

    def __str__(self) -> str:
        return f"badge {self.id}"
