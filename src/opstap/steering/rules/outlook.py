"""From what is recorded to what a forecast is made of: who is still on the road, and how often each step was taken here.

Somebody half-way through who is still there tells something of finishing too: half a finish. Counting only those who ended
would call a programme of which nobody can have finished yet a failure. The same for looking for a job: a person who has
looked for a quarter of a year counts as half of one who did not find it within a half-year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from opstap.steering.rules.chances import HALF_YEAR, LOOK_DAYS, MOST_ATTEMPTS, RETAKE_DAYS
from opstap.steering.rules.funnel import Record, Road, Step
from opstap.steering.rules.rates import Evidence, Tally
from opstap.steering.rules.runners import Entry, Outlook, Runner, ToPass

TRAINING_DAYS = 273  # "about nine months": public reports of such programmes
ENOUGH_TO_TIME = 5  # finished people; then their median replaces the nine months
ALMOST = 0.05  # of the training is ahead for whoever is past its end and was not said to have finished
# Nobody can be certified by a track that asks for nothing: an exam that leaves no attempt.
IMPOSSIBLE = ToPass("", failed=MOST_ATTEMPTS)
WAITING = ("offered", "preparatory")
GOING = ("started", "active")


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group as steering needs it: its name, its chairs, when it begins, and the exams that its track requires."""

    pk: UUID
    name: str
    places: int
    starts_on: date
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of an edition, beside the roads of its people. `chances`: readiness per person and exam."""

    groups: Mapping[UUID, GroupFacts]
    ends_on: date
    booked: Mapping[UUID, frozenset[str]]
    chances: Mapping[tuple[UUID, str], float]
    today: date


def outlook(roads: Iterable[Road], known: Known) -> Outlook:
    """Everybody who may still get there, the chairs that are free, and what was seen so far."""
    roads = [road for road in roads if road.record.offered is not None]
    timing = _Timing(known, _training_days(roads))
    runners = [runner for road in roads if (runner := _runner(road, known, timing)) is not None]
    return Outlook(
        runners=(*runners, *_chairs(roads, known, timing)),
        certified=sum(Step.FULLY_CERTIFIED in road.reached for road in roads),
        hired=sum(Step.HIRED in road.reached for road in roads),
        evidence=evidence(roads, known, timing.length),
    )


@dataclass(frozen=True, slots=True)
class _Timing:
    known: Known
    length: int

    def end(self, start: date) -> date:
        """When a training that begins on `start` ends; no training outlives its edition."""
        return min(start + timedelta(days=self.length), max(self.known.ends_on, start))

    def ahead(self, start: date) -> tuple[float, int]:
        """The share still to come, and the days until the end."""
        end = self.end(start)
        whole, left = max((end - start).days, 1), (end - self.known.today).days
        # Five steps of a hundredth apart tell nothing: rounded, so that equal people are worked out once.
        return (round(min(1.0, left / whole), 2), left) if left > 0 else (ALMOST, 0)


def _training_days(roads: Iterable[Road]) -> int:
    took = [
        (road.reached[Step.COMPLETED] - road.reached[Step.STARTED]).days
        for road in roads
        if Step.COMPLETED in road.reached and Step.STARTED in road.reached
    ]
    return max(round(median(took)), 1) if len(took) >= ENOUGH_TO_TIME else TRAINING_DAYS


def _runner(road: Road, known: Known, timing: _Timing) -> Runner | None:
    record = road.record
    certified = Step.FULLY_CERTIFIED in road.reached
    runner = Runner(
        group=str(record.group or ""),
        missing=() if certified else _missing(record, known),
        certified=certified,
        looking=Step.HIRED not in road.reached,
    )
    if record.stage == "completed":
        return runner if runner.looking or not certified else None
    if record.stage == "left":
        # What they passed stays theirs; only our own look at the vendor's record may be missing.
        waits = bool(record.required) and not certified and not runner.missing
        return replace(runner, looking=False) if waits else None
    group = known.groups.get(record.group) if record.group else None
    start = road.reached.get(Step.STARTED) or (group.starts_on if group else known.today)
    ahead, ends_in = timing.ahead(max(start, known.today) if record.stage in WAITING else start)
    entry: Entry = "offered" if record.stage in WAITING else "paused" if record.stage == "paused" else "here"
    return replace(runner, entry=entry, ahead=ahead, ends_in=ends_in)


def _missing(record: Record, known: Known) -> tuple[ToPass, ...]:
    passed = {one.exam for one in record.sat if one.passed}
    booked = known.booked.get(record.person, frozenset())
    required = record.required or _required_of_all(known)
    if not required:
        return (IMPOSSIBLE,)
    return tuple(
        ToPass(
            exam,
            known.chances.get((record.person, exam)),
            sum(one.exam == exam and not one.passed for one in record.sat),
            exam in booked,
        )
        for exam in sorted(required - passed)
    )


def _required_of_all(known: Known) -> frozenset[str]:
    """What every group requires, for those who have none yet; nothing when groups differ."""
    sets = {group.required for group in known.groups.values()}
    return next(iter(sets)) if len(sets) == 1 else frozenset()


def _chairs(roads: Iterable[Road], known: Known, timing: _Timing) -> list[Runner]:
    """The free chairs of groups that are still to begin, less those who have a place and no chair yet."""
    sits = [road.record.group for road in roads if road.record.stage in (*WAITING, *GOING)]
    waiting = sits.count(None)
    chairs: list[Runner] = []
    for group in sorted(known.groups.values(), key=lambda one: (one.starts_on, one.name)):
        if group.starts_on <= known.today or not group.required:
            continue
        ahead, ends_in = timing.ahead(group.starts_on)
        free = max(0, group.places - sits.count(group.pk))
        missing = tuple(ToPass(exam) for exam in sorted(group.required))
        chair = Runner(str(group.pk), "chair", ahead, ends_in, missing)
        chairs += [chair] * max(0, free - waiting)
        waiting = max(0, waiting - free)
    return chairs


def evidence(roads: Iterable[Road], known: Known, length: int) -> Evidence:
    """How often each step was taken here, by those who had the chance."""
    complete: dict[str, Tally] = {}
    passed: dict[str, Tally] = {}
    start = sit = again = job = Tally()
    ended = 0
    for road in roads:
        record, group = road.record, str(road.record.group or "")
        start += _started(road)
        sit += _sat(road, known)
        again += _sat_again(road, known)
        job += _found_work(road, known)
        for one in record.sat:
            if one.exam in record.required:
                passed[one.exam] = passed.get(one.exam, Tally()) + Tally(one.passed, not one.passed)
        finished = _finished(road, known, length)
        complete[group] = complete.get(group, Tally()) + finished
        ended += record.stage in ("completed", "left") and Step.STARTED in road.reached
    return Evidence(_filled(roads, known), start, complete, sit, passed, again, job, ended)


def _filled(roads: Iterable[Road], known: Known) -> Tally:
    """Chairs of the groups that have begun, taken or not."""
    members = [road.record.group for road in roads]
    tally = Tally()
    for group in known.groups.values():
        if group.starts_on <= known.today:
            taken = min(group.places, members.count(group.pk))
            tally += Tally(taken, group.places - taken)
    return tally


def _started(road: Road) -> Tally:
    if Step.STARTED in road.reached:
        return Tally(1, 0)
    return Tally(0, 1) if road.record.stage == "left" else Tally()


def _finished(road: Road, known: Known, length: int) -> Tally:
    if Step.STARTED not in road.reached:
        return Tally()
    if Step.COMPLETED in road.reached:
        return Tally(1, 0)
    if road.record.stage == "left":
        return Tally(0, 1)
    return Tally(min(1.0, (known.today - road.reached[Step.STARTED]).days / length), 0)


def _sat(road: Road, known: Known) -> Tally:
    """Per required exam of whoever has finished: sat at least once; not, when a month has gone by and none is booked."""
    if Step.COMPLETED not in road.reached:
        return Tally()
    tally = Tally()
    late = (known.today - road.reached[Step.COMPLETED]).days >= RETAKE_DAYS
    for exam in road.record.required:
        if any(one.exam == exam for one in road.record.sat):
            tally += Tally(1, 0)
        elif late and exam not in known.booked.get(road.record.person, frozenset()):
            tally += Tally(0, 1)
    return tally


def _sat_again(road: Road, known: Known) -> Tally:
    """Of each failed attempt: another one followed or is booked; not, when a month has gone by."""
    tally = Tally()
    for exam in road.record.required:
        days = sorted(one.day for one in road.record.sat if one.exam == exam)
        passed = any(one.passed for one in road.record.sat if one.exam == exam)
        tally += Tally(max(0, len(days) - 1), 0)
        if not days or passed:
            continue
        if exam in known.booked.get(road.record.person, frozenset()):
            tally += Tally(1, 0)
        elif (known.today - days[-1]).days >= RETAKE_DAYS:
            tally += Tally(0, 1)
    return tally


def _found_work(road: Road, known: Known) -> Tally:
    """Per half-year of looking after the training; who found a job before its end tells nothing about that."""
    if Step.COMPLETED not in road.reached:
        return Tally()
    begin = road.reached[Step.COMPLETED] + timedelta(days=LOOK_DAYS)
    hired = road.reached.get(Step.HIRED)
    if hired is not None:
        return Tally(1, 0) if hired >= road.reached[Step.COMPLETED] else Tally()
    return Tally(0, max(0, (known.today - begin).days) / HALF_YEAR)
