"""Answers of real students as the benches of the knowledge model read them: columns, folds, figures, bootstrap."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log
from pathlib import Path
from typing import NamedTuple

FOLDS_FILE = Path(__file__).with_name("folds_ednet.csv")
FOLDS, BINS, RESAMPLES = 5, 15, 400
SECONDS_A_DAY = 86_400


class Row(NamedTuple):
    """One answer: what was asked, when (in days), right or not, what was chosen and what is right, and the file's own split."""

    student: str
    item: str
    skills: tuple[str, ...]
    day: float
    right: int
    chosen: str
    key: str
    split: str


type Student = list[Row]


@dataclass(frozen=True, slots=True)
class Figures:
    """AUC, log loss in nats, expected calibration error (15 equal-width bins); the first two with their standard error."""

    auc: float
    auc_error: float
    loss: float
    loss_error: float
    calibration: float


def students_of(path: Path) -> dict[str, Student]:
    """Each student's answers in order. Columns: user_id, seq, item_id, skill_ids (with `;`), correct; optional: answer,
    correct_answer, timestamp (in seconds), split (train or test)."""
    found: dict[str, list[tuple[int, Row]]] = {}
    with path.open(newline="") as file:
        for one in csv.DictReader(file):
            row = Row(
                one["user_id"],
                one["item_id"],
                tuple(sorted(set(filter(None, one["skill_ids"].split(";"))))),
                float(one.get("timestamp") or 0) / SECONDS_A_DAY,
                int(one["correct"]),
                one.get("answer") or "",
                one.get("correct_answer") or "",
                one.get("split") or "",
            )
            found.setdefault(row.student, []).append((int(one["seq"]), row))
    return {student: [row for _, row in sorted(rows, key=lambda pair: pair[0])] for student, rows in found.items()}


def splits_of(students: dict[str, Student], folds: Path = FOLDS_FILE) -> list[tuple[list[str], list[str]]]:
    """Training and test students of each fold: the file's own split, else the committed folds, else folds by a fixed seed."""
    own = {student: rows[0].split for student, rows in students.items()}
    if set(own.values()) == {"train", "test"}:
        return [([s for s in own if own[s] == "train"], [s for s in own if own[s] == "test"])]
    with folds.open(newline="") as file:
        fold = {row["user"]: int(row["fold"]) for row in csv.DictReader(file)}
    if set(fold) != set(students):
        fold = drawn_folds(sorted(students))
    return [([s for s in students if fold[s] != k], [s for s in students if fold[s] == k]) for k in range(FOLDS)]


def drawn_folds(students: Sequence[str], seed: int = 20261125) -> dict[str, int]:
    """A fold for each student, as even as can be."""
    order = list(students)
    random.Random(seed).shuffle(order)
    return {student: place % FOLDS for place, student in enumerate(order)}


def first_tries(student: Student) -> list[bool]:
    """Whether each answer is the student's first to that item."""
    earliest: dict[str, int] = {}
    return [earliest.setdefault(row.item, place) == place for place, row in enumerate(student)]


def auc(chances: Sequence[float], right: Sequence[int]) -> float:
    """Area under the curve, by ranks; equal chances share theirs."""
    order = sorted(range(len(right)), key=chances.__getitem__)
    total, positives, place = 0.0, sum(right), 0
    while place < len(order):
        end = place
        while end < len(order) and chances[order[end]] == chances[order[place]]:
            end += 1
        total += (place + end + 1) / 2 * sum(right[index] for index in order[place:end])
        place = end
    return (total - positives * (positives + 1) / 2) / (positives * (len(right) - positives))


def loss(chances: Sequence[float], right: Sequence[int]) -> float:
    """Log loss in nats."""
    return -sum(log(p if y else 1 - p) for p, y in zip(chances, right, strict=True)) / len(right)


def calibration_error(chances: Sequence[float], right: Sequence[int]) -> float:
    """Expected calibration error in equal-width bins."""
    bins = [[0.0, 0.0] for _ in range(BINS)]
    for p, y in zip(chances, right, strict=True):
        bins[min(int(p * BINS), BINS - 1)][0] += p
        bins[min(int(p * BINS), BINS - 1)][1] += y
    return sum(abs(expected - came) for expected, came in bins) / len(right)


class Pooled:
    """Chances and marks of many students, kept so that a draw of students costs one pass over the answers in order of chance.

    Chances are kept off 0 and 1 by a millionth.
    """

    def __init__(self, by_student: dict[str, list[tuple[float, int]]]) -> None:
        self.names = list(by_student)
        kept = [[(min(max(p, 1e-6), 1 - 1e-6), y) for p, y in by_student[name]] for name in self.names]
        self.losses = [loss([p for p, _ in pairs], [y for _, y in pairs]) * len(pairs) for pairs in kept]
        self.counts = [len(pairs) for pairs in kept]
        self.chances = [p for pairs in kept for p, _ in pairs]
        self.right = [y for pairs in kept for _, y in pairs]
        ordered = sorted((p, y, place) for place, pairs in enumerate(kept) for p, y in pairs)
        self.order = [[(y, place) for _, y, place in group] for _, group in groupby(ordered, key=lambda one: one[0])]

    def measured(self, times: Sequence[int]) -> tuple[float, float]:
        """AUC and log loss when each student counts so many times."""
        below = above = ahead = 0.0
        for group in self.order:
            wrong = sum(times[place] for y, place in group if not y)
            right = sum(times[place] for y, place in group if y)
            ahead += right * (below + wrong / 2)
            above += right
            below += wrong
        total = sum(weight * count for weight, count in zip(times, self.counts, strict=True))
        lost = sum(weight * one for weight, one in zip(times, self.losses, strict=True))
        return ahead / (above * below), lost / total


def resamples(students: int, count: int) -> list[list[int]]:
    """Draws of students with replacement, as how often each counts; the same for every model."""
    dice = random.Random(5)
    draws = []
    for _ in range(count):
        times = [0] * students
        for one in dice.choices(range(students), k=students):
            times[one] += 1
        draws.append(times)
    return draws


def figures(pooled: Pooled, count: int) -> Figures:
    """All figures of one model; errors are standard deviations over `count` draws of students."""
    found = [pooled.measured(times) for times in resamples(len(pooled.names), count)]
    whole = pooled.chances, pooled.right
    errors = _deviation([a for a, _ in found]), _deviation([b for _, b in found])
    return Figures(auc(*whole), errors[0], loss(*whole), errors[1], calibration_error(*whole))


def difference(one: Pooled, other: Pooled, count: int) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """`one` less `other`, in AUC and in log loss: the value and its 95% interval over the same draws of students."""
    pairs = [(one.measured(times), other.measured(times)) for times in resamples(len(one.names), count)]
    gaps = []
    for place, measure in enumerate((auc, loss)):
        drawn = sorted(a[place] - b[place] for a, b in pairs)
        value = measure(one.chances, one.right) - measure(other.chances, other.right)
        gaps.append((value, drawn[int(0.025 * count)], drawn[int(0.975 * count)]))
    return gaps[0], gaps[1]


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return float((sum((value - mean) ** 2 for value in values) / max(len(values) - 1, 1)) ** 0.5)
