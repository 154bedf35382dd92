"""Calls, interest, applications, assessments, decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now
from opstap.kit.encrypted import EncryptedTextField
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Language, Organisation, Person
from opstap.programme.models import Edition


class Call(models.Model):
    """A round of intake: places, dates, rules as data (see rules/eligibility.py)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=60, unique=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    places = models.PositiveIntegerField()
    rules = models.JSONField(default=dict)
    information_session = models.JSONField(default=dict, help_text="when and where to come and see, per language")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="call_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return self.slug


class Interest(models.Model):
    """Someone left a number or address to hear when a call opens. One row per address and call."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="interests")
    address = models.CharField(max_length=254, help_text="mail address in lower case, or phone number in E.164")
    language = models.CharField(max_length=2, choices=Language.choices)
    left_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "address": Personal("tell when the call opens", Basis.CONSENT, Retention.CALL_CLOSES),
        "language": Personal("tell in the person's language", Basis.CONSENT, Retention.CALL_CLOSES),
        "left_at": Personal("tell in order", Basis.CONSENT, Retention.CALL_CLOSES),
    }
    not_personal: ClassVar[set[str]] = {"told_at", "withdrawn_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "address"], name="one_interest_per_address")]

    def __str__(self) -> str:
        return f"{self.call_id}"


class Draft(models.Model):
    """An application that is not sent yet. Resumed by a code to the address; answers are kept encrypted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="drafts")
    address = models.CharField(max_length=254, blank=True)
    answers = EncryptedTextField(blank=True, help_text="JSON of what was typed so far")
    version = models.PositiveIntegerField(default=1, help_text="an older version from another tab is refused")
    language = models.CharField(max_length=2, choices=Language.choices)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "address": Personal("let the person go on later", Basis.CONSENT, Retention.CALL_CLOSES),
        "answers": Personal("let the person go on later", Basis.CONSENT, Retention.CALL_CLOSES),
        "language": Personal("write in the person's language", Basis.CONSENT, Retention.CALL_CLOSES),
        "saved_at": Personal("throw away old drafts", Basis.CONSENT, Retention.CALL_CLOSES),
    }
    not_personal: ClassVar[set[str]] = {"version", "code_hash", "code_sent_at", "code_tries"}

    def __str__(self) -> str:
        return f"draft {self.id}"


class Application(models.Model):
    """One person's answer to a call. What was answered never changes; `status` follows the decision.

    status: sent -> assessed -> admitted | waitlisted | declined; waitlisted -> admitted | declined; any open -> withdrawn.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("received")
        ASSESSED = "assessed", _("read")
        ADMITTED = "admitted", _("admitted")
        WAITLISTED = "waitlisted", _("on the waiting list")
        DECLINED = "declined", _("not this time")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    language = models.CharField(max_length=2, choices=Language.choices)
    eligibility = models.JSONField(default=dict, help_text="answers to the eligibility check, as codes")
    motivation = models.TextField(blank=True)
    availability = models.CharField(max_length=40, blank=True, help_text="a code: how many days a week")
    referrer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.SENT)
    sent_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "language": Personal("write in the person's language", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "eligibility": Personal("check the call's conditions", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "motivation": Personal("choose on motivation", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "availability": Personal("plan the group", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "status": Personal("tell the person", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "sent_at": Personal("treat in order", Basis.CONSENT, Retention.DECISION_2_YEARS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"],
                name="one_application_per_call",
                violation_error_message=_("You have applied already."),
            )
        ]
        indexes = [models.Index(fields=["call", "status", "sent_at"], name="application_list")]

    def __str__(self) -> str:
        return f"{self.status}"


class Assessment(models.Model):
    """A fact: one reader's scores on the rubric (see rules/rubric.py). One per reader and application."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(help_text="criterion code -> 0..4")
    remark = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "scores": Personal("choose on motivation", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "remark": Personal("explain the scores", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "made_at": Personal("show when", Basis.CONSENT, Retention.DECISION_2_YEARS),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reader"],
                name="one_assessment_per_reader",
                violation_error_message=_("You have scored this application already."),
            )
        ]

    def __str__(self) -> str:
        return f"assessment of {self.application_id}"


class Decision(models.Model):
    """A fact: admit, waitlist or decline, by whom, with a reason that the person is told."""

    class Outcome(models.TextChoices):
        ADMITTED = "admitted", _("Admit")
        WAITLISTED = "waitlisted", _("Waiting list")
        DECLINED = "declined", _("Decline")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    reason = models.CharField(max_length=60, help_text="a code from rules/reasons.py")
    words = models.CharField(max_length=500, blank=True, help_text="what the manager adds for the person")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "outcome": Personal("tell the person", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "reason": Personal("explain the decision", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "words": Personal("explain the decision", Basis.CONSENT, Retention.DECISION_2_YEARS),
        "at": Personal("show when", Basis.CONSENT, Retention.DECISION_2_YEARS),
    }

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.outcome}"
