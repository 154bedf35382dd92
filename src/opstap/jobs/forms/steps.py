"""One step on the road to a job: yes or no, not this time, hired, does it last; and the filters of the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.jobs.actions.record_placement import Hired
from opstap.jobs.forms.parts import MOST_HOURS, day_field, number_field
from opstap.jobs.models import FollowUp, Introduction, IntroductionEvent, Placement
from opstap.jobs.rules.introduction import REASONS, Side
from opstap.kit.forms import KeyedForm
from opstap.people.models import ConsentEvent

_LABELS = dict(IntroductionEvent.Reason.choices)


def reasons(side: Side) -> list[tuple[str, object]]:
    """What this side may choose from, in words."""
    return [(code, _LABELS[IntroductionEvent.Reason(code)]) for code in REASONS[side]]


class AnswerForm(KeyedForm):
    """Yes or no by one tap on a button; a reason for a no only if one likes."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why not? You need not say."),
        choices=reasons(Side.PERSON),
        required=False,
        widget=forms.RadioSelect,
    )


class StopForm(KeyedForm):
    """The person stops it after a yes."""

    reason = forms.ChoiceField(
        label=_("Why? You need not say."), choices=reasons(Side.PERSON), required=False, widget=forms.RadioSelect
    )


class EndForm(KeyedForm):
    """The employer ends it: one reason, which the person is told in kind words."""

    reason = forms.ChoiceField(
        label=_("Why not this time?"),
        choices=reasons(Side.EMPLOYER),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one reason.")},
    )


class HiredForm(KeyedForm):
    """The job."""

    title = forms.CharField(
        label=_("As what?"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Type what the job is.")},
    )
    contract = forms.ChoiceField(
        label=_("Which contract?"),
        choices=Placement.Contract.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    hours = number_field(_("How many hours a week?"), most=MOST_HOURS)
    starts_on = day_field(_("From when?"))

    def hired(self, introduction: Introduction | None = None) -> Hired:
        """For the action, once the form is valid."""
        given = self.cleaned_data
        return Hired(
            title=given["title"],
            contract=given["contract"],
            hours=given["hours"],
            starts_on=given["starts_on"],
            employer_name=given.get("employer_name", ""),
            introduction=introduction,
        )


class PlacementForm(HiredForm):
    """The same by a coach, also for an employer outside Opstap."""

    employer_name = forms.CharField(
        label=_("Where?"),
        help_text=_("Also an employer who does not use Opstap."),
        max_length=160,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Type where.")},
    )
    field_order = ("key", "employer_name", "title", "contract", "hours", "starts_on")


class FollowUpForm(KeyedForm):
    """Does the job last? One tap on one of four buttons."""

    answer = forms.ChoiceField(choices=FollowUp.Answer.choices)


class CardForm(KeyedForm):
    """Show my card, or no longer."""

    what = forms.ChoiceField(choices=[(what, what) for what in (ConsentEvent.What.GIVEN, ConsentEvent.What.WITHDRAWN)])


class DeskForm(forms.Form):
    """Narrow the desk down."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("ready", _("Looking, and certified or nearly")),
            ("words", _("Own words to read")),
            ("card", _("Card is shown")),
            ("hired", _("Has a job")),
            ("all", pgettext_lazy("people", "Everybody")),
        ],
    )


class StateForm(forms.Form):
    """Narrow the introductions down."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    state = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        states: Iterable[tuple[str, object]] = Introduction.State.choices
        self.fields["state"].choices = [("", pgettext_lazy("introductions", "All")), *states]  # type: ignore[attr-defined]
