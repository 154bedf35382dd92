"""`bin/opstap load_catalogue`: the real files, then files with faults."""

from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.load_catalogue import ProblemsError, load_catalogue
from opstap.curriculum.models import Blueprint, BlueprintSkill, Domain, Exam, Skill

pytestmark = pytest.mark.django_db

SKILLS = """\
exam: XX-1
domain: d1
skills_measured_as_of: {day}
groups:
- id: d1.1
  name: {{en: Basics, nl: Basis, fr: Bases, ar: أساسيات}}
  skills:
  - id: xx1.locks
    text: {{en: Lock a door, nl: Een deur sluiten, fr: Fermer une porte, ar: إغلاق باب}}
"""


def lay(folder: Path, *, day: str = "2026-01-01", weight: str = "[40, 60]", skills: str = SKILLS) -> Path:
    """A small catalogue of one exam with one domain and one skill."""
    (folder / "skills" / "xx-1").mkdir(parents=True, exist_ok=True)
    (folder / "certifications.yaml").write_text(
        dedent(f"""\
        exams:
        - code: XX-1
          certification: Doors
          level: fundamentals
          status: active
          skills_measured_as_of: {day}
          domains:
          - {{id: d1, name: "Doors and locks", weight: {weight}}}
        """)
    )
    (folder / "skills" / "xx-1" / "d1.yaml").write_text(skills.format(day=day))
    return folder


def test_the_real_catalogue_loads_and_a_second_run_changes_nothing() -> None:
    first = StringIO()
    call_command("load_catalogue", stdout=first)
    assert "Loaded." in first.getvalue()
    assert Exam.objects.filter(code__in=["SC-900", "SC-200"]).count() == 2
    sc900 = Blueprint.objects.get(exam__code="SC-900", language="en")
    assert [(d.weight_min, d.weight_max) for d in sc900.domains.all()] == [(10, 15), (25, 30), (35, 40), (20, 25)]
    assert Skill.objects.filter(domain__blueprint=sc900).count() >= 58
    second = StringIO()
    call_command("load_catalogue", stdout=second)
    assert "Nothing has changed." in second.getvalue()


def test_a_new_date_makes_a_new_blueprint_and_leaves_the_old_one_whole(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    old_skill = Skill.objects.get(code="xx1.locks")
    load_catalogue(folder=lay(tmp_path, day="2026-06-01", weight="[50, 70]"))
    old, new = Domain.objects.order_by("blueprint__as_of")
    assert (old.weight_min, new.weight_min) == (40, 50)
    assert Skill.objects.get(code="xx1.locks") == old_skill  # answers keep pointing to it
    assert Skill.objects.get(code="xx1.locks").domain == new
    assert BlueprintSkill.objects.filter(domain=old, skill=old_skill).exists()


@pytest.mark.parametrize(
    ("change", "word"),
    [({"weight": "[41, 60]"}, "40 to 60"), ({"skills": SKILLS.replace("xx1.locks", "xx1.keys")}, "xx1.locks")],
)
def test_a_stored_outline_is_never_edited(tmp_path: Path, change: dict[str, str], word: str) -> None:
    load_catalogue(folder=lay(tmp_path))
    with pytest.raises(ProblemsError, match=word):
        load_catalogue(folder=lay(tmp_path, **change))
    assert Domain.objects.get().weight_min == 40
    assert Skill.objects.count() == 1


def test_our_own_wording_may_be_mended(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    report = load_catalogue(folder=lay(tmp_path, skills=SKILLS.replace("Lock a door", "Lock every door")))
    assert report.of("skills", "changed") == 1
    assert Skill.objects.get().text["en"] == "Lock every door"


@pytest.mark.parametrize(
    ("skills", "message"),
    [
        (SKILLS.replace("  - id: xx1.locks\n", "  - ids: xx1.locks\n"), r"d1\.yaml:8: .*did you mean"),
        (SKILLS.replace(", fr: Fermer une porte", ""), r"d1\.yaml:9: .*text: the text in fr is missing"),
        (SKILLS.replace("domain: d1", "domain: d9"), r"XX-1 has no domain d9"),
        (SKILLS + "  - id: [\n", r"d1\.yaml:\d+: not valid YAML"),
        (SKILLS.replace("Lock a door", "x" * 91), r"91 characters long: at most 90"),
        ("a: &a [x, x]\nb: *a\n", r"d1\.yaml:1: .*aliases"),
    ],
)
def test_a_fault_names_file_and_line_and_stores_nothing(tmp_path: Path, skills: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("load_catalogue", folder=lay(tmp_path, skills=skills))
    assert Exam.objects.count() == 0
