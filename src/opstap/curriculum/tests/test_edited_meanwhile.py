"""Someone edits in the browser, someone else in the files: nobody's work is lost without a person who looked at it."""

from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.load_course import EditedMeanwhileError, load_courses
from opstap.curriculum.models import Course, Lesson, LessonVersion, Origin, Question
from opstap.curriculum.tests.packs import LESSON, MODULE, QUESTIONS, lay_pack, load_doors
from opstap.kit.models import LedgerLine

pytestmark = pytest.mark.django_db

EDITED = LESSON.replace("Lock it.", "Lock it twice.")


def edit_lesson(**changed: object) -> Lesson:
    """As publishing in the browser does it."""
    lesson = Lesson.objects.get()
    for name, value in changed.items():
        setattr(lesson, name, value)
    lesson.version += 1
    lesson.save()
    LessonVersion.objects.create(
        lesson=lesson,
        version=lesson.version,
        title=lesson.title,
        text=lesson.text,
        minutes=lesson.minutes,
        skills=[skill.code for skill in lesson.skills.all()],
        origin=Origin.BROWSER,
    )
    return lesson


def edit_question(code: str, **changed: object) -> Question:
    """As publishing in the browser does it."""
    question = Question.objects.get(code=code, current=True)
    skills = list(question.skills.all())
    Question.objects.filter(pk=question.pk).update(current=False)
    question.pk, question._state.adding = None, True
    question.id = Question._meta.pk.get_default()
    question.version += 1
    question.origin = Origin.BROWSER
    for name, value in changed.items():
        setattr(question, name, value)
    question.save()
    question.skills.set(skills)
    return question


def body(text: str) -> str:
    return text.split("\n", 1)[1].strip() + "\n"


def test_each_version_of_a_lesson_stays(tmp_path: Path) -> None:
    load_doors(tmp_path)
    load_courses(paths=[lay_pack(tmp_path, lesson_en=EDITED)])
    load_courses(paths=[lay_pack(tmp_path, lesson_en=EDITED, module=MODULE.replace("20", "25"))])
    kept = LessonVersion.objects.order_by("version").values_list("version", "minutes", "origin", "skills")
    assert list(kept) == [
        (1, 20, "pack", ["sc900.zero-trust"]),
        (2, 20, "pack", ["sc900.zero-trust"]),
        (3, 25, "pack", ["sc900.zero-trust"]),
    ]
    assert LessonVersion.objects.get(version=1).text["en"] == body(LESSON)


