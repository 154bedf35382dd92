"""Messages out, and calls for help in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Language, Person

# Texts that let in whoever reads them. They are shown to nobody else and not kept once a provider has them.
SECRET_TEMPLATES = ("_code", "/confirm")


class Channel(models.TextChoices):
    MAIL = "mail", _("Mail")
    SMS = "sms", _("SMS")


class Message(models.Model):
    """One mail or SMS to one address.

    status: queued -> sending -> sent | failed | unknown. `sending` is written and committed before the provider is
    called, so that a crash in between leaves `unknown` ("please check"), which is never re-sent by itself.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        UNKNOWN = "unknown", _("Please check")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="derived from the event and the person: one row per (event, person)")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="messages")
    channel = models.CharField(max_length=4, choices=Channel.choices)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2, choices=Language.choices)
    template = models.CharField(max_length=60, help_text="which text was sent: a code")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "address": Personal("send the message", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
        "subject": Personal("tell the person", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
        "body": Personal("tell the person", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
        "language": Personal("write in the person's language", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
        "created_at": Personal("show when", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
        "sent_at": Personal("show when", Basis.CONTRACT, Retention.MESSAGE_1_YEAR),
    }
    not_personal: ClassVar[set[str]] = {"channel", "template", "status", "attempts", "error", "sending_at"}

    class Meta:
        indexes = [models.Index(fields=["status", "created_at"], name="message_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False), name="sent_message_has_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.template} {self.status}"

    @property
    def tone(self) -> str:
        """How a status tag shows the status: done, wait or danger."""
        if self.status == self.Status.SENT:
            return "done"
        return "danger" if self.status in {self.Status.FAILED, self.Status.UNKNOWN} else "wait"

    @property
    def holds_code(self) -> bool:
        """Whether the text lets its reader in: a one-time code, or the link that proves an address. By name of template."""
        return self.template.endswith(SECRET_TEMPLATES)

    @property
    def may_go_again(self) -> bool:
        """Whether a person may decide to send it once more."""
        return self.status in {self.Status.FAILED, self.Status.UNKNOWN} and not self.holds_code


class HelpRequest(models.Model):
    """ "I'm stuck here": one person asks, about one place, and a coach answers. Appended; the answer closes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="help_requests")
    about_type = models.CharField(max_length=40, blank=True, help_text="lesson, question, ...")
    about_id = models.CharField(max_length=80, blank=True, help_text="slug or id; a later station's thing")
    about_title = models.CharField(max_length=200, blank=True)
    about_place = models.CharField(max_length=40, blank=True, help_text="where in it: the anchor of a paragraph")
    about_quote = models.CharField(max_length=400, blank=True, help_text="how that place begins, as the person saw it")
    words = models.CharField(max_length=1000, blank=True, help_text="what the person added, if anything")
    asked_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=1000, blank=True)

    personal: ClassVar[dict[str, Personal]] = {
        "words": Personal("let a coach help", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "answer": Personal("help the person", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "asked_at": Personal("answer in time", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "answered_at": Personal("answer in time", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "about_id": Personal("know where the person is stuck", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "about_place": Personal("know where the person is stuck", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }
    not_personal: ClassVar[set[str]] = {"about_type", "about_title", "about_quote"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False),
                name="an_answer_has_an_author",
            )
        ]
        indexes = [models.Index(fields=["answered_at", "asked_at"], name="help_open_first")]

    def __str__(self) -> str:
        return f"help about {self.about_type} {self.about_id}"
