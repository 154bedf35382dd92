"""Begin a mock exam, or the short test of a module: which questions, in which order, until when, is fixed here."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from opstap.curriculum.models import Course, Module
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person
from opstap.practice.actions.answer_question import KeyTakenError
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.models import Learner, Paper
from opstap.practice.queries.completion import module_is_passed
from opstap.practice.queries.mock_forms import next_form
from opstap.practice.queries.papers import Pool, domain_shares, mock_habits, next_try, open_paper, pool_of
from opstap.practice.rules.exam_clock import ends_at, is_over, minutes_with
from opstap.practice.rules.mock_form import TooFewQuestionsError, minutes_of, mock_form
from opstap.practice.rules.short_test import short_form


class AnotherOpenError(Exception):
    """Another paper of this kind is open; it comes first."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(str(paper.pk))
        self.paper = paper


class TooSoonError(Exception):
    """The short test was tried less than a day ago, or was passed already (then `again_from` is None)."""

    def __init__(self, again_from: datetime | None) -> None:
        super().__init__(again_from)
        self.again_from = again_from


def begin_mock(person: Person, *, course: Course, key: UUID, language: str = "en", at: datetime | None = None) -> Paper:
    """A mock exam of the course's outline; the open one of the same course, or the one of this key, is given back.

    It is sat in `language`, that of the exam that the person plans, and lasts as long as the exam of its level does, times
    the extra time that staff gave them.

    The forms that the course's authors put together come first, in order; who sat them all gets one that is drawn. An open
    one whose time is over is handed in first. Raises TooFewQuestionsError (also for a course without an exam),
    AnotherOpenError and KeyTakenError.
    """
    moment = at or now()

    def drawn(learner: Learner) -> Paper:
        blueprint = course.blueprint
        if blueprint is None:
            raise TooFewQuestionsError("a course without an exam has no mock exam")
        factor = mock_habits(person).factor
        end = ends_at(moment, minutes_with(minutes_of(blueprint.exam.level), factor))
        made = Paper(blueprint=blueprint, ends_at=end, time_factor=factor)
        if fixed := next_form(learner, course):
            made.form, made.questions = fixed.form, list(fixed.questions)
            return made
        pool = pool_of(learner, course)
        made.questions = _ids(pool, mock_form(domain_shares(course), pool.questions, f"{learner.pk}/{key}"))
        return made

    begun = Paper(key=key, kind=Paper.Kind.MOCK, course=course, language=language, started_at=moment)
    return _begin(person, begun, drawn)


def begin_test(person: Person, *, module: Module, key: UUID, at: datetime | None = None) -> Paper:
    """The short test of a module; the open one of the same module, or the one of this key, is given back.

    Raises TooFewQuestionsError, TooSoonError, AnotherOpenError and KeyTakenError.
    """
    moment, course = at or now(), module.course

    def drawn(learner: Learner) -> Paper:
        again = next_try(learner, module)
        if module_is_passed(learner, module):
            raise TooSoonError(None)
        if again and again > moment:
            raise TooSoonError(again)
        pool = pool_of(learner, course, module)
        return Paper(blueprint_id=course.blueprint_id, questions=_ids(pool, short_form(pool.questions, str(key))))

    begun = Paper(key=key, kind=Paper.Kind.MODULE, course=course, module=module, started_at=moment)
    return _begin(person, begun, drawn)


def _ids(pool: Pool, codes: list[str]) -> list[str]:
    return [str(pool.ids[code]) for code in codes]


def _begin(person: Person, begun: Paper, drawn: Callable[[Learner], Paper]) -> Paper:
    """Save `begun` with what `drawn` says, unless there is one already."""
    learner, _ = Learner.objects.get_or_create(person=person)
    try:
        with transaction.atomic():
            learner = Learner.objects.select_for_update().get(pk=learner.pk)
            if earlier := _earlier(learner, begun):
                return earlier
            made = drawn(learner)
            begun.learner, begun.blueprint_id, begun.form_id = learner, made.blueprint_id, made.form_id
            begun.questions, begun.ends_at, begun.time_factor = made.questions, made.ends_at, made.time_factor
            begun.save(force_insert=True)
            refs = {"kind": str(begun.kind), "paper": str(begun.pk)}
            ledger.record("practice.paper_begun", by=learner, on=learner, at=begun.started_at, refs=refs)
    except IntegrityError as error:
        raise KeyTakenError from error
    return begun


def _earlier(learner: Learner, begun: Paper) -> Paper | None:
    if sent := Paper.objects.filter(key=begun.key).first():
        if sent.learner_id != learner.pk:
            raise KeyTakenError
        return sent
    current = open_paper(learner, begun.kind)
    if current and is_over(current.ends_at, begun.started_at):
        hand_in(current, by_clock=True, at=begun.started_at)
        learner.refresh_from_db()
        return None
    if current and (current.course_id, current.module_id) != (begun.course_id, begun.module_id):
        raise AnotherOpenError(current)
    return current
