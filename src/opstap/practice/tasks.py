"""Background work of practice."""

from opstap.kit.clock import now
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.make_plan import make_plans
from opstap.practice.queries.papers import overdue_papers
from opstap.practice.queries.plan import learners_to_plan

AT_ONCE = 200


def hand_in_late() -> int:
    """Hand in, by the clock, the papers whose time is over; a second run finds none. Gives how many."""
    papers = list(overdue_papers(now())[:AT_ONCE])
    for paper in papers:
        hand_in(paper, by_clock=True)
    return len(papers)


def plan_again() -> int:
    """Make every plan anew, from what was done until now; a second run changes nothing. Gives how many changed."""
    keys = list(learners_to_plan().values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(keys), AT_ONCE):
        changed += len(make_plans(list(learners_to_plan().filter(pk__in=keys[start : start + AT_ONCE]))))
    return changed
