"""What somebody was shown to know at the end of each week: their answers played again, so that nothing has to be stored."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from opstap.practice.rules.features import Hard
from opstap.practice.rules.knowledge import Held, show
from opstap.practice.rules.skill_map import Standing, standing


@dataclass(frozen=True, slots=True)
class Played[K]:
    """An answer as it was judged: to which question (`hard`: as it was held then), about which skills, the mark, and when."""

    skills: tuple[K, ...]
    code: str
    hard: Hard
    score: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many skills were known, and how many nearly."""

    known: int = 0
    nearly: int = 0


def known_at[K](
    answers: Iterable[Played[K]], moments: Sequence[datetime], wanted: Collection[K], now: datetime
) -> list[Count]:
    """How many of the `wanted` skills were known at each of the moments (rising; of one that is to come: `now`). Answers come in
    the order in which they count; one that counts after a moment's first later answer belongs to the next moment, as it did then.
    """
    held = Held[K]()
    counts: list[Count] = []
    for answer in answers:
        while len(counts) < len(moments) and answer.at >= moments[len(counts)]:
            counts.append(_count(held, wanted, min(moments[len(counts)], now)))
        meeting = held.meet(answer.skills, answer.code, answer.hard, answer.at)
        held.learn(meeting, answer.skills, answer.code, answer.score, answer.at)
    return counts + [_count(held, wanted, min(moment, now)) for moment in moments[len(counts) :]]


def _count[K](held: Held[K], wanted: Collection[K], at: datetime) -> Count:
    steps = [
        standing(show(held.person, one, at), one.answers, one.right)
        for skill, one in held.skills.items()
        if skill in wanted
    ]
    return Count(steps.count(Standing.KNOWN), steps.count(Standing.NEARLY))
