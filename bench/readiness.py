"""How well readiness tells beforehand who passes, on real answers of a real exam.

    OPSTAP_RESPONSES=FOLDER .venv/bin/python bench/readiness.py

FOLDER holds `swesat22b_quant.txt` and `_key.txt` and the same of `verb` (5,000 people x 80 items, options 1 to 5; MIT). Of
each person 40 of the 80 items, drawn for that person, are "the exam" (passed at the cut of our own mock exams, 70 % of the
marks), and 10, 20 or 40 of the others are practice. Difficulties are learned from the practice of the first people; the figures
are of the people after them, met cold. The items are spread over 20 skills in 4 domains by their number alone, so what real
domains add is not measured here, nor whether the range is as wide as it should be. AUC, log loss and ECE (10 bins) of the
chance; how many of those at 0.8 or more passed.
"""

import os
import random
from datetime import UTC, datetime
from math import log
from pathlib import Path

from opstap.curriculum.rules.marking import GUESS_SHARE
from opstap.practice.rules import readiness as rule
from opstap.practice.rules.features import Hard
from opstap.practice.rules.knowledge import Held, judge, learn_difficulty, new_question

AT = datetime(2026, 1, 1, tzinfo=UTC)
GUESS = GUESS_SHARE / 5
TRAINED, TESTED, EXAM = 500, 1000, 40
SKILLS, DOMAINS = 20, 4
PRACTICE = (10, 20, 40)


def chances(name: str, folder: Path, practice: int) -> list[tuple[float, int]]:
    """(chance, passed) of the tested people after `practice` answers."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()[2500 : 2500 + TRAINED + TESTED]
    dice = random.Random(11)
    bank = [new_question(3)] * len(key)
    found = []
    for number, row in enumerate(rows):
        order = dice.sample(range(len(key)), len(key))
        passed = sum(row[item] == key[item] for item in order[:EXAM]) >= rule.CUT * EXAM
        held = Held[int]()
        for item in order[EXAM : EXAM + practice]:
            right, about = int(row[item] == key[item]), (item % SKILLS,)
            meeting = held.meet(about, str(item), Hard(bank[item], (), GUESS), AT)
            judged = judge(meeting)
            held.learn(meeting, about, str(item), right, AT)
            bank[item] = learn_difficulty(bank[item], judged.strength, judged.spread, GUESS, right)
        if number >= TRAINED:
            skills = [held.skill(skill) for skill in range(SKILLS)]
            domains = [rule.DomainKnown(str(one), 1.0, tuple(skills[one::DOMAINS])) for one in range(DOMAINS)]
            found.append((rule.readiness(held.person, domains).chance, int(passed)))
    return found


def auc(pairs: list[tuple[float, int]]) -> float:
    """Area under the curve, by ranks."""
    ordered = sorted(pairs)
    positives = sum(right for _, right in ordered)
    ranks = sum(place for place, (_, right) in enumerate(ordered, start=1) if right)
    return (ranks - positives * (positives + 1) / 2) / (positives * (len(ordered) - positives))


def figures(pairs: list[tuple[float, int]]) -> str:
    """One line of a table."""
    safe = [(min(max(chance, 1e-6), 1 - 1e-6), passed) for chance, passed in pairs]
    loss = -sum(log(chance if passed else 1 - chance) for chance, passed in safe) / len(safe)
    bins: dict[int, list[tuple[float, int]]] = {}
    for chance, passed in pairs:
        bins.setdefault(min(int(chance * 10), 9), []).append((chance, passed))
    error = sum(abs(sum(c for c, _ in some) - sum(p for _, p in some)) for some in bins.values()) / len(pairs)
    sure = [passed for chance, passed in pairs if chance >= rule.LIKELY]
    share = sum(sure) / len(sure) if sure else float("nan")
    mean = sum(chance for chance, _ in pairs) / len(pairs)
    base = sum(passed for _, passed in pairs) / len(pairs)
    return (
        f"AUC {auc(pairs):.3f} LL {loss:.3f} ECE {error:.3f}; mean chance {mean:.3f}, passed {base:.3f};"
        f" at {rule.LIKELY} or more {len(sure) / len(pairs):.1%}, of whom {share:.1%} passed"
    )


def main() -> None:
    folder = Path(os.environ.get("OPSTAP_RESPONSES", ""))
    if not (folder / "swesat22b_quant.txt").exists():
        raise SystemExit("Set OPSTAP_RESPONSES to the folder with the response data; it is not part of the project.")
    for name in ("quant", "verb"):
        for practice in PRACTICE:
            print(f"{name} after {practice}: {figures(chances(name, folder, practice))}")


if __name__ == "__main__":
    main()
