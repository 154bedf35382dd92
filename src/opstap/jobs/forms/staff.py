"""The forms of an employer that trains its staff, and of an employee who joins."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Course
from opstap.jobs.models import Seat, StaffCourse
from opstap.kit.clock import today
from opstap.kit.forms import KeyedForm
from opstap.kit.translated import in_language
from opstap.people.models import Language, Organisation
from opstap.people.queries.addresses import problem_text
from opstap.people.rules.address import Problem, read_address, western_digits

MOST_SEATS = 5000
NOT_SO_MANY = _("Type a number from 1 to 5000.")
# An offer that nobody ends would stay open for years.
LONGEST = timedelta(days=730)
USUAL = timedelta(days=90)
DIGITS = 6


def seats_field() -> forms.IntegerField:
    """For how many people."""
    return forms.IntegerField(
        label=_("For how many people?"),
        validators=[MinValueValidator(1, NOT_SO_MANY), MaxValueValidator(MOST_SEATS, NOT_SO_MANY)],
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MOST_SEATS}),
        error_messages={"required": _("Type a number."), "invalid": _("Type a number.")},
    )


def closes_on_field() -> forms.DateField:
    """The last day to begin."""
    return forms.DateField(
        label=_("Until when can people begin?"),
        help_text=_("Whoever has begun by then may finish later."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def checked_day(day: date) -> date:
    """The day, when it is not over and not too far away."""
    if day < today():
        raise forms.ValidationError(_("This day is over. Choose a later one."))
    if day > today() + LONGEST:
        raise forms.ValidationError(_("Choose a day within two years."))
    return day


class CourseField(forms.ModelChoiceField[Course]):
    """A course by its title, in the reader's language."""

    def label_from_instance(self, obj: Course) -> str:
        return in_language(obj.title)


class OfferForm(KeyedForm):
    """Which course, for how many, until when; and for which firm, when someone speaks for several."""

    field_order = ("employer", "course", "seats", "closes_on")
    seats = seats_field()
    closes_on = closes_on_field()

    def __init__(
        self, employers: QuerySet[Organisation], courses: QuerySet[Course], data: Mapping[str, object] | None
    ) -> None:
        # The day is worked out for each page, not once when the server starts.
        super().__init__(data, initial={"closes_on": today() + USUAL})
        firms = list(employers)
        self.only = firms[0] if len(firms) == 1 else None
        if self.only is None:
            self.fields["employer"] = forms.ModelChoiceField(
                label=_("For which organisation?"), queryset=employers, empty_label=None
            )
        self.fields["course"] = CourseField(
            label=_("Which course?"),
            queryset=courses,
            empty_label=None,
            error_messages={"required": _("Choose a course."), "invalid_choice": _("Choose a course.")},
        )
        self.order_fields(self.field_order)

    def clean_closes_on(self) -> date:
        return checked_day(self.cleaned_data["closes_on"])

    @property
    def firm(self) -> Organisation:
        """For whom it is, once the form is valid."""
        chosen: Organisation = self.only or self.cleaned_data["employer"]
        return chosen


class ChangeForm(forms.Form):
    """More seats, more time."""

    seats = seats_field()
    closes_on = closes_on_field()

    def __init__(self, offered: StaffCourse, data: Mapping[str, object] | None) -> None:
        later = max(offered.closes_on, today() + timedelta(days=30)) if offered.closed_at else offered.closes_on
        super().__init__(data, initial={"seats": offered.seats, "closes_on": later})

    def clean_closes_on(self) -> date:
        return checked_day(self.cleaned_data["closes_on"])


class LinkForm(forms.Form):
    """The link that goes: a second tap comes with one that is gone already."""

    old = forms.CharField(widget=forms.HiddenInput, max_length=43)


class FactsForm(forms.Form):
    """What the lessons say instead of "the person who handles reports"."""

    reporting_contact = forms.CharField(
        label=_("Whom do people tell when something looks wrong?"),
        help_text=_("A name with a number or address, or a team: it stands in the middle of a sentence."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    dpo = forms.CharField(
        label=_("Who answers questions about personal data?"),
        help_text=_("Your data protection officer, or whoever does that work."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_reporting_contact(self) -> str:
        return _one_line(self.cleaned_data["reporting_contact"])

    def clean_dpo(self) -> str:
        return _one_line(self.cleaned_data["dpo"])


def _one_line(text: str) -> str:
    """A fact stands inside a sentence of a lesson."""
    return " ".join(text.split())


class SearchForm(forms.Form):
    """Find someone among those who completed."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)

    def narrowed(self, rows: QuerySet[Seat]) -> QuerySet[Seat]:
        """The rows that were asked for; nonsense narrows nothing."""
        name = self.cleaned_data.get("name") if self.is_valid() else ""
        return rows.filter(person__name__icontains=name) if name else rows


class TakePartForm(KeyedForm):
    """Of someone who is signed in: only that they have read."""

    notice = forms.BooleanField(
        label=_("I have read what my employer sees, and how my data is looked after"),
        error_messages={"required": _("Tick the box when you have read it.")},
    )


class JoinForm(TakePartForm):
    """Of someone who is not: who they are, and where the code may go."""

    field_order = ("name", "address", "language", "notice")
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("It stands on your certificate."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Type your name.")},
    )
    address = forms.CharField(
        label=_("Your phone number or mail address"),
        help_text=_("Of work or your own. Your employer does not see it."),
        max_length=254,
        # Not type=email or tel: it is either.
        widget=forms.TextInput(
            attrs={
                "autocomplete": "email",
                "inputmode": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
        error_messages={"required": problem_text(Problem.EMPTY)},
    )
    language = forms.ChoiceField(
        label=_("In which language may we write to you?"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])

    def clean_address(self) -> str:
        """In the one form that is stored: small letters, or E.164."""
        read = read_address(self.cleaned_data["address"])
        if isinstance(read, Problem):
            raise forms.ValidationError(problem_text(read), code=read)
        return read.value

    @property
    def given(self) -> dict[str, str]:
        """What waits for the code, once the form is valid."""
        key: UUID = self.client_key
        return {"name": self.cleaned_data["name"], "language": self.cleaned_data["language"], "key": str(key)}


class CodeForm(forms.Form):
    """The code that was sent, and whose phone this is."""

    code = forms.CharField(
        label=_("The 6 digits that we sent"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={"required": _("Type the 6 digits.")},
    )
    own_phone = forms.BooleanField(label=_("This is my own phone or computer: keep me signed in"), required=False)

    def clean_code(self) -> str:
        """Digits of any script, with or without spaces."""
        code = "".join(char for char in western_digits(self.cleaned_data["code"]) if char.isdecimal())
        if len(code) != DIGITS:
            raise forms.ValidationError(_("The code has 6 digits."))
        return code


class LeaveForm(KeyedForm):
    """Only the key: the question is on the page."""
