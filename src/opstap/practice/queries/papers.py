"""Papers: what may stand on one, which is open, what was chosen so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from opstap.curriculum.models import BlueprintSkill, Course, Domain, Module, Question
from opstap.people.models import Person
from opstap.practice.models import Answer, ExtraTime, Learner, Paper, PaperChoice
from opstap.practice.queries.known import learner_of, open_to
from opstap.practice.queries.road import Road
from opstap.practice.rules.case_place import CasePlace
from opstap.practice.rules.drawing import Drawable
from opstap.practice.rules.exam_clock import GRACE
from opstap.practice.rules.mock_form import DomainShare
from opstap.practice.rules.short_test import LEAST, MOST, again_from


@dataclass(frozen=True, slots=True)
class Pool:
    """The questions of which a paper can be made, and the id of the newest version of each code."""

    questions: tuple[Drawable, ...]
    ids: Mapping[str, UUID]


def pool_of(learner: Learner, course: Course, module: Module | None = None) -> Pool:
    """The current questions about a skill of the course's outline, of one module or of all, but none that only mock exams
    ask and the learner has not met there. Three queries.
    """
    asked = open_to(learner, Question.objects.filter(course=course, current=True, retired=False, skills__isnull=False))
    if module is not None:
        asked = asked.filter(module=module)
    domains = domains_of_skills(course)
    ids: dict[str, UUID] = {}
    skills: dict[str, list[str]] = {}
    cases: dict[str, str] = {}
    rows = asked.order_by("code", "skills__code").values_list("pk", "code", "case_code", "skills__code")
    for pk, code, case, skill in rows:
        ids[code], cases[code] = pk, case
        skills.setdefault(code, []).append(skill)
    answers = Answer.objects.filter(learner=learner, question__code__in=ids)
    last = dict(answers.values_list("question__code").annotate(last=Max("sequence")).order_by())
    questions = tuple(
        Drawable(code, _domain(some, domains), tuple(some), last.get(code, 0), cases[code])
        for code, some in skills.items()
    )
    return Pool(questions, ids)


def domains_of_skills(course: Course | Paper) -> dict[str, str]:
    """The code of the domain in which the outline (of a course, or of a paper when it began) has each skill, by its code."""
    places = BlueprintSkill.objects.filter(domain__blueprint=course.blueprint_id)
    return dict(places.values_list("skill__code", "domain__code"))


def _domain(skills: list[str], domains: Mapping[str, str]) -> str:
    """A question about several domains counts for the one of its first skill."""
    return next((domains[skill] for skill in skills if skill in domains), "")


def domain_shares(course: Course) -> list[DomainShare]:
    """The domains of the course's outline with their weights, in order."""
    rows = Domain.objects.filter(blueprint=course.blueprint_id).order_by("position")
    return [DomainShare(*row) for row in rows.values_list("code", "weight_min", "weight_max")]


def open_paper(learner: Learner, kind: str) -> Paper | None:
    """The paper of that kind that the learner has not handed in."""
    papers = Paper.objects.filter(learner=learner, kind=kind, handed_in_at=None)
    return papers.select_related("course", "module").first()


def open_paper_of(person: Person, kind: str) -> Paper | None:
    """The same for a person."""
    papers = Paper.objects.filter(learner__person=person, kind=kind, handed_in_at=None)
    return papers.select_related("course", "module", "learner").first()


def papers_of(person: Person, kind: str) -> QuerySet[Paper]:
    """What the person handed in, newest first."""
    papers = Paper.objects.filter(learner__person=person, kind=kind, handed_in_at__isnull=False)
    return papers.select_related("course__blueprint__exam", "module").order_by("-handed_in_at")


def mock_languages(person: Person, course: Course) -> dict[str, int]:
    """How many mock exams of the course the person handed in, by the language in which they were sat; that of the last first.

    Those from before the language was kept are left out.
    """
    papers = papers_of(person, Paper.Kind.MOCK).filter(course=course).exclude(language="")
    each = papers.order_by().values("language").annotate(last=Max("handed_in_at"), many=Count("pk"))
    return {row["language"]: row["many"] for row in each.order_by("-last")}


@dataclass(frozen=True, slots=True)
class MockHabits:
    """What a mock exam that `learner` begins now takes over: how much time they get (1 is the usual), and the language of
    their last one; English, that of most exams, when there was none.
    """

    learner: Learner
    factor: float = 1.0
    language: str = "en"


def mock_habits(person: Person) -> MockHabits:
    """The time that staff gave last, and the language of the newest mock exam; an unsaved learner when there is none."""
    given = ExtraTime.objects.filter(learner=OuterRef("pk")).order_by("-recorded_at", "-pk").values("factor")[:1]
    sat = Paper.objects.filter(learner=OuterRef("pk"), kind=Paper.Kind.MOCK).exclude(language="")
    newest = sat.order_by("-started_at").values("language")[:1]
    rows = Learner.objects.annotate(factor=Subquery(given), language=Subquery(newest))
    learner = rows.filter(person=person).first()
    if learner is None:
        return MockHabits(learner_of(person))
    return MockHabits(learner, learner.factor or 1.0, learner.language or "en")


def overdue_papers(at: datetime) -> QuerySet[Paper]:
    """Open papers whose time, and a moment of grace, is over."""
    return Paper.objects.filter(handed_in_at=None, ends_at__lt=at - GRACE).order_by("ends_at")


