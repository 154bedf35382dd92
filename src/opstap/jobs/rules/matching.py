"""Which cards fit a vacancy, and why: hard facts first, then the exams, then a draw.

1. Hard facts, each met or not: the floor of every language, hours that overlap, the start, work at home. One that is not met
   means "not matched", and the line says which. What a person keeps off the card is not known here, and so is not met.
2. Exams: sum(weight x how far) / sum(weight); a required one weighs 3, a wanted one 1; earned and verified is 1, agreed to sit
   within 60 days is a half, anything else 0. A vacancy that asks for none scores 1.
3. Equal scores: a draw per vacancy, the same each time, so that nobody is first by name or by age of the account.

Source: reference figures of les-emplois and of the sector, Belgian acts of 10 May 2007, AI Act Annex III 4: simple, stated,
and the same text for both sides. `Candidate` is all that a match can know: no name, age, gender, nationality, place, attendance,
number of attempts, risk or note has a field here, and a test holds that. The place of the work is shown, never scored.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

VERSION = 1
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
REQUIRED, WANTED = 3, 1
SOON = timedelta(days=60)


class Kind(StrEnum):
    """What a line of a match is about."""

    LANGUAGE = "language"
    HOURS = "hours"
    START = "start"
    REMOTE = "remote"
    EXAM = "exam"


class State(StrEnum):
    """How far a line is met."""

    HAS = "has"
    HALF = "half"
    MISSES = "misses"


class Road(StrEnum):
    """Where a person is with an exam."""

    EARNED = "earned"
    PLANNED = "planned"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class ExamRoad:
    """How far a person is with one exam; `on` is the day of the sitting they agreed to."""

    road: Road
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a card shows, and nothing else. None means: kept off the card."""

    languages: Mapping[str, str] | None
    hours: tuple[int, int] | None
    from_day: date | None
    from_day_shown: bool
    remote: bool | None
    exams: Mapping[str, ExamRoad] | None


@dataclass(frozen=True, slots=True)
class Job:
    """What a vacancy truly needs. Exams by code."""

    languages: Mapping[str, str]
    hours: tuple[int, int]
    starts_on: date | None
    remote: bool
    required: Collection[str] = ()
    wanted: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the job asks and how far the card meets it. Codes only: pages/match.py puts it into words.

    `what` is the code of a language or exam, `need` what the job asks, `has` what the card shows ("" when nothing).
    """

    kind: Kind
    state: State
    what: str = ""
    need: str = ""
    has: str = ""
    hard: bool = True
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """The two lists, the score and whether the hard facts are met."""

    lines: tuple[Line, ...]
    score: Fraction
    version: int = VERSION
    fits: bool = field(init=False)

    def __post_init__(self) -> None:
        fits = not any(line.hard and line.state is State.MISSES for line in self.lines)
        object.__setattr__(self, "fits", fits)

    @property
    def has(self) -> list[Line]:
        """What is there."""
        return [line for line in self.lines if line.state is State.HAS]

    @property
    def misses(self) -> list[Line]:
        """What is not there, or only half."""
        return [line for line in self.lines if line.state is not State.HAS]


def match(candidate: Candidate, job: Job, *, today: date) -> Match:
    """How this card meets this job on this day."""
    exams = [_exam(candidate, code, REQUIRED, today) for code in sorted(set(job.required))]
    exams += [_exam(candidate, code, WANTED, today) for code in sorted(set(job.wanted) - set(job.required))]
    most = sum(weight for _, weight in exams)
    points = sum((_PARTS[line.state] * weight for line, weight in exams), Fraction(0))
    lines = [*_languages(candidate, job), _hours(candidate, job), *_start(candidate, job), *_remote(candidate, job)]
    return Match((*lines, *(line for line, _ in exams)), points / most if most else Fraction(1))


def ordered[K: str](scores: Iterable[tuple[K, Fraction]], *, seed: str) -> list[K]:
    """Card names, highest score first; equal scores in the order of a draw that only `seed` and the names decide."""
    return [name for name, _ in sorted(scores, key=lambda pair: (-pair[1], _draw(seed, pair[0])))]


def why_not(matches: Iterable[Match]) -> Mapping[tuple[Kind, str], int]:
    """How many cards each unmet hard fact keeps out: (kind, language or "") -> cards, most first."""
    counts: dict[tuple[Kind, str], int] = {}
    for one in matches:
        for line in one.lines:
            if line.hard and line.state is State.MISSES:
                counts[line.kind, line.what] = counts.get((line.kind, line.what), 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


_PARTS = {State.HAS: Fraction(1), State.HALF: Fraction(1, 2), State.MISSES: Fraction(0)}


def _draw(seed: str, name: str) -> bytes:
    return sha256(f"{seed}|{name}".encode()).digest()


def _languages(candidate: Candidate, job: Job) -> Sequence[Line]:
    spoken = candidate.languages
    return [
        Line(Kind.LANGUAGE, _met(_reaches(level, floor)), code, floor, level, shown=spoken is not None)
        for code, floor in sorted(job.languages.items())
        for level in [(spoken or {}).get(code, "")]
    ]


def _reaches(level: str, floor: str) -> bool:
    return level in LEVELS and LEVELS.index(level) >= LEVELS.index(floor)


def _hours(candidate: Candidate, job: Job) -> Line:
    need, mine = job.hours, candidate.hours
    if mine is None:
        return Line(Kind.HOURS, State.MISSES, need=_range(need), shown=False)
    overlap = max(need[0], mine[0]) <= min(need[1], mine[1])
    return Line(Kind.HOURS, _met(overlap), need=_range(need), has=_range(mine))


def _range(hours: tuple[int, int]) -> str:
    return f"{hours[0]}-{hours[1]}"


def _start(candidate: Candidate, job: Job) -> Sequence[Line]:
    """Nothing to meet when the start is open. Without a day of their own someone can start at once."""
    if job.starts_on is None:
        return []
    need = job.starts_on.isoformat()
    if not candidate.from_day_shown:
        return [Line(Kind.START, State.MISSES, need=need, shown=False)]
    mine = candidate.from_day
    return [
        Line(Kind.START, _met(mine is None or mine <= job.starts_on), need=need, has=mine.isoformat() if mine else "")
    ]


def _remote(candidate: Candidate, job: Job) -> Sequence[Line]:
    if not job.remote:
        return []
    return [Line(Kind.REMOTE, _met(candidate.remote is True), shown=candidate.remote is not None)]


def _exam(candidate: Candidate, code: str, weight: int, today: date) -> tuple[Line, int]:
    need = "required" if weight == REQUIRED else "wanted"
    if candidate.exams is None:
        return Line(Kind.EXAM, State.MISSES, code, need, hard=False, shown=False), weight
    at = candidate.exams.get(code)
    state, has = State.MISSES, ""
    if at is not None:
        has = at.road.value if at.on is None else f"{at.road}:{at.on.isoformat()}"
        if at.road is Road.EARNED:
            state = State.HAS
        elif at.road is Road.PLANNED and at.on is not None and today <= at.on <= today + SOON:
            state = State.HALF
    return Line(Kind.EXAM, state, code, need, has, hard=False), weight


def _met(yes: bool) -> State:
    return State.HAS if yes else State.MISSES
