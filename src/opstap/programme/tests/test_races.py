"""Two people at the same moment: the last chair, the same sheet."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from tests.build import make_person

from opstap.people.models import Person
from opstap.programme.actions.place_in_group import GroupFullError, place_in_group
from opstap.programme.actions.record_attendance import record_attendance
from opstap.programme.models import Attendance, Group, Participation
from opstap.programme.queries import participants_of
from opstap.programme.tests.build import make_participation, make_session

pytestmark = pytest.mark.django_db(transaction=True)


def together(*calls: Callable[[], object]) -> list[str]:
    """Run the calls at once; gives what each came to: "done" or the name of its error."""
    start, came = Barrier(len(calls)), list[str]()

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait(5)
            call()
            came.append("done")
        except GroupFullError as error:
            came.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def test_the_last_chair_is_given_once(group: Group, manager: Person) -> None:
    group.places = 1
    group.save()
    waiting = [Participation.objects.create(person=make_person(), edition=group.edition) for _ in range(2)]
    came = together(
        *(lambda one=one: place_in_group(group, participations=[one.pk], by=manager) for one in waiting)  # type: ignore[misc]
    )
    assert came == ["GroupFullError", "done"]
    assert participants_of(group).count() == 1


def test_two_coaches_who_mark_the_same_count_once(group: Group, bilal: Person, manager: Person) -> None:
    one, session = make_participation(make_person(), group, stage="offered"), make_session(group)
    together(
        *(
            lambda coach=coach: record_attendance(session, marks={one.pk: "present"}, by=coach, key=uuid4())  # type: ignore[misc]
            for coach in (bilal, manager)
        )
    )
    assert Attendance.objects.count() == 1
    assert one.changes.count() == 1
