"""Seats are given once, and never too many; what an employer may not see does not show."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from tests.build import grant, make_organisation, make_person

from opstap.admission.tests.build import make_notice
from opstap.jobs.access import staff as access
from opstap.jobs.actions.change_staff_course import change_staff_course
from opstap.jobs.actions.close_staff_course import close_staff_course
from opstap.jobs.actions.complete_seat import complete_seat
from opstap.jobs.actions.join_staff_course import AccountClosedError, Newcomer, join_staff_course
from opstap.jobs.actions.leave_seat import leave_seat
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.actions.renew_staff_link import renew_staff_link
from opstap.jobs.actions.save_staff_facts import save_staff_facts
from opstap.jobs.actions.take_seat import SeatRefusedError, take_seat
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.rules.staff import Door
from opstap.jobs.tests.staff import firm_of, make_course, make_staff_course, seat_for
from opstap.kit.clock import today
from opstap.kit.models import LedgerLine
from opstap.people.models import ConsentEvent, Organisation, Person, Role

FRIDA = Newcomer("Frida Nouvelle", "frida@firm.example", "fr")


def verbs() -> list[str]:
    return list(LedgerLine.objects.filter(verb__startswith="jobs.").order_by("sequence").values_list("verb", flat=True))


@pytest.mark.django_db
def test_an_offer_sent_twice_is_one_offer(chidi: Person) -> None:
    offer, key = Offer(make_course(), 5, today() + timedelta(days=9)), uuid4()
    first = open_staff_course(firm_of(chidi), offer=offer, by=chidi, key=key)
    assert open_staff_course(firm_of(chidi), offer=offer, by=chidi, key=key) == first
    assert len(first.token) == 43
    assert verbs() == ["jobs.staff_course_opened"]


@pytest.mark.django_db
def test_nobody_acts_for_another_firm(chidi: Person, dora: Person, school: Organisation) -> None:
    offered = make_staff_course(chidi)
    rival = grant(make_person("Rival"), Role.EMPLOYER, make_organisation("Rival", "employer"))
    at_school = grant(make_person("Employer of a school"), Role.EMPLOYER, school)
    offer = Offer(offered.course, 5, offered.closes_on)
    for person in (rival, dora, at_school):
        for act in (
            lambda: open_staff_course(firm_of(chidi), offer=offer, by=person, key=uuid4()),  # noqa: B023
            lambda: close_staff_course(offered, by=person),  # noqa: B023
            lambda: change_staff_course(offered, seats=1, closes_on=today(), by=person),  # noqa: B023
            lambda: renew_staff_link(offered, old=offered.token, by=person),  # noqa: B023
            lambda: save_staff_facts(firm_of(chidi), reporting_contact="x", dpo="", by=person),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert not access.employers_visible_to(at_school).exists(), "a school is no employer of staff"


@pytest.mark.django_db
def test_rows_and_verbs_agree(chidi: Person, amina: Person, dora: Person, school: Organisation) -> None:
    offered = make_staff_course(chidi)
    done, going = seat_for(offered, amina, completed=True), seat_for(offered, dora)
    rival = grant(make_person("Rival"), Role.EMPLOYER, make_organisation("Rival", "employer"))
    admin = grant(make_person("Ada"), Role.ADMINISTRATOR, school)
    for viewer in (chidi, amina, dora, rival, admin):
        mine = viewer == chidi
        firm = firm_of(chidi)
        assert access.employers_visible_to(viewer).filter(pk=firm.pk).exists() == access.can_speak_for(viewer, firm)
        rows = access.staff_courses_visible_to(viewer)
        assert rows.filter(pk=offered.pk).exists() == access.can_manage_staff_course(viewer, offered) == mine
        for seat in (done, going):
            sees = access.can_see_completion(viewer, seat)
            assert access.completions_visible_to(viewer).filter(pk=seat.pk).exists() == sees == (mine and seat == done)
            own = access.seats_visible_to(viewer).filter(pk=seat.pk, completed_at=None).exists()
            assert access.can_leave_seat(viewer, seat) == own == (viewer == seat.person and seat == going)


@pytest.mark.django_db
def test_a_seat_gives_the_role_once(chidi: Person, dora: Person) -> None:
    offered, key = make_staff_course(chidi), uuid4()
    first = take_seat(offered, person=dora, key=key)
    assert take_seat(offered, person=dora, key=key) == take_seat(offered, person=dora, key=uuid4()) == first
    assert [(one.role, one.organisation) for one in dora.grants.current()] == [("employee", offered.employer)]
    assert dora.has_role(Role.EMPLOYEE)
    assert verbs().count("jobs.seat_taken") == 1


@pytest.mark.django_db
def test_a_full_or_closed_course_gives_no_seat(chidi: Person, dora: Person, amina: Person) -> None:
    offered = make_staff_course(chidi, seats=1)
    take_seat(offered, person=dora, key=uuid4())
    assert take_seat(offered, person=dora, key=uuid4()), "whoever is in stays in"
    with pytest.raises(SeatRefusedError) as full:
        take_seat(offered, person=amina, key=uuid4())
    assert full.value.door is Door.FULL
    close_staff_course(offered, by=chidi)
    with pytest.raises(SeatRefusedError) as closed:
        take_seat(offered, person=amina, key=uuid4())
    assert closed.value.door is Door.CLOSED
    change_staff_course(offered, seats=2, closes_on=today(), by=chidi)
    assert take_seat(offered, person=amina, key=uuid4()), "more seats open the door again, to the last day included"
    change_staff_course(offered, seats=1, closes_on=today(), by=chidi)
    assert Seat.objects.filter(ended_at=None).count() == 2, "fewer seats put nobody out"


@pytest.mark.django_db
def test_who_leaves_keeps_the_seat_and_loses_the_role(chidi: Person, dora: Person, amina: Person) -> None:
    offered = make_staff_course(chidi, seats=1)
    seat = seat_for(offered, dora)
    with pytest.raises(PermissionDenied):
        leave_seat(seat, by=chidi)
    leave_seat(seat, by=dora)
    leave_seat(seat, by=dora)
    assert not dora.has_role(Role.EMPLOYEE)
    assert verbs().count("jobs.seat_left") == 1
    complete_seat(seat)
    seat.refresh_from_db()
    assert seat.completed_at is None, "a seat that was left completes nothing"
    with pytest.raises(SeatRefusedError):
        seat_for(offered, amina)
    again = seat_for(offered, dora)
    assert (again.pk, again.ended_at) == (seat.pk, None), "the own seat waits, though the course is full"
    assert dora.has_role(Role.EMPLOYEE)


@pytest.mark.django_db
def test_the_role_stays_while_another_seat_in_the_firm_does(chidi: Person, dora: Person) -> None:
    one, two = make_staff_course(chidi), make_staff_course(chidi, make_course("other"))
    first, second = seat_for(one, dora), seat_for(two, dora)
    leave_seat(first, by=dora)
    assert dora.has_role(Role.EMPLOYEE)
    leave_seat(second, by=dora)
    assert not dora.has_role(Role.EMPLOYEE)


@pytest.mark.django_db
def test_completed_is_completed_once_and_cannot_be_left(chidi: Person, dora: Person) -> None:
    seat = seat_for(make_staff_course(chidi), dora, completed=True)
    when = seat.completed_at
    assert complete_seat(seat).completed_at == when
    assert verbs().count("jobs.seat_completed") == 1
    with pytest.raises(PermissionDenied):
        leave_seat(seat, by=dora)


@pytest.mark.django_db
def test_a_new_link_is_made_once_per_old_one(chidi: Person) -> None:
    offered = make_staff_course(chidi)
    old = offered.token
    new = renew_staff_link(offered, old=old, by=chidi).token
    assert new != old
    assert renew_staff_link(offered, old=old, by=chidi).token == new, "the second tap"
    assert StaffCourse.objects.get().token == new


@pytest.mark.django_db
def test_facts_are_set_and_others_stay(chidi: Person) -> None:
    firm = firm_of(chidi)
    firm.facts = {"colour": "blue"}
    firm.save()
    for _ in range(2):
        save_staff_facts(firm, reporting_contact="Fatima", dpo="", by=chidi)
    firm.refresh_from_db()
    assert firm.facts == {"colour": "blue", "reporting_contact": "Fatima", "dpo": ""}
    assert verbs() == ["jobs.staff_facts_saved"]


@pytest.mark.django_db
def test_a_newcomer_gets_account_notice_role_and_seat_in_one(chidi: Person) -> None:
    offered, key = make_staff_course(chidi), uuid4()
    make_notice()
    seat = join_staff_course(offered, who=FRIDA, key=key)
    assert join_staff_course(offered, who=FRIDA, key=key) == seat
    person = seat.person
    assert (person.name, person.email, person.language) == ("Frida Nouvelle", "frida@firm.example", "fr")
    read = ConsentEvent.objects.get(person=person)
    assert (read.what, read.notice.kind) == ("read", "privacy-notice")


@pytest.mark.django_db
def test_a_full_course_makes_no_account(chidi: Person, dora: Person) -> None:
    offered = make_staff_course(chidi, seats=1)
    seat_for(offered, dora)
    with pytest.raises(SeatRefusedError):
        join_staff_course(offered, who=FRIDA, key=uuid4())
    assert not Person.objects.filter(email=FRIDA.address).exists()


@pytest.mark.django_db
def test_whoever_is_known_keeps_their_name_and_a_closed_account_stays_closed(chidi: Person) -> None:
    known = make_person("Frida Ancienne", email=FRIDA.address)
    offered = make_staff_course(chidi)
    assert join_staff_course(offered, who=FRIDA, key=uuid4()).person == known
    known.refresh_from_db()
    assert known.name == "Frida Ancienne"
    Person.objects.filter(pk=known.pk).update(is_active=False)
    with pytest.raises(AccountClosedError):
        join_staff_course(offered, who=FRIDA, key=uuid4())


@pytest.mark.django_db(transaction=True)
def test_of_five_people_one_gets_the_last_seat(chidi: Person) -> None:
    offered = make_staff_course(chidi, seats=3)
    for number in range(2):
        seat_for(offered, make_person(f"Before {number}"))
    rest = [make_person(f"Racer {number}") for number in range(5)]
    results = at_once([lambda who=who: seat_for(offered, who) for who in rest])  # type: ignore[misc]
    assert sorted(results) == ["SeatRefusedError"] * 4 + ["seat"]
    assert Seat.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_browsers_of_one_newcomer_make_one_person(chidi: Person) -> None:
    offered = make_staff_course(chidi)
    results = at_once([lambda: join_staff_course(offered, who=FRIDA, key=uuid4()) for _ in range(4)])
    assert results == ["seat"] * 4
    assert Person.objects.filter(email=FRIDA.address).count() == Seat.objects.count() == 1


def at_once(calls: list[Callable[[], object]]) -> list[str]:
    barrier, results = threading.Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            call()
            results.append("seat")
        except SeatRefusedError as error:
            results.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
