"""What a learner sends in around a placement test."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm


class BeginForm(KeyedForm):
    """Begin the test."""


class SkipPartsForm(KeyedForm):
    """The parts of the course whose lessons someone does not want to read. None is marked beforehand: it is their choice."""

    parts = forms.MultipleChoiceField(label=_("Parts that I skip"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]
