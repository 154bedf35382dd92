"""The invitation link: page one, who you are, a code; and whoever may not come in."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.admission.tests.build import make_notice
from opstap.jobs.actions.close_staff_course import close_staff_course
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.tests.staff import make_staff_course, seat_for
from opstap.kit.clock import today
from opstap.messages.models import Message
from opstap.people.models import ConsentEvent, Person, Role

type Queries = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def offered(chidi: Person) -> StaffCourse:
    make_notice()
    make_organisation("Molengeek School")
    return make_staff_course(chidi, seats=3)


class Newcomer:
    """Somebody without an account, page by page, as a browser that runs no script."""

    def __init__(self, offered: StaffCourse) -> None:
        self.client = Client()
        self.url = f"/join/{offered.token}/"

    def fill(self, **changes: str) -> int:
        page = self.client.get(f"{self.url}you/")
        key = page.context["form"]["key"].value()
        data = {"name": "Frida", "address": "frida@firm.example", "language": "fr", "notice": "on", "key": str(key)}
        return self.client.post(f"{self.url}you/", {**data, **changes}).status_code

    def type(self, code: str, **more: str) -> str:
        response = self.client.post(f"{self.url}code/", {"code": code, **more})
        return response.headers.get("Location", str(response.status_code))


def newest_code() -> str:
    return str(re.findall(r"\b\d{6}\b", Message.objects.filter(template__endswith="code").latest("created_at").body)[0])


def wrong_code() -> str:
    return "000000" if newest_code() != "000000" else "111111"


def test_page_one_says_who_invites_and_what_is_seen(offered: StaffCourse) -> None:
    text = Client().get(f"/join/{offered.token}/", headers={"accept-language": "en"}).content.decode()
    for words in (
        "Working safely",
        "<bdi>Firm</bdi> invites you",
        "About 60 minutes",
        "2 parts",
        "Nederlands, Français, English",
        "What Firm sees",
        "That you completed the course, and when. Nothing else.",
        "Not your answers, not your pace, not whether you began.",
        "Molengeek School",
        "/privacy/",
        "I want to take part",
    ):
        assert words in text, words
    assert "not in your language yet" not in text
    text = Client().get(f"/join/{offered.token}/", headers={"accept-language": "ar"}).content.decode()
    assert 'dir="rtl"' in text


def test_the_whole_road_without_an_account(offered: StaffCourse) -> None:
    frida = Newcomer(offered)
    assert frida.fill() == 302
    assert not Person.objects.filter(email="frida@firm.example").exists(), "nothing is saved before the code"
    assert frida.type(newest_code()).startswith("/my-course/?seat=")
    seat = Seat.objects.get()
    person = seat.person
    assert (person.name, person.email, person.language) == ("Frida", "frida@firm.example", "fr")
    assert person.has_role(Role.EMPLOYEE)
    assert ConsentEvent.objects.get(person=person).what == ConsentEvent.What.READ
    assert frida.client.get("/me/").status_code == 200, "and is signed in"
    told = Message.objects.get(template="jobs/mail/seat_taken")
    assert (told.address, told.language) == ("frida@firm.example", "fr")
    assert "/my-course/" in told.body
    assert frida.client.get(frida.url).headers["Location"] == "/my-course/"


def test_a_phone_number_is_enough_and_is_proved(offered: StaffCourse) -> None:
    frida = Newcomer(offered)
    assert frida.fill(address="٠٤٧٠ ١٢ ٣٤ ٥٦") == 302
    assert "+32 470 12 34 56" in frida.client.get(f"{frida.url}code/").content.decode()
    frida.type(newest_code(), own_phone="on")
    person = Seat.objects.get().person
    assert (person.phone, person.phone_verified, person.email) == ("+32470123456", True, None)
    assert not frida.client.session.get_expire_at_browser_close(), "their own phone keeps them signed in"


@pytest.mark.parametrize("field", ["name", "address", "language", "notice"])
def test_a_missing_answer_is_asked_for_and_nothing_is_sent(offered: StaffCourse, field: str) -> None:
    frida = Newcomer(offered)
    assert frida.fill(**{field: ""}) == 422
    assert not Message.objects.exists()


def test_wrong_codes_give_nothing_and_five_end_it(offered: StaffCourse) -> None:
    frida = Newcomer(offered)
    frida.fill()
    right, wrong = newest_code(), wrong_code()
    assert [frida.type(wrong) for _ in range(4)] == ["422"] * 4
    assert frida.type("12") == "422", "too short is no try"
    assert frida.type(wrong) == f"{frida.url}you/"
    assert frida.type(right) == frida.url
    assert not Seat.objects.exists()
    assert not Person.objects.filter(email="frida@firm.example").exists()


def test_an_old_code_opens_nothing(offered: StaffCourse) -> None:
    with time_machine.travel(offered.opened_at, tick=False) as clock:
        frida = Newcomer(offered)
        frida.fill()
        clock.shift(601)
        assert frida.type(newest_code()) == frida.url
    assert not Seat.objects.exists()


def test_another_code_is_sent_until_it_is_too_much(offered: StaffCourse) -> None:
    frida = Newcomer(offered)
    frida.fill()
    for _ in range(4):
        assert frida.client.post(f"{frida.url}code/", {"again": "1"}).headers["Location"] == f"{frida.url}code/"
    assert Message.objects.count() == 3
    assert "You asked for many codes" in frida.client.get(f"{frida.url}code/").content.decode()
    assert frida.type(newest_code()).startswith("/my-course/")
    assert Newcomer(offered).fill() == 422, "the limit is the address's, not the browser's"


def test_a_code_of_one_invitation_opens_no_other(offered: StaffCourse, chidi: Person) -> None:
    other = make_staff_course(chidi, offered.course)
    frida = Newcomer(offered)
    frida.fill()
    response = frida.client.post(f"/join/{other.token}/code/", {"code": newest_code()})
    assert response.headers["Location"] == f"/join/{other.token}/"
    assert not Seat.objects.exists()


def test_whoever_is_known_signs_in_and_the_page_says_the_same(offered: StaffCourse) -> None:
    known = make_person("Frida Known", email="known@firm.example", language="ar")
    one, two = Newcomer(offered), Newcomer(offered)
    one.fill(address="known@firm.example", name="Somebody Else")
    code = newest_code()
    two.fill(address="nobody@firm.example")
    pages = [
        re.sub(r'value="[^"]{64}"', "", who.client.get(f"{who.url}code/").content.decode()).replace(name, "")
        for who, name in ((one, "known@"), (two, "nobody@"))
    ]
    assert pages[0] == pages[1], "a stranger does not learn who is known"
    one.type(code)
    known.refresh_from_db()
    assert (known.name, Seat.objects.get().person) == ("Frida Known", known)


def test_staff_still_takes_the_second_step(offered: StaffCourse, bilal: Person) -> None:
    frida = Newcomer(offered)
    frida.fill(address=bilal.email or "")
    frida.type(newest_code())
    assert Seat.objects.get().person == bilal
    assert frida.client.get("/my-course/").status_code == 302, "a code by mail alone opens no coach's pages"


def test_the_signed_in_take_part_with_one_tap(offered: StaffCourse, dora: Person, client: Client) -> None:
    client.force_login(dora)
    url = f"/join/{offered.token}/"
    assert "Dora Stranger" in client.get(url).content.decode()
    assert client.get(f"{url}you/").headers["Location"] == url
    data = {"key": str(uuid4())}
    assert client.post(url, data).status_code == 422, "they too have read it first"
    for _ in range(2):
        assert client.post(url, {**data, "notice": "on"}).headers["Location"].startswith("/my-course/")
    assert Seat.objects.filter(person=dora).count() == 1
    assert ConsentEvent.objects.filter(person=dora).count() == 1


def test_full_and_closed_say_so_and_take_nobody(offered: StaffCourse, chidi: Person, dora: Person) -> None:
    late = Newcomer(offered)
    late.fill()
    for number in range(3):
        seat_for(offered, make_person(f"Colleague {number}"))
    url = f"/join/{offered.token}/"
    assert late.type(newest_code()) == url, "the last seat went while the code travelled"
    assert not Person.objects.filter(email="frida@firm.example").exists()
    signed_in = Client()
    signed_in.force_login(dora)
    data = {"key": str(uuid4()), "notice": "on"}
    for words, act in (
        ("All seats are taken", lambda: None),
        ("You can no longer begin here", lambda: close_staff_course(offered, by=chidi)),
    ):
        act()
        for browser in (Client(), signed_in):
            text = browser.get(url).content.decode()
            assert words in text
            assert "take part</a>" not in text
            assert '<form method="post" novalidate' not in text
        assert Client().get(f"{url}you/").headers["Location"] == url
        signed_in.post(url, data)
    assert Seat.objects.count() == 3


def test_the_last_day_counts_and_the_next_does_not(offered: StaffCourse) -> None:
    StaffCourse.objects.update(closes_on=today())
    assert Newcomer(offered).fill() == 302
    with time_machine.travel(
        f"{today().isoformat()}T23:30:00Z", tick=False
    ):  # half past midnight in Brussels, or later
        assert "You can no longer begin here" in Client().get(f"/join/{offered.token}/").content.decode()


def test_an_unknown_or_old_link_opens_nothing(offered: StaffCourse) -> None:
    for token in ("x" * 43, offered.token[:-1], offered.token + "a", "é"):
        for page in ("", "you/", "code/"):
            assert Client().get(f"/join/{token}/{page}").status_code == 404
    assert Client().post(f"/join/{offered.token}/").headers["Location"] == f"/join/{offered.token}/you/"


def test_a_closed_account_stays_closed(offered: StaffCourse) -> None:
    person = make_person("Frida", email="frida@firm.example")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    frida = Newcomer(offered)
    frida.fill()
    assert frida.type(newest_code()) == frida.url
    assert "Your account was closed" in frida.client.get(frida.url).content.decode()
    assert not Seat.objects.exists()


def test_whoever_learns_at_a_school_too_follows_both(offered: StaffCourse, amina: Person) -> None:
    seat_for(offered, amina)
    assert {"learner", "employee"} <= amina.roles
    assert grant(amina, Role.EMPLOYER, offered.employer).has_role(Role.EMPLOYEE)


@pytest.mark.parametrize("page", ["", "you/"])
def test_the_pages_are_cheap(offered: StaffCourse, django_assert_max_num_queries: Queries, page: str) -> None:
    for number in range(2):
        seat_for(offered, make_person(f"Colleague {number}"))
    with django_assert_max_num_queries(6):
        assert Client().get(f"/join/{offered.token}/{page}").status_code == 200
