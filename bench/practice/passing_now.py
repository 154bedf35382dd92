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
from opstap.practice.rules.knowledge import General, SkillKnown, judge, learn, learn_difficulty

AT = datetime(2026, 1, 1, tzinfo=UTC)
GUESS, SKILLS, DOMAINS = 0.2, 20, 4
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
    difficulty = learned(rows, key, practice)
    found = []
    for one in tested:
        general, skills = _walk(rows[one.person], key, one.practice[:practice], difficulty, None)
        domains = [rule.DomainKnown(str(part), 1.0, tuple(skills[part::DOMAINS])) for part in range(DOMAINS)]
        chance = min(max(rule.readiness(general, domains).chance, 1e-6), 1 - 1e-6)
        found.append(Told(one.person, one.number, chance, one.passed))
    return found


def learned(rows: Sequence[str], key: str, practice: int) -> list[float]:
    """The difficulty of every item after the practice of the people before."""
    difficulty, answers = [0.0] * len(key), [0] * len(key)
    for row in rows[:BEFORE]:
        _walk(row, key, random.Random(row).sample(range(len(key)), practice), difficulty, answers)
    return difficulty


def _walk(
    row: str, key: str, some: Sequence[int], difficulty: list[float], answers: list[int] | None
) -> tuple[General, list[SkillKnown]]:
    """The state after these answers; difficulties learn where `answers` counts them."""
    general, skills = General(), [SkillKnown()] * SKILLS
    for item in some:
        right = int(row[item] == key[item])
        judged = judge(general, [skills[item % SKILLS]], difficulty[item], GUESS)
        general, (skills[item % SKILLS],) = learn(general, [skills[item % SKILLS]], judged, right, AT)
        if answers is not None:
            difficulty[item] = learn_difficulty(difficulty[item], answers[item], judged.strength, GUESS, right)
            answers[item] += 1
    return general, skills
