"""How well the chance of passing tells beforehand who passes, on real answers of a real exam.

    .venv/bin/python -m bench.practice.passing --responses FOLDER [--part quant|verb] [--draws 10] [--people 2500] [--json]

FOLDER holds `swesat22b_*.txt`, `_key.txt` and `_item_params.csv` (Swedish SAT 22B: two tests, 5,000 people x 80 items with the
option that each chose). Per person and draw 40 of the 80 items are "the exam" (passed with 26 right), 10, 20 or 40 of the others
are practice, answered right before. Everything is fitted on persons 1-2500; the figures are of persons 2501-5000, met cold. What
the exam asks is unknown to every way but the last: it is a typical 40 of the bank. Draws are the same for all ways, and more
practice begins with the same questions. The file names no domains, so there is one.
"""

import argparse
import csv
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import erf, exp, log, sqrt, sumprod
from pathlib import Path

from bench.practice.passing_figures import Told, figures, weighed
from bench.practice.passing_now import now_told

from opstap.practice.rules.option_curves import Given, calibrate_items, said
from opstap.practice.rules.pass_probability import (
    Exam,
    ExamDomain,
    Population,
    Result,
    calibrate,
    hold,
    pass_probability,
    typical,
)
from opstap.practice.rules.response_model import GRID, STEP, Item, Outcome, Reply, mean_of, weights

FIT, EXAM, CUT = 2500, 40, 26
HARDER = 29  # what the exam asks in truth, in the test of the correction
PRACTICE = (10, 20, 40)
ALL = "all"
OMITTED = "."
NOW_DRAWS = 2  # of the rule as it is, which is slow
FEW = ((0, 1), (10, 40), (60, 40))  # results that the correction learns from, and how often it is tried


@dataclass(frozen=True, slots=True)
class Bank:
    """The items as one way knows them, the exam it expects, and what it holds of somebody unknown."""

    items: Sequence[Item]
    exam: Exam
    population: Population


@dataclass(frozen=True, slots=True)
class Draw:
    """One person in one draw: the exam's items, the practice items, how many of the exam's were right."""

    person: int
    number: int
    exam: tuple[int, ...]
    practice: tuple[int, ...]
    right: int

    @property
    def passed(self) -> bool:
        return self.right >= CUT


def draws_of(rows: Sequence[str], key: str, people: range, draws: int) -> Iterator[Draw]:
    """Every person in every draw, always the same ones."""
    for person in people:
        for number in range(draws):
            order = random.Random(f"{person}-{number}").sample(range(len(key)), len(key))
            exam, practice = tuple(order[:EXAM]), tuple(order[EXAM:])
            right = sum(rows[person][item] == key[item] for item in exam)
            yield Draw(person, number, exam, practice, right)


def reply_of(chosen: str, right: str, options: bool = True) -> Reply:
    """The reply for a character of a row; left open is wrong without an option."""
    if chosen == right:
        return Reply(Outcome.RIGHT)
    return Reply(Outcome.WRONG, chosen if options and chosen != OMITTED else "")


def bank_of(items: Sequence[Item], population: Population) -> Bank:
    curves = typical([item.curves.right for item in items], EXAM)
    return Bank(items, Exam((ExamDomain(ALL, curves),), CUT / EXAM, 0.0), population)


def banks(folder: Path, name: str, rows: Sequence[str], key: str) -> tuple[Bank, Bank]:
    """The bank as the notes had it (3PL, people normal), and as fitted here with its wrong options and its people."""
    with (folder / f"swesat22b_{name}_item_params.csv").open() as lines:
        given = [
            Item(one["item"], ALL, float(one["a3"]), float(one["b3"]), float(one["c3"]))
            for one in csv.DictReader(lines)
        ]
    people = [
        [Given(number, reply_of(chosen, right)) for number, (chosen, right) in enumerate(zip(row, key, strict=True))]
        for row in rows[:FIT]
    ]
    fitted = calibrate_items([Item(item.code, ALL, 1.0, 0.0, 0.18) for item in given], people)
    plain = Population(domain_spread=0.0)
    return bank_of(given, plain), bank_of(fitted.items, Population(fitted.general, 0.0))


type Way = Callable[[str, Draw, int], float]


def ways(known: Bank, ours: Bank, key: str) -> dict[str, Way]:
    """Each way: from a row of answers, a draw and the number of practice answers to a chance."""
    chances = [sumprod(score, known.exam.passes) for score in known.exam.scores[0]]

    @cache
    def told(ours_or_known: bool, item: int, reply: Reply) -> tuple[float, ...]:
        return said(ALL, (ours if ours_or_known else known).items[item], reply).told

    def held(bank: Bank, row: str, draw: Draw, practice: int, options: bool) -> tuple[float, ...]:
        """What `hold` gives with one domain, without its loops over domains: `check` compares the two."""
        replies = [(item, reply_of(row[item], key[item], options)) for item in draw.practice[:practice]]
        rows = [tuple(map(log, bank.population.general)), *(told(bank is ours, *reply) for reply in replies)]
        total = list(map(sum, zip(*rows, strict=True)))
        most = max(total)
        return weights([exp(one - most) for one in total])

    def plug_in(row: str, draw: Draw, practice: int) -> float:
        place = (mean_of(held(known, row, draw, practice, False)) - GRID[0]) / STEP
        low = min(int(place), len(GRID) - 2)
        return _inside(chances[low] + (place - low) * (chances[low + 1] - chances[low]))

    def predictive(bank: Bank, options: bool) -> Way:
        passing = [sumprod(score, bank.exam.passes) for score in bank.exam.scores[0]]
        return lambda row, draw, practice: _inside(sumprod(held(bank, row, draw, practice, options), passing))

    def same_items(row: str, draw: Draw, practice: int) -> float:
        curves = [ours.items[item].curves.right for item in draw.exam]
        chance = 0.0
        for weight, column in zip(held(ours, row, draw, practice, True), zip(*curves, strict=True), strict=True):
            spread = sqrt(sum(one * (1 - one) for one in column))
            chance += weight * (1 + erf((sum(column) - CUT + 0.5) / spread / sqrt(2))) / 2
        return _inside(chance)

    return {
        "plug-in, right or wrong": plug_in,
        "predictive, right or wrong, people normal": predictive(known, False),
        "predictive, right or wrong, people as fitted": predictive(ours, False),
        "**predictive, which option: the product**": predictive(ours, True),
        "the same, the exam's items known": same_items,
    }


