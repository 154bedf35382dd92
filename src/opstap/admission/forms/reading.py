"""The forms of coaches and managers."""

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from opstap.admission.forms.address import offer
from opstap.admission.models import Application, Call, Decision
from opstap.admission.pages.programme import call_name
from opstap.admission.rules.reasons import REASONS
from opstap.admission.rules.rubric import CRITERIA, HIGHEST, LOWEST
from opstap.kit.forms import KeyedForm

SORTS = {
    "oldest": ("sent_at", "pk"),
    "newest": ("-sent_at", "-pk"),
    "name": ("person__name", "pk"),
}


class ListForm(forms.Form):
    """Narrow the list down and order it."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    call = forms.ChoiceField(label=_("Call"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", pgettext_lazy("status", "All")), *Application.Status.choices]
    )
    sort = forms.ChoiceField(
        label=_("Order by"),
        required=False,
        choices=[("oldest", _("Sent first")), ("newest", _("Sent last")), ("name", _("Name"))],
    )

    def __init__(self, calls: QuerySet[Call], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = [
            (call.slug, call_name(call)) for call in calls.select_related("edition__programme").order_by("-opens_at")
        ]
        offer(self, "call", [("", pgettext("call", "All")), *named])

    def narrowed(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        """The rows that were asked for, in the order that was asked for; nonsense narrows nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if name := wanted.get("name"):
            rows = rows.filter(person__name__icontains=name)
        if slug := wanted.get("call"):
            rows = rows.filter(call__slug=slug)
        if status := wanted.get("status"):
            rows = rows.filter(status=status)
        return rows.order_by(*SORTS.get(wanted.get("sort") or "oldest", SORTS["oldest"]))


class ScoreForm(KeyedForm):
    """The rubric: a score per criterion, with what one should have read for it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for criterion in CRITERIA:
            anchors = ((0, criterion.none), (2, criterion.some), (4, criterion.full))
            self.fields[criterion.code] = forms.TypedChoiceField(
                label=gettext(criterion.name),
                help_text=format_html_join(
                    mark_safe("<br>"), "{}: {}", ((score, gettext(text)) for score, text in anchors)
                ),
                choices=[(str(score), str(score)) for score in range(LOWEST, HIGHEST + 1)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a score.")},
            )
        self.fields["remark"] = forms.CharField(
            label=_("Remark for the manager"),
            help_text=_("About what is written, not about the person. They may read it."),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )

    @property
    def scores(self) -> dict[str, int]:
        """Criterion -> score, once the form is valid."""
        return {criterion.code: self.cleaned_data[criterion.code] for criterion in CRITERIA}


class DecisionForm(KeyedForm):
    """An outcome with its reason (one choice, so that they always fit), and own words for the person."""

    choice = forms.ChoiceField(
        label=_("Decision and reason"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision with its reason.")},
    )
    words = forms.CharField(
        label=_("What you add, in the person's language"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "maxlength": 500}),
    )

    def __init__(self, outcomes: tuple[str, ...], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        labels = dict(Decision.Outcome.choices)
        choices = [
            (f"{outcome}:{reason.code}", f"{labels[Decision.Outcome(outcome)]}: {gettext(reason.label)}")
            for outcome in outcomes
            for reason in REASONS[outcome]
        ]
        offer(self, "choice", choices)

    @property
    def outcome(self) -> Decision.Outcome:
        """What was decided, once the form is valid."""
        return Decision.Outcome(self.cleaned_data["choice"].partition(":")[0])

    @property
    def reason(self) -> str:
        """The code of the reason, once the form is valid."""
        return str(self.cleaned_data["choice"].partition(":")[2])
