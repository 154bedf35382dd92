"""How well readiness tells beforehand who passes, on real answers of a real exam.

    OPSTAP_RESPONSES=FOLDER .venv/bin/python bench/readiness.py

FOLDER as in knowledge.py. Of each person 40 of the 80 items, drawn for that person, are "the exam" (passed at the cut of our own
mock exams, 70 % of the marks), and 10, 20 or 40 of the others are practice. Difficulties are learned from the practice of the
first people; the figures are of the people after them, met cold. The items are spread over 20 skills in 4 domains by their
number alone, so what real domains add is not measured here, nor whether the range is as wide as it should be. AUC, log loss
and ECE (10 bins) of the chance; how many of those at 0.8 or more passed.
"""

import os
import random
from math import log
from pathlib import Path

from knowledge import AT, GUESS, TESTED, TRAINED, auc
from opstap.practice.rules import readiness as rule
from opstap.practice.rules.knowledge import General, SkillKnown, judge, learn, learn_difficulty

EXAM = 40
SKILLS, DOMAINS = 20, 4
PRACTICE = (10, 20, 40)


def chances(name: str, folder: Path, practice: int) -> list[tuple[float, int]]:
    """(chance, passed) of the tested people after `practice` answers."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()[2500 : 2500 + TRAINED + TESTED]
    dice = random.Random(11)
    difficulty, answers = [0.0] * len(key), [0] * len(key)
    found = []
    for number, row in enumerate(rows):
        order = dice.sample(range(len(key)), len(key))
        passed = sum(row[item] == key[item] for item in order[:EXAM]) >= rule.CUT * EXAM
        general = General()
        skills = [SkillKnown()] * SKILLS
        for item in order[EXAM : EXAM + practice]:
            right = int(row[item] == key[item])
            judged = judge(general, [skills[item % SKILLS]], difficulty[item], GUESS)
            general, (skills[item % SKILLS],) = learn(general, [skills[item % SKILLS]], judged, right, AT)
            difficulty[item] = learn_difficulty(difficulty[item], answers[item], judged.strength, GUESS, right)
            answers[item] += 1
        if number >= TRAINED:
            domains = [rule.DomainKnown(str(one), 1.0, tuple(skills[one::DOMAINS])) for one in range(DOMAINS)]
            found.append((rule.readiness(general, domains).chance, int(passed)))
    return found


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
