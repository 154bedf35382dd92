"""The simulated learners: the same from the same seed, unlike what practice fits, and like people."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import correlation, mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap_demo.simulator.answering import Item, reply
from opstap_demo.simulator.attending import School, draw_rhythm, draw_strikes, mark
from opstap_demo.simulator.exam import PASSES, Domain, scaled, sit
from opstap_demo.simulator.living import PAUSES, REASONS, draw_story
from opstap_demo.simulator.memory import Memory
from opstap_demo.simulator.mind import FACTORS, Mind, draw_mind
from opstap_demo.simulator.world import day_of, hidden, make_world

SKILLS = tuple(f"s{number}" for number in range(40))
DOMAINS = (Domain(SKILLS[:10], 30), Domain(SKILLS[10:], 70))
ITEM = Item("q1", ("s1",), 3, ("a", "b", "c", "d"), frozenset({"b"}))
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)


def _memory(seed: int = 1) -> Memory:
    return Memory(draw_mind(Random(seed)), make_world(7, SKILLS))


def test_the_same_seed_gives_the_same_world_and_people() -> None:
    assert make_world(7, SKILLS) == make_world(7, reversed(SKILLS))
    assert make_world(7, SKILLS) != make_world(8, SKILLS)
    assert draw_mind(Random(3)) == draw_mind(Random(3))
    assert hidden(1, "q", 1.0) == hidden(1, "q", 1.0) != hidden(2, "q", 1.0)


def test_skills_hang_on_hidden_factors_and_on_each_other_across_domains() -> None:
    world = make_world(7, SKILLS)
    main = [max(range(FACTORS), key=lambda place, skill=skill: world.loadings[skill][place]) for skill in SKILLS]
    assert len(set(main[:10])) > 1, "a domain of the outline is no factor"
    crossing = [(skill, other) for skill in SKILLS[:10] for other in world.links[skill] if other in SKILLS[10:]]
    assert crossing


def test_factors_are_correlated_but_not_the_same() -> None:
    minds = [draw_mind(Random(seed)) for seed in range(2000)]
    between = correlation([one.factors[0] for one in minds], [one.factors[1] for one in minds])
    assert 0.15 < between < 0.5


@given(st.floats(0.05, 1.0), st.floats(0.1, 400.0), st.floats(0.1, 400.0))
def test_what_is_learned_fades_and_never_below_nothing(share: float, soon: float, later: float) -> None:
    memory = _memory()
    memory.study("s1", 100.0, share)
    first, second = sorted((soon, later))
    assert 0 <= memory.left("s1", 100 + second) <= memory.left("s1", 100 + first) <= share


def test_coming_back_on_another_day_makes_it_last() -> None:
    once, spaced = _memory(), _memory()
    once.study("s1", 0.0, 0.9)
    spaced.study("s1", -3.0, 0.5)
    spaced.study("s1", 0.0, 0.9)
    assert spaced.left("s1", 60) > once.left("s1", 60)


def test_a_neighbour_helps_although_no_outline_says_so() -> None:
    memory = _memory()
    skill = next(skill for skill in SKILLS if memory.world.links[skill])
    before = memory.level(skill, 1)
    memory.study(memory.world.links[skill][0], 0.9, 0.9)
    assert memory.level(skill, 1) > before


def _share_right(mind: Mind, studied: float, times: int = 400) -> float:
    dice, right = Random(5), 0
    for number in range(times):
        memory = Memory(mind, make_world(7, SKILLS))
        memory.study("s1", 0.9, studied)
        item = Item(f"q{number}", ("s1",), 3, ITEM.options, ITEM.key)
        right += set(reply(memory, item, 1.0, dice)) == item.key
    return right / times


def test_who_learned_answers_better_and_nobody_is_perfect() -> None:
    mind = draw_mind(Random(9))
    ignorant, taught = _share_right(mind, 0.01), _share_right(mind, 0.95)
    assert 0.15 < ignorant < taught < 0.99


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_a_reply_is_made_of_the_options_and_sorted(seed: int, many: int) -> None:
    options = ("a", "b", "c", "d", "e")
    item = Item("q", ("s1",), 2, options, frozenset(options[:many]))
    chosen = reply(_memory(seed), item, 1.0, Random(seed))
    assert list(chosen) == sorted(set(chosen))
    assert set(chosen) <= set(options)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_scale_of_the_exam_rises_and_stays_inside(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 1 <= scaled(low) <= scaled(high) <= 1000


def _passes(share: float, *, english: float = 0.8, people: int = 300) -> float:
    dice, passed = Random(11), 0
    for seed in range(people):
        drawn = draw_mind(Random(seed))
        memory = Memory(Mind(**{**_fields(drawn), "english": english}), make_world(7, SKILLS))
        for skill in SKILLS:
            memory.study(skill, 99.0, share)
        passed += sit(memory, DOMAINS, 100.0, dice).score >= PASSES
    return passed / people


def _fields(mind: Mind) -> dict[str, object]:
    return {name: getattr(mind, name) for name in Mind.__slots__}


def test_the_exam_asks_for_learning_and_for_english() -> None:
    assert _passes(0.1) + 0.2 < _passes(0.5) < _passes(0.95)
    assert _passes(0.5, english=0.1) + 0.1 < _passes(0.5, english=1.0)


def test_people_come_mostly_less_in_a_strike_and_hardly_before_they_leave() -> None:
    dice = Random(2)
    days = [BEGAN + timedelta(days=number) for number in range(140) if number % 7 in (0, 1, 3)]
    quiet, strikes = School(), School({one.date() for one in days})

    def share(weather: School, leaves: datetime | None) -> float:
        came = []
        for seed in range(60):
            rhythm = draw_rhythm(draw_mind(Random(seed)), days[0].date(), days[-1].date(), dice)
            marks = [mark(rhythm, day, weather, dice, evening=False, leaves=leaves) for day in days]
            assert set(marks) <= {"present", "late", "excused", "absent"}
            came += [one in {"present", "late"} for one in (marks if leaves is None else marks[-6:])]
        return mean(came)

    usual = share(quiet, None)
    assert 0.8 < usual < 0.95
    assert share(strikes, None) < usual - 0.15
    assert share(quiet, days[-1] + timedelta(days=1)) < usual - 0.2


def test_a_story_has_one_reason_of_the_list_inside_its_time() -> None:
    ends = BEGAN + timedelta(weeks=40)
    stories = [draw_story(draw_mind(Random(seed)), BEGAN, ends, Random(seed)) for seed in range(800)]
    left = [one for one in stories if one.leaves]
    assert 0.1 < len(left) / len(stories) < 0.35
    for one in left:
        assert one.leaves is not None
        assert BEGAN < one.leaves < ends
        assert one.reason in REASONS
        assert one.pauses is None
    paused = [one for one in stories if one.pauses]
    assert paused
    assert all(one.reason in PAUSES for one in paused)
    assert any(one.returns for one in paused)


def test_strikes_fall_inside_the_time() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert all(first < day < last for day in draw_strikes(first, last, Random(1)))
    assert draw_strikes(first, first, Random(1)) == frozenset()


@pytest.mark.parametrize("hours", [0, 6, 12])
def test_a_day_has_its_hour_as_a_fraction(hours: int) -> None:
    assert day_of(datetime(1970, 1, 2, hours, tzinfo=UTC)) == 1 + hours / 24
