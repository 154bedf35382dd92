"""Which question to ask a learner now: alone, or as the next one of a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import OuterRef, Subquery

from opstap.curriculum.models import Course, Domain, Lesson, Question
from opstap.curriculum.rules.marking import GUESS_SHARE, key_of
from opstap.kit.clock import BRUSSELS, brussels_day, now
from opstap.kit.translated import in_language
from opstap.practice.models import (
    Answer,
    Learner,
    LessonReading,
    PracticeSession,
    QuestionState,
    ReviewCard,
    SkillState,
)
from opstap.practice.queries.known import known_of, open_to, person_of, seed_of
from opstap.practice.queries.memories import CARD_FIELDS
from opstap.practice.queries.papers import domains_of_skills
from opstap.practice.rules.confusable import Option, mixed_up
from opstap.practice.rules.knowledge import NEW_SKILL, prior_difficulty, rested, show
from opstap.practice.rules.review import Memory, recall
from opstap.practice.rules.session_mix import MINUTES, TYPICAL_MINUTES, Askable, Shelf, SkillNow, SoFar, choose

LATELY = 20  # a question rests for this many answers
# To choose a question, its exact number of options matters little; to judge an answer, it is counted.
TYPICAL_GUESS = {
    # One of four; one of two; two of five, which are ten ways; pairs, gaps and steps with four choices each.
    Question.Kind.SINGLE.value: GUESS_SHARE / 4,
    Question.Kind.TRUE_FALSE.value: GUESS_SHARE / 2,
    Question.Kind.MULTIPLE.value: GUESS_SHARE / 10,
    Question.Kind.MATCH.value: GUESS_SHARE / 4,
    Question.Kind.ORDER.value: GUESS_SHARE / 4,
    Question.Kind.DROPDOWN.value: GUESS_SHARE / 4,
    Question.Kind.HOTSPOT.value: GUESS_SHARE / 4,
}
NOT_READ = 1000  # places that a module moves down while none of its lessons was read


def lesson_about(question: Question) -> Lesson | None:
    """The lesson of the question's module, to read again."""
    if question.module_id is None:
        return None
    return Lesson.objects.filter(module_id=question.module_id, retired=False).defer("text").first()


def goes_on_with_case(learner: Learner, question: Question) -> bool:
    """Whether the learner's last answer was about the same case study: they have read its situation."""
    if not question.case_code:
        return False
    last = (
        Answer.objects.filter(learner_id=learner.pk).order_by("-sequence").values_list("question__case_code", flat=True)
    )
    return last.first() == question.case_code


@dataclass(frozen=True, slots=True)
class Material:
    """What may be asked of a course: the questions with the row of each, by code, and per skill the place of its module.
    `shared`: the rows that everybody may be asked.
    """

    questions: Mapping[str, Askable]
    rows: Mapping[str, UUID]
    places: Mapping[str, int]
    shared: frozenset[UUID]

    @property
    def mixed_up(self) -> Mapping[str, frozenset[str]]:
        """Per skill, those that people mix up with it."""
        return confusable_among(self.shared) if len(self.places) > 1 else {}


def material_of(learner: Learner, course: Course) -> Material:
    """Every question that practice may ask them: current, not retired, about at least one skill, not kept for mock exams.

    Two queries, without the texts: these are 4 KB each, and there may be thousands.
    """
    asked = Question.objects.filter(course=course, current=True, retired=False, skills__isnull=False)
    learned = QuestionState.objects.filter(code=OuterRef("code")).values("difficulty")
    fields = ("pk", "code", "kind", "level", "case_code", "pool", "module_id", "module__position", "skills__code")
    rows = (
        open_to(learner, asked)
        .annotate(learned=Subquery(learned))
        .order_by("code", "skills__code")
        .values_list(*fields, "learned")
    )
    lessons = LessonReading.objects.filter(learner_id=learner.pk).values("lesson_id")
    read = set(Lesson.objects.filter(pk__in=lessons).values_list("module_id", flat=True))
    skills: dict[str, list[str]] = {}
    rest: dict[str, tuple[UUID, str, float, str]] = {}
    places: dict[str, int] = {}
    shared = set()
    for pk, code, kind, level, case, pool, module, position, skill, difficulty in rows:
        if pool != Question.Pool.MOCK:
            shared.add(pk)
        skills.setdefault(code, []).append(skill)
        rest[code] = (pk, kind, prior_difficulty(level) if difficulty is None else difficulty, case)
        place = (position or 0) + (0 if module in read else NOT_READ)
        places[skill] = min(place, places.get(skill, place))
    questions = {
        code: Askable(
            code,
            tuple(skills[code]),
            difficulty,
            TYPICAL_GUESS.get(kind, 0.0),
            MINUTES.get(kind, TYPICAL_MINUTES),
            case,
        )
        for code, (_, kind, difficulty, case) in rest.items()
    }
    return Material(questions, {code: row[0] for code, row in rest.items()}, places, frozenset(shared))


