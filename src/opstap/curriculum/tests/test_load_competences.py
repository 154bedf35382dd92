"""Competences from their files: the real ones, then small ones with faults."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from opstap.curriculum.actions.load_catalogue import ProblemsError, load_catalogue
from opstap.curriculum.actions.load_competences import load_competences
from opstap.curriculum.models import Competence, CompetenceMapping, Exam, Skill
from opstap.curriculum.tests.test_load_catalogue import lay

pytestmark = pytest.mark.django_db

FRAMEWORKS = """\
esco: {name: ESCO, edition: v1, source: x, licence: CC BY 4.0, notice: x, concepts: [{id: "urn:door", label: {en: doors}}]}
ecsf: {name: ECSF, edition: v1, source: x, licence: CC BY 4.0, notice: x, concepts: [{id: keeper, label: {en: Keeper}}]}
nice: {name: NICE, edition: v1, source: x, licence: x, notice: x, concepts: [{id: K-1, label: {en: Keeping}}]}
"""
AREA = """\
area: doors
name: {en: Doors, nl: Deuren, fr: Portes, ar: أبواب}
author: Opstap team
competences:
- id: lock-up
  title: {en: Lock up, nl: Afsluiten, fr: Fermer, ar: إغلاق}
  description: {en: You lock up., nl: Je sluit af., fr: Vous fermez., ar: إغلاق الباب.}
  evidence: [xx1.locks]
  mappings:
  - {framework: esco, concept: "urn:door", relation: broad}
  - {framework: ecsf, concept: keeper, relation: related, note: by hand}
  none:
    nice: {en: Nothing fits., nl: Niets past., fr: Rien ne convient., ar: لا شيء مناسب.}
