"""How well the knowledge model predicts real answers, and how far it is over-confident.

    OPSTAP_RESPONSES=FOLDER .venv/bin/python bench/knowledge.py

FOLDER holds `swesat22b_quant.txt` and `_key.txt` (5,000 people x 80 items, options 1 to 5; MIT). Each person meets 40 of the
items in an order of their own, as in practice. Difficulties start at level 3 and are learned from the first people; the
figures are of the people after them, who are met cold. AUC, log loss and ECE (10 bins) of what was expected before each
answer, for several slopes of caution.
"""

import os
import random
from datetime import UTC, datetime
from math import log
from pathlib import Path

from opstap.practice.rules.marking import guess_level

from opstap.practice.rules.knowledge import General, SkillKnown, judge, learn, learn_difficulty, probability

AT = datetime(2026, 1, 1, tzinfo=UTC)
GUESS = guess_level("single", 5, 1)
TRAINED, TESTED, ITEMS = 500, 1000, 40
SLOPES = (0.6, 0.7, 0.8, 0.9, 1.0)


def predictions(name: str, folder: Path) -> list[tuple[float, float, int, int]]:
    """(strength, difficulty, right, answers before) of every answer of the tested people."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()[2500 : 2500 + TRAINED + TESTED]
    dice = random.Random(7)
    difficulty, answers = [0.0] * len(key), [0] * len(key)
    found = []
    for number, row in enumerate(rows):
        general, skill = General(), SkillKnown()
        for count, item in enumerate(dice.sample(range(len(key)), ITEMS)):
            right = int(row[item] == key[item])
            judged = judge(general, [skill], difficulty[item], GUESS)
            if number >= TRAINED:
                found.append((judged.strength, difficulty[item], right, count))
            general, (skill,) = learn(general, [skill], judged, right, AT)
            difficulty[item] = learn_difficulty(difficulty[item], answers[item], judged.strength, GUESS, right)
            answers[item] += 1
    return found


def auc(pairs: list[tuple[float, int]]) -> float:
    """Area under the curve, by ranks."""
    ordered = sorted(pairs)
    positives = sum(right for _, right in ordered)
    ranks = sum(place for place, (_, right) in enumerate(ordered, start=1) if right)
    return (ranks - positives * (positives + 1) / 2) / (positives * (len(ordered) - positives))


def figures(pairs: list[tuple[float, int]]) -> tuple[float, float, float]:
    """AUC, log loss, expected calibration error."""
    loss = -sum(log(p if right else 1 - p) for p, right in pairs) / len(pairs)
    bins: dict[int, list[tuple[float, int]]] = {}
    for p, right in pairs:
        bins.setdefault(min(int(p * 10), 9), []).append((p, right))
    error = sum(abs(sum(p for p, _ in some) - sum(right for _, right in some)) for some in bins.values()) / len(pairs)
    return auc(pairs), loss, error


def main() -> None:
    folder = Path(os.environ.get("OPSTAP_RESPONSES", ""))
    if not (folder / "swesat22b_quant.txt").exists():
        raise SystemExit("Set OPSTAP_RESPONSES to the folder with the response data; it is not part of the project.")
    for name in ("quant", "verb"):
        found = predictions(name, folder)
        for slope in SLOPES:
            for least in (0, 20):
                pairs = [
                    (probability(slope * strength, slope * hard, GUESS), right)
                    for strength, hard, right, count in found
                    if count >= least
                ]
                area, loss, error = figures(pairs)
                print(f"{name} slope {slope} answers {least + 1}-{ITEMS}: AUC {area:.3f} LL {loss:.3f} ECE {error:.3f}")


if __name__ == "__main__":
    main()
