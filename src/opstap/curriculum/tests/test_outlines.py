"""Which outline an exam asks, and what of ours a change touches."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from opstap.curriculum.models import Blueprint, BlueprintSkill, Course, Domain, Exam, Lesson, MockForm, Module, Skill
from opstap.curriculum.queries.outlines import exam_with_outlines, outline_of, outline_told, outlines_of, touched_by
from opstap.curriculum.rules.outline_change import compare
from opstap.curriculum.tests.outlines import make_exam, make_outline, make_question

type Queries = Callable[[int], object]
pytestmark = pytest.mark.django_db

OLD, NEW = date(2026, 1, 1), date(2026, 7, 1)


@pytest.fixture
def exam() -> Exam:
    """Two domains with two skills each; in the new one a skill moved, one went, one came."""
    made = make_exam("XX-1")
    make_outline(made, OLD, {"A": ["one", "two"], "B": ["three", "four"]}, {"A": (40, 50), "B": (50, 60)})
    make_outline(made, NEW, {"A": ["one", "four"], "C": ["three", "five"]}, {"A": (70, 80), "C": (20, 30)})
    return made


def test_the_outline_in_force_is_neither_the_old_nor_the_announced_one(
    exam: Exam, django_assert_num_queries: Queries
) -> None:
    later = Blueprint.objects.create(exam=exam, as_of=date(2027, 1, 1))
    with django_assert_num_queries(1):
        found = outline_of(exam, on=date(2026, 12, 31))
    assert found is not None
    assert found.as_of == NEW
    assert outline_of(exam, on=date(2027, 1, 1)) == later
    Blueprint.objects.filter(pk=later.pk).update(effective_from=date(2027, 2, 1))
    assert outline_of(exam, on=date(2027, 1, 31)) == found


def test_a_localised_row_says_when_and_the_english_one_what(exam: Exam) -> None:
    Blueprint.objects.create(exam=exam, as_of=NEW, language="fr", effective_from=NEW + timedelta(weeks=8))
    old, new = exam.blueprints.filter(language="en").order_by("as_of")
    assert outline_of(exam, on=NEW, language="fr") == old
    assert outline_of(exam, on=NEW + timedelta(weeks=8), language="fr") == new
    assert outline_of(exam, on=NEW) == new


def test_many_exams_take_one_query(exam: Exam, django_assert_num_queries: Queries) -> None:
    others = [make_exam(f"YY-{number}") for number in range(3)]
    for other in others[:2]:
        make_outline(other, OLD, {"A": [f"{other.code}-one".lower()]})
    with django_assert_num_queries(1):
        found = outlines_of([exam, *others], on=NEW)
    assert set(found) == {exam.pk, others[0].pk, others[1].pk}


def test_an_exam_is_found_by_its_code_in_small_letters(exam: Exam) -> None:
    assert exam_with_outlines("xx-1") == exam
    assert exam_with_outlines("xx-9") is None


def test_what_a_change_touches(exam: Exam, django_assert_num_queries: Queries) -> None:
    old, new = exam.blueprints.order_by("as_of")
    course = Course.objects.create(code="c", version="1", title={"en": "C"}, licence="x", blueprint=old)
    module = Module.objects.create(course=course, code="m", title={}, position=1)
    skill = {one.code: one for one in Skill.objects.all()}
    for position, codes in enumerate((["one"], ["two"], ["two", "three"])):
        lesson = Lesson.objects.create(
            module=module, code="-".join(codes), title={"en": "L"}, text={}, minutes=5, position=position
        )
        lesson.skills.set([skill[code] for code in codes])
    for number in range(5):
        make_question(module, f"q{number}", skill["one"])
    make_question(module, "gone", skill["two"])
    make_question(module, "partly", skill["two"], skill["four"])
    gone = make_question(module, "retired", skill["two"])
    gone.retired = True
    gone.save()
    MockForm.objects.create(course=course, code="fits", title={}, questions=["q0", "q1", "q2", "q3", "q4"])
    codes = ["q0", "gone", "gone", "gone", "gone"]
    wrong = MockForm.objects.create(course=course, code="wrong", title={}, questions=codes)

    told = outline_told(new)
    found_change = compare(outline_told(old).outline, told.outline)
    assert (found_change.added, found_change.dropped) == (("five",), ("two",))
    with django_assert_num_queries(7):
        found = touched_by(exam, dropped=found_change.dropped, new=told.outline)
    assert (found.by_skill["five"].lessons, found.by_skill["five"].questions) == (0, 0)  # still to write
    assert (found.by_skill["one"].lessons, found.by_skill["one"].questions) == (1, 5)
    assert [(one.code, one.wholly) for one in found.lessons] == [("two", True), ("two-three", False)]
    assert [(one.code, one.wholly) for one in found.questions] == [("gone", True), ("partly", False)]
    (of_course,) = found.courses
    assert (of_course.written_for, of_course.cover.skills) == (OLD, 4)
    assert (of_course.cover.taught, of_course.cover.asked) == (2, 1)
    forms = dict(of_course.forms)
    assert [(one.domain, one.percent) for one in forms[wrong]] == [("A", 20), ("C", 0)]


def test_skills_of_another_outline_do_not_come_with_it(exam: Exam) -> None:
    old = outline_told(exam.blueprints.earliest("as_of"))
    assert list(old.outline.places) == ["one", "two", "three", "four"]
    assert old.outline.weights == {"A": (40, 50), "B": (50, 60)}
    assert Domain.objects.count() == 4
    assert BlueprintSkill.objects.count() == 8
