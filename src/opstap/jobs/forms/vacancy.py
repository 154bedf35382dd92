"""A vacancy in ten minutes: only what the job truly needs."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Exam
from opstap.jobs.actions.open_vacancy import Wanted
from opstap.jobs.forms.parts import LANGUAGES, HoursForm, day_field, level_field, levels_of, number_field
from opstap.jobs.models import Vacancy
from opstap.kit.clock import today
from opstap.kit.forms import KeyedForm
from opstap.people.models import Language, Organisation

USUAL, LONGEST = timedelta(days=60), timedelta(days=365)
MOST_PEOPLE = 50


class VacancyForm(KeyedForm, HoursForm):
    """Title, place, hours, start, the languages and exams that the job needs; a few words if one likes."""

    title = forms.CharField(
        label=_("What is the job?"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Type what the job is.")},
    )
    place = forms.CharField(
        label=_("Where is it?"),
        help_text=_("It is shown, and never counts in a match."),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Type where it is.")},
    )
    people = number_field(_("How many people are you looking for?"), most=MOST_PEOPLE)
    starts_on = day_field(_("When does it start?"), required=False, hint=_("Leave it empty when the start is open."))
    remote = forms.BooleanField(
        label=_("Part of it is done at home"),
        help_text=_("Only when someone who cannot work at home cannot do this job."),
        required=False,
    )
    required_exams = forms.MultipleChoiceField(
        label=_("Which certificates does the job need?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wanted_exams = forms.MultipleChoiceField(
        label=_("Which would be a plus?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Tell about the work"),
        help_text=_("What does someone do on a normal Tuesday? Who shows them the ropes?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("In which language did you write this?"), choices=Language.choices)
    closes_on = day_field(_("Until when are you looking?"))
    field_order = ("title", "place", "people", "hours_min", "hours_max", "starts_on", "remote")

    def __init__(
        self,
        data: Any = None,
        *,
        exams: QuerySet[Exam],
        employers: QuerySet[Organisation],
        vacancy: Vacancy | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(vacancy))
        self.vacancy = vacancy
        # An exam that the vacancy asks for stays on its form, also when no track has it any more.
        asked = [*vacancy.required_exams.all(), *vacancy.wanted_exams.all()] if vacancy else []
        self.exams = {exam.code: exam for exam in [*asked, *exams]}
        self.employers = {str(one.pk): one for one in employers}
        floors = {
            f"language_{code}": level_field(
                code, label=_("%(language)s: which level does the job need?"), empty=_("Not needed")
            )
            for code in LANGUAGES
        }
        before = {name: self.fields[name] for name in self.field_order}
        rest = {name: field for name, field in self.fields.items() if name not in before}
        self.fields = {**self._employer(), **before, **floors, **rest}
        named = [(code, f"{code} {exam.certification}") for code, exam in sorted(self.exams.items())]
        for name in ("required_exams", "wanted_exams"):
            if named:
                self.fields[name].choices = named  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def _employer(self) -> dict[str, forms.Field]:
        """Asked only of someone who hires for several, and only for a new vacancy."""
        if self.vacancy is not None or len(self.employers) < 2:
            return {}
        choices = [(pk, one.name) for pk, one in self.employers.items()]
        return {"employer": forms.ChoiceField(label=_("For which organisation?"), choices=choices)}

    def clean_closes_on(self) -> date:
        """Not over, and not for ever."""
        day: date = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        if day > today() + LONGEST:
            raise forms.ValidationError(_("Choose a day within a year."))
        return day

    @property
    def employer(self) -> Organisation:
        """For whom, once the form is valid."""
        return self.employers[self.cleaned_data.get("employer") or next(iter(self.employers))]

    @property
    def wanted(self) -> Wanted:
        """For the action, once the form is valid."""
        given = self.cleaned_data
        plain = ("title", "place", "people", "hours_min", "hours_max", "starts_on", "remote", "words", "language")
        return Wanted(
            **{name: given[name] for name in (*plain, "closes_on")},
            languages=levels_of(given),
            required_exams=[self.exams[code] for code in given.get("required_exams", [])],
            wanted_exams=[self.exams[code] for code in given.get("wanted_exams", [])],
        )


def _initial(vacancy: Vacancy | None) -> dict[str, object]:
    if vacancy is None:
        language = (get_language() or "nl").split("-")[0]
        return {"people": 1, "hours_min": 19, "hours_max": 38, "language": language, "closes_on": today() + USUAL}
    plain = (
        "title",
        "place",
        "people",
        "hours_min",
        "hours_max",
        "starts_on",
        "remote",
        "words",
        "language",
        "closes_on",
    )
    return {
        **{name: getattr(vacancy, name) for name in plain},
        **{f"language_{code}": level for code, level in vacancy.languages.items()},
        "required_exams": [exam.code for exam in vacancy.required_exams.all()],
        "wanted_exams": [exam.code for exam in vacancy.wanted_exams.all()],
    }
