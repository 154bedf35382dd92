"""What a freer model gets from the same answers: PFA, and a mean of boosted and averaged trees over a richer student model.

For the bench only: nothing holds a weight to its sign, nothing explains itself, and it needs numpy, scipy and scikit-learn.

Questions: a ridge logistic regression over item, skills, pairs of skills, neighbours by number (in this data they share a text
or a kind) and the place of the right option, with a normal variance for each group and the student's own effects beside them.
Students: a Gaussian process over the answers of one student (general, skills, neighbouring questions, two time scales, the same
question), moved answer by answer. On top: logistic regression, boosting and extra trees, on features crossed as in
`answers_models`.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
import scipy.sparse as sparse
from bench.practice.answers_data import Row, Student
from bench.practice.answers_models import Bank, Chances, centre_of, filled
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from opstap.practice.rules.skill_filter import SPREAD_SHARE, Priors, sigmoid

PRIORS = Priors(general=0.35, skill=0.15, question=1.0)
ITEM = {"item": 0.9, "skill": 0.25, "pair": 0.1, "near": 0.15, "far": 0.1, "key": 0.02}
NEAR, FAR = 4, 60
GENERAL, SKILL, AROUND, KIND, MINUTES, DAYS = 0.2, 0.2, 0.05, 0.1, 0.15, 0.1
AGAIN, SEEN_WRONG, SEEN_RIGHT = 0.4, 1.6, 3.2
PARTS, SEEDS = 5, 2

type Term = tuple[tuple[object, ...], float, float]  # key, weight, variance


def number(row: Row) -> int:
    return int(row.item) if row.item.isdigit() else crc32(row.item.encode())


def item_terms(row: Row) -> list[Term]:
    """The effects that make up how easy an item is."""
    count, own = max(len(row.skills), 1), number(row)
    pairs = list(combinations(row.skills, 2))
    return [
        (("item", row.item), 1.0, ITEM["item"]),
        *((("skill", one), count**-0.5, ITEM["skill"]) for one in row.skills),
        *((("pair", pair), len(pairs) ** -0.5, ITEM["pair"]) for pair in pairs),
        *((("near", shift, (own + shift) // NEAR), 0.7, ITEM["near"]) for shift in (0, NEAR // 2)),
        *((("far", shift, (own + shift) // FAR), 0.7, ITEM["far"]) for shift in (0, FAR // 2)),
        (("key", row.key), 1.0, ITEM["key"]),
    ]


def own_terms(row: Row) -> list[Term]:
    """The student's own effects beside them, while fitting."""
    count = max(len(row.skills), 1)
    skills: list[Term] = [((row.student, one), count**-0.5, SKILL) for one in row.skills]
    return [((row.student,), 1.0, 0.35), *skills, ((row.student, number(row) // 1000), 1.0, 0.1)]


class Items:
    """How easy each item is, fitted on first tries, and moved by later students."""

    def __init__(self, train: Sequence[Student]) -> None:
        index: dict[tuple[object, ...], int] = {}
        lines, columns, values, right, variances = [], [], [], [], []
        for student in train:
            for row in {row.item: row for row in reversed(student)}.values():
                for key, weight, variance in (*item_terms(row), *own_terms(row)):
                    place = index.setdefault(key, len(index))
                    if place == len(variances):
                        variances.append(variance)
                    lines.append(len(right))
                    columns.append(place)
                    values.append(weight * variance**0.5)
                right.append(row.right)
        matrix = sparse.csr_matrix((values, (lines, columns)), shape=(len(right), len(index)))
        model = LogisticRegression(C=1.0, max_iter=300).fit(matrix, right)
        chance = model.predict_proba(matrix)[:, 1]
        told = matrix.power(2).T @ (chance * (1 - chance))
        self.centre = float(model.intercept_[0])
        self.effects = {
            key: [float(model.coef_[0][place]) * variances[place] ** 0.5, variances[place] / (1 + float(told[place]))]
            for key, place in index.items()
        }

    def easy(self, row: Row) -> tuple[float, float]:
        mean, variance = self.centre, 0.0
        for key, weight, prior in item_terms(row):
            held = self.effects.get(key, (0.0, prior))
            mean += weight * held[0]
            variance += weight**2 * held[1]
        return mean, variance

    def learn(self, row: Row, logit: float, variance: float) -> None:
        chance = sigmoid(logit / (1 + SPREAD_SHARE * variance) ** 0.5)
        told = chance * (1 - chance)
        for key, weight, prior in item_terms(row):
            held = self.effects.setdefault(key, [0.0, prior])
            gain = held[1] * weight / (1 + told * variance)
            held[0] += gain * (row.right - chance)
            held[1] *= 1 - gain * weight * told


def followed(student: Student, items: Items, names: dict[str, int]) -> list[list[float]]:
    """The Gaussian process over one student's answers: expected logit, ease, its variance, ability there, total variance."""
    count = len(student)
    ease = np.array([items.easy(row) for row in student])
    asked = np.zeros((count, len(names) + 1))
    for place, row in enumerate(student):
        for one in row.skills:
            asked[place, names.get(one, len(names))] = max(len(row.skills), 1) ** -0.5
    own, order = np.array([number(row) for row in student]), np.arange(count)
    apart, between = np.abs(own[:, None] - own[None, :]), np.abs(order[:, None] - order[None, :])
    shared = GENERAL + SKILL * (asked @ asked.T) + AROUND * np.exp(-apart / 300) + KIND * np.exp(-apart / 3000)
    shared += MINUTES * np.exp(-between / 15) + DAYS * np.exp(-between / 80)
    shared += (apart == 0) * np.sqrt(ease[:, 1][:, None] * ease[:, 1][None, :])
    mean, found, last = ease[:, 0].copy(), [], {}
    for place, row in enumerate(student):
        before = last.get(row.item)
        helped = 0.0 if before is None else SEEN_RIGHT if before else SEEN_WRONG
        variance = float(shared[place, place])
        logit = (mean[place] + helped) / (1 + SPREAD_SHARE * variance) ** 0.5
        found.append([logit, ease[place, 0], ease[place, 1], mean[place] - ease[place, 0], variance])
        if before is None:
            items.learn(row, float(mean[place]), variance)
        chance, share = sigmoid(logit), 1.0 if before is None else AGAIN
        told = chance * (1 - chance) * share
        column = shared[place].copy()
        mean = mean + column * (row.right - chance) * share / (1 + told * variance)
        shared = shared - np.outer(column, column) * told / (1 + told * variance)
        last[row.item] = row.right
    return found


def habits(student: Student) -> list[list[float]]:
    """What was chosen lately, whether the right option is the one they take most, and what they did around this item's number."""
    found, taken, lately = [], defaultdict(float), defaultdict(float)
    for place, row in enumerate(student):
        near = [one.right for one in student[max(place - 6, 0) : place] if abs(number(one) - number(row)) <= NEAR]
        same = float(place > 0 and student[place - 1].chosen == row.key)
        gap = min(abs(number(student[place - 1]) - number(row)), 1000) if place else 1000
        total = sum(taken.values())
        found.append([len(near), sum(near), gap, same, (taken[row.key] + 2) / (total + 8), lately[row.key],
                      max(lately.values(), default=0.0), float(row.key or 0), number(row) // 1000, place])  # fmt: skip
        taken[row.chosen] += 1
        for option in {*lately, row.chosen}:
            lately[option] += 0.1 * ((option == row.chosen) - lately[option])
    return found


def features(train: Sequence[Student], test: Sequence[Student]) -> list[list[list[float]]]:
    """Per test student, per answer: the product's features, the process, the habits."""
    bank: Bank = filled(replace(PRIORS, centre=centre_of(train)), train)
    items = Items(train)
    names = {one: place for place, one in enumerate(sorted({s for t in train for row in t for s in row.skills}))}
    made = []
    for student in test:
        ours = bank.follow(student, learning=True)
        process = followed(student, items, names)
        made.append([[*a, *b, *c] for a, b, c in zip(ours, process, habits(student), strict=True)])
    return made


def freer(train: Sequence[Student], test: Sequence[Student]) -> Chances:
    """The mean chance of three readers of the features; their settings were chosen before, not tuned here."""
    train = list(train)
    random.Random(1).shuffle(train)
    rows: list[list[float]] = []
    right: list[int] = []
    for part in range(PARTS):
        mine = [s for place, s in enumerate(train) if place % PARTS == part]
        for student, found in zip(
            mine, features([s for p, s in enumerate(train) if p % PARTS != part], mine), strict=True
        ):
            rows += found
            right += [row.right for row in student]
    met = features(train, test)
    known, new = np.array(rows), np.array([line for student in met for line in student])
    middle, spread = known.mean(0), known.std(0) + 1e-9
    known, new = (known - middle) / spread, (new - middle) / spread
    chances = LogisticRegression(C=0.01, max_iter=500).fit(known, right).predict_proba(new)[:, 1]
    for seed in range(SEEDS):
        boosted = HistGradientBoostingClassifier(
            learning_rate=0.04, max_iter=120, max_leaf_nodes=8, min_samples_leaf=60, l2_regularization=10,
            max_features=0.5, random_state=seed,
        )  # fmt: skip
        chances = chances + boosted.fit(known, right).predict_proba(new)[:, 1] / SEEDS
    trees = ExtraTreesClassifier(200, min_samples_leaf=15, max_features=0.4, random_state=0)
    chances = (chances + trees.fit(known, right).predict_proba(new)[:, 1]) / 3
    ends = np.cumsum([0, *(len(student) for student in test)])
    return [[float(p) for p in chances[a:b]] for a, b in pairwise(ends)]


def pfa(train: Sequence[Student], test: Sequence[Student]) -> Chances:
    """Performance factor analysis: per skill an ease and weights of the log counts of right and wrong answers, ridge 1."""
    names = {one: place for place, one in enumerate(sorted({s for t in train for row in t for s in row.skills}))}

    def matrix(students: Sequence[Student]) -> sparse.csr_matrix:
        lines, columns, values, line = [], [], [], 0
        for student in students:
            right, wrong = defaultdict(int), defaultdict(int)
            for row in student:
                for one in row.skills:
                    if one in names:
                        lines += [line] * 3
                        columns += [3 * names[one] + kind for kind in range(3)]
                        values += [1.0, np.log1p(right[one]), np.log1p(wrong[one])]
                    (right if row.right else wrong)[one] += 1
                line += 1
        return sparse.csr_matrix((values, (lines, columns)), shape=(line, 3 * len(names)))

    model = LogisticRegression(C=1.0, max_iter=500).fit(matrix(train), [row.right for s in train for row in s])
    chances = model.predict_proba(matrix(test))[:, 1]
    ends = np.cumsum([0, *(len(student) for student in test)])
    return [[float(p) for p in chances[a:b]] for a, b in pairwise(ends)]
