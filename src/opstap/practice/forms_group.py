"""What a coach chooses above the table of a group: the course, and the order."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _


class HeatForm(forms.Form):
    """All of it may be left out; what is no choice asks nothing."""

    course = forms.ChoiceField(label=_("Course"), required=False)
    by = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, data: object, *, courses: Sequence[tuple[str, str]], domains: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["course"].choices = courses  # type: ignore[attr-defined]
        self.fields["by"].choices = [("", _("by name")), *domains]  # type: ignore[attr-defined]
        if len(courses) < 2:
            del self.fields["course"]
