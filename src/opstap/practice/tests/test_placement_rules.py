"""The placement test: what an answer says, which question comes next, when it is enough, and what it comes to."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import isclose, sumprod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.placement import (
    EASY,
    Area,
    Asked,
    Exposure,
    Lesson,
    Limits,
    Reason,
    Standing,
    choose_next,
    decide,
    held_of,
    price_after,
    stop_reason,
    surety,
)
from opstap.practice.rules.response_model import (
    GRID,
    PRIOR,
    Item,
    Outcome,
    Reply,
    WrongOption,
    chance_above,
    mean_of,
    new_item,
    normal,
    range_of,
    spread_of,
    update,
    weights,
)
from opstap.practice.rules.skill_filter import sigmoid

RIGHT, WRONG, UNKNOWN = Reply(Outcome.RIGHT), Reply(Outcome.WRONG), Reply(Outcome.UNKNOWN)
LIMITS = Limits()
NOBODY = Exposure()
TINY = 1e-9

AREAS = [
    Area("net", 2, tuple(Lesson(f"net-{level}", level) for level in (1, 3, 5)), "bridge-net"),
    Area("os", 1, (Lesson("os-3"),), "bridge-os"),
    Area("code", 1, (Lesson("code-3"),)),
]
BANK = [new_item(f"{area.code}-{number}", area.code, number % 5 + 1, 4) for area in AREAS for number in range(20)]

options = st.lists(
    st.builds(WrongOption, st.sampled_from("bcde"), st.floats(-3, 3), st.floats(-2, 2)),
    max_size=4,
    unique_by=lambda one: one.option,
).map(tuple)
items = st.builds(Item, st.just("q"), st.just("net"), st.floats(0.2, 3), st.floats(-4, 4), st.floats(0, 0.4), options)
replies = st.sampled_from([RIGHT, WRONG, UNKNOWN, Reply(Outcome.WRONG, "b"), Reply(Outcome.WRONG, "c")])
held = st.lists(st.floats(1e-6, 1), min_size=len(GRID), max_size=len(GRID)).map(weights)


# What an answer says


@given(held, items, replies)
def test_weights_stay_weights(before: tuple[float, ...], item: Item, reply: Reply) -> None:
    after = update(before, item, reply)
    assert isclose(sum(after), 1, abs_tol=TINY)
    assert all(weight >= 0 for weight in after)
    assert spread_of(after) >= 0
    low, high = range_of(after)
    assert low <= mean_of(after) <= high


@given(held, items)
def test_a_right_answer_never_lowers_the_mean_and_knowing_nothing_is_below_a_wrong_guess(
    before: tuple[float, ...], item: Item
) -> None:
    right, wrong, unknown = (mean_of(update(before, item, reply)) for reply in (RIGHT, WRONG, UNKNOWN))
    assert right >= mean_of(before) - TINY
    # A curve is floored far from its middle ("never impossible"), which may bend the order there by as little.
    assert mean_of(before) + 1e-4 >= wrong >= unknown - 1e-4


@given(items)
def test_the_likelihoods_of_all_that_may_be_chosen_sum_to_one(item: Item) -> None:
    for place in range(len(GRID)):
        wrong = sum(curve[place] for curve in item.curves.options.values()) or item.curves.wrong[place]
        assert isclose(item.curves.right[place] + wrong, 1, abs_tol=1e-5)
    assert all(told >= 0 for told in item.curves.told)


def test_which_wrong_option_tells_something() -> None:
    item = Item("q", "net", options=(WrongOption("near", 0, 1), WrongOption("far", 0, -1)))
    near, far = (mean_of(update(PRIOR, item, Reply(Outcome.WRONG, name))) for name in ("near", "far"))
    assert far < mean_of(update(PRIOR, item, WRONG)) < near
    assert update(PRIOR, item, Reply(Outcome.WRONG, "never seen")) == update(PRIOR, item, WRONG)


@pytest.mark.parametrize(
    ("level", "choices", "b", "c"),
    [(1, 4, -1.5, 0.2), (3, 2, 0, 0.4), (5, 5, 1.5, 0.16), (4, 0, 0.75, 0), (2, 1, -0.75, 0)],
)
def test_an_item_without_data(level: int, choices: int, b: float, c: float) -> None:
    item = new_item("q", "net", level, choices)
    assert (item.a, item.b, item.c) == (1.0, b, pytest.approx(c))


@pytest.mark.parametrize(("a", "c"), [(0, 0), (-1, 0), (1, 1), (1, -0.1)])
def test_an_item_that_cannot_be(a: float, c: float) -> None:
    with pytest.raises(ValueError, match="needs a above 0"):
        Item("q", "net", a, 0, c)


def test_a_normal_on_the_grid() -> None:
    assert spread_of(PRIOR) == pytest.approx(1, abs=0.01)
    assert spread_of(normal(0.5)) == pytest.approx(0.5, abs=0.01)
    assert chance_above(PRIOR, 0) == pytest.approx(0.5)
    assert chance_above(PRIOR, 1.2816) == pytest.approx(0.1, abs=0.005)


# Which question comes next


def replay(
    ability: float, seed: str, limits: Limits = LIMITS, exposure: Exposure = NOBODY, bank: Sequence[Item] = BANK
) -> list[Asked]:
    """A test of somebody of this ability, to its end; one in ten answers is "I do not know"."""
    dice = random.Random(seed)
    asked: list[Asked] = []
    while not stop_reason(bank, AREAS, asked, limits, 0):
        item = choose_next(bank, AREAS, asked, limits, exposure, seed)
        assert item
        knows = dice.random() < item.c + (1 - item.c) * sigmoid(item.a * (ability - item.b))
        asked.append(Asked(item, RIGHT if knows else UNKNOWN if dice.random() < 0.1 else WRONG))
    return asked


@given(st.floats(-3, 3), st.text(max_size=5))
def test_no_question_twice_twenty_at_most_an_easy_one_first_and_every_area(ability: float, seed: str) -> None:
    asked = replay(ability, seed)
    codes = [one.item.code for one in asked]
    assert len(set(codes)) == len(codes)
    assert LIMITS.least <= len(codes) <= 20
    assert sumprod(asked[0].item.curves.right, PRIOR) >= EASY
    for count in range(1, len(asked) + 1):
        by_area = Counter(one.item.area for one in asked[:count])
        for area in AREAS:
            assert abs(by_area[area.code] - count * area.share / 4) <= 1
    assert codes == [one.item.code for one in replay(ability, seed)]


def test_another_seed_asks_something_else() -> None:
    assert len({tuple(one.item.code for one in replay(0, f"{seed}")) for seed in range(5)}) > 1


def test_after_three_misses_in_a_row_comes_an_easy_one() -> None:
    sole = [Area("net")]
    bank = [Item(f"q{number:02}", "net", b=number / 10 - 4) for number in range(80)]
    asked: list[Asked] = []
    chances = []
    for reply in [WRONG, UNKNOWN, WRONG, WRONG, WRONG, WRONG, RIGHT, WRONG, WRONG, WRONG, WRONG]:
        item = choose_next(bank, sole, asked, LIMITS, NOBODY, "seed")
        assert item
        chances.append(sumprod(item.curves.right, held_of(asked)) >= EASY)
        asked.append(Asked(item, reply))
    assert [place for place, easy in enumerate(chances) if easy] == [0, 3, 6, 10]


def test_nobody_sees_what_too_many_saw_and_a_small_bank_does_not_end_the_test() -> None:
    shown: Counter[str] = Counter()
    for number in range(60):
        asked = replay(number % 5 - 2, f"{number}", exposure=Exposure(shown, number))
        shown.update(one.item.code for one in asked)
    # 60 items, 20 of them each: a third of the people on average, so nothing is far above the cap.
    assert max(shown.values()) <= 0.45 * 60
    short = Limits(most=8)
    shown = Counter()
    for number in range(60):
        asked = replay(number % 5 - 2, f"{number}", short, Exposure(shown, number))
        shown.update(one.item.code for one in asked)
    assert max(shown.values()) <= short.cap * 60
    few = BANK[:5]
    everywhere = Exposure({item.code: 100 for item in few}, 100)
    assert choose_next(few, AREAS, [], LIMITS, everywhere, "seed") in few
    seldom = Exposure({item.code: 100 - (item is few[2]) for item in few}, 100)
    assert choose_next(few, AREAS, [], LIMITS, seldom, "seed") is few[2]


def test_an_item_of_another_area_is_not_asked_and_none_is_left_in_the_end() -> None:
    other = new_item("other", "cooking", 1, 4)
    assert choose_next([other], AREAS, [], LIMITS, NOBODY, "seed") is None
    assert choose_next([], AREAS, [], LIMITS, NOBODY, "seed") is None
    full = [Asked(item, RIGHT) for item in BANK[:20]]
    assert choose_next(BANK, AREAS, full, LIMITS, NOBODY, "seed") is None


def test_a_price_moves_a_question_back() -> None:
    sole = [Area("net")]
    pair = [Item("dull", "net", 0.5), Item("sharp", "net", 2)]
    one = Limits(best=1)
    before = [Asked(Item("first", "net"), RIGHT)]
    assert choose_next(pair, sole, before, one, NOBODY, "seed") is pair[1]
    assert choose_next(pair, sole, before, one, Exposure(prices={"sharp": 9.0}), "seed") is pair[0]
    assert price_after(0.0, shown=False, limits=LIMITS) == 0
    raised = price_after(0.1, shown=True, limits=LIMITS)
    assert raised > 0.1 > price_after(0.1, shown=False, limits=LIMITS)


@given(st.lists(st.booleans(), min_size=50, max_size=200))
def test_a_price_stays_only_where_the_cap_is_reached(seen: list[bool]) -> None:
    price = 0.0
    for shown in seen:
        price = price_after(price, shown=shown, limits=LIMITS)
        assert price >= 0
    for _ in range(20 * len(seen)):
        price = price_after(price, shown=False, limits=LIMITS)
    assert price == 0


# When it is enough


def answers(many: int, *, right: bool = True) -> list[Asked]:
    """Alternating answers when not all are right, so that the spread stays wide."""
    return [Asked(item, RIGHT if right or place % 2 else WRONG) for place, item in enumerate(BANK[:many])]


SHARP = [Asked(Item(f"s{number}", "net", 3.0, 0.0), RIGHT if number % 2 else WRONG) for number in range(12)]
ABLE = [Asked(Item(f"s{number}", AREAS[number % 3].code, 2.0, 1.5), RIGHT) for number in range(15)]


@pytest.mark.parametrize(
    ("asked", "seconds", "stopped", "reason"),
    [
        ([], 0, False, None),
        ([], 0, True, Reason.STOPPED),
        (SHARP, 0, True, Reason.STOPPED),
        (SHARP, 0, False, Reason.SETTLED),
        (SHARP[:7], 0, False, None),
        (ABLE, 0, False, Reason.SURE),
        (ABLE[:7], 0, False, None),
        (ABLE[::3], 0, False, None),
        (answers(10, right=False), 0, False, None),
        (answers(20, right=False), 0, False, Reason.ENOUGH),
        (answers(10, right=False), 899, False, None),
        (answers(10, right=False), 900, False, Reason.TIME),
        ([], 900, False, Reason.TIME),
    ],
)
def test_why_it_ends(asked: list[Asked], seconds: float, stopped: bool, reason: Reason | None) -> None:
    limits = Limits(spread=0.1) if asked is ABLE else LIMITS
    assert stop_reason(BANK, AREAS, asked, limits, seconds, stopped=stopped) == reason


def test_it_ends_when_nothing_is_left() -> None:
    few = BANK[:3]
    assert stop_reason(few, AREAS, [Asked(item, WRONG) for item in few], LIMITS, 0) == Reason.NOTHING_LEFT
    assert stop_reason([], AREAS, [], LIMITS, 0) == Reason.NOTHING_LEFT


@given(held, st.floats(-3, 3), st.integers(0, 20))
def test_the_road_is_surer_the_fewer_questions_may_follow(now: tuple[float, ...], cut: float, many: int) -> None:
    fewer, more = surety(now, BANK, many, cut), surety(now, BANK, many + 1, cut)
    assert 0.5 <= more <= fewer + TINY <= 1 + 2 * TINY
    assert surety(now, [], many, mean_of(now) + 0.1) == pytest.approx(1)


# What it comes to


def test_nothing_is_decided_without_answers() -> None:
    decision = decide(AREAS, [], LIMITS)
    assert [area.standing for area in decision.areas] == [Standing.PARTLY] * 3
    assert not any(area.skip or area.bridge for area in decision.areas)
    assert decision.low < decision.ability < decision.high


def all_of(area: str, reply: Reply, many: int = 8) -> list[Asked]:
    return [Asked(item, reply) for item in BANK if item.area == area][:many] if many else []


@pytest.mark.parametrize(
    ("asked", "net", "skip", "bridge"),
    [
        (all_of("net", RIGHT, 10), Standing.KNOWN, ("net-1", "net-3"), ""),
        (all_of("net", UNKNOWN, 10), Standing.NEW, (), "bridge-net"),
        (all_of("net", WRONG, 10), Standing.NEW, (), "bridge-net"),
        (all_of("net", RIGHT, 1), Standing.PARTLY, (), ""),
        (all_of("net", RIGHT, 5), Standing.PARTLY, ("net-1",), ""),
        (all_of("os", RIGHT, 10), Standing.PARTLY, (), ""),
        (all_of("os", WRONG, 10), Standing.PARTLY, (), ""),
    ],
)
def test_an_area(asked: list[Asked], net: Standing, skip: tuple[str, ...], bridge: str) -> None:
    area = decide(AREAS, asked, LIMITS).areas[0]
    assert (area.standing, area.skip, area.bridge) == (net, skip, bridge)


def test_who_knows_one_area_and_not_another() -> None:
    asked = [Asked(Item(f"n{number}", "net", b=2.0), RIGHT) for number in range(6)]
    decision = decide(AREAS, asked + all_of("os", UNKNOWN, 10), LIMITS)
    net, os, code = decision.areas
    assert (net.standing, os.standing, os.bridge, code.standing) == (
        Standing.KNOWN,
        Standing.NEW,
        "bridge-os",
        Standing.PARTLY,
    )
    assert net.chance_known > code.chance_known > os.chance_known


@given(st.floats(-3, 3), st.text(max_size=3))
def test_easier_lessons_are_skipped_first_and_a_bridge_is_only_for_what_is_new(ability: float, seed: str) -> None:
    decision = decide(AREAS, replay(ability, seed), LIMITS)
    for area, found in zip(AREAS, decision.areas, strict=True):
        for easier, harder in combinations(sorted(area.lessons, key=lambda one: one.level), 2):
            assert easier.code in found.skip or harder.code not in found.skip
        assert bool(found.bridge) == (found.standing is Standing.NEW and bool(area.bridge))
        assert not (found.skip and found.standing is Standing.NEW)
        assert 0 <= found.chance_known <= 1
