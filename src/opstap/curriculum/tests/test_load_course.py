"""`bin/opstap course`: load, load again, change, spoil."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, GlossaryTerm, Lesson, Module, Question
from opstap.curriculum.tests.packs import COURSE, GLOSSARY, LESSON, MODULE, QUESTIONS, lay_pack, load_doors

pytestmark = pytest.mark.django_db


def run(what: str, path: Path) -> str:
    out = StringIO()
    call_command("course", what, str(path), stdout=out)
    return out.getvalue()


def test_every_course_pack_of_the_house_is_in_order() -> None:
    load_catalogue()
    assert "in order" in run("check", settings.COURSE_PACKS)
    assert Course.objects.count() == 0


def test_a_pack_loads_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    load_catalogue()
    folder = lay_pack(tmp_path)
    assert "questions: 2 new" in run("load", folder)
    lesson = Lesson.objects.get()
    assert (lesson.title["en"], lesson.minutes, lesson.version) == ("Open doors", 20, 1)
    assert lesson.text["en"].startswith("A [[key|key]]")
    assert [skill.code for skill in lesson.skills.all()] == ["sc900.zero-trust"]
    assert [option["weight"] for option in Question.objects.get(code="doors-02").options] == [0.5, 0.5, 0]
    loaded_at = Course.objects.get().loaded_at
    assert "Nothing has changed." in run("load", tmp_path)
    assert Course.objects.get().loaded_at == loaded_at


def test_a_changed_question_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    load_doors(tmp_path)
    old = Question.objects.get(code="doors-01")
    report = load_courses(
        paths=[lay_pack(tmp_path, questions=QUESTIONS.replace("What opens a door?", "What opens it?"))]
    )
    assert (report.of("questions", "changed"), report.of("questions", "unchanged")) == (1, 1)
    old.refresh_from_db()
    new = Question.objects.get(code="doors-01", current=True)
    assert (old.version, old.current, old.stem["en"]) == (1, False, "What opens a door?")
    assert (new.version, new.stem["en"]) == (2, "What opens it?")


def test_other_skills_are_a_new_version_too_but_another_reviewer_is_not(tmp_path: Path) -> None:
    load_doors(tmp_path)
    first = QUESTIONS.replace("skills: [sc900.zero-trust]", "skills: [sc900.defense-in-depth]")
    load_courses(paths=[lay_pack(tmp_path, questions=first)])
    assert Question.objects.get(code="doors-01", current=True).version == 2
    load_courses(paths=[lay_pack(tmp_path, questions=first.replace("Opstap team", "Another team"))])
    question = Question.objects.get(code="doors-01", current=True)
    assert (question.version, question.author) == (2, "Another team")


def test_a_vanished_question_is_retired_and_may_come_back(tmp_path: Path) -> None:
    load_doors(tmp_path)
    only_first = QUESTIONS.split("- id: doors-02")[0]
    assert load_courses(paths=[lay_pack(tmp_path, questions=only_first)]).of("questions", "retired") == 1
    assert Question.objects.get(code="doors-02").retired
    load_courses(paths=[lay_pack(tmp_path)])
    assert not Question.objects.get(code="doors-02").retired
    assert Question.objects.count() == 2


def test_a_vanished_module_is_retired_with_its_lesson_and_questions(tmp_path: Path) -> None:
    load_doors(tmp_path)
    renamed = MODULE.replace("open-doors", "closed-doors")
    other = QUESTIONS.replace("doors-0", "closed-0")
    lesson = LESSON.replace("doors-01", "closed-01")
    load_courses(paths=[lay_pack(tmp_path, module=renamed, questions=other, lesson_en=lesson, lesson_nl=lesson)])
    assert Module.objects.get(code="open-doors").retired
    assert Lesson.objects.get(code="open-doors").retired
    assert Question.objects.filter(retired=True).count() == 2


def test_a_changed_text_raises_the_version_of_the_lesson(tmp_path: Path) -> None:
    load_doors(tmp_path)
    load_courses(paths=[lay_pack(tmp_path, lesson_en=LESSON.replace("Lock it.", "Lock it well."))])
    assert Lesson.objects.get().version == 2
    load_courses(
        paths=[lay_pack(tmp_path, lesson_en=LESSON.replace("Lock it.", "Lock it well."), glossary=GLOSSARY + " ")]
    )
    assert Lesson.objects.get().version == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"course": COURSE.replace("2026-07-28", "2024-01-01")}, r"course\.yaml:5: blueprint: there is no outline"),
        ({"course": COURSE + "colour: red\n"}, r"course\.yaml:8: colour: unknown field"),
        ({"module": MODULE.replace("d1", "d7")}, r"module\.yaml:2: domain: domain d7 is not in the outline"),
        (
            {"module": MODULE.replace("minutes: 20", "minutes: long")},
            r"module\.yaml:5: minutes: should be a whole number",
        ),
        ({"questions": QUESTIONS.replace("zero-trust]", "zero-thrust]", 1)}, r"sc900\.zero-thrust is not a skill"),
        ({"questions": QUESTIONS.replace("key: [a]", "key: [z]")}, r"questions\.yaml:11: .*key\[0\]: z is not the id"),
        ({"questions": QUESTIONS.replace("key: [a, b]", "key: [a]")}, r"at least two right options"),
        (
            {"questions": QUESTIONS.replace("doors-02", "doors-01")},
            r"used already, in modules/01-open-doors/questions\.yaml",
        ),
        ({"questions": QUESTIONS.replace(", en: A wall}", "}")}, r"options\[1\]\.text: the text in en is missing"),
        ({"lesson_en": LESSON.replace("# Open", "Open")}, r"lesson\.en\.md:1: the first line should be the title"),
        ({"lesson_en": LESSON.replace("[[key|", "[[kee|")}, r"lesson\.en\.md:3: \[\[kee\]\]: is in no glossary"),
        (
            {"lesson_en": LESSON.replace("check doors-01", "check doors-09")},
            r"lesson\.en\.md:5: check: doors-09 is not",
        ),
        (
            {"lesson_en": LESSON.replace("org.reporting_contact", "org.boss")},
            r"lesson\.en\.md:3: org\.boss: is not a place",
        ),
        ({"lesson_en": LESSON.replace("\n:::\n", "\n")}, r"lesson\.en\.md:7: this box is never closed"),
        ({"lesson_en": LESSON + "<script>alert(1)</script>\n"}, r"lesson\.en\.md:14: HTML is not used"),
        (
            {"glossary": GLOSSARY + "- {id: key, term: Kay, definition: {nl: x, en: x}}\n"},
            r"glossary\.yaml:5: .*defined otherwise",
        ),
    ],
)
def test_a_fault_names_its_place_and_nothing_is_stored(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    load_catalogue()
    with pytest.raises(CommandError, match=message):
        run("load", lay_pack(tmp_path, **changed))
    assert (Course.objects.count(), Question.objects.count(), GlossaryTerm.objects.count()) == (0, 0, 0)


def test_one_bad_pack_keeps_out_the_good_one_beside_it(tmp_path: Path) -> None:
    load_catalogue()
    lay_pack(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "course.yaml").write_text("id: [")
    with pytest.raises(CommandError, match=r"broken/course\.yaml:2: not valid YAML"):
        run("load", tmp_path)
    assert Course.objects.count() == 0


def test_a_file_that_is_not_utf8_or_not_ours_is_named(tmp_path: Path) -> None:
    load_catalogue()
    folder = lay_pack(tmp_path)
    (folder / "modules/01-open-doors/lesson.en.md").write_bytes(b"# Caf\xe9\n")
    (folder / "modules/01-open-doors/notes.txt").write_text("hello")
    with pytest.raises(CommandError, match="UTF-8") as caught:
        run("load", folder)
    assert "notes.txt: is not a file of a course pack" in str(caught.value)


def test_another_course_may_not_take_an_id_that_is_in_use(tmp_path: Path) -> None:
    load_doors(tmp_path)
    folder = lay_pack(tmp_path / "second", course=COURSE.replace("id: doors", "id: windows"))
    with pytest.raises(CommandError, match="the course doors has doors-01 already"):
        run("load", folder)
