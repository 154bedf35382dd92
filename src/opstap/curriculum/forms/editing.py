"""What an author types into a lesson, and what a reviewer answers. Nothing is refused while writing: a draft may lack
anything, and `rules/revision_check.py` says what is to be mended before it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.kit.forms import KeyedForm
from opstap.people.models import Language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    type Label = str | _StrPromise

type Content = dict[str, Any]
OWN_NAMES = dict(Language.choices)
LONGEST = 60_000


class Unchecked:
    """A field that a draft may leave empty; that it is needed is told by `rules/revision_check.py`, not by the form."""

    def validate(self, value: Any) -> None:
        if value not in forms.Field.empty_values:
            super().validate(value)  # type: ignore[misc]


class DraftText(Unchecked, forms.CharField):
    """A text that is needed in the end."""


class DraftNumber(Unchecked, forms.IntegerField):
    """A number that is needed in the end."""


def text_field(label: Label, language: str = "", *, rows: int = 2) -> forms.CharField:
    """A text in one language, written in the direction of that language."""
    attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"} if language else {"dir": "auto"}
    widget = forms.Textarea({**attrs, "rows": str(rows)}) if rows > 1 else forms.TextInput(attrs)
    return DraftText(label=label, strip=True, max_length=LONGEST, widget=widget)


def in_lines(text: str) -> str:
    """As a browser sends it and a file has it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class SavedForm(forms.Form):
    """Any edit: `saved` is the count of saves that the page was made with."""

    use_required_attribute = False
    saved = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class LessonForm(SavedForm):
    """One lesson in one language; the minutes are of all languages."""

    minutes = DraftNumber(label=_("Minutes to read"), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["title"] = text_field(_("Title"), language, rows=1)
        self.fields["text"] = text_field(_("Text"), language, rows=24)
        self.order_fields(["title", "text", "minutes", "saved"])

    def over(self, content: Content) -> Content:
        """The content with what was typed; what was not sent stays as it was."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        changed = deepcopy(content)
        for name in {"title", "text"} & given.keys():
            text = in_lines(str(given[name]))
            if name == "text" and text:
                text += "\n"
            if text or changed[name].get(self.language):
                changed[name][self.language] = text
        if given.get("minutes"):
            changed["minutes"] = given["minutes"]
        return changed


class SendForm(forms.Form):
    """To the reviewer: what was changed, and why."""

    note = forms.CharField(
        label=_("What did you change, and why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
        help_text=_("Your reviewer reads this first."),
    )


class DecideForm(forms.Form):
    """A reviewer's answer: remarks are needed to send something back."""

    remarks = forms.CharField(
        label=_("What do you want to tell the author?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
        help_text=_("Needed when you send it back."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.data.get("do") == "send_back" and not str(given.get("remarks", "")).strip():
            self.add_error("remarks", _("Say what to mend, so that the author can go on."))
        return given


class NewQuestionForm(KeyedForm):
    """Which kind of question."""

    kind = forms.ChoiceField(label=_("Which kind of question?"), widget=forms.RadioSelect)


class FilterForm(forms.Form):
    """What to look for among the questions of a course."""

    q = forms.CharField(label=_("Words in the question"), required=False, max_length=100)
    module = forms.ChoiceField(label=_("Module"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, choices: Mapping[str, Sequence[tuple[str, Label]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("all")), *offered]  # type: ignore[attr-defined]
