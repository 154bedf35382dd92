"""What a coach did about someone: the one kind of fact that guidance owns."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now
from opstap.kit.encrypted import EncryptedTextField
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention
from opstap.people.models import Person


class Contact(models.Model):
    """A fact: a coach reached out to someone. Until `look_again_on` the person is not proposed again for the same reasons.

    A contact that was noted by mistake is taken back, once, by whoever noted it; then it counts for nothing.
    """

    class How(models.TextChoices):
        CALLED = "called", _("I called")
        NO_ANSWER = "no_answer", _("I called, nobody answered")
        MESSAGED = "messaged", _("I sent a message")
        MET = "met", _("We talked")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    words = EncryptedTextField(blank=True)
    reasons = models.JSONField(default=list, help_text="codes of the reasons that were shown: rules/needs.py")
    look_again_on = models.DateField()
    happened_at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    # Two people spoke; after a message or a call without an answer they have not.
    TALKED: ClassVar[tuple[str, ...]] = ("called", "met")
    REACHED: ClassVar[tuple[str, ...]] = ("called", "met", "messaged")

    personal: ClassVar[dict[str, Personal]] = {
        "how": Personal("help in time, prove attendance", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "words": Personal("help the person", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "reasons": Personal("say why", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "look_again_on": Personal("help in time, prove attendance", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
        "happened_at": Personal("show when", Basis.CONTRACT, Retention.PROGRAMME_5_YEARS),
    }

    not_personal: ClassVar[set[str]] = {"taken_back_at"}

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["person", "happened_at"], name="contact_newest")]

    def __str__(self) -> str:
        return f"{self.how}"
