"""What was sent becomes a response."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.kinds import LONGEST_TYPED
from opstap.practice.rules.responses import (
    Sent,
    as_typed,
    filled_slots,
    not_the_key,
    order_shown,
    places_of,
    read_seen,
    sent_of,
    write_seen,
)

ids = st.text("abcdefgh-0123456789", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("values", "response"),
    [
        ({}, []),
        ({"choice": []}, []),
        ({"choice": ["b", "a", "b"]}, ["a", "b"]),
        ({"choice": [""], "typed": ["  "], "slot-x": [""]}, []),
        ({"slot-p1": ["x"], "slot-p2": [""]}, ["p1=x"]),
        ({"place-see": ["2"], "place-stop": ["1"]}, ["1=stop", "2=see"]),
        ({"typed": ["  multi \t factor "]}, ["multi factor"]),
        ({"typed": ["a\x00b"]}, ["ab"]),
        ({"key": ["k"], "question": ["q"], "choice": ["a"]}, ["a"]),
    ],
)
def test_what_is_sent_is_read(values: dict[str, list[str]], response: list[str]) -> None:
    assert sent_of(values).response == response


def test_two_steps_in_one_place_and_a_long_answer_are_seen() -> None:
    assert Sent(places={"a": "1", "b": "1"}).place_twice
    assert not Sent(places={"a": "1", "b": "2", "c": "", "d": ""}).place_twice
    assert Sent(typed="x" * (LONGEST_TYPED + 1)).too_long
    assert not Sent(typed=" " * 9 + "x" * LONGEST_TYPED).too_long


def test_what_fills_a_slot_and_where_a_step_stands() -> None:
    assert filled_slots(["p1=x", "p2=y=z", "loose"]) == {"p1": "x", "p2": "y=z"}
    assert places_of(["1=a", "1=b", "3=c"]) == {"a": "1", "b": "1", "c": "3"}


@given(st.lists(st.text(max_size=40), max_size=8))
def test_what_was_seen_comes_back(response: list[str]) -> None:
    assert read_seen(write_seen(response)) == sorted(response)


@pytest.mark.parametrize(
    ("text", "read"), [("", []), ("b a", ["a", "b"]), ("[", []), ("[1]", ["1"]), ('["b","a"]', ["a", "b"])]
)
def test_what_an_older_page_or_a_stranger_wrote_is_read(text: str, read: list[str]) -> None:
    assert read_seen(text) == read


@given(st.text(max_size=300))
def test_typed_words_have_nothing_that_nobody_types(text: str) -> None:
    typed = as_typed(text)
    assert typed == as_typed(typed)
    assert "\x00" not in typed
    assert "\n" not in typed


@given(st.lists(ids, min_size=1, max_size=8, unique=True), st.data())
def test_a_list_of_steps_holds_each_once_and_keeps_those_with_a_place(steps: list[str], data: st.DataObject) -> None:
    places = data.draw(st.dictionaries(st.sampled_from(steps), st.sampled_from(["0", "1", "2", "3", "4", "9", "x"])))
    shown = order_shown(steps, places)
    assert sorted(shown) == sorted(steps)
    if len(set(places.values())) == len(places):
        for step, place in places.items():
            if place.isdecimal() and 1 <= int(place) <= len(steps):
                assert shown[int(place) - 1] == step


def test_the_order_that_is_shown_first_is_never_the_right_one() -> None:
    for many in (2, 3, 4):
        key = [str(one) for one in range(many)]
        for order in permutations(key):
            shown = not_the_key(order, key)
            assert shown != key
            assert sorted(shown) == key
