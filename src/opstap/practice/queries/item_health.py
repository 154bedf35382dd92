"""How the questions of a course do, from everybody's first tries; and which of them somebody looks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from opstap.curriculum.models import Course, Question
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import guess_level, key_of
from opstap.practice.models import Answer, QuestionState
from opstap.practice.rules.item_health import Attempt, Flag, Item, ItemHealth, health_of

LATELY = timedelta(days=90)
CHOSEN_FROM = (Question.Kind.SINGLE, Question.Kind.MULTIPLE, Question.Kind.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question and how it does; `difficulty` in logits, None before anybody's answer was counted."""

    question: Question
    health: ItemHealth
    difficulty: float | None


def course_with_newest_answer(courses: Sequence[Course]) -> Course | None:
    """The course that anybody answered about last; else the first one."""
    last = Answer.objects.order_by("-sequence").values_list("question__course", flat=True).first()
    return next((one for one in courses if one.pk == last), courses[0] if courses else None)


def items_of(questions: QuerySet[Question], course: Course, *, at: datetime) -> list[ItemLine]:
    """Each question of the course in its newest version, with its health: three queries.

    Answers to older versions are left out, because what was asked is not the same any more.
    """
    rows = list(questions.filter(course=course).defer("scenario", "image").order_by("code"))
    healths = health_of({one.pk: _item(one) for one in rows}, _attempts(course, at))
    learned = dict(QuestionState.objects.filter(code__in=[one.code for one in rows]).values_list("code", "difficulty"))
    return [ItemLine(one, healths[one.pk], learned.get(one.code)) for one in rows]


def _attempts(course: Course, at: datetime) -> list[Attempt[UUID, UUID]]:
    lately = Case(
        When(Q(happened_at__gte=at - LATELY), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    rows = Answer.objects.filter(first_try=True, question__course=course, question__current=True)
    fields = rows.annotate(lately=lately).values_list("learner_id", "question_id", "score", "chosen", "lately")
    return [Attempt(*row) for row in fields]


def _item(question: Question) -> Item:
    if question.kind not in CHOSEN_FROM:
        return Item()
    key = key_of(question.kind, {str(one["id"]): float(one.get("weight", 0)) for one in question.options})
    return Item(
        tuple(str(one["id"]) for one in question.options),
        key,
        guess_level(asked_of(question)),
        one=question.kind != Question.Kind.MULTIPLE,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words in the question or its code, and which: those to look at, all, or the retired."""

    text: str = ""
    show: str = "look"


def found(lines: Collection[ItemLine], wanted: Wanted) -> list[ItemLine]:
    """Those that are looked for, the gravest first, then those with the most answers."""
    text = wanted.text.casefold()
    some = [one for one in lines if _shown(one, wanted.show) and (not text or text in _searched(one.question))]
    return sorted(some, key=lambda one: (-_gravity(one.health), -one.health.answers, one.question.code))


def _shown(line: ItemLine, show: str) -> bool:
    if show == "retired" or line.question.retired:
        return show == "retired" and line.question.retired
    return show == "all" or bool(line.health.flags)


def _gravity(health: ItemHealth) -> int:
    order = list(Flag)
    return max((len(order) - order.index(flag) for flag in health.flags), default=0)


def _searched(question: Question) -> str:
    return " ".join([question.code, *question.stem.values()]).casefold()


def all_courses() -> list[Course]:
    """Every course that has questions, by code."""
    return list(Course.objects.filter(questions__current=True).distinct().order_by("code"))
