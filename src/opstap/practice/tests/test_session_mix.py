"""What a session asks: truth tables and properties."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.confusable import Option, mixed_up
from opstap.practice.rules.knowledge import probability
from opstap.practice.rules.session_mix import (
    AIM,
    IN_A_ROW,
    Askable,
    Kind,
    Shelf,
    SkillNow,
    SoFar,
    choose,
    kind_of,
    spent,
)

SKILLS = tuple(f"s{number}" for number in range(8))
skill_nows = st.builds(
    SkillNow,
    strength=st.floats(-3, 3),
    missing=st.floats(0, 1),
    unsure=st.floats(0, 1),
    forgotten=st.floats(0, 1),
    due=st.booleans(),
    answered=st.just(True),
    weight=st.floats(1, 60),
) | st.builds(SkillNow, strength=st.floats(-3, 3), weight=st.floats(1, 60), place=st.integers(0, 9))
askables = st.builds(
    Askable,
    code=st.integers(0, 60).map(lambda number: f"q{number:02}"),
    skills=st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True).map(tuple),
    difficulty=st.floats(-3, 3),
    guess=st.sampled_from([0, 0.08, 0.2, 0.4]),
    minutes=st.sampled_from([0.5, 1.0, 1.25, 1.5]),
    case=st.sampled_from(["", "", "", "case-a", "case-b"]),
)
pools = st.lists(askables, max_size=50, unique_by=lambda one: one.code)
plain_pools = pools.map(lambda pool: [replace(one, case="") for one in pool])
knows = st.fixed_dictionaries(dict.fromkeys(SKILLS, skill_nows))
lengths = st.sampled_from([5, 10, 20])


type Run = tuple[list[Askable], list[SoFar]]


def run(pool: list[Askable], now: dict[str, SkillNow], minutes: int) -> Run:
    """A whole session in which nothing is learned, oldest first, with what was so far before each."""
    shelf = Shelf(pool)
    asked: list[Askable] = []
    before: list[SoFar] = []
    while True:
        so_far = SoFar(tuple(reversed(asked)), minutes=minutes, slot=len(asked))
        one = choose(shelf, now, so_far, f"seed/{len(asked)}")
        if one is None:
            return asked, before
        asked.append(one)
        before.append(so_far)


@given(pools, knows, lengths)
def test_never_twice_and_it_fits_in_the_minutes(pool: list[Askable], now: dict[str, SkillNow], minutes: int) -> None:
    asked, _ = run(pool, now, minutes)
    assert len({one.code for one in asked}) == len(asked)
    assert spent(tuple(reversed(asked))) <= minutes
    assert (asked, _) == run(list(reversed(pool)), now, minutes)


@given(plain_pools, knows, lengths)
def test_it_ends_on_a_likely_success_where_it_can(pool: list[Askable], now: dict[str, SkillNow], minutes: int) -> None:
    asked, before = run(pool, now, minutes)
    if not asked or not before[-1].is_last:
        return

    def chance(one: Askable) -> float:
        strength = sum(now[skill].strength for skill in one.skills) / len(one.skills)
        return probability(strength, one.difficulty, one.guess)

    left = [one for one in pool if one not in asked[:-1] and one.minutes <= before[-1].room]
    likely = [one for one in left if chance(one) > AIM + 1e-9]
    assert chance(asked[-1]) >= AIM - 1e-9 if likely else chance(asked[-1]) == max(chance(one) for one in left)


def test_the_last_one_is_about_something_that_was_practised() -> None:
    now = {"new": SkillNow(strength=2.0), "known": SkillNow(strength=0.5, answered=True)}
    pool = [Askable(f"{skill}-{number}", (skill,), -2.0, minutes=1.0) for skill in now for number in range(3)]
    for seed in range(10):
        last = choose(Shelf(pool), now, SoFar(minutes=2), str(seed))
        assert last is not None
        assert last.skills == ("known",)


@given(plain_pools, knows, lengths)
def test_at_most_two_in_a_row_on_a_skill_while_there_is_another(
    pool: list[Askable], now: dict[str, SkillNow], minutes: int
) -> None:
    asked, before = run(pool, now, minutes)
    for place in range(IN_A_ROW, len(asked)):
        tired = set.intersection(*(set(one.skills) for one in asked[place - IN_A_ROW : place]))
        if tired & set(asked[place].skills):
            left = [one for one in pool if one not in asked[:place] and one.minutes <= before[place].room]
            fresh = [one for one in left if not tired & set(one.skills)]
            # The last one may be on a tired skill when nothing else will go right.
            assert not fresh or before[place].is_last


def one_each(*kinds: Kind, many: int = 6) -> tuple[list[Askable], dict[str, SkillNow]]:
    """`many` skills of each kind with two questions each."""
    views = {
        Kind.DUE: SkillNow(answered=True, due=True, forgotten=0.2),
        Kind.WEAK: SkillNow(answered=True, missing=0.6),
        Kind.NEW: SkillNow(),
    }
    now = {f"{kind}-{number}": views[kind] for kind in kinds for number in range(many)}
    return [Askable(f"{skill}-{place}", (skill,), minutes=1.0) for skill in now for place in range(2)], now


def test_due_weak_and_new_are_mixed() -> None:
    pool, now = one_each(*Kind)
    asked, _ = run(pool, now, 10)
    kinds = [kind_of(one.skills, now) for one in asked[:8]]
    assert kinds == [Kind.DUE, Kind.WEAK, Kind.DUE, Kind.NEW] * 2


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([Kind.NEW], [Kind.NEW] * 4),
        ([Kind.DUE], [Kind.DUE] * 4),
        ([Kind.DUE, Kind.NEW], [Kind.DUE, Kind.DUE, Kind.DUE, Kind.NEW]),
        ([Kind.WEAK, Kind.NEW], [Kind.WEAK, Kind.WEAK, Kind.WEAK, Kind.NEW]),
    ],
)
def test_a_kind_that_is_not_there_gives_way(there: list[Kind], expected: list[Kind]) -> None:
    pool, now = one_each(*there)
    asked, _ = run(pool, now, 10)
    assert [kind_of(one.skills, now) for one in asked[:4]] == expected


def test_new_comes_in_the_order_of_the_plan() -> None:
    now = {f"s{place}": SkillNow(place=place) for place in range(6)}
    pool = [Askable(f"q-{skill}", (skill,), minutes=1.0) for skill in reversed(now)]
    asked, _ = run(pool, now, 10)
    assert [one.skills[0] for one in asked] == list(now)


def test_the_weakest_skill_of_the_heaviest_domain_comes_first() -> None:
    weak, strong = SkillNow(answered=True, missing=0.8), SkillNow(answered=True, missing=0.1)
    pool = [Askable("w", ("weak",)), Askable("s", ("strong",))]
    picked = {choose(Shelf(pool), {"weak": weak, "strong": strong}, SoFar(slot=1), str(n)) for n in range(20)}
    assert pool[0] in picked
    heavy = replace(strong, weight=40.0)
    only = [Askable(f"h{n}", ("strong",)) for n in range(5)]
    many = [Askable(f"l{n}-{k}", (f"light{n}",)) for n in range(9) for k in range(2)]
    now = {"strong": heavy} | {f"light{n}": weak for n in range(9)}
    first = [choose(Shelf([*only, *many]), now, SoFar(slot=1), str(n)) for n in range(60)]
    assert any(one in only for one in first)


def test_what_rests_comes_only_when_nothing_else_is_left() -> None:
    pool, now = one_each(Kind.WEAK, many=2)
    rest = {one.code for one in pool[1:]}
    assert choose(Shelf(pool), now, SoFar(rest=rest), "x") == pool[0]
    assert choose(Shelf(pool), now, SoFar(rest={one.code for one in pool}), "x") in pool


def test_what_people_mix_up_comes_together_once_both_were_practised() -> None:
    pool, now = one_each(Kind.WEAK)
    mixed = {"weak-0": frozenset({"weak-5"}), "weak-5": frozenset({"weak-0"})}
    first = next(one for one in pool if one.skills == ("weak-0",))
    for seed in range(20):
        after = choose(Shelf(pool), now, SoFar((first,), slot=1, mixed_up=mixed), str(seed))
        assert after is not None
        assert after.skills == ("weak-5",)
        third = choose(Shelf(pool), now, SoFar((after, first), slot=2, mixed_up=mixed), str(seed))
        assert third is not None
    new = {**now, "weak-5": SkillNow()}
    others = {choose(Shelf(pool), new, SoFar((first,), slot=1, mixed_up=mixed), str(seed)) for seed in range(20)}
    assert len({one.skills for one in others if one}) > 1


def test_a_situation_stays_together_by_code_and_holds_nobody_too_long() -> None:
    case = [Askable(f"c{number}", ("s0",), case="case") for number in range(9)]
    shelf = Shelf([*case, *(Askable(f"q{number}", (f"s{number}",)) for number in range(1, 8))])
    first = choose(shelf, {}, SoFar(), "x")
    assert first is not None
    asked: tuple[Askable, ...] = (case[0],)
    for number in range(1, 6):
        going = choose(shelf, {}, SoFar(asked), "x")
        assert going == case[number]
        asked = (case[number], *asked)
    after = choose(shelf, {}, SoFar(asked), "x")
    assert after is not None
    assert after.case == ""


def test_a_situation_is_read_once() -> None:
    one, two = Askable("a", ("s",), minutes=1.0, case="c"), Askable("b", ("s",), minutes=1.0, case="c")
    plain = Askable("p", ("s",), minutes=1.0)
    assert spent(()) == 0
    assert spent((plain, two, one)) == 4
    assert spent((two, plain, one)) == 5


@given(lengths)
def test_how_many_are_left_goes_down(minutes: int) -> None:
    pool, now = one_each(*Kind, many=20)
    asked, before = run(pool, now, minutes)
    left = [one.about - len(one.asked) for one in before]
    assert all(later <= earlier for earlier, later in pairwise(left))
    assert abs(before[0].about - len(asked)) <= 1
    assert SoFar(tuple(reversed(asked)), minutes=minutes).is_over


def test_skills_are_mixed_up_when_a_wrong_option_is_right_elsewhere() -> None:
    found = mixed_up(
        [
            Option(("bastion",), "Azure Bastion", right=True),
            Option(("bastion",), "Azure Firewall", right=False),
            Option(("firewall",), "azure firewall.", right=True),
            Option(("firewall",), "Paper", right=False),
            Option(("other",), "Because it is the only one that does this", right=False),
            Option(("long",), "Because it is the only one that does this", right=True),
            Option(("firewall",), "azure firewall", right=False),
        ]
    )
    assert found == {"bastion": frozenset({"firewall"}), "firewall": frozenset({"bastion"})}
    assert mixed_up([Option(("a",), "", right=True), Option(("b",), "!", right=False)]) == {}
