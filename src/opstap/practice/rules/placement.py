"""The placement test at intake: which question comes next, when it is enough, and what it comes to.

A short adaptive test over the areas of the preparatory course, so that nobody sits through what they know, and nobody begins
where they drown. It begins with an easy question and comes back to an easy one after misses in a row; "I do not know" is an
answer; it may be stopped at any time and what was answered counts. It proposes; a person decides, and no score is shown.

- **Next**: of the area furthest below its share, the question that is expected to narrow what is held of the ability most
  (expected posterior variance, van der Linden 1998), one of the best few by a seed. No question is shown to more than `cap` of
  the people. A question that is often the best gets a price, so that it goes to those whom it tells most (`price_after`):
  with a cap alone the good ones are spent on whoever comes first.
- **Enough**: the spread is at most 0.4; or the road is sure: it is unlikely that the questions still allowed would change on
  which side of `cut` the estimate is, or what an area is (stochastic curtailment, Finkelman 2008); or 20 questions; or
  15 minutes.
- **Decision** (`decide`): per area known, partly or new; which lessons may be skipped, which bridge is proposed.

What it promises, and tests prove: no question twice; an easy one first; 20 at most; every area keeps pace with its share;
the same answers, counts and seed give the same next question. Measured on real answers: bench/results/practice_placement.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from heapq import nlargest
from math import ceil, erf, exp, log, log1p, sqrt, sumprod

from opstap.practice.rules.knowledge import prior_difficulty
from opstap.practice.rules.response_model import (
    GRID,
    PRIOR,
    STEP,
    THREE_IN_FOUR,
    Curves,
    Item,
    Outcome,
    Reply,
    chance_above,
    mean_of,
    range_of,
    spread_of,
    update,
    weights,
)

EASY = 0.7  # an easy question: seven in ten people like this one get it right. Our choice.
EASY_ONES = 5  # when fewer than this are easy, the easiest so many
SCREENED = 20  # questions that are worked out answer by answer; by Fisher's information they are the best
COUNTED_AS = 50  # the first people count as so many; else the second could see nothing that the first saw. Our choice.
LEAST_LEFT = 1e-4  # variance; below it nothing that follows could move the estimate

# How prices move (a dual ascent on the cap); the step is in the unit of what a question tells, the log of the variance. A little
# below the cap, so that the cap itself seldom stops a question. Chosen on people who are not in the test of the bench.
PRICE_STEP = 0.005
PRICE_AIM = 0.97

# Decisions. A wrong skip costs more than a lesson too many, so it needs to be sure; a bridge is an offer. Our choice.
SURE, SURE_DEVIATIONS = 0.8, 0.8416
KNOWN_AT, NEW_BELOW = prior_difficulty(3) + THREE_IN_FOUR, prior_difficulty(3) - THREE_IN_FOUR
LEAST_IN_AREA = 2  # nothing is skipped on answers in other areas alone
# What is not known about an area when ability in general is known: the same as in `readiness`.
AREA_VARIANCE = 0.44


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules of one placement test; the defaults are ours: 20 questions, 15 minutes, spread 0.4."""

    most: int = 20
    least: int = 8  # before that neither the spread nor the road ends it (notes 5.5)
    seconds: int = 15 * 60
    spread: float = 0.4
    cut: float = 0.0  # abler than this: the road begins at the main course. Half of the level-3 questions by knowing. Our choice.
    sure: float = 0.95
    cap: float = 0.3  # the largest share of the people who see a question
    best: int = 2  # one of so many; more costs questions
    comfort_after: int = 3  # misses in a row, then an easy one


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of an area: its code and its level, 1 to 5."""

    code: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the preparatory course: its share (any unit), its lessons, and the bridge for whom it is new ("" without one)."""

    code: str
    share: float = 1.0
    lessons: tuple[Lesson, ...] = ()
    bridge: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How often each question was shown in placement tests, to how many people, and the price of each (0 when absent)."""

    shown: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    prices: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked and the reply to it."""

    item: Item
    reply: Reply


