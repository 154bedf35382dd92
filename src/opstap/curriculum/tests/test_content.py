"""Contents taken apart, compared and merged."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.content import changes, leaves, merge

WORDS = st.sampled_from(["", "a", "b", "c"])
TEXTS = st.dictionaries(st.sampled_from(["nl", "fr"]), WORDS, max_size=2)
ROWS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(one), "text": TEXTS}) for one in ids)).map(list)
)
CONTENTS = st.fixed_dictionaries(
    {"title": TEXTS, "minutes": st.integers(1, 3), "skills": st.lists(WORDS, max_size=2), "options": ROWS}
)


@given(CONTENTS, CONTENTS)
def test_who_alone_changed_something_gets_it(base: dict[str, Any], one: dict[str, Any]) -> None:
    assert merge(base, one, base).content == one
    assert merge(base, base, one).content == one
    assert merge(base, one, one).content == one
    assert merge(base, one, base).clashes == merge(base, base, one).clashes == merge(base, one, one).clashes == ()


@given(CONTENTS, CONTENTS, CONTENTS)
def test_every_change_of_both_is_in_the_merged_or_clashes(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = merge(base, mine, theirs)
    after = dict(leaves(merged.content))
    for change in changes(base, mine):
        if not merged.clashes:
            assert after.get(change.road, "") == dict(leaves(mine)).get(change.road, "")
    if not merged.clashes:
        for change in changes(base, theirs):
            assert after.get(change.road, "") == dict(leaves(theirs)).get(change.road, "")


@given(CONTENTS, CONTENTS)
def test_no_change_means_the_same_leaves(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = {road: text for road, text in leaves(one) if text} == {road: text for road, text in leaves(other) if text}
    assert (changes(one, other) == []) == same


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "clashes"),
    [
        ({"t": {"nl": "x", "fr": "b"}}, {"t": {"nl": "a", "fr": "y"}}, {"t": {"nl": "x", "fr": "y"}}, ()),
        ({"t": {"nl": "x", "fr": "b"}}, {"t": {"nl": "y", "fr": "b"}}, {"t": {"nl": "x", "fr": "b"}}, (("t", "nl"),)),
        ({"t": {"nl": "a"}}, {"t": {"nl": "a", "fr": "b", "ar": "z"}}, {"t": {"nl": "a", "ar": "z"}}, ()),
        ({"t": {"nl": "a", "fr": "b"}, "n": 2}, {"n": 1}, {"n": 2}, (("n",),)),
    ],
)
def test_texts_merge_language_by_language(
    mine: dict[str, Any], theirs: dict[str, Any], merged: dict[str, Any], clashes: tuple[Any, ...]
) -> None:
    base = {"t": {"nl": "a", "fr": "b"}}
    found = merge(base, mine, theirs)
    assert (found.content, found.clashes) == (merged, clashes)


def test_options_merge_by_their_id_while_both_have_the_same_ones() -> None:
    base = {"options": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}
    mine = {"options": [{"id": "a", "text": "9"}, {"id": "b", "text": "2"}]}
    theirs = {"options": [{"id": "a", "text": "1"}, {"id": "b", "text": "8"}]}
    assert merge(base, mine, theirs).content == {"options": [{"id": "a", "text": "9"}, {"id": "b", "text": "8"}]}
    shorter = {"options": [{"id": "a", "text": "1"}]}
    assert merge(base, mine, shorter).clashes == (("options",),)


def test_a_moved_option_is_a_change_of_order_alone() -> None:
    old = {"options": [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]}
    new = {"options": [{"id": "b", "text": "2"}, {"id": "a", "text": "1"}]}
    assert [change.road for change in changes(old, new)] == [("options", "order")]