def test_a_lesson_edited_in_the_browser_refuses_the_whole_load_and_shows_why(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    edit_lesson(text={**Lesson.objects.get().text, "en": body(EDITED)})
    folder = lay_pack(tmp_path, questions=QUESTIONS.replace("What opens a door?", "What opens it?"))
    before = LedgerLine.objects.count()
    with pytest.raises(CommandError) as caught:
        call_command("course", "load", str(folder))
    told = str(caught.value)
    assert "--- version 2, edited in the browser" in told
    assert "+++ modules/01-open-doors/lesson.en.md" in told
    assert "-Lock it twice.\n+Lock it." in told
    assert "lesson.nl.md" not in told
    assert "course load PATH --over open-doors@2" in told
    assert not Question.objects.filter(version=2).exists()
    assert (Course.objects.get(pk=course.pk).loaded_at, LedgerLine.objects.count()) == (course.loaded_at, before)


def test_over_names_the_version_that_was_seen_and_a_later_one_refuses_again(tmp_path: Path) -> None:
    load_doors(tmp_path)
    edit_lesson(text={**Lesson.objects.get().text, "en": body(EDITED)})
    edit_lesson(minutes=30)
    folder = lay_pack(tmp_path)
    with pytest.raises(EditedMeanwhileError) as caught:
        load_courses(paths=[folder], over=["open-doors@2"])
    assert caught.value.differences[0].name == "open-doors@3"
    assert "-minutes: 30\n+minutes: 20" in caught.value.differences[0].text
    assert load_courses(paths=[folder], over=["open-doors@3"]).of("lessons", "changed") == 1
    assert (Lesson.objects.get().version, Lesson.objects.get().minutes) == (4, 20)
    assert LessonVersion.objects.get(version=4).origin == Origin.PACK
    assert not load_courses(paths=[folder]).changed_anything


def test_a_file_that_says_the_same_changes_nothing(tmp_path: Path) -> None:
    load_doors(tmp_path)
    edit_lesson(text={**Lesson.objects.get().text, "en": body(EDITED).replace("\n", "\r\n")})
    edit_question("doors-01", stem={"nl": "Wat opent een deur?", "en": "What opens it?"})
    changed = QUESTIONS.replace("What opens a door?", "What opens it?")
    folder = lay_pack(tmp_path, lesson_en=EDITED, questions=changed)
    report = load_courses(paths=[folder])
    assert report.of("questions", "unchanged") == 2
    assert Question.objects.get(code="doors-01", current=True).origin == Origin.BROWSER


def test_a_question_edited_in_the_browser_is_shown_as_its_file_would_have_it(tmp_path: Path) -> None:
    load_doors(tmp_path)
    answered = Question.objects.get(code="doors-01")
    edit_question("doors-01", level=4)
    with pytest.raises(EditedMeanwhileError) as caught:
        load_courses(paths=[tmp_path / "doors"])
    difference = caught.value.differences[0]
    assert (difference.name, difference.file) == ("doors-01@2", "modules/01-open-doors/questions.yaml:2")
    assert "-level: 4\n+level: 2" in difference.text
    load_courses(paths=[tmp_path / "doors"], over=["doors-01@2"])
    versions = Question.objects.filter(code="doors-01").order_by("version")
    assert list(versions.values_list("version", "origin", "current", "level")) == [
        (1, "pack", False, 2),
        (2, "browser", False, 4),
        (3, "pack", True, 2),
    ]
    answered.refresh_from_db()
    assert answered.stem["en"] == "What opens a door?"


def test_another_author_in_the_browser_counts_too(tmp_path: Path) -> None:
    load_doors(tmp_path)
    edit_question("doors-01", reviewer="Amina")
    with pytest.raises(EditedMeanwhileError) as caught:
        load_courses(paths=[tmp_path / "doors"])
    assert "-reviewer: Amina" in caught.value.differences[0].text


def test_a_question_made_in_the_browser_is_not_retired_unseen(tmp_path: Path) -> None:
    load_doors(tmp_path)
    Question.objects.filter(code="doors-02").update(code="doors-03", origin=Origin.BROWSER)
    with pytest.raises(EditedMeanwhileError) as caught:
        load_courses(paths=[tmp_path / "doors"])
    difference = caught.value.differences[0]
    assert (difference.name, difference.file) == ("doors-03@1", "in no questions.yaml")
    assert "-id: doors-03" in difference.text
    load_courses(paths=[tmp_path / "doors"], over=["doors-03@1"])
    assert Question.objects.get(code="doors-03").retired
    assert not load_courses(paths=[tmp_path / "doors"]).changed_anything


def test_a_module_that_vanished_from_the_files_is_not_retired_with_an_edit_unseen(tmp_path: Path) -> None:
    load_doors(tmp_path)
    edit_lesson(minutes=30)
    folder = lay_pack(tmp_path, module=MODULE.replace("id: open-doors", "id: closed-doors"))
    with pytest.raises(EditedMeanwhileError) as caught:
        load_courses(paths=[folder])
    assert caught.value.differences[0].file == "no module open-doors"
    load_courses(paths=[folder], over=["open-doors@2"])
    assert Lesson.objects.get(code="open-doors").retired


def test_an_edit_written_over_before_does_not_stand_in_the_way(tmp_path: Path) -> None:
    load_doors(tmp_path)
    edit_lesson(minutes=30)
    load_courses(paths=[tmp_path / "doors"], over=["open-doors@2"])
    folder = lay_pack(tmp_path, lesson_en=EDITED)
    out = StringIO()
    call_command("course", "load", str(folder), stdout=out)
    assert "lessons: 1 changed" in out.getvalue()


def test_lessons_from_before_versions_were_kept_get_theirs(tmp_path: Path) -> None:
    load_doors(tmp_path)
    load_courses(paths=[lay_pack(tmp_path, lesson_en=EDITED)])
    LessonVersion.objects.all().delete()
    write = import_module("opstap.curriculum.migrations.0004_first_lesson_versions").write_versions
    write(apps, None)
    kept = LessonVersion.objects.get()
    assert (kept.version, kept.origin, kept.text["en"]) == (2, "pack", body(EDITED))
    write(apps, None)
    assert LessonVersion.objects.count() == 1
