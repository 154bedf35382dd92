"""Fields that a profile and a vacancy share: language levels, hours, days."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from opstap.jobs.pages.match import language_name
from opstap.jobs.rules.matching import LEVELS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    type Label = str | _StrPromise

# The languages of the pages, and German: the third one of the country.
LANGUAGES = ("nl", "fr", "en", "ar", "de")
MOST_HOURS = 48

# CEFR in the words of people who do not know it. Source: Council of Europe, global scale (2001), shortened.
LEVEL_LABELS = dict(
    zip(
        LEVELS,
        (
            _("A1: some words and sentences"),
            _("A2: everyday talk"),
            _("B1: talk at work, simple mails"),
            _("B2: meetings, reports"),
            _("C1: nearly everything"),
            _("C2: as a mother tongue"),
        ),
        strict=True,
    )
)


def level_field(code: str, *, label: "Label", empty: "Label") -> forms.ChoiceField:
    """The level of one language, or none; `label` with a place for the language."""
    return forms.ChoiceField(
        label=str(label) % {"language": language_name(code)},
        choices=[("", empty), *LEVEL_LABELS.items()],
        required=False,
    )


def levels_of(given: Mapping[str, object]) -> dict[str, str]:
    """Language -> level, of those that have one."""
    return {code: str(level) for code in LANGUAGES if (level := given.get(f"language_{code}"))}


def day_field(label: "Label", *, required: bool = True, hint: "Label" = "") -> forms.DateField:
    """A day, chosen as the phone does it."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def number_field(label: "Label", *, most: int, hint: "Label" = "") -> forms.IntegerField:
    """A whole number from 1."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        validators=[MinValueValidator(1), MaxValueValidator(most)],
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": most}),
        error_messages={"required": _("Type a number."), "invalid": _("Type a number.")},
    )


class HoursForm(forms.Form):
    """From so many hours a week to so many."""

    hours_min = number_field(_("At least how many hours a week?"), most=MOST_HOURS)
    hours_max = number_field(_("At most how many hours a week?"), most=MOST_HOURS)

    def clean(self) -> dict[str, object]:
        """The least is not more than the most."""
        given = super().clean() or {}
        least, most = given.get("hours_min"), given.get("hours_max")
        if isinstance(least, int) and isinstance(most, int) and least > most:
            self.add_error("hours_max", _("This is less than the number before it."))
        return given
