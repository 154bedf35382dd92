"""What a learner sends in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm
from opstap.practice.models import Answer


class Chosen(forms.Field):
    """The ids of the chosen options: every value sent under one name. Whether they exist, the marking decides."""

    widget = forms.SelectMultiple

    def to_python(self, value: object) -> list[str]:
        return [str(one)[:20] for one in value][:50] if isinstance(value, list) else []


class AnswerForm(KeyedForm):
    """One answer: the question that was shown, and the chosen options or "I do not know"."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    where = forms.ChoiceField(choices=Answer.Where.choices, widget=forms.HiddenInput, initial=Answer.Where.PRACTICE)
    choice = Chosen(label=_("Your answer"), required=False)
    unknown = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if cleaned.get("unknown"):
            cleaned["choice"] = []
        elif not cleaned.get("choice"):
            self.add_error("choice", _("Choose an answer, or say that you do not know."))
        return cleaned


class MoveForm(forms.Form):
    """One move on a paper: what is chosen now, what was saved when the page was made, and where to go.

    `seen` lets an old tab do no harm: what was not touched there is not written over what was chosen elsewhere since.
    """

    question = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    seen_marked = forms.BooleanField(required=False, widget=forms.HiddenInput)
    choice = Chosen(label=_("Your answer"), required=False)
    marked = forms.BooleanField(label=_("I want to look at this one again"), required=False)
    go = forms.SlugField(required=False)

    @property
    def touched(self) -> bool:
        """Whether something was changed on the page."""
        sent = self.cleaned_data
        seen = sorted(filter(None, sent["seen"].split(" ")))
        return sorted(sent["choice"]) != seen or sent["marked"] != sent["seen_marked"]


class BeginForm(KeyedForm):
    """Begin a mock exam of this course."""

    course = forms.SlugField(widget=forms.HiddenInput)


class HelpForm(KeyedForm):
    """I'm stuck here: the lesson or the question it is about, and words if the person wants to add any."""

    lesson = forms.SlugField(required=False, widget=forms.HiddenInput)
    question = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What is not clear? (you may leave this empty)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
