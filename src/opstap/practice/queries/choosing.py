"""Which question to ask a learner now."""

from dataclasses import dataclass
from uuid import UUID

from opstap.curriculum.models import Course, Domain, Lesson, Question
from opstap.curriculum.rules.marking import GUESS_SHARE
from opstap.practice.models import Answer, Learner, QuestionState, SkillState
from opstap.practice.queries.known import open_to, seed_of
from opstap.practice.queries.papers import domains_of_skills
from opstap.practice.rules.knowledge import General, Shown, SkillKnown, judge, prior_difficulty, show
from opstap.practice.rules.next_question import (
    LATELY,
    Answered,
    Candidate,
    SkillView,
    begin_case,
    next_of_case,
    next_question,
)

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


def lesson_about(question: Question) -> Lesson | None:
    """The lesson of the question's module, to read again."""
    if question.module_id is None:
        return None
    return Lesson.objects.filter(module_id=question.module_id, retired=False).defer("text").first()


@dataclass(slots=True)
class _Askable:
    """What choosing needs of a question, without its texts: these are 4 KB each, and there may be thousands."""

    pk: UUID
    kind: str
    level: int
    case: str
    skills: list[str]


def _askable(learner: Learner, course: Course) -> dict[str, _Askable]:
    """Every question that practice may ask them: current, not retired, about at least one skill, not kept for mock exams."""
    asked = Question.objects.filter(course=course, current=True, retired=False, skills__isnull=False)
    rows = (
        open_to(learner, asked)
        .order_by("code", "skills__code")
        .values_list("pk", "code", "kind", "level", "case_code", "skills__code")
    )
    found: dict[str, _Askable] = {}
    for pk, code, kind, level, case, skill in rows:
        found.setdefault(code, _Askable(pk, kind, level, case, [])).skills.append(skill)
    return found


def choose_question(learner: Learner, course: Course, domain: str = "") -> Question | None:
    """The question to ask `learner` now; the same one until they answer. None when the course has no questions.

    `domain`: only about that domain of the outline (its code), as far as there are any.
    """
    general = General(learner.ability, learner.answers_counted)
    questions = _askable(learner, course)
    codes = Question.objects.filter(course=course, current=True).values("code")
    learned = dict(QuestionState.objects.filter(code__in=codes).values_list("code", "difficulty"))
    states = _known(learner)
    weights = _weights(course)
    candidates = []
    for code, question in questions.items():
        difficulty = learned.get(code, prior_difficulty(question.level))
        known = [states.get(skill, SkillKnown()) for skill in question.skills]
        judged = judge(general, known, difficulty, TYPICAL_GUESS.get(question.kind, 0.0))
        weight = max(weights.get(skill, 1.0) for skill in question.skills)
        candidates.append(Candidate(code, tuple(question.skills), judged.expected, weight, question.case))
    if domain:
        inside = {skill for skill, code in domains_of_skills(course).items() if code == domain}
        candidates = [one for one in candidates if inside & set(one.skills)] or candidates
    views = {skill: _view(show(general, known)) for skill, known in states.items()}
    seed = f"{seed_of(learner)}/{learner.answers_counted}/{course.code}"
    lately = _lately(learner, questions)
    chosen = next_of_case(candidates, lately)
    if chosen is None:
        chosen = begin_case(next_question(candidates, views, lately, seed), candidates, lately)
    return Question.objects.get(pk=questions[chosen.code].pk) if chosen else None


def goes_on_with_case(learner: Learner, question: Question) -> bool:
    """Whether the learner's last answer was about the same case study: they have read its situation."""
    if not question.case_code:
        return False
    last = (
        Answer.objects.filter(learner_id=learner.pk).order_by("-sequence").values_list("question__case_code", flat=True)
    )
    return last.first() == question.case_code


def _known(learner: Learner) -> dict[str, SkillKnown]:
    states = SkillState.objects.filter(learner_id=learner.pk)
    rows = states.values_list("skill__code", "offset", "answers", "right", "recent", "last_at")
    return {code: SkillKnown(offset, many, right, tuple(recent), at) for code, offset, many, right, recent, at in rows}


def _view(shown: Shown) -> SkillView:
    return SkillView(shown.value, shown.high - shown.low)


def _weights(course: Course) -> dict[str, float]:
    """Per skill, the middle of its domain's weight in the exam (percent)."""
    rows = Domain.objects.filter(blueprint__courses=course).values_list(
        "weight_min", "weight_max", "blueprint_skills__skill__code"
    )
    return {code: (low + high) / 2 if low is not None and high is not None else 1.0 for low, high, code in rows if code}


def _lately(learner: Learner, questions: dict[str, _Askable]) -> list[Answered]:
    codes = Answer.objects.filter(learner_id=learner.pk).order_by("-sequence").values_list("question__code", flat=True)
    return [
        Answered(code, tuple(questions[code].skills), questions[code].case) if code in questions else Answered(code, ())
        for code in codes[:LATELY]
    ]
