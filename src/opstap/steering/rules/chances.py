"""The chance of every certificate, and of a job, for each runner in one possible world.

In order: be in the programme, finish the training, sit each missing exam, pass it within the attempts that the days allow. A
job may come from the end of the training on, at a constant rate per day. What does not depend on the world is worked out
once (`Plan`), so that hundreds of worlds cost a tenth of a second.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opstap.steering.rules.rates import Rates, Tally, expected
from opstap.steering.rules.runners import Change, Outlook, Runner, ToPass

BOOK_DAYS = 14  # from "ready" to sitting: a seat at a test centre, and time to prepare
RETAKE_DAYS = 28  # 14 days that Microsoft makes one wait before a third attempt, and 14 to book
MOST_ATTEMPTS = 5  # Microsoft: in 12 months from the first
MOST_AHEAD = 3  # further ones add next to nothing, and cost time
READY = 0.70  # a chance from which a coach books; below it an attempt is likelier lost than a month of practice
LOOK_DAYS = 30  # from the last class to the first possible contract
HALF_YEAR = 182  # the "job" rate is a rate per half-year
FIRM = 10.0  # someone's chance weighs as much as 10 attempts: each failed one lowers it by about a tenth
RETURN = 0.5  # of those who paused; our own assumption
EDGE = 1e-6

# How an attempt comes about: surely, as a first one, as a second one, as a later one.
SURE, FIRST, SECOND, LATER = range(4)
ENTRIES = ("here", "offered", "paused", "chair")


@dataclass(frozen=True, slots=True)
class Passing:
    """One exam to pass within so many attempts: the odds that readiness gives (None: the rate of all), and each attempt,
    the last one first, with how it comes about and how far the chance has sunk by then."""

    exam: str
    odds: float | None
    attempts: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What one runner must do; `exams` are places in `Plan.passings`. `at_once`: need not finish the training first."""

    entry: int
    group: str
    ahead: float
    exams: tuple[int, ...]
    at_once: bool
    certified: bool
    job_share: float


@dataclass
class Plan:
    """All that does not depend on the world: the ways of the runners, the exams to pass, and what is changed."""

    change: Change
    usual: Mapping[str, float]
    ways: list[Way] = field(default_factory=list)
    passings: list[Passing] = field(default_factory=list)


def plan(outlook: Outlook, days: int, change: Change) -> Plan:
    """Everything about the coming `days` that holds in each world."""
    passed = outlook.evidence.passed
    made = Plan(change, {exam: _odds(expected("pass", passed.get(exam, Tally()))) for exam in outlook.exams})
    places: dict[Passing, int] = {}
    for runner in outlook.runners:
        sure = [one.booked or _is_booked_now(one, runner, change) for one in runner.missing]
        at_once = all(sure)
        left = days - (0 if at_once else runner.ends_in)
        exams = tuple(
            places.setdefault(_passing(one, left, sure=is_sure), len(places))
            for one, is_sure in zip(runner.missing, sure, strict=True)
        )
        look = days - runner.ends_in - LOOK_DAYS
        share = 0.0 if not runner.looking or look <= 0 else look / HALF_YEAR
        entry = ENTRIES.index(runner.entry)
        made.ways.append(Way(entry, runner.group, runner.ahead, exams, at_once, runner.certified, share))
    made.passings = list(places)
    return made


def _is_booked_now(one: ToPass, runner: Runner, change: Change) -> bool:
    return change.book_ready and runner.entry == "here" and one.chance is not None and one.chance >= READY


def _passing(one: ToPass, days: int, *, sure: bool) -> Passing:
    fit = (days - BOOK_DAYS) // RETAKE_DAYS + 1 if days >= BOOK_DAYS else 0
    last = one.failed + min(fit, MOST_AHEAD, max(0, MOST_ATTEMPTS - one.failed))
    attempts = []
    for number in range(last, one.failed, -1):
        kind = SURE if sure and number == one.failed + 1 else min(number, LATER)
        attempts.append((kind, FIRM / (FIRM + number - 1)))
    return Passing(one.exam, None if one.chance is None else _odds(one.chance), tuple(attempts))


def chances(made: Plan, rates: Rates) -> tuple[list[float], list[float]]:
    """Of each runner, in this world: the chance of every certificate, and the chance of a job."""
    change = made.change
    start = min(1.0, rates.start + change.start)
    entries = (1.0, start, RETURN, start * min(1.0, rates.fill + change.fill))
    passes = _passes(made, rates)
    wait = 1 - min(1.0, rates.job + change.job)
    certified: list[float] = []
    hired: list[float] = []
    finish: dict[tuple[str, float], float] = {}
    for way in made.ways:
        there = entries[way.entry]
        key = (way.group, way.ahead)
        if (finishes := finish.get(key)) is None:
            whole = min(1.0, rates.complete.get(way.group, rates.new_group) + change.complete)
            finishes = finish[key] = whole**way.ahead if way.ahead else 1.0
        chance = 0.0 if way.certified else there if way.at_once else there * finishes
        for place in way.exams:
            chance *= passes[place]
        certified.append(1.0 if not way.exams and not way.certified else chance)
        hired.append(there * finishes * (1 - wait**way.job_share) if way.job_share else 0.0)
    return certified, hired


def _passes(made: Plan, rates: Rates) -> list[float]:
    """The chance to pass each exam of the plan, over its attempts."""
    change = made.change
    taken = (1.0, min(1.0, rates.sit + change.sit), min(1.0, rates.again + change.again), rates.again)
    # The same surprise for everybody: when this exam proves harder than practice says, it does for all.
    shifts = {exam: _odds(rates.passed[exam]) / usual for exam, usual in made.usual.items()}
    results = []
    for one in made.passings:
        odds = None if one.odds is None else one.odds * shifts[one.exam]
        chance = rates.passed[one.exam] if odds is None else odds / (1 + odds)
        chance = min(1.0, chance + change.passing)
        result = 0.0
        for kind, sunk in one.attempts:
            passing = chance * sunk
            result = taken[kind] * (passing + (1 - passing) * result)
        results.append(result)
    return results


def _odds(chance: float) -> float:
    inside = min(max(chance, EDGE), 1 - EDGE)
    return inside / (1 - inside)
