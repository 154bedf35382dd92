"""The models that the bench compares, without any package: item mean, Elo, and the product's filter with its readout.

A model is a function of training students, test students and a seed; it gives a chance for every answer of every test student, in
order. Test students are met cold and followed answer by answer; where questions keep learning, they also learn from the answers
of test students met before, as in use.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log

from bench.practice.answers_data import Row, Student

from opstap.practice.rules.features import (
    Hard,
    Seen,
    SkillTrace,
    answered,
    features_of,
    hardened,
    meet,
    new_person,
    new_skill,
)
from opstap.practice.rules.readout import chance_of
from opstap.practice.rules.readout_fit import fit_readout, log_loss
from opstap.practice.rules.skill_filter import Belief, Priors, sigmoid

type Chances = list[list[float]]
type Part = list[tuple[tuple[float, ...], int]]

PARTS = 5  # of the training students, for tuning and for features of questions that the student has not moved
RIDGES = (20.0, 5.0, 80.0)
CHOICES = (
    Priors(general=0.35, skill=0.15),
    Priors(general=0.35, skill=0.15, question=1.2),
    Priors(general=0.2, skill=0.08),
    Priors(general=0.35, skill=0.08, skill_difficulty=0.1, question=0.5),
)


def item_mean(train: Sequence[Student], test: Sequence[Student]) -> Chances:
    """The share of training students who had the item right, with five made-up answers at the overall share."""
    rows = [row for student in train for row in student]
    overall = sum(row.right for row in rows) / len(rows)
    counts: dict[str, list[float]] = {}
    for row in rows:
        held = counts.setdefault(row.item, [5 * overall, 5.0])
        held[0] += row.right
        held[1] += 1
    shares = {item: right / count for item, (right, count) in counts.items()}
    return [[shares.get(row.item, overall) for row in student] for student in test]


@dataclass
class Elo:
    """Multi-skill Elo as in the adaptive engine notes 5.1: a=1, b=.02 for people, b=.05 for questions."""

    centre: float = 0.0
    items: dict[str, list[float]] = field(default_factory=dict)
    skills: dict[str, list[float]] = field(default_factory=dict)

    def follow(self, student: Student, *, learning: bool) -> list[float]:
        """The logit expected of each answer."""
        logits, general, seen = [], [0.0, 0.0], set()
        own: dict[str, list[float]] = {}
        for row in student:
            names, count = row.skills, max(len(row.skills), 1)
            offsets = [own.setdefault(name, [0.0, 0.0]) for name in names]
            item = self.items.get(row.item, [0.0, 0.0])
            hard = [self.skills.get(name, [0.0, 0.0]) for name in names]
            strength = general[0] + sum(one[0] for one in offsets) / count
            logit = self.centre + strength - item[0] - sum(one[0] for one in hard) / count
            logits.append(logit)
            surprise = row.right - sigmoid(logit)
            for one in (general, *offsets):
                one[0] += surprise / 2 / (1 + 0.02 * one[1])
                one[1] += 1
            if learning and row.item not in seen:
                self.items[row.item] = [item[0] - surprise / (1 + 0.05 * item[1]), item[1] + 1]
                for name, one in zip(names, hard, strict=True):
                    self.skills[name] = [one[0] - 0.3 * surprise / count / (1 + 0.05 * one[1]), one[1] + 1]
            seen.add(row.item)
        return logits


def elo(train: Sequence[Student], test: Sequence[Student], *, learning: bool, platt: bool) -> Chances:
    """Elo; with `platt` its logit is scaled and shifted as fits the training students, each as they were met."""
    model = Elo()
    found = [(logit, row.right) for s in train for logit, row in zip(model.follow(s, learning=True), s, strict=True)]
    shift, slope = _platt(found) if platt else (0.0, 1.0)
    return [[sigmoid(shift + slope * logit) for logit in model.follow(s, learning=learning)] for s in test]


def _platt(found: Sequence[tuple[float, int]]) -> tuple[float, float]:
    shift, slope = 0.0, 1.0
    for _ in range(20):
        chances = [sigmoid(shift + slope * logit) for logit, _ in found]
        told = [p * (1 - p) for p in chances]
        missed = [y - p for p, (_, y) in zip(chances, found, strict=True)]
        a, b = sum(told), sum(w * x for w, (x, _) in zip(told, found, strict=True))
        c = sum(w * x * x for w, (x, _) in zip(told, found, strict=True))
        g, h = sum(missed), sum(r * x for r, (x, _) in zip(missed, found, strict=True))
        shift, slope = shift + (c * g - b * h) / (a * c - b * b), slope + (a * h - b * g) / (a * c - b * b)
    return shift, slope


@dataclass
class Bank:
    """What is believed of every item and of the difficulty that each skill adds."""

    priors: Priors
    items: dict[str, Belief] = field(default_factory=dict)
    skills: dict[str, Belief] = field(default_factory=dict)

    def hard(self, row: Row) -> Hard:
        own = self.items.get(row.item) or Belief(0.0, self.priors.question)
        new = Belief(0.0, self.priors.skill_difficulty)
        return Hard(own, tuple(self.skills.get(name, new) for name in row.skills))

    def follow(self, student: Student, *, learning: bool) -> list[tuple[float, ...]]:
        """The features before each answer."""
        person, found = new_person(self.priors), []
        skills: dict[str, SkillTrace] = {}
        memory: dict[str, Seen] = {}
        for row in student:
            held = [skills.get(name) or new_skill(self.priors) for name in row.skills]
            seen = memory.get(row.item, Seen())
            meeting = meet(person, held, self.hard(row), seen, self.priors, row.day)
            found.append(features_of(meeting))
            person, moved, memory[row.item] = answered(meeting, row.right, self.priors)
            skills.update(zip(row.skills, moved, strict=True))
            if learning:
                after = hardened(meeting, row.right)
                self.items[row.item] = after.own
                self.skills.update(zip(row.skills, after.skills, strict=True))
        return found


def filled(priors: Priors, students: Sequence[Student]) -> Bank:
    """A bank that learned from these students."""
    bank = Bank(priors)
    for student in students:
        bank.follow(student, learning=True)
    return bank


def crossed(priors: Priors, train: Sequence[Student], *, learning: bool) -> list[Part]:
    """Features and marks per part of the training students, each met cold by a bank of the other parts."""
    parts = []
    for part in range(PARTS):
        bank = filled(priors, [s for place, s in enumerate(train) if place % PARTS != part])
        mine = [s for place, s in enumerate(train) if place % PARTS == part]
        parts.append([
            (found, row.right)
            for s in mine
            for found, row in zip(bank.follow(s, learning=learning), s, strict=True)
        ])  # fmt: skip
    return parts


def chosen(train: Sequence[Student]) -> tuple[Priors, float]:
    """The priors, then the ridge, with the least loss when each part is predicted from the others; training students only."""
    tried: list[tuple[float, int, Priors, list[Part]]] = []
    for place, choice in enumerate(CHOICES):
        priors = replace(choice, centre=centre_of(train))
        parts = crossed(priors, train, learning=True)
        tried.append((_lost(parts, RIDGES[0]), place, priors, parts))
    _, _, priors, parts = min(tried)
    return priors, min(RIDGES, key=lambda ridge: _lost(parts, ridge))


def _lost(parts: Sequence[Part], ridge: float) -> float:
    """The loss when each part is predicted from the others."""
    found, marks = [], []
    for place, part in enumerate(parts):
        rest = [pair for other, some in enumerate(parts) if other != place for pair in some]
        readout = fit_readout([x for x, _ in rest], [y for _, y in rest], ridge)
        found += [chance_of(readout, x) for x, _ in part]
        marks += [y for _, y in part]
    return log_loss(found, marks)


def centre_of(train: Sequence[Student]) -> float:
    """The logit of the share right at a first try."""
    first = [row.right for s in train for row in {row.item: row for row in reversed(s)}.values()]
    share = (sum(first) + 1) / (len(first) + 2)
    return log(share / (1 - share))


def ours(train: Sequence[Student], test: Sequence[Student], note: list[str]) -> dict[str, Chances]:
    """The product's model, by name; `note` is told what was chosen."""
    train = list(train)
    random.Random(1).shuffle(train)
    priors, ridge = chosen(train)
    note.append(f"{priors}, ridge {ridge:g}")
    result = {}
    for learning, name in ((False, "ours"), (True, "ours, items learn")):
        pairs = [pair for part in crossed(priors, train, learning=learning) for pair in part]
        readout = fit_readout([x for x, _ in pairs], [y for _, y in pairs], ridge)
        bank = filled(priors, train)
        found = [bank.follow(s, learning=learning) for s in test]
        result[f"{name}, filter alone"] = [[sigmoid(x[0]) for x in rows] for rows in found]
        result[name] = [[chance_of(readout, x) for x in rows] for rows in found]
    return result
