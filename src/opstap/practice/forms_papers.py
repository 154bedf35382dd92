"""What is sent in around a paper: begin one, one move on it, the time that someone gets."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.kit.forms import KeyedForm
from opstap.practice.forms import Response, ResponseForm
from opstap.practice.rules.exam_clock import FACTORS
from opstap.practice.rules.responses import read_seen

FACTOR_WORDS = {
    1.0: pgettext_lazy("extra time", "The usual time"),
    1.25: pgettext_lazy("extra time", "A quarter more"),
    1.5: pgettext_lazy("extra time", "Half as much more"),
    2.0: pgettext_lazy("extra time", "Twice the time"),
}


class MoveForm(ResponseForm):
    """One move on a paper: what is chosen now, what was saved when the page was made, and where to go.

    `seen` lets an old tab do no harm: what was not touched there is not written over what was chosen elsewhere since. What
    was touched there is refused when `version` is older than what is kept.
    """

    question = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, max_value=10**6, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)
    seen_marked = forms.BooleanField(required=False, widget=forms.HiddenInput)
    choice = Response(label=_("Your answer"), required=False)
    marked = forms.BooleanField(label=_("I want to look at this one again"), required=False)
    go = forms.SlugField(required=False)

    @property
    def touched(self) -> bool:
        """Whether something was changed on the page."""
        cleaned = self.cleaned_data
        changed: bool = cleaned["choice"] != read_seen(cleaned["seen"]) or cleaned["marked"] != cleaned["seen_marked"]
        return changed


class BeginForm(KeyedForm):
    """Begin a mock exam of this course, in the language of the exam that one plans."""

    course = forms.SlugField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=_("In which language will you sit the real exam?"),
        help_text=_("Practising in one language does not prove that you would pass in another."),
    )

    def __init__(self, *args: object, languages: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name) for code, name in settings.LANGUAGES if code in languages
        ]


class ExtraTimeForm(KeyedForm):
    """How much time someone has in mock exams."""

    factor = forms.TypedChoiceField(
        label=_("How much time does this person get?"),
        help_text=_("As the test centre will give them in the real exam. We do not ask or keep the reason."),
        coerce=float,
        choices=[(str(factor), FACTOR_WORDS[factor]) for factor in FACTORS],
        widget=forms.RadioSelect,
    )
