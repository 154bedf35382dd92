"""Forms of one's own pages."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm
from opstap.people.forms.fields import AddressField, CodeField
from opstap.people.models import ConsentEvent, Language, NoticeKind, Person


class DetailsForm(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    language = forms.ChoiceField(
        label=_("Language in which we write to you"), choices=Language.choices, widget=forms.RadioSelect
    )


class NewAddressForm(forms.Form):
    """A new number or address."""

    address = AddressField(label=_("New phone number or mail address"))


class CodeForm(forms.Form):
    """The code that was sent."""

    code = CodeField(label=_("The 6 digits that we sent"))


class PasswordForm(forms.Form):
    """A new password, once: it is checked by a code, and who forgets it signs in by a code."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters. Three words that only you would put together are good."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class ConsentForm(KeyedForm):
    """One button: yes, or no longer."""

    kind = forms.ChoiceField(choices=NoticeKind.choices)
    what = forms.ChoiceField(choices=[(what, what) for what in (ConsentEvent.What.GIVEN, ConsentEvent.What.WITHDRAWN)])
    organisation = forms.UUIDField(required=False)
