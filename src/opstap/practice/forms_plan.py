"""What a learner says about their plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opstap.curriculum.models import Course, Lesson
from opstap.kit.forms import KeyedForm
from opstap.kit.translated import in_language
from opstap.practice.actions.wish_plan import Change
from opstap.practice.models import PlanWish
from opstap.practice.rules.plan import LEAST_HOURS, MOST_HOURS, USUAL_HOURS

LONGEST = timedelta(days=3 * 365)
PACES = (
    ("", _("Let Opstap choose")),
    ("1", _("The time that a lesson says")),
    ("1.25", _("A quarter more")),
    ("1.5", _("Half as much again")),
    ("2", _("Twice as much")),
)


class PlanForm(KeyedForm):
    """Hours a week, the day of the exam, and how much time someone needs. It is given `today`, the `courses` to choose from, and
    whether the person follows a track, which then says what comes next.
    """

    course = forms.ChoiceField(label=_("Which exam?"), required=False)
    hours_a_week = forms.FloatField(
        label=_("How many hours a week can you learn, outside class?"),
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )
    exam_on = forms.DateField(
        label=_("On which day is your exam?"),
        help_text=_(
            "Leave it empty when you do not know yet. An exam that your school books for you comes here by itself."
        ),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    time_factor = forms.ChoiceField(
        label=_("How much time do you need to read?"),
        help_text=_(
            "Opstap chooses a quarter more when the course is not in your language, or the extra time that you have."
        ),
        choices=PACES,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: date, courses: Sequence[Course], follows: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.follows, self.courses = today, follows, {course.code: course for course in courses}
        field = self.fields["course"]
        names = [(course.code, _name(course)) for course in courses]
        field.choices = [("", _("The next one of my track")), *names] if follows else names  # type: ignore[attr-defined]
        field.required = not follows
        if not courses or (len(courses) == 1 and follows):
            del self.fields["course"]

    def clean_exam_on(self) -> date | None:
        """A day to come."""
        day: date | None = self.cleaned_data["exam_on"]
        if day is not None and not self.today < day <= self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day to come, within three years."))
        return day

    def change(self) -> Change:
        """What was said, once the form is valid."""
        given = self.cleaned_data
        said = Change(
            hours_a_week=given["hours_a_week"],
            exam_on=given["exam_on"],
            time_factor=float(given["time_factor"]) if given["time_factor"] else None,
        )
        if "course" not in self.fields:
            return said
        return Change(self.courses.get(given["course"]), said.hours_a_week, said.time_factor, exam_on=said.exam_on)


def initial_of(wish: PlanWish | None, *, today: date) -> dict[str, object]:
    """What the form shows at first: what was said last."""
    if wish is None:
        return {"hours_a_week": f"{USUAL_HOURS:g}", "time_factor": ""}
    return {
        "course": wish.course.code if wish.course else "",
        "hours_a_week": f"{wish.hours_a_week:g}",
        "time_factor": f"{wish.time_factor:g}" if wish.time_factor else "",
        "exam_on": wish.exam_on if wish.exam_on and wish.exam_on > today else None,
    }


class SkipForm(KeyedForm):
    """The lessons that someone does not want to read, of those they have not read yet."""

    skipped = forms.MultipleChoiceField(
        label=_("Lessons that I skip"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lessons: Sequence[Lesson], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(lesson.code, in_language(lesson.title)) for lesson in lessons]
        self.fields["skipped"].choices = choices  # type: ignore[attr-defined]


def _name(course: Course) -> str:
    code = course.blueprint.exam.code if course.blueprint else ""
    return f"{code}: {in_language(course.title)}"
