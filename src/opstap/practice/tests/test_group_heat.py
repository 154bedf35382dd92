"""/practice/group/…: what a group knows, for its coach and the managers of its school."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.build import grant, make_organisation, make_person

from opstap.curriculum.models import BlueprintSkill, Course, Lesson, Question, Skill
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person
from opstap.practice.actions.answer_question import take_reply
from opstap.practice.actions.count_answers import Reply
from opstap.practice.models import Learner, SkillState
from opstap.practice.queries.group_heat import group_heat
from opstap.practice.rules.skill_map import Standing
from opstap.practice.tests.build import make_course
from opstap.programme.models import Group, TrackCourse
from opstap.programme.tests.build import make_group, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


@pytest.fixture
def group(school: Organisation, bilal: Person, course: Course) -> Group:
    found = make_group(school, coach=bilal)
    TrackCourse.objects.create(track=found.track, course=course, position=1)
    return found


def member(group: Group, school: Organisation, name: str) -> Person:
    person = grant(make_person(name), "learner", school)
    make_participation(person, group)
    return person


def reply(person: Person, code: str, *chosen: str) -> None:
    question = Question.objects.get(code=code)
    take_reply(person, Reply(uuid4(), question, tuple(chosen), "en"), where="practice")


def page_of(client: Client, group: Group, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/practice/group/{group.pk}/{query}")
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def class_of_two(group: Group, school: Organisation) -> Group:
    """Adam and Zoë get the first question of domain 1 wrong; Zoë gets two of domain 2 right."""
    for person in (member(group, school, "Adam Begins"), member(group, school, "Zoë Knows")):
        for number in (0, 5, 10):
            reply(person, f"paper-course-d1-{number:02}", "b")
    for number in (0, 1):
        reply(Person.objects.get(name="Zoë Knows"), f"paper-course-d2-{number:02}", "a")
    return group


def test_a_row_per_person_and_a_cell_per_domain(class_of_two: Group, course: Course) -> None:
    heat = group_heat(class_of_two, course, at=now())
    assert [row.person.name for row in heat.rows] == ["Adam Begins", "Zoë Knows"]
    adam, zoe = heat.rows
    assert adam.cells["d1"].standing == Standing.BEGUN
    assert (adam.cells["d1"].touched, adam.cells["d1"].skills) == (1, 5)
    assert adam.cells["d2"].standing == Standing.NOT_YET != zoe.cells["d2"].standing


def test_hints_name_the_skill_its_lesson_and_questions_that_few_met(class_of_two: Group, course: Course) -> None:
    Lesson.objects.get(code="paper-course-lesson-d1").skills.add(Skill.objects.get(code="paper-course.d1.0"))
    (hint,) = group_heat(class_of_two, course, at=now()).hints
    assert (hint.skill.code, hint.of_group.begun) == ("paper-course.d1.0", 2)
    assert hint.lesson is not None
    assert hint.lesson.code == "paper-course-lesson-d1"
    assert [one.code for one in hint.questions] == ["paper-course-d1-15"]


def test_the_page_says_it_in_words(client: Client, bilal: Person, class_of_two: Group) -> None:
    client.force_login(bilal)
    page = page_of(client, class_of_two)
    assert "2 of the 2 people who answered about it only begin to know it." in page
    assert "2 of the 2 people who answered do not get it right." in page
    assert "chosen by 2 people" in page
    assert "why b" in page
    assert ">not yet</span>" in page
    assert "1 of 5 skills" in page
    group_page = client.get(reverse("guidance:group", args=[class_of_two.pk])).content.decode()
    assert f'href="/practice/group/{class_of_two.pk}/"' in group_page


def test_it_is_ordered_by_name_or_by_a_domain(client: Client, bilal: Person, class_of_two: Group) -> None:
    client.force_login(bilal)
    by_name, by_domain = page_of(client, class_of_two), page_of(client, class_of_two, "?by=d2")
    assert by_name.index("Adam Begins") < by_name.index("Zoë Knows")
    assert by_domain.index("Zoë Knows") < by_domain.index("Adam Begins")
    assert page_of(client, class_of_two, "?by=nonsense").index("Adam") < by_name.index("Zoë")
    page_of(client, class_of_two, "?course=elsewhere", status=404)


def test_it_is_taken_along_as_a_table(client: Client, bilal: Person, class_of_two: Group) -> None:
    client.force_login(bilal)
    lines = client.get(f"/practice/group/{class_of_two.pk}/table.csv").content.decode().splitlines()
    assert lines[1] == "Name;Domain d1;Domain d2;Domain d3;Domain d4"
    assert lines[2].startswith("Adam Begins;")
    assert lines[2].endswith(";;;")


def test_a_group_of_nobody_and_a_track_without_a_course(client: Client, bilal: Person, group: Group) -> None:
    client.force_login(bilal)
    assert "Whoever accepts a place in this group appears here." in page_of(client, group)
    TrackCourse.objects.all().delete()
    assert "no course with an outline" in page_of(client, group)
    assert client.get(f"/practice/group/{group.pk}/table.csv").status_code == 404


def test_of_several_courses_the_one_that_they_are_busy_with(client: Client, bilal: Person, class_of_two: Group) -> None:
    other = make_course("other-course")
    TrackCourse.objects.create(track=class_of_two.track, course=other, position=2)
    client.force_login(bilal)
    assert "1 of 5 skills" in page_of(client, class_of_two)
    assert "1 of 5 skills" not in page_of(client, class_of_two, "?course=other-course")


def test_strangers_find_no_such_page(client: Client, class_of_two: Group, dora: Person, manager: Person) -> None:
    urls = [f"/practice/group/{class_of_two.pk}/", f"/practice/group/{class_of_two.pk}/table.csv"]
    elsewhere = make_organisation()
    strangers = [dora, grant(make_person(), "coach", elsewhere), grant(make_person(), "manager", elsewhere)]
    strangers += [Person.objects.get(name="Adam Begins"), grant(make_person(), "author")]
    for url in urls:
        for person in strangers:
            client.force_login(person)
            assert client.get(url).status_code == 404
        client.force_login(manager)
        assert client.get(url).status_code == 200
        client.logout()
        assert client.get(url).status_code == 302


def test_fifteen_people_and_sixty_two_skills_ask_little(
    client: Client,
    bilal: Person,
    group: Group,
    school: Organisation,
    course: Course,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    place = BlueprintSkill.objects.filter(domain__code="d1").first()
    assert place is not None
    for number in range(20, 62):
        code = f"more.{number}"
        skill = Skill.objects.create(
            domain=place.domain, code=code, group_code="g", group_name={}, text={"en": code}, position=number
        )
        BlueprintSkill.objects.create(domain=place.domain, skill=skill, group_code="g", group_name={}, position=number)
    people = [member(group, school, f"Person {number:02}") for number in range(15)]
    learners = [Learner.objects.create(person=person, ability=-0.5, answers_counted=62) for person in people]
    SkillState.objects.bulk_create(
        SkillState(learner=learner, skill=skill, offset=-0.5, answers=1)
        for learner in learners
        for skill in Skill.objects.all()
    )
    for person in people[:3]:
        reply(person, "paper-course-d3-00", "c")
    other = make_course("second-course", per_domain=1)
    TrackCourse.objects.create(track=group.track, course=other, position=2)
    client.force_login(bilal)
    with django_assert_max_num_queries(15):
        page = page_of(client, group)
    assert page.count("of 47 skills") == 15
