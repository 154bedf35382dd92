"""The steps of the funnel and how each is counted, in words: the same on the page, on paper and in the table to take along."""

from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from opstap.design.parts import Text
from opstap.kit.translated import in_language
from opstap.programme.models import Edition
from opstap.steering.rules.funnel import Step, Work
from opstap.steering.rules.small_numbers import is_small

LABELS: dict[str, Text] = {
    Step.APPLIED: pgettext_lazy("step", "Applied"),
    Step.ELIGIBLE: pgettext_lazy("step", "Met the conditions"),
    Step.OFFERED: pgettext_lazy("step", "Offered a place"),
    Step.STARTED: pgettext_lazy("step", "Started"),
    Step.ACTIVE_WEEK_4: pgettext_lazy("step", "Active in week 4"),
    Step.COMPLETED: pgettext_lazy("step", "Completed"),
    Step.SAT: pgettext_lazy("step", "Sat an exam"),
    Step.FULLY_CERTIFIED: pgettext_lazy("step", "Fully certified"),
    Step.INTERVIEWED: pgettext_lazy("step", "Met an employer"),
    Step.HIRED: pgettext_lazy("step", "Hired"),
}

COUNTED: dict[str, Text] = {
    Step.APPLIED: gettext_lazy("Sent an application. Whoever withdrew and applied anew counts once."),
    Step.ELIGIBLE: gettext_lazy("Sent an application that met the conditions of its call."),
    Step.OFFERED: gettext_lazy("Was offered a place, whether they took it or not."),
    Step.STARTED: gettext_lazy(
        "Came at least once to a class of the main training; the preparatory course does not count."
    ),
    Step.ACTIVE_WEEK_4: gettext_lazy(
        "Came again 21 to 27 days after their first class, or was noted as active by a coach."
    ),
    Step.COMPLETED: gettext_lazy("Finished the track."),
    Step.SAT: gettext_lazy("Sat at least one exam that the track requires, passed or not."),
    Step.FULLY_CERTIFIED: gettext_lazy(
        "Passed every exam that the track requires, each seen by us on the vendor's record."
    ),
    Step.INTERVIEWED: gettext_lazy("Met an employer through us, or was hired."),
    Step.HIRED: gettext_lazy("Found paid work, through us or not; a paid internship counts."),
}

WORK_LABELS: dict[str, Text] = {
    Work.YES: gettext_lazy("At work after 6 months: yes"),
    Work.NO: gettext_lazy("At work after 6 months: no"),
    Work.UNKNOWN: gettext_lazy("At work after 6 months: unknown"),
    Work.NOT_DUE: gettext_lazy("At work after 6 months: not asked yet"),
}

WORK_COUNTED: dict[str, Text] = {
    Work.YES: gettext_lazy("Said that they work, in that job or another."),
    Work.NO: gettext_lazy("Said that they do not work now, or follow a training."),
    Work.UNKNOWN: gettext_lazy("Gave no answer. Unknown never counts as yes."),
    Work.NOT_DUE: gettext_lazy("Was hired less than 6 months ago."),
}

GOAL_LABELS: dict[str, Text] = {
    "started": gettext_lazy("started"),
    "completed": gettext_lazy("completed"),
    "fully_certified": gettext_lazy("fully certified"),
    "hired": gettext_lazy("hired"),
}


def passed_label(exam: str) -> str:
    """The step of one exam."""
    return _("Passed %(exam)s") % {"exam": exam}


def passed_counted(exam: str) -> str:
    """How it is counted."""
    return _("Passed %(exam)s, seen by us on the vendor's record.") % {"exam": exam}


def step_label(step: str, exams: Collection[str]) -> Text | None:
    """What a step of an address is called, with "passed-" before the code of one of these exams; None when there is none."""
    exam = step.removeprefix("passed-")
    return passed_label(exam) if exam != step and exam in exams else LABELS.get(step)


def edition_name(edition: Edition) -> str:
    """The programme and the edition."""
    return f"{in_language(edition.programme.name)}, {edition.name}"


def day(moment: object) -> str:
    """A date in the reader's language."""
    return date_format(moment, "DATE_FORMAT")  # type: ignore[arg-type]


def few() -> str:
    """What stands for a count that is too small to show."""
    return _("fewer than 10")


def shown(number: int, *, named: bool) -> Text:
    """A count as this reader may see it: whoever may not see names sees no count under ten."""
    return number if named or not is_small(number) else few()
