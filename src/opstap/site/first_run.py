"""The first run: an empty installation is opened once, by whoever runs it, at /start/ or with `bin/opstap new`.

A stranger on the network could be faster than the owner, so the page asks for a setup code that only the server shows.
"""

import base64
from datetime import date
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now, today
from opstap.people.actions.open_installation import Opening, is_empty, open_installation
from opstap.people.forms.fields import AddressField
from opstap.people.models import Language, Person
from opstap.people.rules.address import western_digits
from opstap.programme.actions.open_programme import NewProgramme, open_programme

# A link stays good for a day, and until it was used.
LINK_HOLDS = 60 * 60 * 24
LINK_SALT = "opstap.first_sign_in"
GUESSES = {"first_run": "10/10m/ip"}


def setup_code() -> str:
    """Eight characters, the same in every process of this installation: made from the secret key, kept nowhere."""
    digest = salted_hmac("opstap.setup_code", "1", algorithm="sha256").digest()
    text = base64.b32encode(digest).decode()[:8]
    return f"{text[:4]}-{text[4:]}"


def is_setup_code(text: str) -> bool:
    """Compare as people type: small letters, spaces, no dash."""
    typed = "".join(char for char in western_digits(text).upper() if char.isalnum())
    return constant_time_compare(typed, setup_code().replace("-", ""))


def may_guess(request: HttpRequest) -> bool:
    """Whether this visitor has tries left."""
    return bool(ratelimit.consume(request, app="allauth.account", action="first_run", config=GUESSES))


class OpeningForm(forms.Form):
    """What an installation needs to begin; the command asks the same."""

    organisation = forms.CharField(label=_("Name of your school or organisation"), max_length=160)
    programme = forms.CharField(label=_("Name of the first programme"), max_length=80)
    starts_on = forms.DateField(
        label=_("First day"), initial=today, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    address = AddressField()
    language = forms.ChoiceField(label=_("Language in which we write to you"), choices=Language.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class StartForm(OpeningForm):
    """The same, and the code that the server shows."""

    field_order = ("code",)
    code = forms.CharField(
        label=_("Setup code"),
        help_text=_("It stands where Opstap was started, and bin/opstap new --code shows it."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_setup_code(code):
            raise forms.ValidationError(_("That is not the setup code."))
        return code


def open_house(given: dict[str, Any]) -> Person:
    """Make organisation, administrator, programme and edition, all or nothing. Raises AlreadyOpenError."""
    opening = Opening(given["organisation"], given["name"], given["address"], given["language"])
    wanted = NewProgramme(given["programme"], given["language"], given["starts_on"], given["ends_on"])
    with transaction.atomic():
        organisation, person = open_installation(opening)
        open_programme(wanted, organisation=organisation, by=person)
    return person


def sign_in_link(person: Person) -> str:
    """An address that signs this person in once: for a server that cannot send mail yet."""
    token = signing.dumps(str(person.pk), salt=LINK_SALT)
    return f"{settings.OPSTAP_URL}{reverse('first_sign_in', args=[token])}"


def person_of(token: str) -> Person | None:
    """Whom an unused link is for."""
    try:
        pk = UUID(signing.loads(token, salt=LINK_SALT, max_age=LINK_HOLDS))
    except (signing.BadSignature, ValueError):
        return None
    return Person.objects.filter(pk=pk, is_active=True, last_login__isnull=True).first()


def use_link(person: Person) -> bool:
    """Take the link; of two at once only one gets it."""
    return bool(Person.objects.filter(pk=person.pk, last_login__isnull=True).update(last_login=now()))


def welcome() -> list[str]:
    """What the server says at its start while nobody is here."""
    if not is_empty():
        return []
    return [f"Nobody is here yet. Open {settings.OPSTAP_URL}{reverse('start')} with the setup code {setup_code()}"]
