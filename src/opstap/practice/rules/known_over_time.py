"""What somebody was shown to know at the end of each week: their answers played again, so that nothing has to be stored."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from opstap.practice.rules.knowledge import General, Judgement, SkillKnown, learn, show
from opstap.practice.rules.skill_map import Standing, standing


@dataclass(frozen=True, slots=True)
class Played[K]:
    """An answer as it was judged: about which skills, the mark, what was expected, whether the question was asked before."""

    skills: tuple[K, ...]
    score: float
    judged: Judgement
    again: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many skills were known, and how many nearly."""

    known: int = 0
    nearly: int = 0


def known_at[K](answers: Iterable[Played[K]], moments: Sequence[datetime], wanted: Collection[K]) -> list[Count]:
    """How many of the `wanted` skills were known at each of the moments (rising). Answers come in the order in which they
    count; one that counts after a moment's first later answer belongs to the next moment, as it did then.
    """
    general, held = General(), dict[K, SkillKnown]()
    counts: list[Count] = []
    for answer in answers:
        while len(counts) < len(moments) and answer.at >= moments[len(counts)]:
            counts.append(_count(general, held, wanted))
        before = [held.get(skill, SkillKnown()) for skill in answer.skills]
        general, after = learn(general, before, answer.judged, answer.score, answer.at, again=answer.again)
        held.update(zip(answer.skills, after, strict=True))
    last = _count(general, held, wanted)
    return counts + [last] * (len(moments) - len(counts))


def _count[K](general: General, held: dict[K, SkillKnown], wanted: Collection[K]) -> Count:
    steps = [standing(show(general, one), one.answers, one.right) for skill, one in held.items() if skill in wanted]
    return Count(steps.count(Standing.KNOWN), steps.count(Standing.NEARLY))
