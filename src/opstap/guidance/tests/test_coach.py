"""The coach's pages: what was asked, who is absent, who is here, one person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.guidance import access
from opstap.messages.actions.answer_help import answer_help
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Organisation, Person, Role
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import Attendance, Group, Participation, Session
from opstap.programme.queries import attendance_now
from opstap.programme.tests.build import make_group, make_participation, make_session

pytestmark = pytest.mark.django_db


def _ask(person: Person, words: str = "What is a token?") -> HelpRequest:
    return ask_for_help(key=uuid4(), person=person, about_type="lesson", about_title="Zero Trust", words=words)


def test_a_call_for_help_is_there_at_once_and_is_answered_in_place(
    client: Client, bilal: Person, amina: Person, takes_part: Participation
) -> None:
    asked = _ask(amina)
    client.force_login(bilal)
    assert reverse("guidance:answer", args=[asked.pk]) in client.get(reverse("guidance:coach")).content.decode()
    page = client.get(reverse("guidance:asked")).content.decode()
    assert "What is a token?" in page
    back = client.post(f"{reverse('guidance:answer', args=[asked.pk])}?asked", {"answer": "A ticket that you show."})
    assert back["Location"] == reverse("guidance:asked")
    asked.refresh_from_db()
    assert (asked.answered_by, asked.answer) == (bilal, "A ticket that you show.")
    assert "A ticket" in Message.objects.get(template="messages/mail/help_answered").body
    assert "What is a token?" not in client.get(reverse("guidance:asked")).content.decode()
    assert reverse("guidance:asked") not in client.get(reverse("guidance:coach")).content.decode()


def test_who_is_stuck_at_a_paragraph_is_quoted_with_a_link_to_it(
    client: Client, bilal: Person, amina: Person, takes_part: Participation
) -> None:
    asked = ask_for_help(
        key=uuid4(),
        person=amina,
        about_type="lesson",
        about_id="zero-trust",
        about_title="Zero Trust",
        about_place="b7",
        about_quote="Never trust <i>, always check.",
    )
    client.force_login(bilal)
    pages = [reverse("guidance:asked"), reverse("guidance:answer", args=[asked.pk])]
    for url in (*pages, reverse("guidance:person", args=[amina.pk])):
        page = client.get(url).content.decode()
        assert '<a href="/learn/zero-trust/#b7" dir="auto">Zero Trust</a>' in page
        assert "Never trust &lt;i&gt;, always check." in page


def test_an_empty_answer_is_mended_on_its_own_page(
    client: Client, bilal: Person, amina: Person, takes_part: Participation
) -> None:
    asked = _ask(amina)
    client.force_login(bilal)
    response = client.post(reverse("guidance:answer", args=[asked.pk]), {"answer": " "})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_the_second_of_two_coaches_is_told(
    client: Client, bilal: Person, manager: Person, amina: Person, takes_part: Participation
) -> None:
    asked = _ask(amina)
    answer_help(asked, by=manager, answer="first")
    client.force_login(bilal)
    page = client.post(reverse("guidance:answer", args=[asked.pk]), {"answer": "second"}, follow=True).content.decode()
    assert "just before you" in page
    assert "first" in client.get(reverse("guidance:answer", args=[asked.pk])).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_rows_and_verbs_agree_for_every_role(
    role: str, school: Organisation, amina: Person, takes_part: Participation
) -> None:
    asked = _ask(amina)
    person = grant(make_person(), role, school)
    assert (
        access.open_help_visible_to(person).contains(asked) == access.can_answer(person, asked) == (role == "manager")
    )


def test_nobody_answers_themselves(school: Organisation, bilal: Person, group: Group) -> None:
    make_participation(bilal, group)
    asked = _ask(bilal)
    assert not access.open_help_visible_to(bilal).exists()
    assert not access.can_answer(bilal, asked)


def _doors(
    group: Group, session: Session, person: Person, asked: HelpRequest, notice_pk: object
) -> list[tuple[str, str]]:
    return [
        ("get", reverse("guidance:group", args=[group.pk])),
        ("get", reverse("guidance:session", args=[session.pk])),
        ("post", reverse("guidance:session", args=[session.pk])),
        ("get", reverse("guidance:person", args=[person.pk])),
        ("get", reverse("guidance:answer", args=[asked.pk])),
        ("post", reverse("guidance:answer", args=[asked.pk])),
        ("post", reverse("guidance:seen", args=[notice_pk])),
    ]


def test_a_stranger_and_a_coach_of_elsewhere_find_nothing(
    client: Client,
    school: Organisation,
    group: Group,
    soon: Session,
    amina: Person,
    chidi: Person,
    dora: Person,
    takes_part: Participation,
) -> None:
    notice = say_absent(takes_part, key=uuid4(), session=soon, reason="ill")
    doors = _doors(group, soon, amina, _ask(amina), notice.pk)
    colleague = grant(make_person(), "coach", school)
    for person in (dora, chidi, amina, colleague):
        client.force_login(person)
        assert [getattr(client, method)(url).status_code for method, url in doors] == [404] * len(doors)
    for person in (dora, chidi, amina):
        client.force_login(person)
        assert client.get(reverse("guidance:coach")).status_code == 404
        assert client.get(reverse("guidance:asked")).status_code == 404
    client.force_login(colleague)
    assert "Zero Trust" not in client.get(reverse("guidance:asked")).content.decode()


def test_an_absence_is_there_at_once_and_seen_by_name(
    client: Client, bilal: Person, soon: Session, takes_part: Participation
) -> None:
    notice = say_absent(takes_part, key=uuid4(), session=soon, reason="child")
    client.force_login(bilal)
    page = client.get(reverse("guidance:coach")).content.decode()
    assert "Amina Learner" in page
    assert "My child or family needs me" in page
    for _ in range(2):
        assert client.post(reverse("guidance:seen", args=[notice.pk])).status_code == 302
    notice.refresh_from_db()
    assert notice.seen_by == bilal


def _names(group: Group, how_many: int) -> list[Participation]:
    return [make_participation(make_person(f"Person {number:02}"), group) for number in range(how_many)]


def test_fifteen_names_one_tap_each_saved_once(client: Client, bilal: Person, group: Group, soon: Session) -> None:
    names = _names(group, 15)
    client.force_login(bilal)
    url = reverse("guidance:session", args=[soon.pk])
    form = client.get(url).context["form"]
    posted = {f"at_{one.pk.hex}": "present" for one in names[:13]}
    posted |= {f"at_{names[13].pk.hex}": "late", "key": str(form["key"].value())}
    for _ in range(2):
        assert client.post(url, posted).status_code == 302
    assert Attendance.objects.count() == 14
    assert attendance_now(soon)[names[13].pk] == "late"
    assert names[14].pk not in attendance_now(soon)


def test_the_others_are_here_and_a_correction_keeps_the_first_record(
    client: Client, bilal: Person, group: Group, soon: Session
) -> None:
    names = _names(group, 3)
    client.force_login(bilal)
    url, first = reverse("guidance:session", args=[soon.pk]), f"at_{names[0].pk.hex}"
    client.post(url, {"key": str(uuid4()), first: "absent", "rest": "1"})
    assert sorted(attendance_now(soon).values()) == ["absent", "present", "present"]
    corrected = {f"at_{one.pk.hex}": "present" for one in names} | {"key": str(uuid4()), first: "late"}
    client.post(url, corrected)
    assert attendance_now(soon)[names[0].pk] == "late"
    assert Attendance.objects.filter(participation=names[0]).count() == 2
    assert Attendance.objects.count() == 4


def test_who_said_so_beforehand_is_marked_excused(
    client: Client, bilal: Person, soon: Session, takes_part: Participation
) -> None:
    say_absent(takes_part, key=uuid4(), session=soon, reason="ill")
    client.force_login(bilal)
    form = client.get(reverse("guidance:session", args=[soon.pk])).context["form"]
    assert form[f"at_{takes_part.pk.hex}"].value() == "excused"


def test_one_person_shows_what_a_coach_may_know(
    client: Client, bilal: Person, amina: Person, soon: Session, takes_part: Participation
) -> None:
    _ask(amina, "I don't see the difference")
    say_absent(takes_part, key=uuid4(), session=soon, reason="transport")
    client.force_login(bilal)
    page = client.get(reverse("guidance:person", args=[amina.pk])).content.decode()
    assert "see the difference" in page
    assert "get there" in page
    assert (
        reverse("guidance:person", args=[amina.pk])
        in client.get(reverse("guidance:group", args=[soon.group.pk])).content.decode()
    )


def test_a_busy_desk_costs_few_queries(
    client: Client,
    bilal: Person,
    school: Organisation,
    group: Group,
    soon: Session,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    other = make_group(school, coach=bilal, edition=group.edition)
    for one in (group, other):
        later = make_session(one, starts_at=soon.starts_at + timedelta(days=3))
        for participation in _names(one, 15):
            _ask(participation.person)
            say_absent(participation, key=uuid4(), session=later, reason="ill")
    client.force_login(bilal)
    for url in (
        reverse("guidance:coach"),
        reverse("guidance:asked"),
        reverse("guidance:group", args=[group.pk]),
        reverse("guidance:session", args=[soon.pk]),
        reverse("guidance:person", args=[group.participations.all()[0].person_id]),
    ):
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200
    assert client.get(reverse("guidance:asked")).content.decode().count("<textarea") == 25
