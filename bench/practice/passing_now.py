"""The chance of passing as `rules/readiness.py` tells it, for the comparison in passing.py: its cut set to that of this exam.

Its difficulties are learned, as in production, from everybody's practice before: one draw of each of the first 2,500 people.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from math import sqrt
from typing import Protocol

from bench.practice.passing_figures import Told

from opstap.practice.rules import readiness as rule
from opstap.practice.rules.features import Hard
from opstap.practice.rules.knowledge import Held, judge, learn_difficulty, new_question
from opstap.practice.rules.skill_filter import Belief

AT = datetime(2026, 1, 1, tzinfo=UTC)
GUESS, SKILLS, DOMAINS, LEVEL = 0.2, 20, 4, 3
BEFORE = 2500


class Drawn(Protocol):
    """What is needed of a draw."""

    @property
    def person(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def practice(self) -> tuple[int, ...]: ...
    @property
    def passed(self) -> bool: ...


def now_told(rows: Sequence[str], key: str, tested: Sequence[Drawn], practice: int, cut: int) -> list[Told]:
    """The chance of every draw."""
    rule.CUT, rule.QUESTIONS = cut / 40, 40
    rule.CHANCE_SPREAD = sqrt(rule.CUT * (1 - rule.CUT) / rule.QUESTIONS + rule.CUT_SPREAD**2)
    bank = beliefs(rows, key, practice)
    found = []
    for one in tested:
        held = _walk(rows[one.person], key, one.practice[:practice], bank, learning=False)
        skills = [held.skill(number) for number in range(SKILLS)]
        domains = [rule.DomainKnown(str(part), 1.0, tuple(skills[part::DOMAINS])) for part in range(DOMAINS)]
        chance = min(max(rule.readiness(held.person, domains).chance, 1e-6), 1 - 1e-6)
        found.append(Told(one.person, one.number, chance, one.passed))
    return found


def learned(rows: Sequence[str], key: str, practice: int) -> list[float]:
    """The difficulty of every item after the practice of the people before."""
    return [one.mean for one in beliefs(rows, key, practice)]


def beliefs(rows: Sequence[str], key: str, practice: int) -> list[Belief]:
    """The same, with how sure it is."""
    bank = [new_question(LEVEL)] * len(key)
    for row in rows[:BEFORE]:
        _walk(row, key, random.Random(row).sample(range(len(key)), practice), bank, learning=True)
    return bank


def _walk(row: str, key: str, some: Sequence[int], bank: list[Belief], *, learning: bool) -> Held[int]:
    """The person after these answers; with `learning` the items move too."""
    held = Held[int]()
    for item in some:
        right, skills = int(row[item] == key[item]), (item % SKILLS,)
        meeting = held.meet(skills, str(item), Hard(bank[item], (), GUESS), AT)
        judged = judge(meeting)
        held.learn(meeting, skills, str(item), right, AT)
        if learning:
            bank[item] = learn_difficulty(bank[item], judged.strength, judged.spread, GUESS, right)
    return held
