"""What practice knows: a learner's road through a course, what they are shown to know, what to ask next."""

from dataclasses import dataclass
from uuid import UUID

from opstap.curriculum.models import Course, Domain, Lesson, Question, Skill
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, LessonReading, QuestionState, SkillState
from opstap.practice.rules.knowledge import General, Shown, SkillKnown, judge, prior_difficulty, show
from opstap.practice.rules.marking import guess_level, key_of
from opstap.practice.rules.next_question import LATELY, Answered, Candidate, SkillView, next_question

STATE_FIELDS = ("offset", "answers", "right", "recent", "last_at")
NOBODY = UUID(int=0)
# To choose a question, its exact number of options matters little; to judge an answer, it is counted.
TYPICAL_GUESS = {
    Question.Kind.SINGLE.value: guess_level("single", 4, 1),
    Question.Kind.TRUE_FALSE.value: guess_level("truefalse", 2, 1),
    Question.Kind.MULTIPLE.value: guess_level("multiple", 5, 2),
}


def known_of(state: SkillState) -> SkillKnown:
    """The stored state as a value for the rules."""
    return SkillKnown(state.offset, state.answers, state.right, tuple(state.recent), state.last_at)


def write_known(state: SkillState, known: SkillKnown) -> None:
    """Put a value of the rules into the row, in memory."""
    state.offset, state.answers, state.right = known.offset, known.answers, known.right
    state.recent, state.last_at = list(known.recent), known.last_at


def difficulty_of(question: Question) -> float:
    """What the question is held to be now, in logits: learned, or else the author's level."""
    learned = QuestionState.objects.filter(code=question.code).values_list("difficulty", flat=True).first()
    return prior_difficulty(question.level) if learned is None else learned


def guess_of(question: Question) -> float:
    """The chance that someone who knows nothing answers the question right."""
    weights = {str(option["id"]): float(option["weight"]) for option in question.options}
    return guess_level(question.kind, len(weights), len(key_of(question.kind, weights)))


def learner_of(person: Person) -> Learner:
    """The person's learner row; an unsaved one, with nothing known, when they never answered."""
    return Learner.objects.filter(person=person).first() or Learner(pk=NOBODY, person=person)


def seed_of(learner: Learner) -> str:
    """What makes this learner's choices theirs, from before the first answer on."""
    return str(learner.person_id or learner.pk)


@dataclass(frozen=True, slots=True)
class Road:
    """A course as a road: its lessons in order, and which of them this person has read."""

    course: Course
    lessons: tuple[Lesson, ...]
    read: frozenset[UUID]

    @property
    def next(self) -> Lesson | None:
        """The first lesson that was not read yet."""
        return next((lesson for lesson in self.lessons if lesson.pk not in self.read), None)

    @property
    def done(self) -> int:
        return sum(lesson.pk in self.read for lesson in self.lessons)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if lesson.pk not in self.read)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows `lesson` in the course."""
        keys = [one.pk for one in self.lessons]
        place = keys.index(lesson.pk) + 1 if lesson.pk in keys else len(keys)
        return self.lessons[place] if place < len(keys) else None


def road(person: Person, course: Course) -> Road:
    """The road of `person` through `course`."""
    lessons = (
        Lesson.objects.filter(module__course=course, retired=False, module__retired=False)
        .select_related("module")
        .defer("text")
        .order_by("module__position", "position")
    )
    read = LessonReading.objects.filter(learner__person=person).values_list("lesson_id", flat=True)
    return Road(course, tuple(lessons), frozenset(read))


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill as shown to its learner."""

    skill: Skill
    known: SkillKnown
    shown: Shown


def skill_lines(person: Person, course: Course) -> list[tuple[Domain, list[SkillLine]]]:
    """Per domain of the course's outline, what the person is shown to know of each skill."""
    learner = learner_of(person)
    general = General(learner.ability, learner.answers_counted)
    states = {state.skill_id: known_of(state) for state in SkillState.objects.filter(learner_id=learner.pk)}
    if course.blueprint_id is None:
        return []
    domains = Domain.objects.filter(blueprint_id=course.blueprint_id).prefetch_related("blueprint_skills__skill")
    lines = []
    for domain in domains:
        skills = [place.skill for place in domain.blueprint_skills.all()]
        known = [states.get(skill.pk, SkillKnown()) for skill in skills]
        lines.append((domain, [SkillLine(*pair, show(general, pair[1])) for pair in zip(skills, known, strict=True)]))
    return lines


def skills_of_answer(answer: Answer) -> list[SkillLine]:
    """The skills of the answered question, as they are shown now."""
    general = General(answer.learner.ability, answer.learner.answers_counted)
    skills = sorted(answer.question.skills.all(), key=lambda skill: skill.code)
    states = {
        state.skill_id: known_of(state) for state in SkillState.objects.filter(learner=answer.learner, skill__in=skills)
    }
    known = [states.get(skill.pk, SkillKnown()) for skill in skills]
    return [SkillLine(skill, one, show(general, one)) for skill, one in zip(skills, known, strict=True)]


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
    skills: list[str]


def _askable(course: Course) -> dict[str, _Askable]:
    """Every question that practice may ask: current, not retired, and about at least one skill."""
    rows = (
        Question.objects.filter(course=course, current=True, retired=False, skills__isnull=False)
        .order_by("code", "skills__code")
        .values_list("pk", "code", "kind", "level", "skills__code")
    )
    found: dict[str, _Askable] = {}
    for pk, code, kind, level, skill in rows:
        found.setdefault(code, _Askable(pk, kind, level, [])).skills.append(skill)
    return found


def choose_question(person: Person, course: Course) -> Question | None:
    """The question to ask `person` now; the same one until they answer. None when the course has no questions."""
    learner = learner_of(person)
    general = General(learner.ability, learner.answers_counted)
    questions = _askable(course)
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
        candidates.append(Candidate(code, tuple(question.skills), judged.expected, weight))
    views = {skill: _view(show(general, known)) for skill, known in states.items()}
    seed = f"{seed_of(learner)}/{learner.answers_counted}/{course.code}"
    chosen = next_question(candidates, views, _lately(learner, questions), seed)
    return Question.objects.get(pk=questions[chosen.code].pk) if chosen else None


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
    return [Answered(code, tuple(questions[code].skills) if code in questions else ()) for code in codes[:LATELY]]
