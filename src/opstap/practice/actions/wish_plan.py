"""A learner says how they want to learn, or a later station when their exam is: appended, and the plan is made anew."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Course, Exam
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.make_plan import make_plans
from opstap.practice.models import Learner, PlanWish
from opstap.practice.queries.plan_facts import newest_wishes, track_of
from opstap.practice.rules.plan import USUAL_HOURS


class Kept:
    """Stands for what a change leaves as it was."""


KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Change:
    """What is said anew; the rest stays as it was said last. `skipped` are codes of lessons."""

    course: Course | Kept | None = KEPT
    hours_a_week: float | Kept = KEPT
    time_factor: float | Kept | None = KEPT
    skipped: tuple[str, ...] | Kept = KEPT
    exam_on: date | Kept | None = KEPT

    def said(self) -> dict[str, Any]:
        """The fields that are said anew."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value is not KEPT}


def wish_plan(*, key: UUID, person: Person, change: Change, at: datetime | None = None) -> PlanWish:
    """Append the wish and make the plan anew. The same `key` gives the first wish back, and changes nothing."""
    learner, _ = Learner.objects.get_or_create(person=person)
    moment = at or now()
    with transaction.atomic():
        learner = Learner.objects.select_for_update().select_related(None).get(pk=learner.pk)
        if kept := PlanWish.objects.filter(key=key).first():
            return kept
        last = newest_wishes([learner.pk]).get(learner.pk) or PlanWish(hours_a_week=USUAL_HOURS)
        values = {one.name: getattr(last, one.name) for one in fields(Change)} | change.said()
        values["skipped"] = sorted(set(values["skipped"]))
        wish = PlanWish.objects.create(key=key, learner=learner, recorded_at=moment, **values)
        ledger.record("practice.plan_wished", by=learner, on=learner, at=moment, refs={"wish": str(wish.pk)})
        learner.person = person
        make_plans([learner], at=moment)
    return wish


def aim_at_exam(*, key: UUID, person: Person, exam: Exam, exam_on: date, at: datetime | None = None) -> PlanWish | None:
    """The exam has a date: the plan leads to it. None when no course prepares for it, or the plan leads there already."""
    course, last = _course_for(person, exam), _last_of(person)
    if course is None or (last and (last.course, last.exam_on) == (course, exam_on)):
        return None
    return wish_plan(key=key, person=person, change=Change(course=course, exam_on=exam_on), at=at)


def drop_date(*, key: UUID, person: Person, exam_on: date, at: datetime | None = None) -> PlanWish | None:
    """This date does not stand any more; a date that they put themselves since then stays."""
    last = _last_of(person)
    if last is None or last.exam_on != exam_on:
        return None
    return wish_plan(key=key, person=person, change=Change(exam_on=None), at=at)


def aim_past_exam(*, key: UUID, person: Person, exam: Exam, at: datetime | None = None) -> PlanWish | None:
    """The exam is passed: the plan leads to the next of the track, without a date yet. None when it leads elsewhere already,
    or no exam follows.
    """
    track = [course for course in track_of(person) if course.blueprint]
    places = [number for number, course in enumerate(track) if course.blueprint and course.blueprint.exam == exam]
    following = track[places[-1] + 1 :] if places else []
    last = _last_of(person)
    elsewhere = last and last.course and last.course not in [track[number] for number in places]
    if not following or elsewhere:
        return None
    return wish_plan(key=key, person=person, change=Change(course=following[0], exam_on=None), at=at)


def _last_of(person: Person) -> PlanWish | None:
    return next(iter(newest_wishes(Learner.objects.filter(person=person).values_list("pk", flat=True)).values()), None)


def _course_for(person: Person, exam: Exam) -> Course | None:
    """The course of the person's track that prepares for the exam, else any that does."""
    mine = [course for course in track_of(person) if course.blueprint and course.blueprint.exam == exam]
    found = Course.objects.filter(blueprint__exam=exam, draft=False).order_by("code").first()
    return mine[0] if mine else found
