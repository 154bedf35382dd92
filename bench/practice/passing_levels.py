"""The pass probability as the product could feed it today, with no fitted items, against the rule as it is.

    .venv/bin/python -m bench.practice.passing_levels --responses FOLDER [--people 2500]

Data, draws and exam as in passing.py; one draw a person. The rule as it is learns difficulties as in production. The pass
probability is told right or wrong alone, in four domains by the number of the item, with the cut as uncertain as in production:

- by level: every question and the exam as their author's level says (the file has none, so all are of level 3);
- learned questions: the answers at the learned difficulties, the exam by level;
- learned exam too: a typical draw of the questions at their learned difficulties.

The difference is of the mean log loss against the rule as it is, for the same people, with its standard error over people.
"""

import argparse
from collections.abc import Sequence
from math import log, sqrt
from pathlib import Path

from bench.practice.passing import CUT, EXAM, FIT, Draw, draws_of
from bench.practice.passing_figures import Told, figures
from bench.practice.passing_now import DOMAINS, GUESS, learned, now_told

from opstap.practice.rules.option_curves import Said, said
from opstap.practice.rules.pass_probability import Exam, ExamDomain, chance_if, hold, typical
from opstap.practice.rules.response_model import Item, Outcome, Reply, new_item

LEVEL, OPTIONS = 3, 4
EXAM_LEVELS = (2, 3, 4)
PRACTICE = (10, 20, 40)

type Way = tuple[Sequence[Item], Exam]


def exam_of(domains: Sequence[Sequence[Item]]) -> Exam:
    """The exam: as many typical questions of each domain."""
    each = EXAM // DOMAINS
    parts = [[item.curves.right for item in items] for items in domains]
    return Exam(
        tuple(ExamDomain(str(number), typical(curves, each)) for number, curves in enumerate(parts)), CUT / EXAM
    )


def ways(difficulties: Sequence[float]) -> dict[str, Way]:
    """Each way: its items, the exam that it expects."""
    plain = [new_item(str(item), str(item % DOMAINS), LEVEL, OPTIONS) for item in range(len(difficulties))]
    fitted = [Item(str(item), str(item % DOMAINS), 1.0, b, GUESS) for item, b in enumerate(difficulties)]
    by_level = exam_of([[new_item(str(level), "", level, OPTIONS) for level in EXAM_LEVELS]] * DOMAINS)
    return {
        "by level": (plain, by_level),
        "learned questions": (fitted, by_level),
        "learned exam too": (fitted, exam_of([fitted[number::DOMAINS] for number in range(DOMAINS)])),
    }


def told(rows: Sequence[str], key: str, tested: Sequence[Draw], practice: int, way: Way) -> list[Told]:
    """The chance of every draw."""
    items, exam = way
    replies = [[said(item.area, item, Reply(what)) for what in (Outcome.WRONG, Outcome.RIGHT)] for item in items]
    found = []
    for one in tested:
        row = rows[one.person]
        answers: list[Said] = [replies[item][row[item] == key[item]] for item in one.practice[:practice]]
        found.append(Told(one.person, one.number, chance_if(exam, hold(exam, answers), {}), one.passed))
    return found


def gap(some: Sequence[Told], others: Sequence[Told]) -> tuple[float, float]:
    """By how much the first lose more than the others, per person, and its standard error; one draw a person."""
    gaps = [_loss(one) - _loss(other) for one, other in zip(some, others, strict=True)]
    mean = sum(gaps) / len(gaps)
    return mean, sqrt(sum((one - mean) ** 2 for one in gaps) / (len(gaps) - 1) / len(gaps))


def _loss(one: Told) -> float:
    return -log(one.chance if one.passed else 1 - one.chance)


HEAD = (
    "| answers | way | AUC | log loss | against the rule | ECE | mean chance / passed | 0.8 or more | of whom passed |"
)


def line(practice: int, way: str, some: Sequence[Told], now: Sequence[Told]) -> str:
    """A row of the table."""
    found, (more, spread) = figures(some), gap(some, now)
    against = f"{more:+.4f} ± {spread:.4f}" if some is not now else ""
    return (
        f"| {practice} | {way} | {found['auc']:.3f} | {found['ll']:.3f} | {against} | {found['ece']:.3f}"
        f" | {found['chance']:.3f} / {found['passed']:.3f} | {found['proposed']:.1%}"
        f" | {found['precision']:.1%} ± {found['precision_se']:.1%} |"
    )


def measure(folder: Path, name: str, people: int) -> None:
    """The table of one test."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()
    tested = list(draws_of(rows, key, range(FIT, FIT + people), 1))
    print(f"\n{name}: {people} people, one draw each\n\n{HEAD}\n| ---: | --- |" + " ---: |" * 7, flush=True)
    for practice in PRACTICE:
        now = now_told(rows, key, tested, practice, CUT)
        print(line(practice, "the rule as it is", now, now), flush=True)
        for name_of, way in ways(learned(rows, key, practice)).items():
            print(line(practice, name_of, told(rows, key, tested, practice, way), now), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--responses", type=Path, required=True)
    parser.add_argument("--part", choices=("quant", "verb"), action="append")
    parser.add_argument("--people", type=int, default=2500)
    given = parser.parse_args()
    for name in given.part or ["quant", "verb"]:
        if not (given.responses / f"swesat22b_{name}.txt").exists():
            raise SystemExit(f"No response data in {given.responses}: nothing measured. It is not part of the project.")
        measure(given.responses, name, given.people)


if __name__ == "__main__":
    main()