def skills_now(learner: Learner, course: Course, at: datetime, places: Mapping[str, int]) -> dict[str, SkillNow]:
    """What is held of each skill that the course asks about (`places`) or that the learner ever answered: three queries."""
    person = person_of(learner)
    states = SkillState.objects.filter(learner_id=learner.pk).select_related("skill")
    known = {state.skill.code: rested(known_of(state), at) for state in states}
    cards = ReviewCard.objects.filter(learner_id=learner.pk).values_list("skill__code", *CARD_FIELDS)
    memories = {code: Memory(*fields) for code, *fields in cards}
    weights = _weights(course)
    _, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    views = {}
    for code in {*places, *known}:
        held = known.get(code, NEW_SKILL)
        shown, memory = show(person, held, at), memories.get(code)
        due = memory is not None and memory.due_at < day_end
        views[code] = SkillNow(
            strength=person.ability.mean + held.offset,
            missing=1 - shown.value,
            unsure=shown.high - shown.low,
            forgotten=1 - recall(memory, at) if memory and due else 0.0,
            due=due,
            answered=held.answers > 0,
            weight=weights.get(code, 1.0),
            place=places.get(code, 0),
        )
    return views


def choose_question(
    learner: Learner, course: Course, domain: str = "", *, at: datetime | None = None
) -> Question | None:
    """The question to ask `learner` now, outside a session; the same one until they answer. None when the course has none.

    `domain`: only about that domain of the outline (its code), as far as there are any.
    """
    material = material_of(learner, course)
    questions = list(material.questions.values())
    if domain:
        inside = {skill for skill, code in domains_of_skills(course).items() if code == domain}
        questions = [one for one in questions if inside & set(one.skills)] or questions
    known = skills_now(learner, course, at or now(), material.places)
    lately = [material.questions.get(code, Askable(code, ())) for code in _lately(learner)]
    seed = f"{seed_of(learner)}/{learner.answers_counted}/{course.code}"
    shelf = Shelf(questions)
    # When everything was asked lately, the half that was asked longest ago comes back.
    for many in (LATELY, len(questions) // 2):
        so_far = SoFar(tuple(lately[:many]), slot=learner.answers_counted, mixed_up=material.mixed_up)
        if chosen := choose(shelf, known, so_far, seed):
            return Question.objects.get(pk=material.rows[chosen.code])
    return None


def choose_in_session(learner: Learner, session: PracticeSession, at: datetime) -> Question | None:
    """The next question of the session; None when its minutes are filled, or when nothing is left that fits."""
    material = material_of(learner, session.course)
    asked = asked_in(session)
    codes = {one.code for one in asked}
    so_far = SoFar(
        asked,
        frozenset(code for code in _lately(learner) if code not in codes),
        session.minutes,
        len(asked),
        material.mixed_up,
    )
    known = skills_now(learner, session.course, at, material.places)
    chosen = choose(Shelf(material.questions.values()), known, so_far, f"{seed_of(learner)}/{session.pk}/{len(asked)}")
    return Question.objects.get(pk=material.rows[chosen.code]) if chosen else None


def asked_in(session: PracticeSession) -> tuple[Askable, ...]:
    """What was proposed in the session, newest first, also what was retired or changed since: one query."""
    rows = Question.objects.filter(pk__in=session.questions).order_by("skills__code")
    fields = rows.values_list("pk", "code", "kind", "case_code", "skills__code")
    skills: dict[str, list[str]] = {}
    found: dict[str, tuple[str, str, str]] = {}
    for pk, code, kind, case, skill in fields:
        skills.setdefault(str(pk), []).extend([skill] if skill else [])
        found[str(pk)] = (code, kind, case)
    return tuple(
        Askable(found[pk][0], tuple(skills[pk]), minutes=MINUTES.get(found[pk][1], TYPICAL_MINUTES), case=found[pk][2])
        for pk in reversed(session.questions)
        if pk in found
    )


@lru_cache(maxsize=16)
def confusable_among(versions: frozenset[UUID]) -> Mapping[str, frozenset[str]]:
    """Per skill, those that people mix up with it, as the options of these versions of questions say.

    It reads the options of a whole course, so it is kept in the process; a version of a question never changes.
    """
    kinds = (Question.Kind.SINGLE, Question.Kind.MULTIPLE)
    rows = Question.objects.filter(pk__in=versions, kind__in=kinds, skills__isnull=False)
    options = []
    for kind, written, skill in rows.values_list("kind", "options", "skills__code"):
        right = key_of(kind, {str(one["id"]): float(one["weight"]) for one in written})
        options += [Option((skill,), in_language(one["text"], "en"), str(one["id"]) in right) for one in written]
    return mixed_up(options)


def _weights(course: Course) -> dict[str, float]:
    """Per skill, the middle of its domain's weight in the exam (percent)."""
    rows = Domain.objects.filter(blueprint__courses=course).values_list(
        "weight_min", "weight_max", "blueprint_skills__skill__code"
    )
    return {code: (low + high) / 2 if low is not None and high is not None else 1.0 for low, high, code in rows if code}


def _lately(learner: Learner) -> list[str]:
    codes = Answer.objects.filter(learner_id=learner.pk).order_by("-sequence").values_list("question__code", flat=True)
    return list(codes[:LATELY])
