"""`bin/opstap load_catalogue` with several outlines of one exam: earlier ones, other languages, the last day of an exam."""

from datetime import date
from pathlib import Path

import pytest

from opstap.curriculum.actions.load_catalogue import ProblemsError, load_catalogue
from opstap.curriculum.models import Blueprint, BlueprintSkill, Domain, Exam, Skill
from opstap.curriculum.queries.outlines import outline_of, outline_told
from opstap.curriculum.rules.outline_change import compare
from opstap.kit.models import LedgerLine

pytestmark = pytest.mark.django_db

FOUR = "{en: %s, nl: %s, fr: %s, ar: %s}"
EXAM = """\
exams:
- code: XX-1
  certification: Doors
  level: fundamentals
  status: active
  skills_measured_as_of: 2026-07-28
  languages: {fr: estimated}
  evidence: one copy
  domains:
  - {id: d1, name: "Doors and locks", weight: [90, 100]}
  outlines:
  - as_of: 2025-01-01
    languages: {fr: 2025-03-01}
    evidence: an old copy
    domains:
    - {id: d1, name: {en: Doors, nl: Deuren, fr: Portes, ar: أبواب}, weight: [40, 60]}
"""


def leaf(code: str, text: str = "") -> str:
    told = f", text: {FOUR % ((text,) * 4)}" if text else ""
    return f"  - {{id: {code}{told}}}\n"


def skills(day: str, *leaves: str) -> str:
    head = f"exam: XX-1\ndomain: d1\nskills_measured_as_of: {day}\ngroups:\n"
    return f"{head}- id: d1.1\n  name: {FOUR % (('Basics',) * 4)}\n  skills:\n{''.join(leaves)}"


NEW = skills("2026-07-28", leaf("xx1.locks", "Lock a door"), leaf("xx1.keys", "Cut a key"))
OLD = skills("2025-01-01", leaf("xx1.locks"), leaf("xx1.bolts", "Slide a bolt"))


def lay(folder: Path, *, exam: str = EXAM, new: str = NEW, old: str = OLD) -> Path:
    (folder / "skills" / "xx-1" / "2025-01-01").mkdir(parents=True, exist_ok=True)
    (folder / "certifications.yaml").write_text(exam)
    (folder / "skills" / "xx-1" / "d1.yaml").write_text(new)
    (folder / "skills" / "xx-1" / "2025-01-01" / "d1.yaml").write_text(old)
    return folder