class Reason(StrEnum):
    """Why a test ends."""

    STOPPED = "stopped"  # by the person
    SETTLED = "settled"  # the spread is small enough
    SURE = "sure"  # further questions would not change the road
    ENOUGH = "enough"  # the most questions
    TIME = "time"
    NOTHING_LEFT = "nothing_left"


class Standing(StrEnum):
    """What an area is to a person."""

    KNOWN = "known"
    PARTLY = "partly"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class AreaDecision:
    """One area: its answers, the chance that its middle level is known, the codes of the lessons to skip, the bridge proposed."""

    code: str
    standing: Standing
    answers: int
    chance_known: float
    skip: tuple[str, ...]
    bridge: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a test comes to: ability with its 80 % range, the chance to be above the cut, and each area in order."""

    ability: float
    low: float
    high: float
    chance_above: float
    areas: tuple[AreaDecision, ...]


def held_of(asked: Sequence[Asked]) -> tuple[float, ...]:
    """What is held of the ability after these answers: weights on the grid."""
    held = PRIOR
    for one in asked:
        held = update(held, one.item, one.reply)
    return held


def choose_next(
    items: Sequence[Item], areas: Sequence[Area], asked: Sequence[Asked], limits: Limits, exposure: Exposure, seed: str
) -> Item | None:
    """The question to ask now; None when each was asked or 20 were. Items of an area that is not in `areas` are not asked.

    When all that are left were shown to too many, those shown least are taken: a small bank must not end a test.
    """
    if len(asked) >= limits.most:
        return None
    pool = _balanced(_open(items, areas, asked, limits, exposure), areas, asked)
    held = held_of(asked)
    best = limits.best
    if _wants_easy(asked, limits):
        pool, best = _easy(pool, held), max(best, 2)
    ranked = sorted(_worth(pool, held, exposure.prices), key=lambda pair: (-pair[0], pair[1].code))[:best]
    return ranked[_draw(f"{seed}/{len(asked)}", len(ranked))][1] if ranked else None


def price_after(price: float, *, shown: bool, limits: Limits) -> float:
    """The price of a question after one more person's test, in which it was shown or not. At least 0."""
    return max(price + PRICE_STEP * (shown - PRICE_AIM * limits.cap), 0.0)


def stop_reason(
    items: Sequence[Item],
    areas: Sequence[Area],
    asked: Sequence[Asked],
    limits: Limits,
    seconds: float,
    *,
    stopped: bool = False,
) -> Reason | None:
    """Why the test is over after these answers and so many seconds; None when it goes on. `items`: the whole bank."""
    if stopped:
        return Reason.STOPPED
    held = held_of(asked)
    left = _not_asked(items, areas, asked)
    first = len(asked) < limits.least
    if not first and spread_of(held) <= limits.spread:
        return Reason.SETTLED
    if len(asked) >= limits.most:
        return Reason.ENOUGH
    if not left:
        return Reason.NOTHING_LEFT
    if not first and _is_sure(left, areas, asked, limits, held):
        return Reason.SURE
    return Reason.TIME if seconds >= limits.seconds else None


def surety(held: Sequence[float], left: Sequence[Item], many: int, cut: float) -> float:
    """The chance that the estimate stays on its side of `cut` when the `many` most telling questions of `left` follow."""
    moves, _ = _outlook(held, left, many)
    return _below(abs(mean_of(held) - cut) / moves)


def decide(areas: Sequence[Area], asked: Sequence[Asked], limits: Limits) -> Decision:
    """What the answers come to, also when there are few or none: then every area is partly known and nothing is skipped."""
    held = held_of(asked)
    low, high = range_of(held)
    counts = Counter(one.item.area for one in asked)
    by_area = held_of_areas(areas, asked)
    decided = tuple(_decide_area(area, by_area[area.code], counts[area.code]) for area in areas)
    return Decision(mean_of(held), low, high, chance_above(held, limits.cut), decided)


