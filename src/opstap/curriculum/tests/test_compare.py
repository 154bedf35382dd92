"""What differs between two texts: nothing is lost, whatever the texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.compare import DELETED, FOLD_FROM, INSERTED, SAME, Piece, compare, fold

TEXTS = st.text(alphabet="ab \n.é\u0627\r\t", max_size=80) | st.text(max_size=40)


@given(TEXTS, TEXTS)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(one.text for one in pieces if one.kind != DELETED) == new
    assert "".join(one.text for one in pieces if one.kind != INSERTED) == old


@given(TEXTS, TEXTS)
def test_neighbours_differ_in_kind_and_no_piece_is_empty(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert all(one.text for one in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(TEXTS)
def test_the_same_text_has_no_change(text: str) -> None:
    assert all(one.kind == SAME for one in compare(text, text))


@given(st.lists(st.tuples(st.sampled_from([SAME, INSERTED, DELETED]), st.text("ab \n", max_size=900)), max_size=4))
def test_folding_hides_nothing(pieces: list[tuple[str, str]]) -> None:
    made = [Piece(*one) for one in pieces]
    shown = fold(made)
    assert [one.text + one.folded + one.after for one in shown] == [one.text for one in made]
    assert all(not one.folded for one in shown if one.kind != SAME)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "new", [(INSERTED, "new")]),
        ("old", "", [(DELETED, "old")]),
        (
            "Lock the door.",
            "Lock every door.",
            [(SAME, "Lock "), (DELETED, "the "), (INSERTED, "every "), (SAME, "door.")],
        ),
        ("a\nb\nc\n", "a\nc\n", [(SAME, "a\n"), (DELETED, "b\n"), (SAME, "c\n")]),
        ("a\n", "a\nb\n", [(SAME, "a\n"), (INSERTED, "b\n")]),
    ],
)
def test_words_and_lines(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in compare(old, new)] == expected


def test_a_long_unchanged_part_keeps_its_ends_beside_a_change() -> None:
    long = "word " * 200
    shown = fold(compare(long + "old", long + "new"))
    assert len(long) > FOLD_FROM
    assert (shown[0].text, shown[0].folded != "", shown[0].after != "") == ("", True, True)
    middle = fold(compare("x\n" + long + "\ny", "z\n" + long + "\nw"))
    assert any(one.text and one.folded and one.after for one in middle)


def test_two_texts_that_share_nothing_are_compared_as_a_whole() -> None:
    old, new = (" ".join(f"{letter}{number}" for number in range(2500)) for letter in "ab")
    assert [(one.kind, one.text) for one in compare(old, new)] == [(DELETED, old), (INSERTED, new)]
