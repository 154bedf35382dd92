"""A course written out as files: what is in them, and that loading them again changes nothing."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.export_course import NotEmptyError, export_course
from opstap.curriculum.actions.load_catalogue import load_catalogue
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Course, Module, Question, QuestionImport
from opstap.curriculum.tests.packs import COURSE, load_doors, load_template
from opstap.curriculum.tests.test_edited_meanwhile import edit_lesson, edit_question
from opstap.kit.clock import now
from opstap.kit.models import LedgerLine

pytestmark = pytest.mark.django_db


def files_in(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_the_template_comes_back_and_loads_without_a_change(tmp_path: Path) -> None:
    course = load_template(tmp_path)
    export_course(course=course, folder=tmp_path / "out")
    lines = LedgerLine.objects.count()
    assert not load_courses(paths=[tmp_path / "out"]).changed_anything
    assert LedgerLine.objects.count() == lines
    export_course(course=Course.objects.get(), folder=tmp_path / "again")
    assert files_in(tmp_path / "out") == files_in(tmp_path / "again")
    for name in ("media/two-proofs.svg", "mock-forms.yaml", "modules/01-start-phishing/glossary.yaml"):
        assert name in files_in(tmp_path / "out")


def test_a_pack_of_the_house_comes_back_and_loads_without_a_change(tmp_path: Path) -> None:
    load_catalogue()
    source = settings.COURSE_PACKS / "sc-900"
    load_courses(paths=[source])
    export_course(course=Course.objects.get(), folder=tmp_path / "sc-900")
    assert not load_courses(paths=[tmp_path / "sc-900"]).changed_anything
    for path in source.glob("modules/*/lesson.*.md"):
        assert (tmp_path / "sc-900" / path.relative_to(source)).read_text() == path.read_text()


def test_files_keep_the_order_of_their_author_and_read_well(tmp_path: Path) -> None:
    export_course(course=load_doors(tmp_path), folder=tmp_path / "out")
    text = (tmp_path / "out/modules/01-open-doors/questions.yaml").read_text()
    assert text.startswith(
        "questions:\n- id: doors-01\n  skills: [sc900.zero-trust]\n  type: single\n  level: 2\n  stem:\n"
        "    nl: Wat opent een deur?\n    en: What opens a door?\n  options:\n  - id: a\n    text:\n      nl: Een sleutel\n"
    )
    assert "  key: [a, b]\n  source: Doors\n  licence: CC-BY-4.0\n  author: Opstap team\n" in text
    course = (tmp_path / "out/course.yaml").read_text()
    assert "id: doors\nversion: 1\n" in course
    assert "as_of: 2026-07-28" in course


def test_what_was_edited_in_the_browser_is_in_the_files(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    edit_lesson(text={"nl": "Nieuw.\n", "en": "New.\n"}, minutes=45)
    edit_question("doors-02", level=5)
    export_course(course=course, folder=tmp_path / "doors", force=True)
    module = tmp_path / "doors/modules/01-open-doors"
    assert (module / "lesson.en.md").read_text() == "# Open doors\n\nNew.\n"
    assert "minutes: 45" in (module / "module.yaml").read_text()
    assert "level: 5" in (module / "questions.yaml").read_text()
    assert not load_courses(paths=[tmp_path / "doors"]).changed_anything


def test_a_module_keeps_the_folder_that_its_author_gave_it(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    (tmp_path / "doors/modules/01-open-doors").rename(tmp_path / "doors/modules/01-doors")
    export_course(course=course, folder=tmp_path / "doors", force=True)
    assert [one.name for one in (tmp_path / "doors/modules").iterdir()] == ["01-doors"]


def test_a_full_folder_is_left_alone_unless_forced(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(NotEmptyError, match="add --force"):
        export_course(course=course, folder=tmp_path / "out")
    export_course(course=course, folder=tmp_path / "out", force=True)
    assert (tmp_path / "out/mine.txt").read_text() == "mine"


def test_what_came_from_elsewhere_is_left_out_and_told(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    brought = QuestionImport.objects.create(
        course=course, filename="bank.gift", sha256="0", language="en", licence="CC0-1.0", author="A"
    )
    Question.objects.filter(code="doors-02").update(brought_by=brought, loaded_at=now() - timedelta(days=1))
    out = StringIO()
    call_command("course", "export", "doors", str(tmp_path / "out"), stdout=out)
    assert "1 questions were brought in from a file and are left out" in out.getvalue()
    assert "doors-02" not in (tmp_path / "out/modules/01-open-doors/questions.yaml").read_text()


def test_a_draft_stays_a_draft(tmp_path: Path) -> None:
    course = load_doors(tmp_path, course=COURSE + "status: draft\n")
    export_course(course=course, folder=tmp_path / "out")
    assert "status: draft" in (tmp_path / "out/course.yaml").read_text()
    assert not load_courses(paths=[tmp_path / "out"]).changed_anything


def test_what_is_retired_is_left_out(tmp_path: Path) -> None:
    course = load_doors(tmp_path)
    Question.objects.filter(code="doors-02").update(retired=True)
    Module.objects.create(course=course, code="old", title={"en": "Old"}, position=2, retired=True)
    export_course(course=course, folder=tmp_path / "out")
    assert "doors-02" not in (tmp_path / "out/modules/01-open-doors/questions.yaml").read_text()
    assert not (tmp_path / "out/modules/02-old").exists()


def test_a_course_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no course nowhere"):
        call_command("course", "export", "nowhere", str(tmp_path / "out"))
