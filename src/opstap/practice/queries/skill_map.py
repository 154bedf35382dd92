"""What the map of a learner's skills needs beside the skills: what was known when, and which lesson teaches what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from opstap.curriculum.models import Course, Lesson, Question
from opstap.kit.clock import BRUSSELS, brussels_day, now
from opstap.people.models import Person
from opstap.practice.models import Answer
from opstap.practice.rules.knowledge import hard_before
from opstap.practice.rules.known_over_time import Count, Played, known_at
from opstap.practice.rules.plan import monday_of
from opstap.practice.rules.rhythm import Rhythm, rhythm

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday, and what was known at its end (of the last one: now)."""

    monday: date
    count: Count


@dataclass(frozen=True, slots=True)
class Progress:
    """The last weeks, oldest first, from the first answer on; and how regularly somebody practised."""

    weeks: Sequence[Week]
    rhythm: Rhythm | None


def progress_of(person: Person, skills: Collection[UUID], *, today: date) -> Progress:
    """What `person` was shown to know of these skills, week by week: two queries, and a pass over their own answers."""
    rows = Answer.objects.filter(learner__person=person).order_by("sequence")
    answers = list(rows.values_list("question_id", "question__code", "difficulty", "features", "score", "happened_at"))
    about = _skills_of({question for question, *_ in answers})
    played = [
        Played(about.get(question, ()), code, hard_before(difficulty, features), score, at)
        for question, code, difficulty, features, score, at in answers
    ]
    days = {at.astimezone(BRUSSELS).date() for *_, at in answers}
    if not days:
        return Progress((), None)
    this_week = monday_of(today)
    first = max(monday_of(min(days)), this_week - timedelta(weeks=WEEKS - 1))
    mondays = [first + timedelta(weeks=week) for week in range((this_week - first).days // 7 + 1)]
    ends = [brussels_day(monday + timedelta(weeks=1))[0] for monday in mondays]
    counts = known_at(played, ends, skills, now())
    return Progress([Week(*pair) for pair in zip(mondays, counts, strict=True)], rhythm(days, today))


def _skills_of(questions: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Per question its skills by their code, as each answer was counted."""
    asked = Question.skills.through.objects.filter(question__in=questions)
    found: dict[UUID, tuple[UUID, ...]] = {}
    for question, skill in asked.order_by("skill__code").values_list("question_id", "skill_id"):
        found[question] = (*found.get(question, ()), skill)
    return found


def lessons_teaching(course: Course, skills: Collection[str]) -> dict[str, Lesson]:
    """Per code of a skill the first lesson of the course that teaches it: one query."""
    rows = Lesson.objects.filter(
        module__course=course, retired=False, module__retired=False, skills__code__in=skills
    ).order_by("module__position", "position")
    found: dict[str, Lesson] = {}
    for lesson in rows.annotate(skill_code=F("skills__code")).defer("text"):
        found.setdefault(lesson.skill_code, lesson)
    return found
