"""What labs and jobs will ask: which competences do these skills prove, and what proves this one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from opstap.curriculum.models import Competence, Lesson, Skill
from opstap.curriculum.queries.competences import competences, competences_of_skills, evidence_of
from opstap.curriculum.tests.packs import load_doors

pytestmark = pytest.mark.django_db

type MostQueries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def loaded() -> None:
    call_command("load_catalogue", verbosity=0)


def skill(code: str) -> Skill:
    return Skill.objects.get(code=code)


def test_no_skills_prove_nothing() -> None:
    assert competences_of_skills([]) == []


def test_skills_or_their_ids_give_the_same() -> None:
    labels, classify = skill("sc900.sensitivity-labels"), skill("sc900.data-classification")
    found = competences_of_skills([labels, classify])
    assert found == competences_of_skills([labels.pk, classify.pk])
    (one,) = found
    assert one.competence.code == "classify-and-label"
    assert set(one.given) == {labels, classify}
    assert [missing.code for missing in one.missing] == ["sc900.content-activity-explorer"]
    assert one.share == pytest.approx(2 / 3)


def test_a_skill_of_several_competences_counts_in_each_in_the_order_of_the_list() -> None:
    codes = [one.competence.code for one in competences_of_skills([skill("sc200.case-management")])]
    assert codes == ["respond-to-incidents", "preserve-evidence", "write-clear-reports", "document-work"]


def test_what_no_exam_of_today_asks_is_not_missed_but_counts_when_given() -> None:
    (one,) = competences_of_skills([skill("sc200.security-copilot")])
    missing = {skill.code for skill in one.missing}
    assert missing == {"sc900.agent-identities", "sc200.sentinel-mcp-server"}
    (one,) = competences_of_skills([skill("sc200.copilot-promptbooks")])
    assert [given.code for given in one.given] == ["sc200.copilot-promptbooks"]


def test_while_the_older_outline_is_asked_its_skills_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opstap.kit.clock.now", lambda: datetime(2025, 6, 1, tzinfo=UTC))
    (one,) = competences_of_skills([skill("sc200.security-copilot")])
    assert "sc200.copilot-promptbooks" in {skill.code for skill in one.missing}


def test_retired_ones_are_not_proved() -> None:
    Competence.objects.filter(code="classify-and-label").update(retired=True)
    assert competences_of_skills([skill("sc900.sensitivity-labels")]) == []


def test_everything_that_is_asked_today_proves_every_competence_wholly(
    django_assert_max_num_queries: MostQueries,
) -> None:
    rows = list(Skill.objects.all())
    with django_assert_max_num_queries(4):
        found = competences_of_skills(rows)
    proved = {one.competence.code for one in found}
    assert {row.code for row in competences()} - proved == {
        "explain-simply",
        "ask-for-help",
        "work-in-team-and-shifts",
        "keep-learning",
        "use-languages-at-work",
    }
    assert {one.share for one in found} == {1.0}


def test_evidence_is_grouped_per_exam_with_the_lessons_that_teach_it(
    tmp_path: Path, django_assert_max_num_queries: MostQueries
) -> None:
    load_doors(tmp_path)
    competence = Competence.objects.get(code="set-conditional-access")
    with django_assert_max_num_queries(3):
        (exam,) = evidence_of(competence)
    assert (exam.outline.exam.code, exam.earlier) == ("SC-900", False)
    taught = {proof.skill.code: [lesson.code for lesson in proof.lessons] for proof in exam.skills}
    assert taught["sc900.zero-trust"] == ["open-doors"]
    assert taught["sc900.id-protection"] == []


def test_today_s_outline_stands_before_an_earlier_one() -> None:
    groups = evidence_of(Competence.objects.get(code="hunt-threats"))
    assert [(one.outline.exam.code, one.earlier) for one in groups] == [("SC-200", False), ("SC-200", True)]


def test_a_retired_lesson_teaches_nothing(tmp_path: Path) -> None:
    load_doors(tmp_path)
    Lesson.objects.update(retired=True)
    (exam,) = evidence_of(Competence.objects.get(code="set-conditional-access"))
    assert not any(proof.lessons for proof in exam.skills)


def test_nothing_proves_it_yet() -> None:
    assert evidence_of(Competence.objects.get(code="ask-for-help")) == []
