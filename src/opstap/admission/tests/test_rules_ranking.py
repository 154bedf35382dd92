"""The rubric and the order of applications: what counts, and that nothing else can."""

import dataclasses
import inspect
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.admission.models import Application
from opstap.admission.rules import ranking, rubric
from opstap.admission.rules.ranking import Entry, Why, rank
from opstap.people.models import Person

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)


def entry(number: int, *totals: int, minutes: int = 0) -> Entry:
    return Entry(UUID(int=number), totals, NOON + timedelta(minutes=minutes))


def test_the_whole_scale_of_the_rubric() -> None:
    assert rubric.total(dict.fromkeys(rubric.CODES, 0)) == 0
    assert rubric.total(dict.fromkeys(rubric.CODES, 4)) == rubric.BEST_TOTAL == 16
    assert rubric.share(dict.fromkeys(rubric.CODES, 2)) == 0.5


@pytest.mark.parametrize("scores", [{}, {"reason": 4}, dict.fromkeys(rubric.CODES, 5), dict.fromkeys(rubric.CODES, -1)])
def test_scores_outside_the_rubric_are_refused(scores: dict[str, int]) -> None:
    with pytest.raises(rubric.ScoreError):
        rubric.total(scores)


def test_every_criterion_is_anchored() -> None:
    assert all(c.name and c.none and c.some and c.full for c in rubric.CRITERIA)


@given(st.dictionaries(st.sampled_from(rubric.CODES), st.integers(0, 4), min_size=4), st.sampled_from(rubric.CODES))
def test_a_higher_score_never_lowers_the_share(scores: dict[str, int], code: str) -> None:
    assert 0 <= rubric.share(scores) <= 1
    assert rubric.share({**scores, code: 4}) >= rubric.share(scores)


def test_score_first_then_time_and_the_unread_last() -> None:
    late_best, early, late, unread = entry(1, 15, minutes=50), entry(2, 9), entry(3, 9, minutes=5), entry(4)
    ranked = rank([unread, late, late_best, early])
    assert [r.application.int for r in ranked] == [1, 2, 3, 4]
    assert [r.place for r in ranked] == [1, 2, 3, 4]
    assert ranked[0].why == (Why.SCORE,)
    assert ranked[1].why == ranked[2].why == (Why.SCORE, Why.SENT_EARLIER)
    assert ranked[3].why == (Why.NOT_READ,)
    assert ranked[3].total is None


def test_readers_count_alike_and_a_hair_does_not_decide() -> None:
    assert rubric.mean_total([10, 12]) == 11
    assert rubric.mean_total([10, 10, 11]) == 10.5
    assert [r.application.int for r in rank([entry(2, 10, 10, 10, 11, minutes=1), entry(1, 10)])] == [1, 2]


entries = st.lists(
    st.builds(
        Entry,
        st.uuids(),
        st.lists(st.integers(0, 16), max_size=4).map(tuple),
        st.datetimes(timezones=st.just(UTC), min_value=datetime(2027, 1, 1), max_value=datetime(2027, 2, 1)),  # noqa: DTZ001
    ),
    max_size=12,
    unique_by=lambda e: e.application,
)


@given(entries, st.randoms())
def test_the_order_of_arrival_does_not_matter_and_everybody_has_one_place(found: list[Entry], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(shuffled) == rank(found)
    assert [r.place for r in rank(found)] == list(range(1, len(found) + 1))
    assert {r.application for r in rank(found)} == {e.application for e in found}


@given(entries)
def test_nobody_stands_behind_someone_with_a_lower_score(found: list[Entry]) -> None:
    totals = [-1.0 if r.total is None else r.total for r in rank(found)]
    assert totals == sorted(totals, reverse=True)


def test_only_scores_and_time_can_get_in() -> None:
    """The fence of principle 2: neither the person nor anything known of them is an input."""
    assert [field.name for field in dataclasses.fields(Entry)] == ["application", "totals", "sent_at"]
    assert list(inspect.signature(rank).parameters) == ["entries"]
    known = {f.name for f in Person._meta.get_fields()} | {f.name for f in Application._meta.get_fields()}
    forbidden = (known - {"sent_at"}) | {"postcode", "address", "gender", "birth", "nationality", "age"}
    assert not forbidden & {field.name for field in dataclasses.fields(Entry)}
    imported = {m for m in vars(ranking).values() if inspect.ismodule(m)}
    assert not imported


@given(entries)
def test_who_people_are_cannot_be_carried_along(found: list[Entry]) -> None:
    """What a query may know of a person is stripped by building an Entry; there is no place to put it."""
    with pytest.raises(TypeError):
        Entry(UUID(int=1), (), NOON, "a name")  # type: ignore[call-arg]
    assert not hasattr(entry(1), "__dict__"), "slots: no further attribute can be hung on"
    assert rank(found) == rank(dataclasses.replace(e) for e in found)
