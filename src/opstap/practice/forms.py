"""What a learner sends in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.rules.kinds import LONGEST_TYPED, NUMERIC, decimal_of
from opstap.kit.forms import KeyedForm
from opstap.practice.models import Answer
from opstap.practice.rules.responses import Sent, as_typed, sent_of


class ResponseInput(forms.Widget):
    """Collects what the page sent of a question; the templates of `practice/questions/` draw it."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Sent:
        values = data.lists() if isinstance(data, QueryDict) else ((key, data[key]) for key in data)
        return sent_of(
            {key: [str(one) for one in some] if isinstance(some, list) else [str(some)] for key, some in values}
        )

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_


class Response(forms.Field):
    """The response to a question of any kind. Whether the question offers it, the marking decides."""

    widget = ResponseInput

    def clean(self, value: object) -> list[str]:
        sent = value if isinstance(value, Sent) else Sent()
        if sent.too_long:
            raise forms.ValidationError(
                _("Make your answer shorter: %(many)d characters at most."), params={"many": LONGEST_TYPED}
            )
        if sent.place_twice:
            raise forms.ValidationError(_("Two steps have the same place. Give each step a place of its own."))
        return sent.response


class ResponseForm(forms.Form):
    """A form that takes a response in its field `choice`."""

    @property
    def sent(self) -> list[str]:
        """What was sent, also when it cannot be taken in: the page keeps it."""
        return self._sent.response

    @property
    def is_typed(self) -> bool:
        return bool(self._sent.typed)

    def is_readable(self, kind: str) -> bool:
        """Whether a number can be read where one is asked; if not, the form says so."""
        words = as_typed(self._sent.typed)
        if kind != NUMERIC or not words or "choice" not in self.cleaned_data or decimal_of(words) is not None:
            return True
        if self.cleaned_data.get("unknown"):
            return True
        self.add_error("choice", _("We cannot read a number in this. Type it in digits, for example 12 or 0.5."))
        return False

    @property
    def _sent(self) -> Sent:
        sent = self["choice"].data if self.is_bound else None
        return sent if isinstance(sent, Sent) else Sent()


class AnswerForm(ResponseForm, KeyedForm):
    """One answer: the question that was shown, and the response or "I do not know"."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    where = forms.ChoiceField(choices=Answer.Where.choices, widget=forms.HiddenInput, initial=Answer.Where.PRACTICE)
    choice = Response(label=_("Your answer"), required=False)
    unknown = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if cleaned.get("unknown"):
            cleaned["choice"] = []
            self.errors.pop("choice", None)
        elif not cleaned.get("choice") and "choice" not in self.errors:
            self.add_error("choice", _("Choose an answer, or say that you do not know."))
        return cleaned


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
