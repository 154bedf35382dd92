"""A practice session in words: why a question comes now, what went well, and what comes back when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from opstap.curriculum.models import Skill
from opstap.design.parts import Task
from opstap.kit.clock import BRUSSELS
from opstap.kit.translated import in_language
from opstap.practice.presenting import say_why
from opstap.practice.queries.sessions import Outcome, Reason
from opstap.practice.rules.mastery import MASTERED
from opstap.practice.rules.review import FULL
from opstap.practice.rules.session_mix import Kind


@dataclass(frozen=True, slots=True)
class WhyNow:
    """Why a question comes now: in two words, about which skill, and a sentence with the figures."""

    kind: str
    title: str
    skill: Skill
    sentence: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The page at the end: skills that went well, all of them by when they come back, and the criterion of mastery."""

    answered: int
    right: int
    well: list[Skill]
    back: list[Task]
    criterion: list[str]


def why_now(reason: Reason | None, today: date) -> WhyNow | None:
    """Why this question comes now."""
    if reason is None:
        return None
    titles = {
        Kind.DUE: gettext("Back again, so that it stays"),
        Kind.WEAK: gettext("Here you can still gain"),
        Kind.NEW: gettext("New for you"),
    }
    if reason.kind == Kind.NEW:
        sentence = gettext("You have not had a question about this yet. It is the next step of your course.")
    else:
        sentence = say_why(reason.line.known, today)
    return WhyNow(reason.kind.value, titles[reason.kind], reason.line.skill, sentence)


def ending(outcomes: Sequence[Outcome], marks: Sequence[float], today: date) -> Ending:
    """What the session came to; `marks` of its answers."""
    far = date.max
    ordered = sorted(outcomes, key=lambda one: one.due_at.astimezone(BRUSSELS).date() if one.due_at else far)
    return Ending(
        answered=len(marks),
        right=sum(mark >= FULL for mark in marks),
        well=[one.skill for one in outcomes if all(mark >= FULL for mark in one.marks)],
        back=[_task(one, today) for one in ordered],
        criterion=_criterion(),
    )


def _task(outcome: Outcome, today: date) -> Task:
    """A skill with when it comes back, and what is still needed before it counts as mastered."""
    label = in_language(outcome.skill.text)
    if outcome.met.all:
        return Task(label, state="done", note=_back(outcome, today), tag=gettext("mastered"), kind="done")
    needs = gettext("To master it: %(needs)s.") % {"needs": _needs(outcome)}
    return Task(label, note=f"{_back(outcome, today)} {needs}")


def _back(outcome: Outcome, today: date) -> str:
    if outcome.due_at is None:
        return ""
    day = outcome.due_at.astimezone(BRUSSELS).date()
    days = (day - today).days
    if days <= 0:
        return gettext("Comes back today.")
    if days == 1:
        return gettext("Comes back tomorrow.")
    told = ngettext("Comes back in %(days)s day, on %(date)s.", "Comes back in %(days)s days, on %(date)s.", days)
    return told % {"days": days, "date": date_format(day, "MONTH_DAY_FORMAT")}


def _needs(outcome: Outcome) -> str:
    """The one thing that is needed first before the skill counts as mastered."""
    if not outcome.met.answers:
        many = MASTERED.answers - outcome.answers
        told = ngettext("%(many)s more answer", "%(many)s more answers", many)
        return told % {"many": many}
    if not outcome.met.days:
        return gettext("answer about it on another day too")
    if not outcome.met.sure:
        return gettext("a few more right answers")
    return gettext("repeat it once")


def _criterion() -> list[str]:
    """The criterion of mastery in words, one line per part."""
    return [
        gettext("at least %(many)s answers about it, on at least %(days)s days")
        % {"many": MASTERED.answers, "days": MASTERED.days},
        gettext("even a cautious guess says that you get %(share)s of 100 questions right")
        % {"share": round(MASTERED.low * 100)},
        gettext("it need not be repeated today"),
    ]
