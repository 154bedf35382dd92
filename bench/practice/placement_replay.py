"""Play placement tests over with the answers that people really gave, and measure them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt, sumprod

from bench.practice.placement_fit import reply_of

from opstap.practice.rules.placement import Area, Asked, Exposure, Limits, choose_next, price_after, stop_reason, surety
from opstap.practice.rules.readout import RANGE_80
from opstap.practice.rules.response_model import (
    GRID,
    PRIOR,
    Item,
    mean_of,
    range_of,
    spread_of,
    update,
)

Held = tuple[float, ...]
Stop = Callable[[Sequence[Asked], Held, Sequence[Item]], bool]
RESAMPLES = 300


@dataclass(frozen=True)
class Way:
    """How questions are chosen: `placement` (the rules of the product), `informative` (as in the notes), `random`, `linear`."""

    name: str
    chooser: str
    items: Sequence[Item]
    limits: Limits
    areas: Sequence[Area]


@dataclass
class Played:
    """What is held after each answer of each person, what was asked, and how often each item was shown."""

    held: list[list[Held]]
    asked: list[set[str]]
    shown: dict[str, int]
    prices: dict[str, float]

    @property
    def exposure(self) -> float:
        return max(self.shown.values()) / len(self.held)


def play(way: Way, people: Sequence[str], key: str, stop: Stop, prices: dict[str, float] | None = None) -> Played:
    """Every person in turn, until `stop` or the last item."""
    place = {item.code: number for number, item in enumerate(way.items)}
    shown = {item.code: 0 for item in way.items}
    prices = dict(prices or {})
    everybody: list[list[Held]] = []
    sets: list[set[str]] = []
    dice = random.Random(5)
    for number, row in enumerate(people):
        exposure = Exposure(shown, number, prices)
        order = list(way.items) if way.chooser == "linear" else dice.sample(list(way.items), len(way.items))
        asked: list[Asked] = []
        held, trace, left = PRIOR, [], list(way.items)
        while left and not (asked and stop(asked, held, left)):
            if way.chooser == "placement":
                item = choose_next(way.items, way.areas, asked, way.limits, exposure, f"{number}")
            elif way.chooser == "informative":
                item = max(left, key=lambda one: sumprod(one.curves.told, held))
            else:
                item = order[len(asked)]
            if item is None:
                break
            reply = reply_of(row[place[item.code]], key[place[item.code]])
            asked.append(Asked(item, reply))
            held = update(held, item, reply)
            left.remove(item)
            trace.append(held)
        everybody.append(trace)
        mine = {one.item.code for one in asked}
        sets.append(mine)
        for code in shown:
            shown[code] += code in mine
            prices[code] = price_after(prices.get(code, 0.0), shown=code in mine, limits=way.limits)
    return Played(everybody, sets, shown, prices)


def until_spread(spread: float) -> Stop:
    return lambda asked, held, left: spread_of(held) <= spread


def until_count(many: int) -> Stop:
    return lambda asked, held, left: len(asked) >= many


def until_sure(limits: Limits) -> Stop:
    def stop(asked: Sequence[Asked], held: Held, left: Sequence[Item]) -> bool:
        enough = len(asked) >= limits.most
        return enough or (
            len(asked) >= limits.least and surety(held, left, limits.most - len(asked), limits.cut) >= limits.sure
        )

    return stop


def until_ended(way: Way, limits: Limits) -> Stop:
    """As the product ends it, without a clock."""
    return lambda asked, held, left: stop_reason(way.items, way.areas, asked, limits, 0) is not None


def root_mean_square(pairs: Sequence[tuple[float, float]]) -> float:
    return sqrt(sum((one - other) ** 2 for one, other in pairs) / len(pairs))


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    count = len(pairs)
    x, y = sum(one for one, _ in pairs) / count, sum(other for _, other in pairs) / count
    xy = sum((one - x) * (other - y) for one, other in pairs)
    return xy / sqrt(sum((one - x) ** 2 for one, _ in pairs) * sum((other - y) ** 2 for _, other in pairs))


def covered(held: Sequence[Held], full: Sequence[Held]) -> tuple[float, float]:
    """How often the 80 % interval holds the estimate of all items, and how much of what all items leave possible it holds.

    The first is flattered: the estimate is drawn towards the mean. Both rest on the same answers; `unasked` does not.
    """
    estimate = possible = 0.0
    for one, whole in zip(held, full, strict=True):
        low, high = range_of(one)
        estimate += low <= mean_of(whole) <= high
        possible += sum(weight for weight, point in zip(whole, GRID, strict=True) if low <= point <= high)
    return estimate / len(held), possible / len(held)


def unasked(played: Played, items: Sequence[Item], people: Sequence[str], key: str) -> float:
    """How often the 80 % interval of the number right among the items not asked holds it: the strictest look at the spread."""
    held_it = 0.0
    for trace, asked, row in zip(played.held, played.asked, people, strict=True):
        rest = [number for number, item in enumerate(items) if item.code not in asked]
        right = sum(row[number] == key[number] for number in rest)
        chances = list(zip(*(items[number].curves.right for number in rest), strict=True))
        expected = [sum(point) for point in chances]
        middle = sumprod(trace[-1], expected)
        own = sumprod(trace[-1], [sum(one * (1 - one) for one in point) for point in chances])
        spread = sqrt(own + sumprod(trace[-1], [(one - middle) ** 2 for one in expected]))
        held_it += abs(right - middle) <= RANGE_80 * spread
    return held_it / len(people)


def standard_error[T](things: Sequence[T], figure: Callable[[Sequence[T]], float]) -> float:
    """By bootstrap over people."""
    dice = random.Random(9)
    found = [figure(dice.choices(things, k=len(things))) for _ in range(RESAMPLES)]
    middle = sum(found) / len(found)
    return sqrt(sum((one - middle) ** 2 for one in found) / (len(found) - 1))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
