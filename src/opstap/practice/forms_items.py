"""What a trainer looks for among the questions of a course."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

SHOWS = (
    ("look", _("those that need a look")),
    ("all", _("all that are asked")),
    ("retired", _("those taken out of use")),
)


class ItemsForm(forms.Form):
    """All of it may be left out; what is no choice asks nothing."""

    course = forms.ChoiceField(label=_("Course"), required=False)
    show = forms.ChoiceField(label=_("Which questions"), required=False, choices=SHOWS)
    q = forms.CharField(label=_("Words in the question"), required=False, max_length=100)

    def __init__(self, data: object, *, courses: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["course"].choices = courses  # type: ignore[attr-defined]