def held_of_areas(areas: Sequence[Area], asked: Sequence[Asked]) -> dict[str, tuple[float, ...]]:
    """What is held of the ability in each area. It is ability in general plus what is the area's own, with AREA_VARIANCE.

    So many answers in one other area say little of this one, and a few in each of several say more.
    """
    flat = (1 / len(GRID),) * len(GRID)
    own = {area.code: flat for area in areas}
    for one in asked:
        if one.item.area in own:
            own[one.item.area] = update(own[one.item.area], one.item, one.reply)
    says = {code: [sumprod(row, answers) / sum(row) for row in _kernel()] for code, answers in own.items()}
    held = {}
    for code, answers in own.items():
        general = PRIOR
        for other, say in says.items():
            if other != code:
                general = weights([one * more for one, more in zip(general, say, strict=True)])
        spread = [sumprod(row, general) for row in _kernel()]
        held[code] = weights([one * more for one, more in zip(spread, answers, strict=True)])
    return held


def _decide_area(area: Area, held: Sequence[float], answers: int) -> AreaDecision:
    def known(level: int) -> float:
        return chance_above(held, prior_difficulty(level) + THREE_IN_FOUR)

    sure = answers >= LEAST_IN_AREA
    skip = tuple(lesson.code for lesson in area.lessons if sure and known(lesson.level) >= SURE)
    # New: more likely than not they know less than one in four of the middle level.
    new = answers > 0 and chance_above(held, NEW_BELOW) < 1 / 2 and not skip
    standing = Standing.NEW if new else Standing.PARTLY
    if sure and known(3) >= SURE:
        standing = Standing.KNOWN
    bridge = area.bridge if standing is Standing.NEW else ""
    return AreaDecision(area.code, standing, answers, known(3), skip, bridge)


def _is_sure(
    left: Sequence[Item], areas: Sequence[Area], asked: Sequence[Asked], limits: Limits, held: Sequence[float]
) -> bool:
    """Whether the questions still allowed would change neither the side of the cut nor what any area is to this person."""
    many = limits.most - len(asked)
    total = sum(area.share for area in areas) or 1.0
    if surety(held, left, many, limits.cut) < limits.sure:
        return False
    by_area = held_of_areas(areas, asked)
    return all(
        _area_surety(
            by_area[area.code], [item for item in left if item.area == area.code], ceil(many * area.share / total)
        )
        >= limits.sure
        for area in areas
    )


def _area_surety(held: Sequence[float], left: Sequence[Item], many: int) -> float:
    """The chance of the likeliest standing of an area after `many` more questions in it, of `left`."""
    mean = mean_of(held)
    moves, spread = _outlook(held, left, many)
    known = _below((mean - SURE_DEVIATIONS * spread - KNOWN_AT) / moves)
    new = _below((NEW_BELOW - mean) / moves)
    return max(known, new, 1 - known - new)


def _outlook(held: Sequence[float], left: Sequence[Item], many: int) -> tuple[float, float]:
    """How far the estimate will move when the `many` most telling questions of `left` follow, and the spread that then remains.

    Both as standard deviations. The variance that questions take away is the variance with which they move the estimate.
    """
    variance = spread_of(held) ** 2
    place = min(max(round((mean_of(held) - GRID[0]) / STEP), 0), len(GRID) - 1)
    told = sum(nlargest(max(many, 0), (item.curves.told[place] for item in left)))
    remains = 1 / (1 / max(variance, LEAST_LEFT) + told)
    return sqrt(max(variance - remains, LEAST_LEFT)), sqrt(remains)


def _below(deviations: float) -> float:
    """The normal distribution function."""
    return (1 + erf(deviations / sqrt(2))) / 2


