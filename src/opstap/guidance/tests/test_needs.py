"""Who needs me: the list, its order, its words, and how someone comes to rest on it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_person

from opstap.certification.tests.build import make_exam, propose, sat
from opstap.guidance.queries.needs import needs_of
from opstap.guidance.tests.build import contact, make_classes, mark
from opstap.jobs.models import FollowUp, Introduction
from opstap.jobs.tests.build import hire, make_vacancy
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.models import Organisation, Person
from opstap.practice.models import Learner, Paper, SkillState
from opstap.practice.tests.build import make_course
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import Group, Participation, Session, TrackCourse
from opstap.programme.tests.build import make_edition, make_group, make_participation, make_session

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 13, tzinfo=UTC)
COACH = "/coach/"


def codes(reader: Person) -> dict[str, set[str]]:
    """Name -> the codes of the reasons, of everybody on the list who does not rest."""
    return {one.person.name: {signal.code.value for signal in one.signals} for one in needs_of(reader, at=now()).awake}


def text(client: Client, url: str = COACH) -> str:
    return client.get(url, headers={"accept-language": "en"}).content.decode()


def test_first_the_person_who_missed_three_classes_with_the_days_in_words(
    client: Client, bilal: Person, amina: Person, group: Group, takes_part: Participation
) -> None:
    amina.phone = "+32470123456"
    amina.save()
    asks, comes = make_person("Yara Asks"), make_participation(make_person("Zoë Comes"), group)
    make_participation(asks, group)
    with time_machine.travel(AT - timedelta(days=2), tick=False):
        ask_for_help(key=uuid4(), person=asks, about_type="topic", about_id="device")
    with time_machine.travel(AT, tick=False):
        sessions = make_classes(group)
        mark(takes_part, sessions, "sss")
        mark(comes, sessions, "ccc")
        client.force_login(bilal)
        page = text(client)
    assert "Missed the last 3 classes: Sun 22, Mon 23, Tue 24 November; said nothing" in page
    assert "Asked for help 2 days ago" in page
    assert "Zoë Comes" not in page
    assert page.index("Amina Learner") < page.index("Yara Asks")
    assert 'href="tel:+32470123456"' in page
    assert page.count('data-kind="next"') == 1  # the next step, and nothing else, is lit
    assert "risk" not in page.lower()


def test_what_was_said_beforehand_softens(bilal: Person, group: Group, takes_part: Participation) -> None:
    sessions = make_classes(group)
    say_absent(takes_part, key=uuid4(), session=sessions[0], reason="ill", at=sessions[0].starts_at)
    mark(takes_part, sessions, "sse")
    (need,) = needs_of(bilal, at=now()).people
    assert (need.signals[0].weight, need.signals[0].explained) == (7, 2)


def test_a_correction_counts_and_what_is_not_recorded_says_nothing(
    bilal: Person, group: Group, takes_part: Participation
) -> None:
    sessions = make_classes(group, 4)
    mark(takes_part, sessions, "s-ss")
    assert codes(bilal) == {"Amina Learner": {"missed_three"}}
    make_session(group, starts_at=now() - timedelta(minutes=90)).delete()
    later = [make_session(group, starts_at=sessions[0].starts_at + timedelta(minutes=200), hours=0.5)]
    mark(takes_part, later, "c")
    assert codes(bilal) == {"Amina Learner": {"missed_some"}}


def test_each_reason_comes_from_the_rows_of_its_station(
    bilal: Person, chidi: Person, manager: Person, school: Organisation, group: Group
) -> None:
    def someone(name: str, stage: str = "started") -> Participation:
        return make_participation(make_person(name), group, stage=stage)

    course = make_course("needs-course", per_domain=1)
    TrackCourse.objects.create(track=group.track, course=course, position=0)
    exam, session = make_exam("NE-100", group), make_session(group)
    make_classes(group, 1)
    learner = Learner.objects.create(person=someone("Mock").person)
    SkillState.objects.create(learner=learner, skill=course.blueprint.domains.all()[0].skills.all()[0], last_at=now())  # type: ignore[union-attr]
    for days, score in ((9, 0.8), (1, 0.6)):
        moment = now() - timedelta(days=days)
        Paper.objects.create(
            key=uuid4(), learner=learner, kind="mock", course=course, questions=[], handed_in_at=moment, score=score
        )
    say_absent(someone("Says"), key=uuid4(), session=session, reason="child")
    propose(someone("Slow").person, exam, hours=24 * 40, at=now() - timedelta(days=4))
    propose(someone("Near").person, exam, hours=24 * 5)
    sat(someone("Failed").person, exam, "failed")
    sat(someone("Passed", "completed").person, exam, "passed")
    asked = someone("Asked by employer", "completed").person
    firm = make_vacancy(chidi.grants.get().organisation, chidi)
    Introduction.objects.create(key=uuid4(), vacancy=firm, person=asked, asked_at=now() - timedelta(days=3))
    works = someone("Works", "completed").person
    hire(works, manager)
    FollowUp.objects.filter(placement__person=works).update(due_on=now().date() - timedelta(days=9))
    paused = someone("Paused")
    change_stage(paused, to="paused", by=bilal, reason="health", at=now() - timedelta(days=30), key=uuid4())
    someone("Left", "left")
    found = {name: seen - {"quiet"} for name, seen in codes(bilal).items()}
    assert {name: seen for name, seen in found.items() if seen} == {
        "Mock": {"mock_lower"},
        "Says": {"cannot_come"},
        "Slow": {"not_agreed"},
        "Near": {"exam_near"},
        "Failed": {"failed"},
        "Asked by employer": {"introduction"},
        "Works": {"follow_up"},
        "Paused": {"paused"},
    }
    assert {name for name, seen in codes(bilal).items() if "quiet" in seen} == {"Says", "Slow", "Near", "Failed"}


def test_each_reason_has_words_in_each_language(
    client: Client, bilal: Person, manager: Person, chidi: Person, school: Organisation, group: Group
) -> None:
    test_each_reason_comes_from_the_rows_of_its_station(bilal, chidi, manager, school, group)
    client.force_login(bilal)
    for language in ("nl", "fr", "en", "ar"):
        page = client.get(COACH, headers={"accept-language": language}).content.decode()
        assert "%(" not in page
        assert page.count("NE-100") >= 3


def note(client: Client, person: Person, **more: str) -> str:
    form = {"key": str(uuid4()), "how": "no_answer", "look_again": "3", "reasons": "missed_three,nonsense", **more}
    return str(client.post(reverse("guidance:contact", args=[person.pk]), form)["Location"])


def test_whoever_was_called_rests_until_the_day_or_until_something_new(
    client: Client, bilal: Person, amina: Person, group: Group, takes_part: Participation
) -> None:
    with time_machine.travel(AT, tick=False):
        mark(takes_part, make_classes(group), "sss")
        client.force_login(bilal)
        assert note(client, amina) == COACH
        page = text(client)
        assert "Nobody needs you today" in page
        assert "Amina Learner rests until Friday 27 November" in page
        assert "Bilal Coach, Tuesday 24 November: I called, nobody answered" in page
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        assert codes(bilal) == {}
        mark(takes_part, make_classes(group, 1), "s")
        assert codes(bilal) == {"Amina Learner": {"missed_three"}}
    with time_machine.travel(AT + timedelta(days=3), tick=False):
        assert codes(bilal) == {"Amina Learner": {"missed_three"}}


def test_asking_for_help_ends_the_rest_at_once(
    bilal: Person, amina: Person, group: Group, takes_part: Participation
) -> None:
    mark(takes_part, make_classes(group), "sss")
    contact(amina, bilal, "missed_three", days=7)
    assert codes(bilal) == {}
    ask_for_help(key=uuid4(), person=amina, about_type="topic", about_id="life")
    assert codes(bilal) == {"Amina Learner": {"missed_three", "asked"}}


def test_a_contact_is_noted_once_and_taken_back_by_its_writer(
    client: Client, bilal: Person, manager: Person, amina: Person, group: Group, takes_part: Participation
) -> None:
    mark(takes_part, make_classes(group), "sss")
    client.force_login(bilal)
    key = str(uuid4())
    for _ in range(2):
        note(client, amina, key=key, words="Her son is ill")
    (made,) = amina.contacts.all()
    assert (made.how, made.words, made.reasons, made.by) == ("no_answer", "Her son is ill", ["missed_three"], bilal)
    back = reverse("guidance:take_back", args=[made.pk])
    assert back in text(client)
    client.force_login(manager)
    assert back not in text(client)
    assert client.post(back).status_code == 404
    client.force_login(bilal)
    for _ in range(2):
        assert client.post(back)["Location"] == COACH
    assert codes(bilal) == {"Amina Learner": {"missed_three"}}
    verbs = [
        *LedgerLine.objects.filter(verb__startswith="guidance.").order_by("sequence").values_list("verb", flat=True)
    ]
    assert verbs == ["guidance.contacted", "guidance.contact_taken_back"]


def test_one_comes_back_to_where_one_was(
    client: Client, bilal: Person, amina: Person, takes_part: Participation
) -> None:
    client.force_login(bilal)
    url = reverse("guidance:contact", args=[amina.pk])
    form = {"key": str(uuid4()), "how": "met", "look_again": "1"}
    assert client.post(url + "?on=person", form)["Location"] == reverse("guidance:person", args=[amina.pk])
    assert client.post(url + "?reason=help&page=2", form)["Location"] == COACH + "?reason=help&page=2"
    wrong = client.post(url, form | {"how": "shouted"})
    assert (wrong.status_code, client.get(url).status_code) == (422, 200)
    assert "There is a problem" in wrong.content.decode()


def test_a_stranger_and_a_coach_of_elsewhere_note_nothing(
    client: Client, school: Organisation, amina: Person, bilal: Person, dora: Person, takes_part: Participation
) -> None:
    made = contact(amina, bilal, "asked")
    doors = [reverse("guidance:contact", args=[amina.pk]), reverse("guidance:take_back", args=[made.pk])]
    for person in (dora, amina, grant(make_person(), "coach", school)):
        client.force_login(person)
        form = {"key": str(uuid4()), "how": "met", "look_again": "1"}
        assert [client.post(url, form).status_code for url in doors] == [404, 404]
    assert amina.contacts.filter(taken_back_at=None).count() == 1


def test_nobody_is_on_their_own_list(bilal: Person, manager: Person, group: Group) -> None:
    mark(make_participation(bilal, group), make_classes(group), "sss")
    assert codes(bilal) == {}
    assert codes(manager) == {"Bilal Coach": {"missed_three"}}


def test_a_manager_narrows_the_list_down(
    client: Client, manager: Person, school: Organisation, bilal: Person, group: Group, takes_part: Participation
) -> None:
    other = make_group(school, coach=make_person("Carla Coach"), edition=group.edition)
    zoe = make_participation(make_person("Zoë Other"), other)
    mark(takes_part, make_classes(group), "sss")
    ask_for_help(key=uuid4(), person=zoe.person, about_type="topic", about_id="device")
    client.force_login(manager)

    def names(query: str) -> list[str]:
        return [one.person.name for one in client.get(COACH + query).context["page"]]

    assert names("") == ["Amina Learner", "Zoë Other"]
    assert names(f"?group={other.pk}") == names(f"?group={other.coaches.get().pk}") == ["Zoë Other"]
    assert names("?name=AMI") == names("?reason=classes") == ["Amina Learner"]
    assert names("?reason=help") == ["Zoë Other"]
    assert names("?reason=work") == []
    assert names("?reason=nonsense&group=x") == ["Amina Learner", "Zoë Other"]
    assert "Nobody here needs you today" in text(client, COACH + "?reason=work")


def test_of_two_participations_the_one_that_goes_on_counts(
    school: Organisation, bilal: Person, manager: Person, amina: Person, group: Group
) -> None:
    before = make_group(school, coach=bilal, edition=make_edition(school, starts_on=now().date() - timedelta(days=500)))
    make_participation(amina, before, stage="left")
    mark(make_participation(amina, group), make_classes(group), "sss")
    assert codes(manager) == {"Amina Learner": {"missed_three"}}
    (need,) = needs_of(manager, at=now()).people
    assert need.person.group.name == group.name


def test_names_and_languages_move_nobody(bilal: Person, group: Group) -> None:
    people = [make_participation(make_person(name, language="nl"), group) for name in ("Bo", "Anna", "Zeno", "Carim")]
    sessions = make_classes(group)
    for one in people:
        mark(one, sessions, "sss")
    before = [one.person.pk for one in needs_of(bilal, at=now()).people]
    for one, name in zip(people, ("Zed", "Yo", "Abel", "Bea"), strict=True):
        one.person.name, one.person.language = name, "ar"
        one.person.save()
    assert [one.person.pk for one in needs_of(bilal, at=now()).people] == before


def test_a_large_school_costs_few_queries(
    client: Client, manager: Person, school: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edition, exam = make_edition(school), make_exam("BIG-1")
    for number in range(4):
        group = make_group(school, coach=make_person(f"Coach {number}"), edition=edition)
        group.track.exams.add(exam)
        sessions: list[Session] = make_classes(group, 20)
        for place in range(10):
            one = make_participation(make_person(f"Person {number} {place}"), group)
            mark(one, sessions, "s" * 20)
            propose(one.person, exam, hours=48)
            contact(one.person, manager, "quiet")
            ask_for_help(key=uuid4(), person=one.person)
    client.force_login(manager)
    with django_assert_max_num_queries(15):
        page = client.get(COACH)
    assert len(page.context["page"].object_list) == 25
    assert page.context["page"].paginator.count == 40
    assert len(client.get(COACH + "?page=2").context["page"].object_list) == 15
