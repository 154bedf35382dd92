"""Who needs their coach, and why. A prompt to phone, never a score: each reason is shown in words, with what it rests on.

| reason        | when                                                                                    | weight  |
| ------------- | --------------------------------------------------------------------------------------- | ------- |
| MISSED_THREE  | the last 3 classes or more were missed; of those 3 none, one or two, or all explained   | 9, 7, 4 |
| ASKED         | a call for help waits for an answer; for a day or longer                                | 6, 8    |
| EXAM_NEAR     | an exam within 14 days, and the chance to pass is below 0.6, or not known yet           | 7       |
| FAILED        | an exam was not passed, nobody talked since, and it is not planned again (for 90 days)  | 6       |
| MISSED_SOME   | 2 of the last 3 classes were missed; not all, or all explained                          | 5, 2    |
| NOT_AGREED    | a sitting was proposed 3 days ago or longer, and the person did not answer              | 5       |
| QUIET         | no lesson read and nothing practised for 10 days, while the group has classes           | 4       |
| MOCK_LOWER    | the newest mock exam is a tenth or more lower than the one before it (for 30 days)      | 4       |
| INTRODUCTION  | an employer asked to meet 3 days ago or longer, and the person did not answer           | 3       |
| FOLLOW_UP     | the question whether the job lasts has been without an answer for 7 days                | 3       |
| PAUSED        | paused, and nobody was in touch for 4 weeks                                             | 3       |
| CANNOT_COME   | "I can't come" to a class that is not over, and no coach has seen it                    | 2       |

Classes count for whoever comes to them, lessons for whoever has begun, exams for whoever has not left; calls for help and
work for everybody. A missed class is explained when "I can't come" was said or the coach recorded it as excused. Whoever
misses three classes and says nothing goes before whoever asks for help: a call can be heard, silence cannot.

Three missed sessions, no practice for ten days and falling mock exams are the rules to use while there are fewer than 60
people's histories to learn from; the other limits are our choice, to be looked at again when there are. Attendance and
exams are facts about what someone did: no age, gender, origin, language or address is an input (a test holds it).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

IN_A_ROW = 3
QUIET_FOR = timedelta(days=10)
A_DAY = timedelta(days=1)
UNANSWERED = timedelta(days=3)
EXAM_IS_NEAR = timedelta(days=14)
READY_FROM = 0.6
LOWER_BY = 0.1
MOCK_COUNTS = timedelta(days=30)
FAILED_COUNTS = timedelta(days=90)
FOLLOW_UP_LATE = timedelta(days=7)
PAUSED_LONG = timedelta(weeks=4)

COMES = frozenset({"offered", "preparatory", "started", "active"})
LEARNS = frozenset({"preparatory", "started", "active"})


class Code(StrEnum):
    """The reasons."""

    MISSED_THREE = "missed_three"
    ASKED = "asked"
    EXAM_NEAR = "exam_near"
    FAILED = "failed"
    MISSED_SOME = "missed_some"
    NOT_AGREED = "not_agreed"
    QUIET = "quiet"
    MOCK_LOWER = "mock_lower"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"
    PAUSED = "paused"
    CANNOT_COME = "cannot_come"


@dataclass(frozen=True, slots=True)
class Class:
    """A class that was held and for which it is recorded whether this person came."""

    at: datetime
    came: bool
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting that lies ahead. `chance` is that of passing today (0 to 1), None while too little is known to say."""

    exam: str
    starts_at: datetime
    proposed_at: datetime
    agreed: bool
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An exam that was not passed, and is not planned again."""

    exam: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock exam that was handed in; `score` from 0 to 1."""

    course: str
    at: datetime
    score: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person at one moment. Lists of the past are newest first.

    `learned_at` is the last lesson or answer, or else when the group began; `classes_go_on` whether the group had a class
    in the last ten days and has something to learn; `talked_at` the last conversation, `reached_at` that or a message.
    """

    at: datetime
    stage: str
    classes: tuple[Class, ...] = ()
    asked_at: datetime | None = None
    said_at: datetime | None = None
    classes_go_on: bool = False
    learned_at: datetime | None = None
    sittings: tuple[Sitting, ...] = ()
    failed: tuple[Failed, ...] = ()
    mocks: tuple[Mock, ...] = ()
    introduced_at: datetime | None = None
    follow_up_at: datetime | None = None
    paused_at: datetime | None = None
    talked_at: datetime | None = None
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason: since when it holds, when something last added to it, and what it rests on.

    `days` are the classes missed, oldest first, `explained` how many of them the person or the coach explained; `about` is
    the code of an exam or course; `moment` when the exam is, `known` whether there is enough to say how ready they are.
    """

    code: Code
    weight: int
    since: datetime
    newest: datetime
    days: tuple[datetime, ...] = ()
    explained: int = 0
    about: str = ""
    moment: datetime | None = None
    known: bool = True


