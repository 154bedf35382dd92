"""The forms of a candidate: the short check, the application, the code."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from opstap.admission.forms.address import AddressField, offer, readable
from opstap.admission.queries import referrers
from opstap.admission.rules.codes import DIGITS
from opstap.admission.rules.eligibility import Rule
from opstap.kit.translated import in_language
from opstap.people.models import Language
from opstap.people.rules.address import western_digits

MOTIVATION_LENGTH = 2000

# What an answer to the check reads like, per kind of condition.
ANSWERS = {
    "age_min": {"yes": _("Yes"), "no": _("No, not yet")},
    "registered_job_seeker": {"yes": _("Yes"), "soon": _("Not yet, I will do it before the start"), "no": _("No")},
    "residence": {"yes": _("Yes"), "no": _("No")},
    "language_floor": {
        "b1": pgettext_lazy("understanding a language", "Well"),
        "a2": _("Everyday talk, when people speak slowly"),
        "a1": _("A few words"),
        "none": _("Not yet"),
    },
    "days_per_week": {"5": _("5 days"), "4": _("4 days"), "3": _("3 days"), "2": _("2 days"), "1": _("1 day")},
}
DAYS = [
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
]


class CheckForm(forms.Form):
    """One question per condition of the call, each answered by one tap."""

    def __init__(self, rules: Sequence[Rule], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for rule in rules:
            self.fields[rule.code] = forms.ChoiceField(
                label=in_language(rule.question),
                choices=list(ANSWERS[rule.kind].items()),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one answer.")},
            )


class ApplicationForm(forms.Form):
    """Seven fields. The version says on which state of the draft this page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What is your name?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Type your name.")},
    )
    address = AddressField(
        label=_("Your phone number or mail address"), help_text=_("We answer here. You need no mail address.")
    )
    language = forms.ChoiceField(
        label=_("In which language may we write to you?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    availability = forms.MultipleChoiceField(
        label=_("On which days can you come?"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the days on which you can come.")},
    )
    motivation = forms.CharField(
        label=_("Why do you want to do this?"),
        help_text=_(
            "A few sentences, in Dutch, French, English or Arabic. Mistakes do not count. What made you curious? What do you"
            " think will be hard, and what will you do then?"
        ),
        max_length=MOTIVATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write a few sentences: it is what we choose on.")},
    )
    referrer = forms.ChoiceField(
        label=_("Did someone send you to us?"),
        required=False,
        help_text=_("It does not count in the choice. They hear nothing about you unless you say so."),
    )
    notice = forms.BooleanField(
        label=_("I have read how you look after my data, and you may use my answers to choose"),
        error_messages={"required": _("Tick the box when you have read how we look after your data.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        senders = [(str(sender.pk), sender.name) for sender in referrers()]
        offer(self, "referrer", [("", gettext("No, I found it myself")), *senders])

    def keep_errors_of(self, name: str) -> None:
        """Forget what is wrong with every other field."""
        for other in [field for field in self.errors if field != name]:
            del self.errors[other]


class CodeForm(forms.Form):
    """The six digits that came by SMS or mail."""

    code = forms.CharField(
        label=_("The 6 digits that we sent"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={"required": _("Type the 6 digits.")},
    )

    def clean_code(self) -> str:
        """Digits of any script, with or without spaces."""
        code = "".join(char for char in western_digits(self.cleaned_data["code"]) if char.isdecimal())
        if len(code) != DIGITS:
            raise forms.ValidationError(_("The code has 6 digits."))
        return code


class SendForm(forms.Form):
    """The draft's own key: sent twice, it counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def client_key(self) -> UUID:
        """The key, once the form is valid."""
        key: UUID = self.cleaned_data["key"]
        return key


def address_typed(form: ApplicationForm) -> str:
    """The address as far as it can be read, whether the rest of the form is right or not."""
    return readable(str(form.data.get("address", "")))