def questions_of(paper: Paper) -> list[Question]:
    """The paper's questions in its order, with their skills. Two queries."""
    found = Question.objects.filter(pk__in=paper.questions).prefetch_related("skills").in_bulk()
    return [found[UUID(pk)] for pk in paper.questions if UUID(pk) in found]


def question_at(paper: Paper, number: int) -> Question:
    """The question in that place, the first being 1; Question.DoesNotExist outside the paper."""
    if not 1 <= number <= len(paper.questions):
        raise Question.DoesNotExist
    return Question.objects.get(pk=paper.questions[number - 1])


def case_on_paper(paper: Paper, question: Question) -> CasePlace:
    """Which question about its situation this is on the paper; the situation is open at the first. A query for a case only."""
    if not question.case_code:
        return CasePlace(opened=True)
    same = Question.objects.filter(pk__in=paper.questions, case_code=question.case_code).values_list("pk", flat=True)
    places = {str(pk) for pk in same}
    ordered = [pk for pk in paper.questions if pk in places]
    number = ordered.index(str(question.pk)) + 1
    return CasePlace(opened=number == 1, number=number, of=len(ordered))


def choices_of(paper: Paper) -> dict[str, PaperChoice]:
    """What is chosen or marked so far, by the question's id."""
    return {str(choice.question_id): choice for choice in PaperChoice.objects.filter(paper=paper)}


@dataclass(frozen=True, slots=True)
class DomainMark:
    """A domain's part of a paper: the marks earned of its questions, and how many these were."""

    domain: Domain
    earned: float
    of: int

    @property
    def share(self) -> float:
        return self.earned / self.of


@dataclass(frozen=True, slots=True)
class Result:
    """How a paper went: its answers in its order, and per domain of the outline."""

    answers: tuple[Answer, ...]
    domains: tuple[DomainMark, ...]

    @property
    def look_back(self) -> tuple[Answer, ...]:
        """What did not earn the whole mark."""
        return tuple(answer for answer in self.answers if answer.score < 1)


def result_of(paper: Paper) -> Result:
    """The result of a paper that was handed in. Four queries."""
    answers = tuple(paper.answers.select_related("question").prefetch_related("question__skills").order_by("sequence"))
    domains = domains_of_skills(paper)
    marks: dict[str, list[float]] = {}
    for answer in answers:
        skills = sorted(skill.code for skill in answer.question.skills.all())
        marks.setdefault(_domain(skills, domains), []).append(answer.score)
    rows = Domain.objects.filter(blueprint=paper.blueprint_id).order_by("position")
    return Result(
        answers,
        tuple(DomainMark(row, sum(marks[row.code]), len(marks[row.code])) for row in rows if row.code in marks),
    )


def next_to_look_back(answer: Answer) -> Answer | None:
    """The next answer of the same paper that did not earn the whole mark."""
    later = Answer.objects.filter(paper=answer.paper_id, score__lt=1, sequence__gt=answer.sequence)
    return later.order_by("sequence").first()


def testable_modules(course: Course) -> set[UUID]:
    """The modules of the course that have questions enough for a short test, without those of mock exams alone."""
    asked = Question.objects.filter(course=course, current=True, retired=False, skills__isnull=False)
    asked = asked.exclude(pool=Question.Pool.MOCK)
    counted: dict[UUID, set[str]] = {}
    for module, code in asked.exclude(module=None).values_list("module", "code"):
        counted.setdefault(module, set()).add(code)
    return {module for module, codes in counted.items() if len(codes) >= LEAST}


def modules_to_test(road: Road) -> list[Module]:
    """The modules of which a lesson is left and whose questions are enough for a short test, in the order of the road."""
    enough = testable_modules(road.course)
    left = {lesson.module_id: lesson.module for lesson in road.lessons if lesson.pk not in road.passed}
    return [module for pk, module in left.items() if pk in enough]


@dataclass(frozen=True, slots=True)
class TestState:
    """Where someone is with the short test of a module; `questions` is how many it would have, 0 when it has none."""

    __test__ = False  # not a test of pytest

    questions: int
    passed: bool
    going: Paper | None
    again_from: datetime | None


def state_of_test(person: Person, module: Module) -> TestState:
    """Whether the short test can be taken now."""
    asked = Question.objects.filter(course=module.course_id, module=module, current=True, retired=False)
    asked = asked.exclude(pool=Question.Pool.MOCK)
    questions = asked.filter(skills__isnull=False).values("code").distinct().count()
    mine = Paper.objects.filter(learner__person=person, module=module, kind=Paper.Kind.MODULE)
    papers = list(mine.order_by("-started_at"))
    done = [paper.handed_in_at for paper in papers if paper.handed_in_at]
    return TestState(
        min(questions, MOST) if questions >= LEAST else 0,
        any(paper.passed for paper in papers),
        next((paper for paper in papers if paper.handed_in_at is None), None),
        again_from(max(done, default=None)),
    )


def next_try(learner: Learner, module: Module) -> datetime | None:
    """From when the short test of the module may be tried again; None when it was not tried yet."""
    tried = Paper.objects.filter(learner=learner, module=module, kind=Paper.Kind.MODULE, handed_in_at__isnull=False)
    return again_from(tried.aggregate(last=Max("handed_in_at"))["last"])
