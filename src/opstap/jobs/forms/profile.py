"""What a person looks for, and what they show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.jobs.actions.save_profile import Typed
from opstap.jobs.forms.parts import LANGUAGES, HoursForm, day_field, level_field, levels_of
from opstap.jobs.models import Profile
from opstap.jobs.rules.card import Line, Tells, tells

STRENGTHS_LENGTH = 400
HIDEABLE = {
    Line.EXAMS: _("Certificates"),
    Line.LANGUAGES: _("Languages"),
    Line.HOURS: _("Hours"),
    Line.FROM_DAY: _("From when"),
    Line.REMOTE: _("Work at home"),
    Line.STRENGTHS: _("My own words"),
}
TELLS = {
    Tells.NAME: _("Leave your name out: the card has none."),
    Tells.ADDRESS: _("Leave addresses and links out: an employer would find you by them."),
    Tells.NUMBER: _("Leave your number out: an employer gets it after your yes."),
}


class ProfileForm(HoursForm):
    """Short: languages with their level, hours, from when, at home, own words. It needs no key: it is one state."""

    from_day = day_field(
        _("From when can you start?"), required=False, hint=_("Leave it empty when you can start now.")
    )
    remote = forms.BooleanField(label=_("I can work at home some days"), required=False)
    strengths = forms.CharField(
        label=_("What are you good at?"),
        help_text=_(
            "In your own words, in a language that employers read. Your coach reads it first. No name, no number."
        ),
        required=False,
        max_length=STRENGTHS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": STRENGTHS_LENGTH}),
    )
    looking = forms.BooleanField(
        label=_("I am looking for a job"), required=False, help_text=_("Not now? Then nobody sees your card.")
    )
    hidden = forms.MultipleChoiceField(
        label=_("Keep these off my card"),
        help_text=_("What is not on the card does not count when vacancies and cards are compared."),
        choices=[(line.value, label) for line, label in HIDEABLE.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, name: str, profile: Profile | None = None) -> None:
        super().__init__(data, initial=_initial(profile))
        self.name = name
        levels = {
            f"language_{code}": level_field(code, label=_("%(language)s: how well?"), empty=_("Not on my card"))
            for code in LANGUAGES
        }
        self.fields = {**levels, **self.fields}

    def clean_strengths(self) -> str:
        """Words that tell who it is are sent back: a card has no name."""
        words = str(self.cleaned_data["strengths"])
        if (found := tells(words, name=self.name)) is not None:
            raise forms.ValidationError(TELLS[found])
        return words

    @property
    def typed(self) -> Typed:
        """For the action, once the form is valid."""
        given = self.cleaned_data
        return Typed(
            languages=levels_of(given),
            hours_min=given["hours_min"],
            hours_max=given["hours_max"],
            from_day=given["from_day"],
            remote=given["remote"],
            strengths=given["strengths"],
            hidden=given["hidden"],
            looking=given["looking"],
        )


def _initial(profile: Profile | None) -> dict[str, object]:
    if profile is None:
        return {"hours_min": 19, "hours_max": 38, "remote": True, "looking": True}
    return {
        **{f"language_{code}": level for code, level in profile.languages.items()},
        "hours_min": profile.hours_min,
        "hours_max": profile.hours_max,
        "from_day": profile.from_day,
        "remote": profile.remote,
        "strengths": profile.strengths,
        "looking": profile.looking,
        "hidden": profile.hidden,
    }
