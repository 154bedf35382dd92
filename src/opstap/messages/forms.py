"""Forms of messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.messages.models import Message


class OutboxFilter(forms.Form):
    """Narrow the outbox down."""

    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("All")), *Message.Status.choices])
    search = forms.CharField(label=_("Part of the address"), required=False, max_length=80)