def _not_asked(items: Sequence[Item], areas: Sequence[Area], asked: Sequence[Asked]) -> list[Item]:
    codes = {one.item.code for one in asked}
    known = {area.code for area in areas if area.share > 0}
    return [item for item in items if item.code not in codes and item.area in known]


def _open(
    items: Sequence[Item], areas: Sequence[Area], asked: Sequence[Asked], limits: Limits, exposure: Exposure
) -> list[Item]:
    """What was not asked and not shown to too many."""
    left = _not_asked(items, areas, asked)
    room = limits.cap * max(exposure.people + 1, COUNTED_AS)
    fresh = [item for item in left if exposure.shown.get(item.code, 0) < room]
    if fresh:
        return fresh
    least = min((exposure.shown.get(item.code, 0) for item in left), default=0)
    return [item for item in left if exposure.shown.get(item.code, 0) == least]


def _balanced(pool: Sequence[Item], areas: Sequence[Area], asked: Sequence[Asked]) -> list[Item]:
    """The questions of the area furthest below its share, of those that have any; of all such areas when several are."""
    total = sum(area.share for area in areas) or 1.0
    counts = Counter(one.item.area for one in asked)
    has = {item.area for item in pool}
    behind = {
        area.code: area.share / total * (len(asked) + 1) - counts[area.code] for area in areas if area.code in has
    }
    most = max(behind.values(), default=0.0)
    return [item for item in pool if behind[item.area] >= most - 1e-9]


def _wants_easy(asked: Sequence[Asked], limits: Limits) -> bool:
    """At the start, and after every so many misses in a row."""
    misses = 0
    for one in reversed(asked):
        if one.reply.outcome is Outcome.RIGHT:
            break
        misses += 1
    return not asked or (misses > 0 and misses % limits.comfort_after == 0)


def _easy(pool: Sequence[Item], held: Sequence[float]) -> list[Item]:
    """The questions that such a person likely gets right; the easiest few when there are hardly any."""
    chances = sorted(((sumprod(item.curves.right, held), item.code, item) for item in pool), reverse=True)
    easy = sum(chance >= EASY for chance, _, _ in chances)
    return [item for _, _, item in chances[: max(easy, EASY_ONES)]]


def _worth(pool: Sequence[Item], held: Sequence[float], prices: Mapping[str, float]) -> list[tuple[float, Item]]:
    """The best few with their gain less their price. Only those few are worked out answer by answer: a step takes 1 ms."""
    mean = mean_of(held)
    moments = [weight * (point - mean) for weight, point in zip(held, GRID, strict=True)]
    variance = sumprod(moments, GRID)

    rough = [
        (log1p(variance * sumprod(item.curves.told, held)) - prices.get(item.code, 0.0), item.code, item)
        for item in pool
    ]
    return [
        (_gain(item.curves, held, moments, variance) - prices.get(item.code, 0.0), item)
        for _, _, item in nlargest(SCREENED, rough, key=lambda one: one[:2])
    ]


def _gain(curves: Curves, held: Sequence[float], moments: Sequence[float], variance: float) -> float:
    """How much of the variance a question is expected to take away: minus the log of what is left.

    `moments` are weights times distances from the mean. An answer moves the mean by its moment over its chance, and takes on
    average its chance times the square of that from the variance.
    """
    answers = (curves.right, *(curves.options.values() or (curves.wrong,)))
    taken = sum(sumprod(answer, moments) ** 2 / sumprod(answer, held) for answer in answers)
    return -log(min(max(1 - taken / max(variance, LEAST_LEFT), LEAST_LEFT), 1.0))


def _draw(seed: str, many: int) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:8]) % many


@cache
def _kernel() -> tuple[tuple[float, ...], ...]:
    """How ability in general spreads over ability in an area."""
    return tuple(tuple(exp(-((point - other) ** 2) / (2 * AREA_VARIANCE)) for other in GRID) for point in GRID)
