"""One field for a phone number or a mail address, whichever the person has."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm
from opstap.people.models import Language
from opstap.people.queries.addresses import problem_text
from opstap.people.rules.address import Problem, read_address

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Not type=email or tel: it is either. The keyboard of a mail address also has digits.
_ATTRIBUTES = {
    "autocomplete": "on",
    "inputmode": "email",
    "autocapitalize": "none",
    "spellcheck": "false",
    "dir": "ltr",
}


class AddressField(forms.CharField):
    """Cleans to the address in the one form that is stored: small letters, or E.164."""

    def __init__(self, *, label: "str | _StrPromise" = "", help_text: "str | _StrPromise" = "") -> None:
        super().__init__(
            label=label or _("Your phone number or mail address"),
            help_text=help_text,
            max_length=254,
            widget=forms.TextInput(attrs=_ATTRIBUTES),
            error_messages={"required": problem_text(Problem.EMPTY)},
        )

    def clean(self, value: object) -> str:
        """The address, or what is wrong with it in words."""
        read = read_address(str(super().clean(value)))
        if isinstance(read, Problem):
            raise forms.ValidationError(problem_text(read), code=read)
        return read.value


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Put the choices of a field that only the database knows."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def readable(text: str) -> str:
    """The address in its stored form, or "" when it is none (yet)."""
    read = read_address(text)
    return "" if isinstance(read, Problem) else read.value


class InterestForm(KeyedForm):
    """Hear when the next call opens."""

    address = AddressField()
    language = forms.ChoiceField(
        label=_("In which language may we write to you?"), choices=Language.choices, widget=forms.RadioSelect
    )


class ResumeForm(forms.Form):
    """Where the code may go."""

    address = AddressField()
