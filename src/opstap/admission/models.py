"""Calls, interest, applications, assessments, decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.kit.clock import now
from opstap.kit.encrypted import EncryptedTextField
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Language, Organisation, Person
from opstap.programme.models import Edition, Programme


class Call(models.Model):
    """A round of intake: places, dates, rules as data (see rules/eligibility.py)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=60, unique=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    places = models.PositiveIntegerField()
    rules = models.JSONField(default=list, help_text="conditions, see rules/eligibility.py")
    information_session = models.JSONField(
        default=dict, blank=True, help_text="when and where to come and see: a sentence per language"
    )
    decided_by = models.DateField(null=True, blank=True, help_text="when everybody hears, at the latest")
    announced_at = models.DateTimeField(null=True, blank=True, help_text="when those who left an address were told")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="call_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return self.slug


class Interest(models.Model):
    """Someone left a number or address to hear when the next call opens. One row per address and programme.

    `call` is the one they were last told about; empty as long as they were told about none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="interests")
    call = models.ForeignKey(Call, on_delete=models.SET_NULL, null=True, blank=True, related_name="interests")
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
        constraints = [models.UniqueConstraint(fields=["programme", "address"], name="one_interest_per_address")]

    def __str__(self) -> str:
        return f"interest {self.id}"


class Draft(models.Model):
    """An application that is not sent yet. Resumed by a code to the address; answers are kept encrypted.

    With `sent_at` it was sent from an address that someone has already, and waits until the owner of that address
    confirms it: nobody writes into another person's record, and the page tells nobody whose address is known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(
        unique=True, default=new_id, help_text="becomes the application's key: sent twice, counted once"
    )
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="drafts")
    address = models.CharField(max_length=254, blank=True, db_index=True)
    verified_address = models.CharField(max_length=254, blank=True, help_text="the address a code came back from")
    answers = EncryptedTextField(blank=True, help_text="JSON of what was typed so far")
    version = models.PositiveIntegerField(default=1, help_text="an older version from another tab is refused")
    language = models.CharField(max_length=2, choices=Language.choices)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.JSONField(default=list, blank=True, help_text="when codes went out, ISO 8601; the last few")
    saved_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "address": Personal("let the person go on later", Basis.CONSENT, Retention.CALL_CLOSES),
        "verified_address": Personal("know that the address is theirs", Basis.CONSENT, Retention.CALL_CLOSES),
        "answers": Personal("let the person go on later", Basis.CONSENT, Retention.CALL_CLOSES),
        "language": Personal("write in the person's language", Basis.CONSENT, Retention.CALL_CLOSES),
        "saved_at": Personal("throw away old drafts", Basis.CONSENT, Retention.CALL_CLOSES),
        "sent_at": Personal("treat in order", Basis.CONSENT, Retention.CALL_CLOSES),
    }
    not_personal: ClassVar[set[str]] = {"version", "code_hash", "code_sent_at", "code_tries", "codes_sent"}

    def __str__(self) -> str:
        return f"draft {self.id}"


class Application(models.Model):
    """One person's answer to a call. What was answered never changes; `status` follows the decision.

    `status` is changed by the actions alone, along the table in rules/status.py. Whoever withdrew may apply anew.
    """

    class Status(models.TextChoices):
        SENT = "sent", pgettext_lazy("application", "received")
        ASSESSED = "assessed", pgettext_lazy("application", "read")
        ADMITTED = "admitted", pgettext_lazy("application", "admitted")
        WAITLISTED = "waitlisted", pgettext_lazy("application", "on the waiting list")
        DECLINED = "declined", pgettext_lazy("application", "not this time")
        WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")

    OPEN: ClassVar[frozenset[str]] = frozenset({Status.SENT, Status.ASSESSED, Status.WAITLISTED, Status.ADMITTED})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    language = models.CharField(max_length=2, choices=Language.choices)
    eligibility = models.JSONField(default=dict, help_text="answers to the eligibility check, as codes")
    motivation = models.TextField(blank=True)
    availability = models.CharField(max_length=40, blank=True, help_text="days they can come: mon,tue,...")
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
                condition=~Q(status="withdrawn"),
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
