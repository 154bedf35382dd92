"""Items of the placement bench: the fitted curve of right answers, and how wrong answers split over the wrong options.

Right: `a3, b3, c3` of the parameter file (MML-EM on persons 1-2500). Wrong: a softmax with an intercept and a slope per option,
fitted here on the same people: their posterior on the grid, then a damped Newton step per option, in a few rounds (EM). The
slope has a prior N(0, 0.7) and the intercept N(0, 4.5), so that an option that hardly anybody took says little.
"""

import csv
from collections.abc import Sequence
from dataclasses import replace
from operator import add
from pathlib import Path

from opstap.practice.rules.response_model import GRID, PRIOR, Item, Outcome, Reply, WrongOption, shares_of, update

ROUNDS, STEPS = 2, 12
INTERCEPT_WEIGHT, SLOPE_WEIGHT = 0.05, 2.0  # one over the variance of the priors
DAMPING = 0.7
OMITTED = "."


def read(name: str, folder: Path) -> tuple[list[str], str, list[Item]]:
    """The rows of answers, the key, and the items with their right curves; areas by number, since the file names none."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()
    with (folder / f"swesat22b_{name}_item_params.csv").open() as lines:
        found = list(csv.DictReader(lines))
    items = [
        Item(f"{number:02}", f"area {number % 4}", float(one["a3"]), float(one["b3"]), float(one["c3"]))
        for number, one in enumerate(found)
    ]
    return rows, key, items


def reply_of(chosen: str, right: str) -> Reply:
    """The reply for a character of a row; left open counts as "I do not know"."""
    if chosen == OMITTED:
        return Reply(Outcome.UNKNOWN)
    return Reply(Outcome.RIGHT) if chosen == right else Reply(Outcome.WRONG, chosen)


def posterior_of(items: Sequence[Item], row: str, key: str) -> tuple[float, ...]:
    """What all answers of a person say."""
    held = PRIOR
    for item, chosen, right in zip(items, row, key, strict=True):
        held = update(held, item, reply_of(chosen, right))
    return held


def with_options(items: Sequence[Item], rows: Sequence[str], key: str) -> list[Item]:
    """The items with the split of their wrong options, fitted on `rows`."""
    fitted = list(items)
    for _ in range(ROUNDS):
        counts: list[dict[str, list[float]]] = [{} for _ in items]
        for row in rows:
            held = posterior_of(fitted, row, key)
            for number, chosen in enumerate(row):
                if chosen not in (key[number], OMITTED):
                    before = counts[number].get(chosen)
                    counts[number][chosen] = list(map(add, before, held)) if before else list(held)
        fitted = [replace(item, options=split(count, item.options)) for item, count in zip(items, counts, strict=True)]
    return fitted


def split(counts: dict[str, list[float]], before: Sequence[WrongOption] = ()) -> tuple[WrongOption, ...]:
    """The softmax for the expected number of people per option and point of the grid."""
    start = {option.option: option for option in before}
    options = [start.get(name, WrongOption(name, 0.0, 0.0)) for name in sorted(counts)]
    totals = [sum(counts[option.option][place] for option in options) for place in range(len(GRID))]
    for _ in range(STEPS):
        for number in range(len(options)):
            options[number] = _step(options, number, counts[options[number].option], totals)
    return tuple(options)


def _step(options: Sequence[WrongOption], number: int, count: Sequence[float], totals: Sequence[float]) -> WrongOption:
    """One damped Newton step of one option, the others as they are."""
    option = options[number]
    g0, g1 = -INTERCEPT_WEIGHT * option.intercept, -SLOPE_WEIGHT * option.slope
    h00, h01, h11 = INTERCEPT_WEIGHT, 0.0, SLOPE_WEIGHT
    for place, point in enumerate(GRID):
        share = shares_of(options, point)[number]
        missing = count[place] - totals[place] * share
        weight = totals[place] * share * (1 - share)
        g0, g1 = g0 + missing, g1 + missing * point
        h00, h01, h11 = h00 + weight, h01 + weight * point, h11 + weight * point * point
    area = h00 * h11 - h01 * h01
    return WrongOption(
        option.option,
        option.intercept + DAMPING * (h11 * g0 - h01 * g1) / area,
        option.slope + DAMPING * (h00 * g1 - h01 * g0) / area,
    )