def test_an_earlier_outline_stands_beside_the_newest(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    assert list(Blueprint.objects.order_by("as_of", "language").values_list("as_of", "language", "effective_from")) == [
        (date(2025, 1, 1), "en", None),
        (date(2025, 1, 1), "fr", date(2025, 3, 1)),
        (date(2026, 7, 28), "en", None),
        (date(2026, 7, 28), "fr", date(2026, 9, 22)),
    ]
    guess = Blueprint.objects.get(as_of=date(2026, 7, 28), language="fr")
    assert guess.evidence == "estimated, about eight weeks later"
    # What is asked is the same in each language, so that only the English row holds it.
    assert set(Domain.objects.values_list("blueprint__language", flat=True)) == {"en"}
    old, new = Domain.objects.order_by("blueprint__as_of")
    assert old.name["nl"] == "Deuren"
    assert set(BlueprintSkill.objects.filter(domain=old).values_list("skill__code", flat=True)) == {
        "xx1.locks",
        "xx1.bolts",
    }
    assert {skill.code: skill.domain for skill in Skill.objects.all()} == {
        "xx1.locks": new,
        "xx1.keys": new,
        "xx1.bolts": old,
    }


def test_a_second_run_changes_nothing_and_says_nothing(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    lines = LedgerLine.objects.count()
    assert not load_catalogue(folder=lay(tmp_path)).changed_anything
    assert LedgerLine.objects.count() == lines == 4


def test_our_wording_of_a_dropped_skill_may_be_mended(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    report = load_catalogue(folder=lay(tmp_path, old=OLD.replace("Slide a bolt", "Slide the bolt")))
    assert report.of("skills", "changed") == 1
    assert Skill.objects.get(code="xx1.bolts").text["en"] == "Slide the bolt"
    assert Skill.objects.get(code="xx1.locks").text["en"] == "Lock a door"


def test_an_estimate_gives_way_to_what_is_announced(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    report = load_catalogue(folder=lay(tmp_path, exam=EXAM.replace("fr: estimated", "fr: 2026-10-05")))
    assert report.of("blueprints", "changed") == 1
    row = Blueprint.objects.get(as_of=date(2026, 7, 28), language="fr")
    assert (row.counts_from, row.evidence) == (date(2026, 10, 5), "one copy")
    line = LedgerLine.objects.get(verb="curriculum.blueprint_dated")
    assert (line.subject_id, line.refs["from"]) == (row.pk, "2026-10-05")


def test_the_last_day_of_an_exam_is_told_once(tmp_path: Path) -> None:
    load_catalogue(folder=lay(tmp_path))
    ends = EXAM.replace("  status: active\n", "  status: active\n  retired_on: 2027-01-31\n  successor: XX-2\n")
    for _ in range(2):
        load_catalogue(folder=lay(tmp_path, exam=ends))
    line = LedgerLine.objects.get(verb="curriculum.retirement_set")
    assert line.refs == {"exam": "XX-1", "last_day": "2027-01-31"}
    assert Exam.objects.get().status == "active"  # until then


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"exam": EXAM.replace("[40, 60]", "[41, 60]")}, "40 to 60"),
        ({"old": skills("2025-01-01", leaf("xx1.locks"))}, "xx1.bolts is stored in this outline"),
        ({"exam": EXAM.replace("    - {id: d1,", "    - {id: d2,")}, "no domain d1|written for 2025-01-01"),
    ],
)
def test_an_earlier_outline_is_never_edited_either(tmp_path: Path, change: dict[str, str], message: str) -> None:
    load_catalogue(folder=lay(tmp_path))
    with pytest.raises(ProblemsError, match=message):
        load_catalogue(folder=lay(tmp_path, **change))
    assert BlueprintSkill.objects.count() == 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"old": OLD.replace("xx1.locks", "xx1.lock")}, r"no other outline of XX-1 has xx1\.lock"),
        (
            {"old": skills("2025-01-01", leaf("xx1.locks", "Lock it"))},
            r"has its text in skills/xx-1/d1\.yaml line 8: name only",
        ),
        ({"old": skills("2025-01-01", leaf("xx1.locks"), leaf("xx1.locks"))}, r"xx1\.locks is used already"),
        ({"old": OLD.replace("2025-01-01", "2025-02-02")}, r"written for 2025-02-02, but the outline of XX-1 is of 20"),
        ({"exam": EXAM.replace("as_of: 2025-01-01", "as_of: 2026-07-28")}, r"2026-07-28 is not before it"),
        ({"exam": EXAM.replace("languages: {fr: est", "languages: {de: est")}, "de is not one of our languages"),
        ({"exam": EXAM.replace("fr: estimated", "fr: about then")}, "should be a date"),
        ({"exam": EXAM.replace("    evidence: an old", "    evidense: an old")}, "did you mean evidence"),
    ],
)
def test_a_fault_is_named_and_nothing_is_stored(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with pytest.raises(ProblemsError, match=message):
        load_catalogue(folder=lay(tmp_path, **change))
    assert Exam.objects.count() == 0


def test_the_outlines_of_sc_200_tell_their_true_story() -> None:
    """Four domains became three. The counts are those of the files, checked against public copies of both outlines."""
    load_catalogue()
    exam = Exam.objects.get(code="SC-200")
    old, new = (outline_of(exam, on=day) for day in (date(2026, 1, 1), date(2026, 8, 1)))
    assert old is not None
    assert new is not None
    found = compare(outline_told(old).outline, outline_told(new).outline)
    assert (len(found.added), len(found.dropped), len(found.moved) + len(found.unchanged)) == (13, 24, 47)
    assert len(found.unchanged) == 6  # the group that brings data into Sentinel, in the one domain that stayed
    assert found.reweighted[0].before == (20, 25)
    assert found.reweighted[0].after == (40, 45)
    assert (len(found.lost_domains), len(found.new_domains)) == (3, 2)
