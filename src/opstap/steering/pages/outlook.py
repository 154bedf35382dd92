"""Will we make it? The sentence, the figures, the lines over time, and what would help most."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.design.parts import Figure
from opstap.steering.pages import words
from opstap.steering.queries.goals import State
from opstap.steering.rules.forecast import FEW, Forecast, Range, Worlds
from opstap.steering.rules.funnel import Step
from opstap.steering.rules.pace import Gap
from opstap.steering.rules.small_numbers import interval, is_small


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal that is forecast, with its range; None when it needs none: reached, or its day has passed."""

    goal: Gap
    expected: Range | None


def outcomes(state: State, worlds: Worlds) -> dict[str, Outcome]:
    """What the forecast says of the certificates and of the jobs."""
    found: dict[str, Outcome] = {}
    for goal in state.goals:
        if goal.step in {"fully_certified", "hired"}:
            ahead = not (goal.over or goal.reached)
            found[goal.step] = Outcome(goal, range_of(worlds.forecast(goal.days), goal.step) if ahead else None)
    return found


def range_of(forecast: Forecast, step: str) -> Range:
    """The answer that is about this goal."""
    return forecast.hired if step == "hired" else forecast.certified


def sentences(state: State, found: dict[str, Outcome], *, named: bool) -> list[str]:
    """Will we make it? First the certificates, then the jobs."""
    early = state.outlook.evidence.ended < FEW
    return [_sentence(one, early=early, named=named) for one in found.values()]


def _sentence(one: Outcome, *, early: bool, named: bool) -> str:
    goal = one.goal
    values = {
        "now": words.shown(goal.now, named=named),
        "goal": goal.people,
        "what": words.GOAL_LABELS[goal.step],
        "day": words.day(goal.by),
    }
    now = _("%(now)s of %(goal)s are %(what)s.") % values
    if goal.reached:
        return now + " " + _("The goal is reached.")
    if one.expected is None:
        return now + " " + _("The day of the goal was %(day)s.") % values
    values |= {
        "low": words.shown(one.expected.low, named=named),
        "high": words.shown(one.expected.high, named=named),
        "chance": _in_a_hundred(one.expected.chance(goal.people)),
    }
    if early:
        return now + " " + _("Too early for a number: the range is wide, %(low)s to %(high)s by %(day)s.") % values
    return (
        now
        + " "
        + _("With things as they are, %(low)s to %(high)s by %(day)s; %(chance)s that we reach %(goal)s.") % values
    )


def _in_a_hundred(chance: float) -> str:
    rounded = round(chance * 20) * 5
    if rounded == 0:
        return _("less than 5 in 100")
    if rounded == 100:
        return _("more than 95 in 100")
    return _("%(chance)d in 100") % {"chance": rounded}


def figures(state: State, *, named: bool) -> list[Figure]:
    """Each goal as a big number; the goal of those who start shows also how many completed."""
    shown = []
    steps = {goal.step for goal in state.goals}
    for goal in state.goals:
        shown.append(
            Figure(
                words.shown(goal.now, named=named),
                words.GOAL_LABELS[goal.step],
                note=_note(goal, named=named),
                kind="done" if goal.reached else "plain",
                of=goal.people,
            )
        )
        if goal.step == "started" and "completed" not in steps:
            done = sum(Step.COMPLETED in road.reached for road in state.roads)
            shown.append(Figure(words.shown(done, named=named), words.GOAL_LABELS["completed"], of=goal.people))
    return shown


def _note(goal: Gap, *, named: bool) -> str:
    if goal.reached:
        return _("reached")
    if goal.over:
        return _("was due on %(day)s") % {"day": words.day(goal.by)}
    days = ngettext("%(days)d day left", "%(days)d days left", goal.days) % {"days": goal.days}
    # What is still to do tells what was done.
    if goal.per_month is None or not (named or not is_small(goal.now)):
        return days
    pace = _("%(number)s a month needed") % {"number": max(1, round(goal.per_month))}
    to_go = _("%(number)d to go") % {"number": goal.to_go}
    return f"{days}, {to_go}, {pace}"


def honest(state: State) -> str:
    """How little one edition tells of the true rate; "" when the goals do not make a rate."""
    goals = {goal.step: goal.people for goal in state.goals}
    part, whole = goals.get("fully_certified", 0), goals.get("started", 0)
    if not part or part > whole:
        return ""
    low, high = (round(100 * share) for share in interval(part, whole))
    share = round(100 * part / whole)
    values = {
        "part": part,
        "whole": whole,
        "share": share,
        "low": low,
        "high": high,
        "less": round((share + low) / 2),
        "more": round((share + high) / 2),
    }
    return (
        _(
            "%(part)d of %(whole)d is %(share)d %%. With so many people the true rate may lie between %(low)d %% and"
            " %(high)d %%: one edition cannot tell %(less)d %% from %(more)d %%."
        )
        % values
    )
