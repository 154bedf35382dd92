"""Which mock exam comes next: a form that the authors of the course put together, or one that is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from opstap.curriculum.models import Course, MockForm, Question
from opstap.practice.models import Learner, Paper
from opstap.practice.queries.papers import domain_shares, pool_of
from opstap.practice.rules.drawing import cases_together
from opstap.practice.rules.mock_form import TooFewQuestionsError, counts_of


@dataclass(frozen=True, slots=True)
class FixedForm:
    """A form by the authors, with the ids of its questions as they are now; `number` of `of` in the course. `kept`: most of
    its questions are kept for mock exams.
    """

    form: MockForm
    questions: tuple[str, ...]
    number: int
    of: int
    kept: bool


@dataclass(frozen=True, slots=True)
class ComingMock:
    """What a mock exam begun now would be; `size` 0 when there can be none. `form` is None when it is drawn, `sat` says
    that it is drawn because every form was sat.
    """

    size: int
    form: FixedForm | None = None
    sat: bool = False


def next_form(learner: Learner, course: Course) -> FixedForm | None:
    """The first form of the course that the learner has not handed in, in order; None when there is none (left).

    Questions in their newest version, without retired ones; those of one case study stand together. A form of which
    nothing is left is passed over. Two queries, one when there is no form.
    """
    return _next_of(course, _forms(learner, course))


def _forms(learner: Learner, course: Course) -> list[tuple[MockForm, bool]]:
    """The forms of the course in order, each with whether the learner has handed it in."""
    mine = Paper.objects.filter(learner_id=learner.pk, form=OuterRef("pk"), handed_in_at__isnull=False)
    forms = MockForm.objects.filter(course=course, retired=False).annotate(sat=Exists(mine))
    return [(form, bool(form.sat)) for form in forms.order_by("position", "code")]


def _next_of(course: Course, forms: Sequence[tuple[MockForm, bool]]) -> FixedForm | None:
    left = [(number, form) for number, (form, sat) in enumerate(forms, start=1) if not sat]
    if not left:
        return None
    found = _questions(course, {str(code) for _, form in left for code in form.questions})
    for number, form in left:
        codes = [str(code) for code in dict.fromkeys(form.questions) if code in found]
        if codes:
            ordered = cases_together(codes, {code: found[code].case_code for code in codes})
            kept = sum(found[code].pool == Question.Pool.MOCK for code in codes) * 2 > len(codes)
            return FixedForm(form, tuple(str(found[code].pk) for code in ordered), number, len(forms), kept)
    return None


def _questions(course: Course, codes: set[str]) -> Mapping[str, Question]:
    """The newest version of each code, without its texts."""
    asked = Question.objects.filter(course=course, code__in=codes, current=True, retired=False)
    return {question.code: question for question in asked.only("code", "case_code", "pool")}


def coming_mock(learner: Learner, course: Course) -> ComingMock:
    """What the page of mock exams says before one begins."""
    forms = _forms(learner, course)
    if form := _next_of(course, forms):
        return ComingMock(len(form.questions), form)
    available: dict[str, int] = {}
    for one in pool_of(learner, course).questions:
        available[one.domain] = available.get(one.domain, 0) + 1
    try:
        return ComingMock(sum(counts_of(domain_shares(course), available).values()), sat=any(sat for _, sat in forms))
    except TooFewQuestionsError:
        return ComingMock(0)
