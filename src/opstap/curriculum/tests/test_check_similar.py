"""Near-duplicates: what counts as the same, by a method without surprises, fast enough for a large bank."""

from itertools import combinations
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.check.similar import SIMILAR, check_similar, likeness, nearest_earlier
from opstap.curriculum.tests.check_build import asked, question

STEM = "Which person opens the green gate of the old school every morning at seven"
OPTIONS = ("the caretaker with her keys", "a pupil of the last year", "the teacher of the first hour")


@pytest.mark.parametrize(
    ("stem", "options", "rule"),
    [
        (STEM, OPTIONS, "question-duplicate"),
        (STEM.upper() + "?!", OPTIONS[::-1], "question-duplicate"),
        (STEM.replace("morning", "evening").replace("green", "red"), OPTIONS, "question-similar"),
        (STEM, (*OPTIONS[:2], "nobody at all on that day"), "question-similar"),
        ("What is a hinge for", ("it carries a door", "it locks a door", "it is for show"), None),
        (STEM, ("a hinge of brass", "a bolt of iron", "some oil for wood"), "question-similar"),
        ("What do we close at night", OPTIONS, "question-similar"),
    ],
)
def test_what_is_the_same_and_what_is_not(stem: str, options: tuple[str, ...], rule: str | None) -> None:
    found = list(check_similar(asked(question("one", STEM, OPTIONS), question("two", stem, options))))
    assert [one.rule for one in found] == ([rule] if rule else [])
    if rule:
        assert (found[0].line, found[0].message.count("one, modules/01-doors/questions.yaml line 2")) == (15, 1)


def test_a_mock_question_that_stands_in_practice_says_so() -> None:
    pack = asked(question("one", STEM, OPTIONS), question("two", STEM, OPTIONS, more="pool: mock"))
    assert "one is for practice, one for the mock exam" in next(iter(check_similar(pack))).message


SHINGLES = st.frozensets(st.sampled_from("abcdefghij"), max_size=8)


@given(SHINGLES, SHINGLES)
def test_likeness_is_symmetric_and_between_nothing_and_the_same(one: frozenset[str], two: frozenset[str]) -> None:
    assert likeness(one, two) == likeness(two, one)
    assert 0 <= likeness(one, two) <= 1
    assert (likeness(one, two) == 1) == (one == two and bool(one))


@given(st.lists(SHINGLES, max_size=12))
def test_the_index_finds_what_comparing_every_two_would(texts: list[frozenset[str]]) -> None:
    said = dict(enumerate(texts))
    near = {two for one, two in combinations(said, 2) if likeness(said[one], said[two]) >= SIMILAR}
    found = nearest_earlier(said)
    assert set(found) == near
    for place, (other, alike) in found.items():
        assert other < place
        assert alike == pytest.approx(max(likeness(said[place], said[one]) for one in range(place)))


def test_a_thousand_questions_take_less_than_five_seconds() -> None:
    dice = Random(7)
    words = [f"w{number}" for number in range(400)]
    said = {place: frozenset(f"{dice.choice(words)} {dice.choice(words)}" for _ in range(70)) for place in range(1000)}
    began = perf_counter()
    nearest_earlier(said)
    assert perf_counter() - began < 5