def signals(facts: Facts) -> tuple[Signal, ...]:
    """Every reason that holds, the most pressing first."""
    found = [*_presence(facts), *_asked(facts), *_learning(facts), *_exams(facts), *_work(facts)]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.since, one.code, one.about)))


def _presence(facts: Facts) -> Iterator[Signal]:
    if facts.stage not in COMES:
        return
    streak = next((place for place, one in enumerate(facts.classes) if one.came), len(facts.classes))
    if streak >= IN_A_ROW:
        yield _missed(Code.MISSED_THREE, facts.classes[:streak], (9, 7, 4))
    else:
        missed = [one for one in facts.classes[:IN_A_ROW] if not one.came]
        if len(facts.classes) >= IN_A_ROW and len(missed) == IN_A_ROW - 1:
            yield _missed(Code.MISSED_SOME, missed, (5, 5, 2))
    if facts.said_at is not None:
        yield Signal(Code.CANNOT_COME, 2, facts.said_at, facts.said_at)


def _missed(code: Code, missed: Sequence[Class], weights: tuple[int, int, int]) -> Signal:
    """The weight when none, some and all of the last three are explained. An explained class adds nothing new."""
    silent = [one.at for one in missed if not one.explained]
    explained = sum(one.explained for one in missed[:IN_A_ROW])
    weight = weights[0] if not explained else weights[2] if explained == len(missed[:IN_A_ROW]) else weights[1]
    days = tuple(one.at for one in reversed(missed))
    reached = days[min(IN_A_ROW, len(days)) - 1]  # when it became a reason
    return Signal(code, weight, days[0], max(silent, default=reached), days, len(missed) - len(silent))


def _asked(facts: Facts) -> Iterator[Signal]:
    if facts.asked_at is not None:
        weight = 8 if facts.at - facts.asked_at >= A_DAY else 6
        yield Signal(Code.ASKED, weight, facts.asked_at, facts.asked_at)


def _learning(facts: Facts) -> Iterator[Signal]:
    quiet = facts.learned_at is not None and facts.at - facts.learned_at >= QUIET_FOR
    if facts.stage in LEARNS and facts.classes_go_on and facts.learned_at is not None and quiet:
        yield Signal(Code.QUIET, 4, facts.learned_at, facts.learned_at + QUIET_FOR)
    for course in sorted({one.course for one in facts.mocks}):
        newest, before = ([one for one in facts.mocks if one.course == course] + [None, None])[:2]
        lower = newest is not None and before is not None and round(before.score - newest.score, 6) >= LOWER_BY
        if newest is not None and lower and facts.at - newest.at <= MOCK_COUNTS:
            yield Signal(Code.MOCK_LOWER, 4, newest.at, newest.at, about=course)


def _exams(facts: Facts) -> Iterator[Signal]:
    if facts.stage == "left":
        return
    for one in facts.sittings:
        ready = one.chance is not None and one.chance >= READY_FROM
        if timedelta(0) <= one.starts_at - facts.at <= EXAM_IS_NEAR and not ready:
            near = one.starts_at - EXAM_IS_NEAR
            began = max(near, one.proposed_at)
            known = one.chance is not None
            yield Signal(Code.EXAM_NEAR, 7, began, began, about=one.exam, moment=one.starts_at, known=known)
        if not one.agreed and facts.at - one.proposed_at >= UNANSWERED and one.starts_at > facts.at:
            late = one.proposed_at + UNANSWERED
            yield Signal(Code.NOT_AGREED, 5, one.proposed_at, late, about=one.exam, moment=one.starts_at)
    for gone in facts.failed:
        talked = facts.talked_at is not None and facts.talked_at >= gone.at
        if not talked and facts.at - gone.at <= FAILED_COUNTS:
            yield Signal(Code.FAILED, 6, gone.at, gone.at, about=gone.exam)


def _work(facts: Facts) -> Iterator[Signal]:
    if facts.introduced_at is not None and facts.at - facts.introduced_at >= UNANSWERED:
        yield Signal(Code.INTRODUCTION, 3, facts.introduced_at, facts.introduced_at + UNANSWERED)
    if facts.follow_up_at is not None and facts.at - facts.follow_up_at >= FOLLOW_UP_LATE:
        yield Signal(Code.FOLLOW_UP, 3, facts.follow_up_at, facts.follow_up_at + FOLLOW_UP_LATE)
    if facts.stage == "paused" and facts.paused_at is not None:
        last = max(facts.paused_at, facts.reached_at or facts.paused_at)
        if facts.at - last >= PAUSED_LONG:
            yield Signal(Code.PAUSED, 3, last, last + PAUSED_LONG)
