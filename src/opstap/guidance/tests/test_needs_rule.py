"""Who needs their coach: the truth table, what the order promises, and who rests."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.guidance.rules.calling_order import Step, in_order, next_step, pressing
from opstap.guidance.rules.needs import Class, Code, Facts, Failed, Mock, Signal, Sitting, signals
from opstap.guidance.rules.resting import LOOK_AGAIN, Contacted, is_new, look_again, rests
from opstap.programme.models import Stage

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)  # a Tuesday morning


def ago(days: float) -> datetime:
    return AT - timedelta(days=days)


def classes(marks: str) -> tuple[Class, ...]:
    """Newest first, a letter each: c came, s stayed away and said nothing, e explained."""
    return tuple(Class(ago(place + 1), mark == "c", mark == "e") for place, mark in enumerate(marks))


def sitting(in_days: float, *, proposed: float = 1, agreed: bool = True, chance: float | None = None) -> Sitting:
    return Sitting("SC-900", ago(-in_days), ago(proposed), agreed, chance)


def facts(**more: object) -> Facts:
    return replace(Facts(AT, "started"), **more)  # type: ignore[arg-type]


GOES_ON = {"classes_go_on": True}
TABLE: list[tuple[str, Facts, dict[str, int]]] = [
    ("nothing", facts(), {}),
    ("three missed, nothing said", facts(classes=classes("sss")), {"missed_three": 9}),
    ("three missed, then all the rest", facts(classes=classes("ssssssss")), {"missed_three": 9}),
    ("three missed, one explained", facts(classes=classes("ses")), {"missed_three": 7}),
    ("three missed, two explained", facts(classes=classes("eesc")), {"missed_three": 7}),
    ("three missed, all explained", facts(classes=classes("eee")), {"missed_three": 4}),
    ("a fourth, explained, softens", facts(classes=classes("esss")), {"missed_three": 7}),
    ("came last time", facts(classes=classes("csss")), {"missed_some": 5}),
    ("two of the last three", facts(classes=classes("scs")), {"missed_some": 5}),
    ("the last two", facts(classes=classes("ssc")), {"missed_some": 5}),
    ("two of three, one explained", facts(classes=classes("sce")), {"missed_some": 5}),
    ("two of three, both explained", facts(classes=classes("ece")), {"missed_some": 2}),
    ("one of three", facts(classes=classes("csc")), {}),
    ("two classes recorded, both missed", facts(classes=classes("ss")), {}),
    ("missed before they paused", facts(stage="paused", classes=classes("sss")), {}),
    ("missed before they left", facts(stage="left", classes=classes("sss")), {}),
    ("offered a place, never came", facts(stage="offered", classes=classes("sss")), {"missed_three": 9}),
    ("can't come, unseen", facts(said_at=ago(0.1)), {"cannot_come": 2}),
    ("asked just now", facts(asked_at=ago(0.1)), {"asked": 6}),
    ("asked a day ago", facts(asked_at=ago(1)), {"asked": 8}),
    ("whoever left may ask too", facts(stage="left", asked_at=ago(1)), {"asked": 8}),
    ("quiet for ten days", facts(learned_at=ago(10), **GOES_ON), {"quiet": 4}),
    ("quiet for nine", facts(learned_at=ago(9.9), **GOES_ON), {}),
    ("quiet in the holidays", facts(learned_at=ago(20)), {}),
    ("quiet, not begun", facts(stage="offered", learned_at=ago(20), **GOES_ON), {}),
    ("quiet, finished", facts(stage="completed", learned_at=ago(20), **GOES_ON), {}),
    ("proposed three days ago", facts(sittings=(sitting(40, proposed=3, agreed=False),)), {"not_agreed": 5}),
    ("proposed two days ago", facts(sittings=(sitting(40, proposed=2, agreed=False),)), {}),
    ("agreed", facts(sittings=(sitting(40, proposed=9),)), {}),
    ("proposed for a day that is over", facts(sittings=(sitting(-1, proposed=9, agreed=False),)), {}),
    ("exam near, nothing known", facts(sittings=(sitting(14),)), {"exam_near": 7}),
    ("exam near, low", facts(sittings=(sitting(3, chance=0.59),)), {"exam_near": 7}),
    ("exam near, ready", facts(sittings=(sitting(3, chance=0.6),)), {}),
    ("exam further", facts(sittings=(sitting(14.1),)), {}),
    ("exam near, left", facts(stage="left", sittings=(sitting(3),)), {}),
    ("near and not agreed", facts(sittings=(sitting(3, proposed=4, agreed=False),)), {"exam_near": 7, "not_agreed": 5}),
    ("failed", facts(failed=(Failed("SC-900", ago(2)),)), {"failed": 6}),
    ("failed, talked since", facts(failed=(Failed("SC-900", ago(2)),), talked_at=ago(1)), {}),
    ("failed, talked before", facts(failed=(Failed("SC-900", ago(2)),), talked_at=ago(3)), {"failed": 6}),
    ("failed long ago", facts(failed=(Failed("SC-900", ago(91)),)), {}),
    ("mock lower", facts(mocks=(Mock("a", ago(1), 0.5), Mock("a", ago(9), 0.6))), {"mock_lower": 4}),
    ("mock a little lower", facts(mocks=(Mock("a", ago(1), 0.55), Mock("a", ago(9), 0.6))), {}),
    ("mock higher", facts(mocks=(Mock("a", ago(1), 0.7), Mock("a", ago(9), 0.6))), {}),
    ("mocks of two courses", facts(mocks=(Mock("a", ago(1), 0.1), Mock("b", ago(9), 0.6))), {}),
    ("mock lower, long ago", facts(mocks=(Mock("a", ago(31), 0.5), Mock("a", ago(39), 0.9))), {}),
    ("introduction waits", facts(stage="completed", introduced_at=ago(3)), {"introduction": 3}),
    ("introduction is fresh", facts(introduced_at=ago(2.9)), {}),
    ("follow-up overdue", facts(stage="completed", follow_up_at=ago(7)), {"follow_up": 3}),
    ("follow-up due", facts(stage="completed", follow_up_at=ago(6.9)), {}),
    ("paused for four weeks", facts(stage="paused", paused_at=ago(28)), {"paused": 3}),
    ("paused for three", facts(stage="paused", paused_at=ago(27)), {}),
    ("paused, called lately", facts(stage="paused", paused_at=ago(60), reached_at=ago(5)), {}),
    ("paused, called long ago", facts(stage="paused", paused_at=ago(60), reached_at=ago(28)), {"paused": 3}),
    ("came back", facts(paused_at=ago(60)), {}),
]


@pytest.mark.parametrize(("why", "known", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_the_reasons(why: str, known: Facts, expected: dict[str, int]) -> None:
    assert {one.code.value: one.weight for one in signals(known)} == expected


def test_every_reason_is_in_the_table() -> None:
    assert {code for _, _, expected in TABLE for code in expected} == set(Code)


def test_the_classes_are_told_oldest_first_with_what_was_explained() -> None:
    (found,) = signals(facts(classes=classes("esesc")))
    assert (len(found.days), found.explained, found.since) == (4, 2, ago(4))
    assert list(found.days) == sorted(found.days)
    assert found.newest == ago(2)  # an explained class adds nothing new


def test_no_protected_characteristic_goes_in() -> None:
    words = {
        "age",
        "birth",
        "gender",
        "sex",
        "origin",
        "nationality",
        "language",
        "name",
        "address",
        "postcode",
        "health",
    }
    for shape in (Facts, Class, Sitting, Failed, Mock, Signal):
        assert not words & {part for field in fields(shape) for part in field.name.split("_")}


moments = st.floats(0, 60).map(ago)
a_signal = st.builds(Signal, st.sampled_from(Code), st.integers(1, 9), moments, moments)
some_signals = st.lists(a_signal, min_size=1, max_size=5).map(tuple)
ids = st.uuids()


@given(st.dictionaries(ids, some_signals, min_size=1, max_size=8), a_signal, st.data())
def test_one_reason_more_never_moves_someone_down(
    people: dict[UUID, tuple[Signal, ...]], more: Signal, data: st.DataObject
) -> None:
    who = data.draw(st.sampled_from(sorted(people)))
    before = in_order(people).index(who)
    assert in_order(people | {who: (*people[who], more)}).index(who) <= before


@given(st.dictionaries(ids, some_signals, max_size=8), st.randoms())
def test_the_order_depends_on_reasons_alone(people: dict[UUID, tuple[Signal, ...]], chance: object) -> None:
    shuffled = list(people.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    order = in_order(dict(shuffled))
    assert order == in_order(people)
    assert [pressing(people[key]) for key in order] == sorted(pressing(reasons) for reasons in people.values())


@given(st.lists(st.booleans(), max_size=8), st.data())
def test_one_more_silence_never_makes_it_less(came: list[bool], data: st.DataObject) -> None:
    marks = "".join("c" if one else data.draw(st.sampled_from("se")) for one in came)
    before = max((one.weight for one in signals(facts(classes=classes(marks)))), default=0)
    after = max((one.weight for one in signals(facts(classes=classes("s" + marks)))), default=0)
    # Who came once in between is seen as having come: two of three, whatever was before.
    assert after >= before or marks[1:3].count("c")


def test_first_who_missed_three_then_who_asked() -> None:
    people = {
        UUID(int=1): signals(facts(asked_at=ago(5))),
        UUID(int=2): signals(facts(classes=classes("sss"))),
        UUID(int=3): signals(facts(asked_at=ago(5), said_at=ago(1))),
        UUID(int=4): (),
    }
    assert [key.int for key in in_order(people)] == [2, 3, 1]


@pytest.mark.parametrize(
    ("known", "phone", "mail", "step"),
    [
        (facts(asked_at=ago(1)), True, True, Step.ANSWER),
        (facts(classes=classes("sss"), asked_at=ago(1)), True, True, Step.CALL),
        (facts(classes=classes("sss")), False, True, Step.WRITE),
        (facts(classes=classes("sss")), False, False, Step.OPEN),
        (facts(said_at=ago(1)), True, True, Step.OPEN),
    ],
)
def test_the_one_next_step(known: Facts, phone: bool, mail: bool, step: Step) -> None:
    assert next_step(signals(known), phone=phone, mail=mail) is step


TODAY = date(2026, 11, 24)
CALLED = Contacted(ago(0.1), frozenset({"missed_three"}), TODAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("why", "known", "contacted", "today", "resting"),
    [
        ("nobody called", facts(classes=classes("sss")), None, TODAY, False),
        ("called today", facts(classes=classes("sss")), CALLED, TODAY, True),
        ("the day before", facts(classes=classes("sss")), CALLED, TODAY + timedelta(days=2), True),
        ("the day itself", facts(classes=classes("sss")), CALLED, TODAY + timedelta(days=3), False),
        ("asks now", facts(classes=classes("sss"), asked_at=AT), CALLED, TODAY, False),
        ("missed again", facts(classes=(Class(AT, False), *classes("sss"))), CALLED, TODAY, False),
        ("missed again, explained", facts(classes=(Class(AT, False, True), *classes("sss"))), CALLED, TODAY, True),
        ("came once", facts(classes=(Class(AT, True), *classes("sss"))), CALLED, TODAY, True),
    ],
)
def test_who_rests(why: str, known: Facts, contacted: Contacted | None, today: date, resting: bool) -> None:
    assert rests(signals(known), contacted, today=today) is resting


@given(some_signals, moments, st.sets(st.sampled_from(Code)))
def test_nobody_rests_from_what_the_contact_was_not_about(
    found: tuple[Signal, ...], at: datetime, codes: set[Code]
) -> None:
    contacted = Contacted(at, frozenset(codes), TODAY + timedelta(days=7))
    assert rests(found, contacted, today=TODAY) == (not any(is_new(one, contacted) for one in found))
    assert all(is_new(one, contacted) for one in found if one.newest > at)


@pytest.mark.parametrize("days", LOOK_AGAIN)
def test_the_day_to_look_again(days: int) -> None:
    assert look_again(TODAY, days) == TODAY + timedelta(days=days)
    with pytest.raises(ValueError, match="none of"):
        look_again(TODAY, 2)


def test_each_stage_can_be_read() -> None:
    everything = facts(classes=classes("sss"), asked_at=ago(1), said_at=ago(1), learned_at=ago(20), **GOES_ON)
    for stage in Stage.values:
        assert any(one.code is Code.ASKED for one in signals(replace(everything, stage=stage)))
