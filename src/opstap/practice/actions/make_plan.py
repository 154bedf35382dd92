"""Make the plans of learners anew, and keep those that differ from the ones they had."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import BRUSSELS, now
from opstap.practice.models import Learner, Plan
from opstap.practice.queries.plan import Situation, as_json, basis_of, newest_plans, situations_of
from opstap.practice.rules.plan import monday_of, moved

HOLDS, DOES_NOT = "holds", "does_not_hold"


def make_plans(learners: Sequence[Learner], *, at: datetime | None = None) -> list[Plan]:
    """Keep a new plan for each of these learners (with their `person`) whose plan differs; gives the new ones.

    Another plan is one that leads elsewhere or by another date, holds or not, was made for other hours, or has a lesson in
    another week. That a lesson was read is no difference. Each week begins with a plan of its own, to tell moves against.
    Fourteen queries and one a new plan. Nothing happens when it runs again.
    """
    moment = at or now()
    today = moment.astimezone(BRUSSELS).date()
    with transaction.atomic():
        # In order of their keys, so that two who plan at the same time wait for each other and do not lock each other out.
        list(Learner.objects.select_for_update().filter(pk__in=[one.pk for one in learners]).order_by("pk"))
        situations = situations_of([learner.person for learner in learners if learner.person], today=today)
        newest = newest_plans(learners)
        made = [
            _plan(learner, situation, moment)
            for learner in learners
            if learner.person_id
            and (situation := situations.get(learner.person_id))
            and _differs(newest.get(learner.pk), situation, moment)
        ]
        Plan.objects.bulk_create(made)
        for plan in made:
            ledger.record("practice.plan_made", by=None, on=plan, at=moment, why=HOLDS if plan.realistic else DOES_NOT)
    return made


def _plan(learner: Learner, situation: Situation, at: datetime) -> Plan:
    planned = situation.planned
    return Plan(
        learner=learner,
        course=situation.course,
        hours_a_week=situation.room.hours,
        weeks=as_json(planned.weeks),
        exam_on=situation.room.exam_on,
        realistic=planned.realistic,
        why=asdict(planned.why) if planned.why else {},
        made_at=at,
    )


def _differs(plan: Plan | None, situation: Situation, at: datetime) -> bool:
    if plan is None or plan.course_id != situation.course.pk:
        return True
    why = asdict(situation.planned.why) if situation.planned.why else {}
    if (plan.exam_on, plan.why) != (situation.room.exam_on, why):
        return True
    if plan.made_at < at and _monday(plan.made_at) != _monday(at):
        return True
    old, new = basis_of(plan), situation.basis
    gone = set(old.by_lesson) - set(new.by_lesson) - situation.done
    added = set(new.by_lesson) - set(old.by_lesson)
    return bool(old.hours != new.hours or gone or added or moved(old, new).lessons)


def _monday(at: datetime) -> date:
    return monday_of(at.astimezone(BRUSSELS).date())