"""


def put(folder: Path, *, area: str = AREA, frameworks: str = FRAMEWORKS) -> Path:
    """A catalogue of one skill, and one competence that it proves."""
    lay(folder)
    (folder / "competences").mkdir(exist_ok=True)
    (folder / "competences" / "frameworks.yaml").write_text(frameworks, encoding="utf-8")
    (folder / "competences" / "1-doors.yaml").write_text(area, encoding="utf-8")
    return folder


def load(folder: Path, **change: str) -> list[str]:
    """Load both, as the command does; what was done to the competences."""
    put(folder, **change)
    load_catalogue(folder=folder)
    return load_competences(folder=folder).lines()


def test_the_real_ones_load_and_a_second_run_changes_nothing() -> None:
    first = StringIO()
    call_command("load_catalogue", stdout=first)
    assert "competences: 36 new" in first.getvalue()
    second = StringIO()
    call_command("load_catalogue", stdout=second)
    assert "Nothing has changed." in second.getvalue()


def test_between_25_and_40_and_every_skill_proves_one() -> None:
    call_command("load_catalogue", verbosity=0)
    assert 25 <= Competence.objects.count() <= 40
    without = Skill.objects.filter(domain__blueprint__exam__code__in=["SC-900", "SC-200"], competences=None)
    assert not without, f"these skills support no competence: {sorted(skill.code for skill in without)}"


def test_a_competence_is_stored_with_its_evidence_and_its_places(tmp_path: Path) -> None:
    assert load(tmp_path) == ["competences: 1 new"]
    row = Competence.objects.get()
    assert (row.code, row.area, row.area_name["nl"], row.title["fr"]) == ("lock-up", "doors", "Deuren", "Fermer")
    assert [skill.code for skill in row.skills.all()] == ["xx1.locks"]
    assert row.unmapped["nice"]["ar"] == "لا شيء مناسب."
    assert list(row.mappings.values_list("framework", "concept", "relation", "author", "note")) == [
        ("ecsf", "keeper", "related", "Opstap team", "by hand"),
        ("esco", "urn:door", "broad", "Opstap team", ""),
    ]
    assert row.mappings.get(framework="esco").label == {"en": "doors"}


def test_a_second_run_changes_nothing_and_keeps_every_row(tmp_path: Path) -> None:
    load(tmp_path)
    kept = sorted(CompetenceMapping.objects.values_list("pk"))
    assert load(tmp_path) == ["competences: 1 unchanged"]
    assert sorted(CompetenceMapping.objects.values_list("pk")) == kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en: Lock up,", "en: Lock the door,"),
        ("[xx1.locks]", "[]"),
        ("relation: broad", "relation: close"),
        (", note: by hand}", "}"),
        (
            '  - {framework: esco, concept: "urn:door", relation: broad}\n',
            "  - {framework: nice, concept: K-1, relation: broad}\n",
        ),
        ("author: Opstap team", "author: Somebody else"),
    ],
)
def test_what_the_file_changes_is_changed(tmp_path: Path, old: str, new: str) -> None:
    load(tmp_path)
    area = AREA.replace(old, new)
    if "K-1" in new:
        area = area.replace("    nice:", "    esco:")
    assert load(tmp_path, area=area) == ["competences: 1 changed"]
    assert load(tmp_path, area=area) == ["competences: 1 unchanged"]


def test_what_is_gone_is_retired_and_comes_back(tmp_path: Path) -> None:
    load(tmp_path)
    other = AREA.replace("lock-up", "open-up")
    assert load(tmp_path, area=other) == ["competences: 1 new, 1 retired"]
    assert Competence.objects.get(code="lock-up").retired
    assert load(tmp_path) == ["competences: 1 changed, 1 retired"]
    assert not Competence.objects.get(code="lock-up").retired


def test_a_folder_without_competences_retires_none(tmp_path: Path) -> None:
    (tmp_path / "with").mkdir()
    load(tmp_path / "with")
    (tmp_path / "without").mkdir()
    assert load_competences(folder=lay(tmp_path / "without")).lines() == []
    assert not Competence.objects.get().retired


FAULTS = [
    ("[xx1.locks]", "[xx1.keys]", r"1-doors\.yaml:8: competences\[0\]\.evidence\[0\]: no skill xx1\.keys"),
    ('"urn:door"', '"urn:gate"', r"1-doors\.yaml:10: .*esco has no urn:gate in competences/frameworks\.yaml"),
    ("relation: broad", "relation: wide", r"'wide' should be one of: exact, close, broad, narrow, related"),
    ("framework: ecsf", "framework: sfia", r"'sfia' should be one of: esco, ecsf, nice"),
    ("    nice: {en", "    esco: {en", r"there is a mapping to esco: take the reason out"),
    ("    nice: {en", "    sfia: {en", r"sfia should be one of: esco, ecsf, nice"),
    ("    nice: {en: Nothing fits., ", "    nice: {", r"none\.nice: the text in en is missing"),
    ("  evidence:", "  evidences:", r"did you mean evidence\?"),
    (", ar: إغلاق}", "}", r"title: the text in ar is missing"),
    ("lock-up", "Lock up", r"should hold only small letters"),
    ("[xx1.locks]", "[xx1.locks, xx1.locks]", r"xx1\.locks is given twice"),
    ("area: doors", "area: [", r"1-doors\.yaml:\d+: not valid YAML"),
]


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_fault_names_file_and_line_and_stores_nothing_at_all(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    put(tmp_path, area=AREA.replace(old, new))
    with pytest.raises(CommandError, match=message):
        call_command("load_catalogue", folder=tmp_path)
    assert not Competence.objects.exists()
    assert not Exam.objects.exists()


def test_without_a_mapping_the_file_says_why(tmp_path: Path) -> None:
    put(tmp_path, area=AREA.partition("  none:")[0])
    load_catalogue(folder=tmp_path)
    with pytest.raises(ProblemsError, match="nice is missing: map to a concept of it, or say under none"):
        load_competences(folder=tmp_path)


def test_the_same_code_twice_and_the_same_area_twice_are_refused(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "competences" / "2-doors.yaml").write_text(AREA, encoding="utf-8")
    load_catalogue(folder=tmp_path)
    with pytest.raises(ProblemsError) as caught:
        load_competences(folder=tmp_path)
    told = str(caught.value)
    assert "area doors has a file already, competences/1-doors.yaml" in told
    assert "lock-up is used already, in competences/1-doors.yaml line 5" in told


def test_frameworks_are_needed(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "competences" / "frameworks.yaml").unlink()
    with pytest.raises(ProblemsError, match=r"frameworks\.yaml: the file is missing"):
        load_competences(folder=tmp_path)
