"""When a skill comes back: FSRS behind our words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from opstap.practice.rules.review import LONGEST, Memory, rating_of, recall, review

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
marks = st.sampled_from([0.0, 0.5, 1.0])
pauses = st.integers(0, 60).map(lambda days: timedelta(days=days))
histories = st.lists(st.tuples(marks, pauses), min_size=1, max_size=20)


def after(history: list[tuple[float, timedelta]]) -> Memory:
    memory, at = None, AT
    for score, pause in history:
        at += pause
        memory = review(memory, score, at)
    assert memory is not None
    return memory


def test_a_mark_is_right_partly_right_or_wrong() -> None:
    assert [rating_of(score) for score in (0, 0.25, 0.99, 1)] == [Rating.Again, Rating.Hard, Rating.Hard, Rating.Good]


def test_the_first_answer_brings_it_back_within_days() -> None:
    right, partly, wrong = (review(None, score, AT) for score in (1.0, 0.5, 0.0))
    assert [(one.due_at - AT).days for one in (right, partly, wrong)] == [2, 1, 1]
    assert right.stability > partly.stability > wrong.stability
    assert right.reviews == 1


def test_pauses_grow_while_it_goes_well_and_shrink_when_it_does_not() -> None:
    memory = review(None, 1.0, AT)
    pauses = []
    for _ in range(3):  # the fourth would reach the longest
        memory = review(memory, 1.0, memory.due_at)
        pauses.append((memory.due_at - memory.last_at).days)
    assert all(later > earlier for earlier, later in pairwise(pauses))
    assert (review(memory, 0.0, memory.due_at).due_at - memory.due_at).days < pauses[0]


@given(histories)
def test_the_same_answers_give_the_same_memory_inside_its_bounds(history: list[tuple[float, timedelta]]) -> None:
    memory = after(history)
    assert memory == after(history)
    assert memory.reviews == len(history)
    assert memory.stability > 0
    assert 1 <= memory.difficulty <= 10
    assert timedelta(days=1) <= memory.due_at - memory.last_at <= timedelta(days=LONGEST)


@given(histories, st.integers(0, 400), st.integers(0, 400))
def test_what_is_remembered_fades(history: list[tuple[float, timedelta]], one: int, other: int) -> None:
    memory = after(history)
    sooner, later = sorted([one, other])
    chances = [recall(memory, memory.last_at + timedelta(days=days)) for days in (0, sooner, later)]
    assert 1 == chances[0] >= chances[1] >= chances[2] >= 0


@given(histories, pauses)
def test_a_better_mark_never_brings_it_back_sooner(history: list[tuple[float, timedelta]], pause: timedelta) -> None:
    memory = after(history)
    at = memory.last_at + pause
    wrong, partly, right = (review(memory, score, at).due_at for score in (0.0, 0.5, 1.0))
    assert wrong <= partly <= right


def test_nine_in_ten_still_know_it_when_it_is_due() -> None:
    memory = review(review(None, 1.0, AT), 1.0, AT + timedelta(days=2))
    assert abs(recall(memory, memory.due_at) - 0.9) < 0.03
