"""What a reader sends in: how they like to read, and where they are."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.practice.rules.reading import LANGUAGES, SIZES, Preferences

# A moment in milliseconds, up to the year 2100: more would not be a time.
LAST = 4_102_444_800_000
NONE = "none"
NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "ar": "العربية"}


class ReadingForm(forms.Form):
    """A second language under each paragraph, and the size of the text."""

    lesson = forms.SlugField(widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES], required=False, widget=forms.HiddenInput)
    second = forms.ChoiceField(label=_("A second language with each paragraph"))
    size = forms.ChoiceField(
        label=_("Size of the text"),
        choices=[
            (SIZES[0], pgettext_lazy("size of text", "Normal")),
            (SIZES[1], pgettext_lazy("size of text", "Large")),
            (SIZES[2], pgettext_lazy("size of text", "Very large")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, languages: Sequence[str] = LANGUAGES, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [(NONE, pgettext_lazy("second language", "None")), *((code, NAMES[code]) for code in languages)]
        self.fields["second"].choices = choices  # type: ignore[attr-defined]

    def preferences(self) -> Preferences:
        """What was chosen, once the form is valid."""
        second = self.cleaned_data["second"]
        return Preferences("" if second == NONE else second, self.cleaned_data["size"])


class PlaceForm(forms.Form):
    """The block where a reader is, and when: milliseconds of the server's clock, which the page counts on from."""

    anchor = forms.SlugField(max_length=40)
    language = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES])
    at = forms.IntegerField(min_value=0, max_value=LAST)

    def moment(self) -> datetime:
        """When they were there, once the form is valid."""
        return datetime.fromtimestamp(self.cleaned_data["at"] / 1000, UTC)
