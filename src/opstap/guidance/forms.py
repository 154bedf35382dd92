"""Forms of guidance; every one of them carries its key."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opstap.guidance.actions.mark_contacted import Touch
from opstap.guidance.models import Contact
from opstap.guidance.queries.needs import GroupLine, Need, narrowed
from opstap.guidance.reasons import KINDS
from opstap.guidance.rules.needs import Code
from opstap.guidance.rules.resting import LOOK_AGAIN
from opstap.guidance.words import TOPICS
from opstap.kit.clock import BRUSSELS
from opstap.kit.forms import KeyedForm
from opstap.programme.models import AbsenceNotice, Attendance, Participation
from opstap.programme.rules.slots import NoSuchTimeError, Slot, slot


class AbsenceForm(KeyedForm):
    """I can't come: one tap on a reason."""

    reason = forms.ChoiceField(choices=AbsenceNotice.Reason.choices)


class StuckForm(KeyedForm):
    """I'm stuck: one tap on what it is about, a few words if one likes."""

    words = forms.CharField(
        label=_("Say more, if you like"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own language."),
    )
    topic = forms.ChoiceField(choices=list(TOPICS.items()))


class AnswerForm(forms.Form):
    """A coach's answer. It needs no key: a call for help is answered once."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class NeedsForm(forms.Form):
    """Narrow down who needs me: by name, by group or coach, by kind of reason."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    group = forms.ChoiceField(label=_("Group or coach"), required=False)
    reason = forms.ChoiceField(
        label=_("Why"),
        required=False,
        choices=[("", pgettext_lazy("reason", "All")), *((code, label) for code, (label, _codes) in KINDS.items())],
    )

    def __init__(self, groups: Sequence[GroupLine], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        coaches = sorted({coach for group in groups for coach in group.coaches}, key=lambda one: one[1])
        named: list[tuple[object, object]] = [("", pgettext_lazy("group", "All"))]
        named.append((_("Groups"), [(str(one.pk), one.name) for one in groups]))
        if len(coaches) > 1:
            named.append((_("Coaches"), [(str(pk), name) for pk, name in coaches]))
        self.fields["group"].choices = named  # type: ignore[attr-defined]

    def narrowed(self, people: Sequence[Need]) -> list[Need]:
        """The people that were asked for; nonsense narrows nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        reason = wanted.get("reason") or ""
        codes = KINDS[reason][1] if reason else ()
        return narrowed(people, name=wanted.get("name") or "", group=wanted.get("group") or "", codes=codes)


# In how many days to look again: a button each.
AGAIN = {1: _("Tomorrow"), 3: _("In 3 days"), 7: _("In a week")}


class ContactForm(KeyedForm):
    """I was in touch: how, a note if one likes, and one tap on when to look again."""

    how = forms.ChoiceField(label=_("How did it go?"), choices=Contact.How.choices)
    words = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Coaches of this person read it, and so may they."),
    )
    look_again = forms.TypedChoiceField(coerce=int, choices=[(days, AGAIN[days]) for days in LOOK_AGAIN])
    reasons = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_reasons(self) -> list[str]:
        """The codes of the reasons that were on the page; anything else is left out."""
        return sorted({code for code in self.cleaned_data["reasons"].split(",") if code in set(Code)})

    def touch(self) -> Touch:
        """What the action needs."""
        given = self.cleaned_data
        return Touch(given["how"], given["look_again"], given["reasons"], given["words"])


class StatusField(forms.ChoiceField):
    """One name's status. It may stay open, and the page does not call it optional fifteen times."""

    def validate(self, value: object) -> None:
        """Only what was chosen is checked."""
        if value:
            super().validate(value)


class AttendanceForm(KeyedForm):
    """One row of choices per name. What is left open is not recorded, unless "the others are here" is pressed."""

    use_required_attribute = False

    def __init__(
        self,
        *args: object,
        participants: Iterable[Participation],
        now: dict[UUID, str],
        said: set[UUID],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.participants = list(participants)
        for one in self.participants:
            self.fields[field_name(one)] = StatusField(
                label=one.person.name,
                choices=Attendance.Status.choices,
                widget=forms.RadioSelect,
                initial=now.get(one.pk) or (Attendance.Status.EXCUSED if one.pk in said else None),
                help_text=_("Said beforehand that they can't come.") if one.pk in said else "",
            )

    def marks(self, *, rest: str = "") -> dict[UUID, str]:
        """Participation id -> status of whoever has one; `rest` is given to the others."""
        chosen = {one.pk: self.cleaned_data[field_name(one)] or rest for one in self.participants}
        return {pk: status for pk, status in chosen.items() if status}


class PlaceForm(forms.Form):
    """People with a place and no group yet. It needs no key: who has a group is passed over."""

    people = forms.MultipleChoiceField(
        label=_("Who joins this group?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: object, waiting: Iterable[Participation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(one.pk), one.person.name) for one in waiting]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[UUID]:
        """The participations that were ticked."""
        return [UUID(pk) for pk in self.cleaned_data["people"]]


class PlanForm(forms.Form):
    """One class, or the same class for some weeks. It needs no key: a group has one class at a time."""

    day = forms.DateField(label=_("Day of the first class"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Where"), max_length=120)
    weeks = forms.IntegerField(label=_("How many weeks, on the same day"), min_value=1, max_value=40, initial=1)
    preparatory = forms.BooleanField(label=_("This is the preparatory course"), required=False)

    def slots(self) -> list[Slot]:
        """The moments, on the clock of Brussels also when it changes."""
        given = self.cleaned_data
        days = (given["day"] + timedelta(weeks=week) for week in range(given["weeks"]))
        return [slot(day, given["starts"], given["ends"], BRUSSELS) for day in days]

    def clean(self) -> dict[str, object]:
        """From comes before to, and each of the times exists."""
        given = super().clean() or {}
        if not self.errors:
            try:
                self.slots()
            except NoSuchTimeError:
                self.add_error("starts", _("On one of these days the clock skips this time."))
            except ValueError:
                self.add_error("ends", _("The class ends before it begins."))
        return given


def field_name(participation: Participation) -> str:
    """The field of one name."""
    return f"at_{participation.pk.hex}"
