"""A new course from the template: what is in it, that it is in order, and that it loads."""

import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.actions.check_course import check_course
from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.actions.new_course import TEMPLATE, CannotBeginError, new_course
from opstap.curriculum.models import Course, Media, MockForm, Question
from opstap.curriculum.rules.kinds import KINDS
from opstap.curriculum.tests.packs import lay_template, load_template
from opstap.people.models import Role


@pytest.mark.django_db
def test_the_template_loads_with_every_kind_and_twice_changes_nothing(tmp_path: Path) -> None:
    course = load_template(tmp_path)
    assert {one.kind for one in course.questions.all()} == {*KINDS}
    assert course.questions.filter(case_code="start-bakery").count() == 3
    assert course.questions.filter(pool="mock").count() == 5
    assert (course.readability, course.glossary_languages) == ({"nl": 60, "fr": 60, "en": 60}, ["nl", "fr", "en", "ar"])
    assert MockForm.objects.get().questions[0] == "start-mfa-06"
    picture = Media.objects.get(path="media/sign-in-page.svg")
    assert Question.objects.get(kind="hotspot").image["sha256"] == picture.sha256
    assert not load_courses(paths=[tmp_path / "start"]).changed_anything


@pytest.mark.django_db
def test_two_courses_from_the_template_stand_side_by_side(tmp_path: Path) -> None:
    load_template(tmp_path)
    new_course(folder=tmp_path / "my-course", title='Say "hello": now', languages=["fr"])
    load_courses(paths=[tmp_path / "my-course"])
    course = Course.objects.get(code="my-course")
    assert course.title == {"fr": 'Say "hello": now', "ar": 'Say "hello": now'}
    assert course.languages == ["fr"]
    assert Question.objects.get(code="my-course-mfa-01").stem.keys() == {"fr"}
    assert "Schaerbeek" in Question.objects.get(code="my-course-bakery-01").scenario["text"]["fr"]


def test_the_template_passes_every_rule_of_the_check(tmp_path: Path) -> None:
    new_course(folder=tmp_path / "mine", title="Phishing", languages=["nl", "en"])
    for folder in (TEMPLATE, tmp_path / "mine"):
        report = check_course(paths=[folder])
        assert report.lines()[0].endswith("in order, 0 warning(s).")


def test_comments_help_and_stay(tmp_path: Path) -> None:
    text = (lay_template(tmp_path) / "modules/02-passwords/questions.yaml").read_text()
    assert "# hotspot: a place in a picture" in text


@pytest.mark.parametrize(
    ("name", "title", "languages", "told"),
    [
        ("My Course", "x", ["nl"], "small letters"),
        ("mine", "x", ["nl", "de"], "de: choose from nl, fr, en"),
        ("mine", "x", [], "none: choose"),
        ("mine", " ", ["nl"], "a title"),
        ("full", "x", ["nl"], "is not empty"),
    ],
)
def test_what_cannot_be_begun_is_told(tmp_path: Path, name: str, title: str, languages: list[str], told: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x")
    with pytest.raises(CannotBeginError, match=told):
        new_course(folder=tmp_path / name, title=title, languages=languages)


@pytest.mark.django_db
def test_the_twenty_minutes_of_the_guide_end_at_a_lesson(tmp_path: Path, client: Client) -> None:
    """The commands as docs/writing-a-course.md has them, and the page that it promises."""
    load_catalogue()
    guide = (Path(__file__).parents[4] / "docs/writing-a-course.md").read_text()
    first = guide.split("## The files")[0]
    commands = [line.strip() for line in first.splitlines() if line.startswith("    bin/opstap course ")]
    assert len(commands) == 3
    for command in commands:
        words = shlex.split(command.replace("course_packs", str(tmp_path)))
        call_command(*words[1:], stdout=StringIO())
    client.force_login(grant(make_person("Bilal"), Role.AUTHOR))
    page = client.get("/learn/my-course-phishing/", follow=True)
    assert page.status_code == 200
    assert "Nadia" in page.content.decode()
