"""Forms of guidance; every one of them carries its key."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.guidance.words import TOPICS
from opstap.kit.forms import KeyedForm
from opstap.programme.models import AbsenceNotice, Attendance, Participation


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


class AttendanceForm(KeyedForm):
    """One row of choices per name. What is left open is not recorded, unless "the others are here" is pressed."""

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
            self.fields[field_name(one)] = forms.ChoiceField(
                label=one.person.name,
                choices=Attendance.Status.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=now.get(one.pk) or (Attendance.Status.EXCUSED if one.pk in said else None),
                help_text=_("Said beforehand that they can't come.") if one.pk in said else "",
            )

    def marks(self, *, rest: str = "") -> dict[UUID, str]:
        """Participation id -> status of whoever has one; `rest` is given to the others."""
        chosen = {one.pk: self.cleaned_data[field_name(one)] or rest for one in self.participants}
        return {pk: status for pk, status in chosen.items() if status}


def field_name(participation: Participation) -> str:
    """The field of one name."""
    return f"at_{participation.pk.hex}"
