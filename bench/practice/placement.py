"""How short and how right the placement test is, on real answers of a real exam.

    .venv/bin/python -m bench.practice.placement --responses FOLDER [--part quant|verb] [--people 1700] [--json]

FOLDER holds `swesat22b_*.txt`, `_key.txt` and `_item_params.csv` (Swedish SAT 22B: 5,000 people x 80 items with the option that
each chose; MIT). Items are fitted on persons 1-2500; persons 2001-3300 were used to choose the rules; the figures are of persons
3301 and later, whom nothing has seen. Prices (see `rules/placement.py`) are learned in tests of persons 1-1000.

Each way is played until the spread is 0.4 (all 80 items allowed), with 20 items for everybody, until the road is sure at a cut of
0.3 (80 allowed, and 20), and as the product ends it. The estimate of all 80 items that these are held against is by the
three-parameter model of the notes, the same for every way; "own" is by the way's own model.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.practice import placement_replay as replay
from bench.practice.placement_fit import posterior_of, read, with_options
from bench.practice.placement_replay import Held, Way

from opstap.practice.rules.placement import Area, Limits
from opstap.practice.rules.readout import RANGE_80
from opstap.practice.rules.response_model import Item, mean_of, new_item, spread_of

FIT, TUNE, PRICED = 2500, 3300, 1000
CUT = 0.3
OPEN = Limits(most=80, least=1, cut=CUT, cap=0.3)
ONE = [Area("all")]
FOUR = [Area(f"area {number}") for number in range(4)]
NEVER = 10**6  # comfort that never comes


def ways(items: Sequence[Item], chosen: Sequence[Item], new: Sequence[Item]) -> list[Way]:
    """The ways to compare; `chosen` are the items that know their wrong options, `new` those without data."""
    plain, alone = [_in_one_area(item) for item in items], [_in_one_area(item) for item in chosen]
    bare = replace(OPEN, best=1, comfort_after=NEVER)
    return [
        Way("linear, right or wrong", "linear", plain, OPEN, ONE),
        Way("random, right or wrong", "random", plain, OPEN, ONE),
        Way("most informative, right or wrong, no cap", "informative", plain, OPEN, ONE),
        Way("cap 30 %, right or wrong", "placement", plain, bare, ONE),
        Way("random, which option", "random", alone, OPEN, ONE),
        Way("no cap, which option", "placement", alone, replace(bare, cap=1.0), ONE),
        Way("cap 30 %, which option", "placement", alone, bare, ONE),
        Way("the product: and four areas, one of the best two, comfort", "placement", chosen, OPEN, FOUR),
        Way("the product with new items (level only)", "placement", new, OPEN, FOUR),
    ]


def _in_one_area(item: Item) -> Item:
    return replace(item, area="all")


def as_new(items: Sequence[Item], rows: Sequence[str], key: str) -> list[Item]:
    """The items as an author would give them: a level 1 to 5, from the fifth of its share of right answers."""
    share = {item.code: sum(row[n] == key[n] for row in rows) for n, item in enumerate(items)}
    order = sorted(items, key=lambda item: -share[item.code])
    level = {item.code: 1 + place * 5 // len(order) for place, item in enumerate(order)}
    return [
        new_item(item.code, item.area, level[item.code], len({row[n] for row in rows} - {"."}))
        for n, item in enumerate(items)
    ]


def measure(
    way: Way, people: Sequence[str], key: str, full: Sequence[Held], learners: Sequence[str]
) -> dict[str, float]:
    """All figures of one way."""
    own = [posterior_of(way.items, row, key) for row in people]
    found: dict[str, float] = {}
    for part, stop in (("short", replay.until_spread(way.limits.spread)), ("twenty", replay.until_count(20))):
        played = _play(way, people, key, learners, stop)
        if part == "short":
            found |= _length([len(trace) for trace in played.held])
        last = [trace[-1] for trace in played.held]
        found |= {f"{part}_{name}": value for name, value in _closeness(last, full, own).items()}
        found[f"{part}_exposure"] = played.exposure
        if part == "twenty":
            found["twenty_unasked"] = replay.unasked(played, way.items, people, key)
    for most in (80, 20):
        limits = replace(way.limits, most=most, least=3)
        played = _play(replace(way, limits=limits), people, key, learners, replay.until_sure(limits))
        agree = [
            float((mean_of(trace[-1]) > CUT) == (mean_of(whole) > CUT))
            for trace, whole in zip(played.held, full, strict=True)
        ]
        counts = [float(len(trace)) for trace in played.held]
        found[f"sure{most}_items"], found[f"sure{most}_agree"] = replay.mean(counts), replay.mean(agree)
        found[f"sure{most}_items_se"] = replay.standard_error(counts, replay.mean)
        found[f"sure{most}_agree_se"] = replay.standard_error(agree, replay.mean)
    return found | _ended(way, people, key, full, learners)


def _ended(
    way: Way, people: Sequence[str], key: str, full: Sequence[Held], learners: Sequence[str]
) -> dict[str, float]:
    limits = replace(Limits(), cut=CUT)
    played = _play(replace(way, limits=limits), people, key, learners, replay.until_ended(way, limits))
    last = [trace[-1] for trace in played.held]
    pairs = [(mean_of(one), mean_of(whole)) for one, whole in zip(last, full, strict=True)]
    return {
        "ended_items": replay.mean([len(trace) for trace in played.held]),
        "ended_rmse": replay.root_mean_square(pairs),
        "ended_agree": replay.mean([(one > CUT) == (whole > CUT) for one, whole in pairs]),
        "ended_exposure": played.exposure,
    }


def _play(way: Way, people: Sequence[str], key: str, learners: Sequence[str], stop: replay.Stop) -> replay.Played:
    prices = None
    if way.chooser == "placement" and way.limits.cap < 1:
        prices = replay.play(way, learners, key, stop).prices
    return replay.play(way, people, key, stop, prices)


def _length(counts: Sequence[int]) -> dict[str, float]:
    return {
        "items": replay.mean(counts),
        "items_se": replay.standard_error(counts, replay.mean),
        "items_at_most_20": replay.mean([min(count, 20) for count in counts]),
        "over_20": replay.mean([count > 20 for count in counts]),
    }


def _closeness(last: Sequence[Held], full: Sequence[Held], own: Sequence[Held]) -> dict[str, float]:
    pairs = [(mean_of(one), mean_of(whole)) for one, whole in zip(last, full, strict=True)]
    covers, possible = replay.covered(last, full)
    return {
        "spread": replay.mean([spread_of(one) for one in last]),
        "r": replay.correlation(pairs),
        "rmse": replay.root_mean_square(pairs),
        "rmse_se": replay.standard_error(pairs, replay.root_mean_square),
        "rmse_own": replay.root_mean_square([(mean_of(a), mean_of(b)) for a, b in zip(last, own, strict=True)]),
        "covers": covers,
        "covers_possible": possible,
        "covers_se": replay.standard_error(
            [abs(one - whole) <= RANGE_80 * spread_of(held) for (one, whole), held in zip(pairs, last, strict=True)],
            replay.mean,
        ),
    }


COLUMNS = (
    ("items to 0.4", "{items:.1f} ± {items_se:.1f}"),
    ("ended at 20", "{items_at_most_20:.1f}"),
    ("over 20", "{over_20:.0%}"),
    ("most shown", "{short_exposure:.0%}"),
    ("r", "{short_r:.3f}"),
    ("covers", "{short_covers:.0%} / {short_covers_possible:.0%}"),
    ("20 items: spread", "{twenty_spread:.2f}"),
    ("RMSE (own)", "{twenty_rmse:.3f} ± {twenty_rmse_se:.3f} ({twenty_rmse_own:.3f})"),
    ("covers", "{twenty_covers:.0%} / {twenty_covers_possible:.0%} / {twenty_unasked:.0%}"),
    ("most shown", "{twenty_exposure:.0%}"),
    ("sure, 80 allowed", "{sure80_items:.1f} ± {sure80_items_se:.1f}, {sure80_agree:.1%} ± {sure80_agree_se:.1%}"),
    ("sure, 20 allowed", "{sure20_items:.1f}, {sure20_agree:.1%}"),
    ("by the rules", "{ended_items:.1f}, RMSE {ended_rmse:.2f}, {ended_agree:.1%}"),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--responses", type=Path, required=True)
    parser.add_argument("--part", choices=("quant", "verb"), default="quant")
    parser.add_argument("--people", type=int, default=1700)
    parser.add_argument("--ways", default="", help="only those whose name holds this")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (given.responses / f"swesat22b_{given.part}_item_params.csv").exists():
        raise SystemExit(f"No response data in {given.responses}: nothing measured. It is not part of the project.")
    rows, key, items = read(given.part, given.responses)
    people = rows[TUNE : TUNE + given.people]
    full = [posterior_of(items, row, key) for row in people]
    compared = ways(items, with_options(items, rows[:FIT], key), as_new(items, rows[:FIT], key))
    if not given.json:
        print(f"{given.part}: {len(people)} people\n")
        print("| way | " + " | ".join(name for name, _ in COLUMNS) + " |")
        print("| --- |" + " ---: |" * len(COLUMNS))
    found = {}
    for way in compared:
        if given.ways in way.name:
            found[way.name] = measure(way, people, key, full, rows[:PRICED])
            if not given.json:
                cells = " | ".join(form.format(**found[way.name]) for _, form in COLUMNS)
                print(f"| {way.name} | {cells} |", flush=True)
    if given.json:
        print(json.dumps({"part": given.part, "people": len(people), "ways": found}, indent=1))


if __name__ == "__main__":
    main()
