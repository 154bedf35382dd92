"""Forms of certification; each that writes carries its key."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.certification.models import Badge, Sitting, SittingEvent
from opstap.certification.outline_pages import WHAT
from opstap.certification.queries import VOUCHER_STATES, WORK
from opstap.certification.queries.changes import Met
from opstap.certification.rules.codes import MOST_LINES, Line, read_lines
from opstap.certification.rules.sittings import HIGHEST, LOWEST, score_fits
from opstap.certification.rules.transcripts import is_transcript_link
from opstap.curriculum.models import Exam
from opstap.kit.clock import BRUSSELS, today
from opstap.kit.forms import KeyedForm
from opstap.kit.translated import in_language
from opstap.people.models import Language, Organisation

MOST_CENTS = 100_000
OUTCOMES = [(value, SittingEvent.What(value).label) for value in ("passed", "failed", "missed")]


class AnswerForm(KeyedForm):
    """Yes, or another day: one tap on a button."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class NameForm(forms.Form):
    """Whether a badge's page shows its holder's name. It needs no key: it is one state."""

    public = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class BookForm(KeyedForm):
    """Which exam, when, where, in which language; the voucher that expires first is taken."""

    exam = forms.ChoiceField(
        label=_("Which exam?"), widget=forms.RadioSelect, error_messages={"required": _("Choose an exam.")}
    )
    day = forms.DateField(
        label=_("Which day?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    time = forms.TimeField(
        label=_("At what time?"),
        help_text=_("On the clock of Brussels."),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Choose a time."), "invalid": _("Choose a time.")},
    )
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("A test centre. Leave it empty for at home, on line."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("In which language is the exam?"),
        help_text=_(
            "Not their own? Then half an hour more can be asked for, before the exam is booked with the vendor."
        ),
        choices=Language.choices,
        initial=Language.EN,
    )
    with_voucher = forms.BooleanField(
        label=_("Take a voucher from stock"),
        help_text=_("The one that expires first, of those that are still valid on that day."),
        required=False,
        initial=True,
    )

    def __init__(self, data: Any = None, *, exams: Iterable[Exam]) -> None:
        super().__init__(data)
        self.exams = {exam.code: exam for exam in exams}
        choices = [(code, f"{code} {exam.certification}") for code, exam in self.exams.items()]
        self.fields["exam"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["exam"] = choices[0][0]

    @property
    def chosen(self) -> Exam:
        """The exam, once the form is valid."""
        return self.exams[self.cleaned_data["exam"]]

    @property
    def starts_at(self) -> datetime:
        """The moment, once the form is valid."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], BRUSSELS)


class ResultForm(KeyedForm):
    """Passed, not passed, or it did not take place; the score as the vendor reports it."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    score = forms.IntegerField(
        label=_("Score"),
        help_text=_("From 1 to 1000, as the vendor reports it; 700 is enough. It may be left empty."),
        required=False,
        min_value=LOWEST,
        max_value=HIGHEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, object]:
        """A score goes with its outcome."""
        given = super().clean() or {}
        outcome, score = given.get("outcome"), given.get("score")
        if isinstance(outcome, str) and outcome and not score_fits(outcome, score if isinstance(score, int) else None):
            self.add_error("score", _("This score does not go with that result: 700 and more is passed."))
        return given


class DeclareForm(ResultForm):
    """The same by the learner, with the link to their transcript."""

    evidence = forms.URLField(
        label=_("Link to your result"),
        help_text=_(
            "On Microsoft Learn: your profile, Transcript, Share. The link begins with https://learn.microsoft.com/."
            " You may add it later."
        ),
        required=False,
        assume_scheme="https",
        max_length=300,
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )

    def clean_evidence(self) -> str:
        """Only the vendor's own site counts."""
        return _transcript(str(self.cleaned_data["evidence"]))


class VerifyForm(KeyedForm):
    """I saw it on the vendor's record."""

    evidence = forms.URLField(
        label=_("Link to the transcript"),
        help_text=_("The share link on learn.microsoft.com, if you have it."),
        required=False,
        assume_scheme="https",
        max_length=300,
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )

    def clean_evidence(self) -> str:
        """Only the vendor's own site counts."""
        return _transcript(str(self.cleaned_data["evidence"]))


class CorrectForm(ResultForm):
    """The right result, and why the first was wrong."""

    reason = forms.ChoiceField(
        label=_("Why was the first one wrong?"),
        choices=SittingEvent.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class RevokeForm(forms.Form):
    """Why a badge is taken back. It needs no key: a badge is revoked once."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[one for one in Badge.Revoked.choices if one[0] != Badge.Revoked.ERASED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class StockForm(KeyedForm):
    """Codes as they were bought: one on a line."""

    exam = forms.ChoiceField(label=_("For which exam?"), error_messages={"required": _("Choose an exam.")})
    expires_on = forms.DateField(
        label=_("Until which day are they valid?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    cost = forms.DecimalField(
        label=_("Price of one, in euro"), min_value=0, max_value=MOST_CENTS // 100, decimal_places=2, localize=True
    )
    codes = forms.CharField(
        label=_("The codes, one on a line"),
        help_text=_("All of them are stocked, or none. They are kept encrypted."),
        max_length=MOST_LINES * 60,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Paste at least one code.")},
    )

    def __init__(self, data: Any = None, *, exams: Iterable[Exam], schools: QuerySet[Organisation]) -> None:
        super().__init__(data)
        self.exams = {exam.code: exam for exam in exams}
        self.schools = {str(one.pk): one for one in schools}
        choices = [(code, f"{code} {exam.certification}") for code, exam in self.exams.items()]
        self.fields["exam"].choices = choices  # type: ignore[attr-defined]
        if len(self.schools) > 1:
            named = [(pk, one.name) for pk, one in self.schools.items()]
            self.fields = {"school": forms.ChoiceField(label=_("For which school?"), choices=named), **self.fields}

    def clean_expires_on(self) -> date:
        """A voucher that is over is no stock."""
        day: date = self.cleaned_data["expires_on"]
        if day < today():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return day

    @property
    def school(self) -> Organisation:
        """For whom, once the form is valid."""
        return self.schools[self.cleaned_data.get("school") or next(iter(self.schools))]

    @property
    def chosen(self) -> Exam:
        """The exam, once the form is valid."""
        return self.exams[self.cleaned_data["exam"]]

    @property
    def lines(self) -> list[Line]:
        """The codes as they were read, each with its fault."""
        return read_lines(self.cleaned_data["codes"])

    @property
    def cost_cents(self) -> int:
        """Money in cents."""
        return int(self.cleaned_data["cost"] * 100)


class SittingFilter(forms.Form):
    """Narrow the sittings down."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    work = forms.ChoiceField(
        label=_("What waits"),
        required=False,
        choices=[("", pgettext_lazy("sittings", "Everything")), *WORK.items()],
    )
    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", pgettext_lazy("sittings", "All")), *Sitting.State.choices]
    )
    exam = forms.ChoiceField(label=_("Exam"), required=False)

    def __init__(self, data: Any = None, *, exams: Iterable[str]) -> None:
        super().__init__(data)
        choices = [("", pgettext_lazy("sittings", "All")), *((code, code) for code in exams)]
        self.fields["exam"].choices = choices  # type: ignore[attr-defined]


