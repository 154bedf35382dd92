"""I can't come, I can come after all, and a coach who has seen it."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.programme import queries
from opstap.programme.actions.mark_seen import mark_seen
from opstap.programme.actions.say_absent import AbsenceRefusedError, say_absent
from opstap.programme.actions.withdraw_absence import withdraw_absence
from opstap.programme.models import AbsenceNotice, Group, Participation
from opstap.programme.tests.build import make_group, make_session

pytestmark = pytest.mark.django_db


def test_saying_it_reaches_the_coach_and_the_ledger(takes_part: Participation, group: Group) -> None:
    notice = say_absent(takes_part, key=uuid4(), session=make_session(group), reason="child")
    assert list(queries.absences_ahead(Group.objects.all(), at=now())) == [notice]
    line = LedgerLine.objects.get(verb="programme.absence_said")
    assert (line.actor_id, line.why) == (takes_part.person_id, "child")


def test_two_taps_make_one_notice_with_or_without_the_same_key(takes_part: Participation, group: Group) -> None:
    session, key = make_session(group), uuid4()
    first = say_absent(takes_part, key=key, session=session, reason="ill")
    assert say_absent(takes_part, key=key, session=session, reason="ill") == first
    assert say_absent(takes_part, key=uuid4(), session=session, reason="transport") == first
    assert AbsenceNotice.objects.count() == 1
    assert LedgerLine.objects.filter(verb="programme.absence_said").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment(takes_part: Participation, group: Group) -> None:
    session, start = make_session(group), Barrier(2)
    seen: list[UUID] = []

    def tap() -> None:
        try:
            start.wait(5)
            seen.append(say_absent(takes_part, key=uuid4(), session=session, reason="ill").pk)
        finally:
            connection.close()

    taps = [Thread(target=tap) for _ in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()
    assert len(seen) == 2
    assert len(set(seen)) == AbsenceNotice.objects.count() == 1


def test_until_the_end_and_not_after(takes_part: Participation, group: Group) -> None:
    session = make_session(group)
    with time_machine.travel(session.ends_at, tick=False), pytest.raises(AbsenceRefusedError) as refused:
        say_absent(takes_part, key=uuid4(), session=session, reason="ill")
    assert refused.value.why == "over"
    with time_machine.travel(session.ends_at - timedelta(minutes=1), tick=False):
        assert say_absent(takes_part, key=uuid4(), session=session, reason="ill")


def test_only_ones_own_session_that_takes_place(takes_part: Participation, group: Group, bilal: Person) -> None:
    cancelled = make_session(group)
    cancelled.cancelled_at = now()
    other = make_session(make_group(group.edition.programme.organisation, coach=bilal))
    for session, why in ((cancelled, "cancelled"), (other, "not_in_group")):
        with pytest.raises(AbsenceRefusedError) as refused:
            say_absent(takes_part, key=uuid4(), session=session, reason="ill")
        assert refused.value.why == why
    takes_part.stage = "left"
    with pytest.raises(AbsenceRefusedError):
        say_absent(takes_part, key=uuid4(), session=make_session(group, hours=1), reason="ill")


def test_coming_after_all_closes_it_once_and_keeps_it(takes_part: Participation, group: Group) -> None:
    session = make_session(group)
    notice = say_absent(takes_part, key=uuid4(), session=session, reason="ill")
    assert withdraw_absence(notice, by=takes_part.person)
    assert not withdraw_absence(notice, by=takes_part.person)
    assert queries.standing_notice(takes_part, session) is None
    assert not queries.absences_ahead(Group.objects.all(), at=now()).exists()
    again = say_absent(takes_part, key=uuid4(), session=session, reason="transport")
    assert again != notice
    assert queries.absences_of(takes_part).count() == 2


def test_after_the_session_it_is_too_late_to_come(takes_part: Participation, group: Group) -> None:
    session = make_session(group)
    notice = say_absent(takes_part, key=uuid4(), session=session, reason="ill")
    with time_machine.travel(session.ends_at, tick=False):
        assert not withdraw_absence(notice, by=takes_part.person)


def test_seen_by_the_first_coach(takes_part: Participation, group: Group, bilal: Person, manager: Person) -> None:
    notice = say_absent(takes_part, key=uuid4(), session=make_session(group), reason="ill")
    assert mark_seen(notice, by=bilal)
    assert not mark_seen(notice, by=manager)
    notice.refresh_from_db()
    assert notice.seen_by == bilal


def test_the_database_refuses_a_second_standing_notice(takes_part: Participation, group: Group) -> None:
    session = make_session(group)
    AbsenceNotice.objects.create(key=uuid4(), participation=takes_part, session=session, reason="ill")
    with pytest.raises(IntegrityError), transaction.atomic():
        AbsenceNotice.objects.create(key=uuid4(), participation=takes_part, session=session, reason="ill")
