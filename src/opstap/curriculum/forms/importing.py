"""What an author sends in."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Course, Skill
from opstap.curriculum.rules.upload import NotTextError, decode
from opstap.curriculum.wording import NOT_TEXT
from opstap.kit.forms import KeyedForm
from opstap.kit.translated import in_language
from opstap.people.models import Language


class CourseField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Course) -> str:
        return in_language(obj.title)


class SkillsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Skill) -> str:
        return in_language(obj.text)


class ImportForm(KeyedForm):
    """A GIFT file, and where it comes from."""

    file = forms.FileField(
        label=_("GIFT file"),
        help_text=_("A text file of at most 2 MB, as Moodle writes it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".gift,.txt,text/plain"}),
    )
    course = CourseField(label=_("For which course"), queryset=Course.objects.order_by("code"), empty_label=None)
    language = forms.ChoiceField(label=_("Language of the questions"), choices=Language.choices)
    author = forms.CharField(label=_("Who wrote them"), max_length=120)
    source = forms.CharField(label=_("Where they come from"), max_length=300, help_text=_("A title and an address."))
    licence = forms.CharField(
        label=_("Licence"),
        max_length=40,
        help_text=_("For example CC-BY-4.0. Recalled exam questions may not be used at all."),
    )

    def clean_file(self) -> str:
        """The text of the file; `encoding` and `filename` are kept beside it."""
        uploaded: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            decoded = decode(uploaded.read(MORE_THAN_ENOUGH))
        except NotTextError as error:
            raise forms.ValidationError(NOT_TEXT[str(error)], code=str(error)) from error
        self.cleaned_data["encoding"] = decoded.encoding
        self.cleaned_data["filename"] = uploaded.name or "gift.txt"
        return decoded.text

    @property
    def about(self) -> dict[str, str]:
        """Provenance, for the action."""
        return {name: str(self.cleaned_data[name]) for name in ("language", "author", "source", "licence")}


MORE_THAN_ENOUGH = 2 * 1024 * 1024 + 1  # one byte over the limit is enough to know


class SkillsForm(forms.Form):
    """Which skills the questions test; none is allowed where the page says so."""

    skills = SkillsField(label=_("Which skills they test"), queryset=Skill.objects.none(), required=False)