class VoucherFilter(forms.Form):
    """Narrow the stock down."""

    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", pgettext_lazy("vouchers", "All")), *VOUCHER_STATES.items()],
    )
    exam = forms.ChoiceField(label=_("Exam"), required=False)

    def __init__(self, data: Any = None, *, exams: Iterable[str]) -> None:
        super().__init__(data)
        choices = [("", pgettext_lazy("vouchers", "All")), *((code, code) for code in exams)]
        self.fields["exam"].choices = choices  # type: ignore[attr-defined]


class PeopleFilter(forms.Form):
    """Find whom to book for."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)


def _transcript(link: str) -> str:
    if link and not is_transcript_link(link):
        raise forms.ValidationError(
            _("Use the share link of Microsoft Learn: it begins with https://learn.microsoft.com/.")
        )
    return link


class OutlineChoice(forms.Form):
    """Which two outlines of an exam to compare, and which of their skills to show. `outlines`: oldest first."""

    old = forms.ChoiceField(label=_("From the outline of"), required=False)
    new = forms.ChoiceField(label=_("To the outline of"), required=False)
    what = forms.ChoiceField(
        label=_("What happened"),
        required=False,
        choices=[("", pgettext_lazy("skills", "All")), *((what, label) for what, (label, _kind) in WHAT.items())],
    )
    domain = forms.ChoiceField(label=_("Domain"), required=False)

    def __init__(self, data: Any = None, *, outlines: Sequence[tuple[str, str]]) -> None:
        codes, given = [code for code, _title in outlines], dict(data.items()) if data else {}
        old, new = (given.get(name, "") for name in ("old", "new"))
        last = codes.index(new) if new in codes else len(codes) - 1
        # The places of the two; without a choice that can be, the newest and the one before it.
        self.chosen = (codes.index(old) if old in codes else max(0, last - 1)), last
        filled = {name: codes[place] for name, place in zip(("old", "new"), self.chosen, strict=True)}
        super().__init__({**given, **filled})
        for name in ("old", "new"):
            self.fields[name].choices = outlines  # type: ignore[attr-defined]

    @property
    def asked(self) -> Mapping[str, str]:
        """What to show; nothing while the form does not hold."""
        return self.cleaned_data if self.is_valid() else {}

    def offer_domains(self, domains: Mapping[str, Mapping[str, str]]) -> None:
        """Domains by English name, with their names."""
        choices = [("", pgettext_lazy("domains", "All")), *((key, in_language(name)) for key, name in domains.items())]
        self.fields["domain"].choices = choices  # type: ignore[attr-defined]


class ChangeFilter(forms.Form):
    """Which change of an exam, and whom of those whom it meets."""

    change = forms.ChoiceField(label=_("Which change?"), required=False)
    fate = forms.ChoiceField(label=_("What it means"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        changes: Sequence[tuple[str, str]],
        chosen: str,
        fates: Sequence[tuple[str, object]],
        groups: Sequence[str],
    ) -> None:
        super().__init__({**(dict(data.items()) if data else {}), "change": chosen})
        self.fields["change"].choices = changes  # type: ignore[attr-defined]
        self.fields["fate"].choices = [("", pgettext_lazy("people", "All")), *fates]  # type: ignore[attr-defined]
        named = [(name, name) for name in groups]
        self.fields["group"].choices = [("", pgettext_lazy("groups", "All")), *named]  # type: ignore[attr-defined]

    def leaves(self, one: Met) -> bool:
        """Whether the filter leaves this person in the list."""
        asked = self.cleaned_data if self.is_valid() else {}
        group = one.participation.group
        fits = not asked.get("group") or (group is not None and group.name == asked["group"])
        return fits and (not asked.get("fate") or one.fate == asked["fate"])
