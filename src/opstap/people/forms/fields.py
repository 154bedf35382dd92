"""Fields that take digits of any script."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.people.queries.addresses import problem_text
from opstap.people.rules.address import Problem, read_address, western_digits


class AddressField(forms.CharField):
    """One text: a phone number or a mail address. Cleans to an Address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Your phone number or mail address"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("error_messages", {"required": problem_text(Problem.EMPTY)})
        # Not type=email or tel: it is either. The keyboard of a mail address also has digits.
        attrs = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs={**attrs, "dir": "ltr"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Give the Address, or None when the field may stay empty and did."""
        text = super().clean(value)
        if not text:
            return None
        read = read_address(text)
        if isinstance(read, Problem):
            raise forms.ValidationError(problem_text(read), code=read)
        return read


class CodeField(forms.CharField):
    """A code of digits from an SMS, a mail or an app."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("error_messages", {"required": _("Type the code.")})
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Keep the digits, as 0-9."""
        return "".join(char for char in western_digits(super().to_python(value) or "") if char.isalnum())
