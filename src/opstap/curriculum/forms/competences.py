"""What someone looks for among the competences."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.curriculum.models import Competence, CompetenceMapping
from opstap.curriculum.queries.competences import concepts_in, exams_of
from opstap.kit.translated import in_language


class CompetenceSearch(forms.Form):
    """Words, a role or skill of a framework, an exam; nonsense narrows nothing."""

    words = forms.CharField(
        label=_("Words"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    concept = forms.ChoiceField(label=_("Role or skill in a framework"), required=False)
    exam = forms.ChoiceField(label=_("Exam"), required=False)

    def __init__(self, rows: Iterable[Competence], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = list(rows)
        named: list[tuple[object, object]] = [("", pgettext_lazy("concept", "All"))]
        for framework, concepts in concepts_in(rows):
            name = CompetenceMapping.Framework(framework).label
            named.append((name, [(f"{framework}:{one.concept}", in_language(one.label)) for one in concepts]))
        self.fields["concept"].choices = named  # type: ignore[attr-defined]
        exams = sorted({exam for row in rows for exam in exams_of(row)})
        self.fields["exam"].choices = [  # type: ignore[attr-defined]
            ("", pgettext_lazy("exam", "All")),
            *((exam, exam) for exam in exams),
        ]

    @property
    def asked(self) -> dict[str, str]:
        """What narrows the list, as `queries.competences.areas` takes it; fields that hold nonsense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