def corrections(rows: Sequence[str], way: Way, tested: Sequence[Draw], learning: Sequence[Draw]) -> str:
    """The lines on the correction: when the exam is what we think it is, and when it asks more; one draw of each person."""
    lines = []
    for cut in (CUT, HARDER):
        product, known = (
            [Told(one.person, 0, way(rows[one.person], one, 20), one.right >= cut) for one in some if one.number == 0]
            for some in (tested, learning)
        )
        for number, (ll, ece) in corrected(product, known).items():
            lines.append(f"| 20 | passed at {cut}, corrected by {number} results | | {ll:.3f} | {ece:.3f} | | | |")
    return "\n".join(lines)


def corrected(product: Sequence[Told], learning: Sequence[Told]) -> dict[int, tuple[float, float]]:
    """Mean log loss and calibration error of the product after a correction by so many results of people of the fit."""
    dice, found = random.Random(5), {}
    for number, times in FEW:
        scores = []
        for _ in range(times):
            moved = calibrate([Result(ALL, one.chance, one.passed) for one in dice.sample(learning, number)])
            chances = [Told(one.person, 0, moved.corrected(one.chance, ALL), one.passed) for one in product]
            scores.append(figures_once(chances))
        found[number] = (sum(ll for ll, _ in scores) / times, sum(ece for _, ece in scores) / times)
    return found


def figures_once(told: Sequence[Told]) -> tuple[float, float]:
    """Log loss and calibration error alone."""
    ranked = sorted(told, key=lambda one: one.chance)
    one = weighed(ranked, dict.fromkeys({one.person for one in told}, 1))
    return one["ll"], one["ece"]


def _inside(chance: float) -> float:
    return min(max(chance, 1e-6), 1 - 1e-6)


HEAD = "| answers | way | AUC | log loss | ECE (of one draw) | mean chance / passed | 0.8 or more | of whom passed |"


def line(practice: int, way: str, found: dict[str, float]) -> str:
    """A row of the table."""
    cells = (
        f"{found['auc']:.3f}",
        f"{found['ll']:.3f} ± {found['ll_se']:.3f}",
        f"{found['ece']:.3f} ± {found['ece_se']:.3f} ({found['ece_draw']:.3f})",
        f"{found['chance']:.3f} / {found['passed']:.3f}",
        f"{found['proposed']:.1%} ± {found['proposed_se']:.1%}",
        f"{found['precision']:.1%} ± {found['precision_se']:.1%}",
    )
    return f"| {practice} | {way} | " + " | ".join(cells) + " |"


def check(rows: Sequence[str], key: str, ours: Bank, some: Sequence[Draw], way: Way) -> None:
    """The bench says what the product says."""
    for draw in some:
        row = rows[draw.person]
        answers = [said(ALL, ours.items[item], reply_of(row[item], key[item])) for item in draw.practice[:20]]
        chance = pass_probability(ours.exam, hold(ours.exam, answers, ours.population)).chance
        assert abs(chance - way(row, draw, 20)) < 1e-6


def measure(
    folder: Path, name: str, people: int, draws: int, tell: Callable[[str], None]
) -> dict[str, dict[str, float]]:
    """All figures of one test, by "way, answers"."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()
    known, ours = banks(folder, name, rows, key)
    tested = list(draws_of(rows, key, range(FIT, FIT + people), draws))
    found, product = {}, "**predictive, which option: the product**"
    check(rows, key, ours, tested[:20], ways(known, ours, key)[product])
    tell(f"\n{name}: {people} people, {draws} draws each\n\n{HEAD}\n" + "| ---: | --- |" + " ---: |" * 6)
    for practice in PRACTICE:
        told = {
            "the rule as it is": now_told(rows, key, [one for one in tested if one.number < NOW_DRAWS], practice, CUT)
        }
        for way, chance_of in ways(known, ours, key).items():
            told[way] = [
                Told(one.person, one.number, chance_of(rows[one.person], one, practice), one.passed) for one in tested
            ]
        for way, some in told.items():
            found[f"{way}, {practice}"] = figures(some)
            tell(line(practice, way, found[f"{way}, {practice}"]))
        if practice == 20:
            tell(corrections(rows, ways(known, ours, key)[product], tested, list(draws_of(rows, key, range(FIT), 1))))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--responses", type=Path, required=True)
    parser.add_argument("--part", choices=("quant", "verb"), action="append")
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--people", type=int, default=2500)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    parts = given.part or ["quant", "verb"]
    if not all((given.responses / f"swesat22b_{part}_item_params.csv").exists() for part in parts):
        raise SystemExit(f"No response data in {given.responses}: nothing measured. It is not part of the project.")
    tell = (lambda _: None) if given.json else (lambda text: print(text, flush=True))
    found = {part: measure(given.responses, part, given.people, given.draws, tell) for part in parts}
    if given.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
