"""The real exam: other questions than in practice, in a test centre, in a language, on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from opstap_demo.simulator.answering import SHARPNESS, SLIP
from opstap_demo.simulator.memory import Memory
from opstap_demo.simulator.mind import sigmoid

ITEMS = 48
SHIFT = 0.2  # logits harder than what one practises with
SPREAD = 0.8  # between its questions
FOREIGN = 0.7  # logits for someone without any English
BAD_DAY = 0.12
BAD_DAY_COSTS = 0.9
GUESS = 0.27
CUT = 0.575  # share of right answers that the vendor calls 700
PASSES = 700


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of an outline: its skills, and its weight in the exam."""

    skills: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Result:
    """What the vendor reports: 1 to 1000, and 700 passes."""

    score: int

    @property
    def passed(self) -> bool:
        return self.score >= PASSES


def sit(memory: Memory, outline: Sequence[Domain], day: float, dice: Random, *, english: bool = True) -> Result:
    """One attempt. Nobody knows beforehand which day it is."""
    mind = memory.mind
    hurdle = SHIFT + mind.stress * abs(dice.gauss(0, 1))
    hurdle += FOREIGN * (1 - mind.english) if english else 0.0
    hurdle += BAD_DAY_COSTS if dice.random() < BAD_DAY else 0.0
    right = sum(_right(memory, outline, day, hurdle, dice) for _ in range(ITEMS))
    return Result(scaled(right / ITEMS))


def _right(memory: Memory, outline: Sequence[Domain], day: float, hurdle: float, dice: Random) -> bool:
    (domain,) = dice.choices(outline, [one.weight for one in outline])
    level = memory.level(dice.choice(domain.skills), day)
    chance = sigmoid(SHARPNESS * (level - hurdle - dice.gauss(-0.3, SPREAD)))
    return dice.random() < GUESS + (1 - GUESS - SLIP) * chance


def scaled(share: float) -> int:
    """The vendor's scale: the cut at 700, everything right at 1000, straight lines between."""
    if share >= CUT:
        return round(PASSES + (1000 - PASSES) * (share - CUT) / (1 - CUT))
    return max(1, round((PASSES - 1) * share / CUT))
