"""From rows to what the templates are given: stairs, skills, a sentence that says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opstap.curriculum.models import Course, Question
from opstap.design.parts import Step
from opstap.kit.clock import BRUSSELS
from opstap.kit.translated import in_language
from opstap.people.models import Person, Role
from opstap.practice.presenting_questions import QuestionPage as QuestionPage
from opstap.practice.presenting_questions import present_answer as present_answer
from opstap.practice.presenting_questions import present_question as present_question
from opstap.practice.queries import Road, SkillLine
from opstap.practice.rules.knowledge import SkillKnown


@dataclass(frozen=True, slots=True)
class ReasonedLine:
    """A skill as shown, and the sentence that says why."""

    line: SkillLine
    why: str


def stairs(road: Road) -> list[Step]:
    """The course as a staircase: a step per lesson, and on top the exam it leads to."""
    following = road.next
    steps = [
        Step(
            label=in_language(lesson.title),
            state="done" if lesson.pk in road.passed else "next" if lesson == following else "todo",
            note=gettext("you knew this already") if lesson.pk in road.known else minutes(lesson.minutes),
            url=reverse("practice:lesson", args=[lesson.code]),
        )
        for lesson in road.lessons
    ]
    blueprint = road.course.blueprint
    if blueprint and steps:
        goal = gettext("Exam %(code)s") % {"code": blueprint.exam.code}
        steps.append(Step(label=goal, state="todo", note=blueprint.exam.certification, landing=True))
    return steps


def course_home(person: Person, course: Course | None = None) -> str:
    """Where someone's course is at home: the road through it, or for an employee the page that the site names for them."""
    homes: dict[str, str] = dict(settings.OPSTAP_HOMES)
    if person.has_role(Role.EMPLOYEE) and not person.has_role(Role.LEARNER) and Role.EMPLOYEE in homes:
        return homes[Role.EMPLOYEE]
    return reverse("practice:learn") + (f"?course={course.code}" if course else "")


def minutes(many: int) -> str:
    """ "About 35 minutes"."""
    return ngettext("About %(many)s minute", "About %(many)s minutes", many) % {"many": many}


def say_why(known: SkillKnown, today: date) -> str:
    """One sentence that says where a figure comes from."""
    if not known.answers or known.last_at is None:
        return gettext("You have not answered a question about this yet, so this is a wide guess.")
    right = sum(score >= 1 for score in known.recent)
    when = _ago((today - known.last_at.astimezone(BRUSSELS).date()).days)
    if known.answers == 1:
        if right:
            return gettext("One answer so far: right, %(when)s.") % {"when": when}
        return gettext("One answer so far: not right yet, %(when)s.") % {"when": when}
    told = gettext("You got %(right)s of your last %(many)s right, the last one %(when)s.")
    return told % {"right": right, "many": len(known.recent), "when": when}


def reasoned(lines: Sequence[SkillLine], today: date) -> list[ReasonedLine]:
    """Each skill with the sentence that says why."""
    return [ReasonedLine(line, say_why(line.known, today)) for line in lines]


def _ago(days: int) -> str:
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def course_query(question: Question) -> str:
    """The query that keeps practising the course of this question."""
    return f"?course={question.course.code}" if question.course else ""


def other_languages(available: Sequence[str], shown: str) -> list[tuple[str, str]]:
    """The other languages that a text has, each with its own name."""
    names = {"nl": "Nederlands", "fr": "Français", "en": "English", "ar": "العربية"}
    return [(code, names[code]) for code in available if code != shown]
