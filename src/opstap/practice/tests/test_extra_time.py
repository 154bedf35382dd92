"""More time in mock exams: who gives it to whom, what it does, and that it counts once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.build import grant, make_organisation, make_person

from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import all_hooks
from opstap.people.models import Person
from opstap.practice.access_extra_time import can_give_time, extra_times_visible_to, people_given_time_by
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.give_extra_time import give_extra_time
from opstap.practice.models import ExtraTime
from opstap.practice.queries.papers import mock_habits
from opstap.practice.tests.build import make_course
from opstap.programme.tests.build import make_group, make_participation

pytestmark = pytest.mark.django_db
AT = timezone.now().replace(microsecond=0)


@pytest.fixture
def guides(amina: Person) -> dict[str, Person]:
    """Amina's coach and manager, and those of another school."""
    here, there = make_organisation(), make_organisation()
    people = {
        "coach": grant(make_person(), "coach", here),
        "manager": grant(make_person(), "manager", here),
        "coach elsewhere": grant(make_person(), "coach", there),
        "manager elsewhere": grant(make_person(), "manager", there),
    }
    make_participation(amina, make_group(here, coach=people["coach"]))
    make_participation(make_person(), make_group(there, coach=people["coach elsewhere"]))
    return people


def test_it_lengthens_the_next_mock_exam(amina: Person, bilal: Person) -> None:
    course = make_course()
    assert begin_mock(amina, course=course, key=new_id(), at=AT).time_factor == 1
    give_extra_time(amina, factor=2.0, by=bilal, key=new_id(), at=AT)
    give_extra_time(amina, factor=1.25, by=bilal, key=new_id(), at=AT + timedelta(seconds=1))
    assert mock_habits(amina).factor == 1.25
    later = begin_mock(amina, course=course, key=new_id(), at=AT + timedelta(hours=2))
    assert later.ends_at == AT + timedelta(hours=2, minutes=57)
    assert later.time_factor == 1.25


def test_it_counts_once_and_says_who_in_the_ledger_alone(amina: Person, bilal: Person) -> None:
    key = new_id()
    first, again = (give_extra_time(amina, factor=1.5, by=bilal, key=key) for _ in range(2))
    assert first == again
    line = LedgerLine.objects.get(verb="practice.extra_time_given")
    assert (line.actor_id, line.subject_id) == (bilal.pk, first.learner_id)
    assert line.refs == {"extra_time": str(first.pk)}
    with pytest.raises(KeyTakenError):
        give_extra_time(make_person(), factor=1.5, by=bilal, key=key)
    with pytest.raises(ValueError, match="not offered"):
        give_extra_time(amina, factor=3.0, by=bilal, key=new_id())


def test_who_gives_it_to_whom(amina: Person, guides: dict[str, Person], dora: Person) -> None:
    give_extra_time(amina, factor=1.5, by=guides["coach"], key=new_id())
    for name, person in {**guides, "dora": dora, "amina": amina}.items():
        may = name in {"coach", "manager"}
        assert can_give_time(person, amina) == (amina in people_given_time_by(person)) == may
        assert extra_times_visible_to(person).exists() == may
    make_participation(guides["coach"], make_group(make_organisation()))
    assert not can_give_time(guides["coach"], guides["coach"])


def test_the_page_of_a_coach(client: Client, amina: Person, guides: dict[str, Person]) -> None:
    url = f"/practice/extra-time/{amina.pk}/"
    client.force_login(guides["coach"])
    page = client.get(url).content.decode()
    assert amina.name in page
    assert 'value="1.0" id="id_factor_0" checked' in page or "checked" in page
    values = {"key": str(new_id()), "factor": "1.25"}
    for _ in range(2):
        assert client.post(url, values).status_code == 302
    assert ExtraTime.objects.get().factor == 1.25
    assert "It counts from the next mock exam on." in client.get(url).content.decode()
    assert client.post(url, {"key": str(new_id()), "factor": "7"}).status_code == 422
    client.force_login(guides["manager"])
    assert guides["coach"].name in client.get(url).content.decode()


def test_the_button_of_someone_with_extra_time_says_so(client: Client, amina: Person, bilal: Person) -> None:
    make_course()
    give_extra_time(amina, factor=1.25, by=bilal, key=new_id())
    client.force_login(amina)
    assert "57 minutes instead of 45: your extra time." in client.get("/practice/mock/").content.decode()


def test_strangers_find_no_such_page(client: Client, amina: Person, guides: dict[str, Person], dora: Person) -> None:
    url = f"/practice/extra-time/{amina.pk}/"
    assert client.get(url).status_code == 302
    for person in (dora, amina, guides["coach elsewhere"], guides["manager elsewhere"]):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"key": str(new_id()), "factor": "2.0"}).status_code == 404
    client.force_login(guides["coach"])
    assert client.get(f"/practice/extra-time/{new_id()}/").status_code == 404
    assert not ExtraTime.objects.exists()


def test_it_is_taken_along_and_forgotten(amina: Person, bilal: Person) -> None:
    give_extra_time(amina, factor=1.5, by=bilal, key=new_id(), at=AT)
    hooks = next(one for one in all_hooks() if one.station == "practice")
    told = hooks.export(amina.pk)
    assert isinstance(told, dict)
    assert told["extra_time"] == [{"factor": 1.5, "recorded_at": AT.isoformat()}]
    hooks.erase(amina.pk)
    assert not ExtraTime.objects.exists()
