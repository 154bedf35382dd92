"""A practice session: which one is open, how far it is, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from opstap.curriculum.models import Question, Skill
from opstap.kit.clock import BRUSSELS, brussels_day, now
from opstap.people.models import Person
from opstap.practice.models import Answer, Learner, PracticeSession, ReviewCard, SkillState
from opstap.practice.queries.choosing import asked_in
from opstap.practice.queries.known import NOBODY, SkillLine, known_of, person_of
from opstap.practice.rules.knowledge import NEW_SKILL, show
from opstap.practice.rules.mastery import Evidence, Met, met
from opstap.practice.rules.session_mix import Kind, SoFar


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is: the number of its newest question, of about how many, and whether it was the last one."""

    number: int
    about: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question comes now: its kind, and the skill that says so, as shown."""

    kind: Kind
    line: SkillLine


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a session came to on one skill: its marks, oldest first, when it comes back, and what is mastered of it."""

    skill: Skill
    marks: tuple[float, ...]
    due_at: datetime | None
    answers: int
    met: Met


def learner_and_session(person: Person) -> tuple[Learner, UUID | None]:
    """As `learner_of`, with the session that they began and did not end: one query."""
    going = PracticeSession.objects.filter(learner=OuterRef("pk"), ended_at=None).values("pk")[:1]
    found = Learner.objects.filter(person=person).annotate(session=Subquery(going)).first()
    return (found, found.session) if found else (Learner(pk=NOBODY, person=person), None)


def open_session_with(learner: Learner, question: Question) -> PracticeSession | None:
    """The learner's open session, when it had proposed this version of the question."""
    session = PracticeSession.objects.filter(learner_id=learner.pk, ended_at=None).first()
    return session if session and str(question.pk) in session.questions else None


def progress_of(session: PracticeSession) -> Progress:
    """How far it is: one query."""
    so_far = SoFar(asked_in(session), minutes=session.minutes)
    # The newest question is open or just answered: it counts as asked.
    return Progress(len(so_far.asked), so_far.about, session.ended_at is not None or so_far.is_over)


def reason_of(learner: Learner, question: Question, at: datetime) -> Reason | None:
    """Why the question comes now: a skill that is due, else one that was practised, else a new one: three queries.

    None for a question about no skill.
    """
    skills = list(question.skills.order_by("code"))
    if not skills:
        return None
    person = person_of(learner)
    states = {one.skill_id: known_of(one) for one in SkillState.objects.filter(learner=learner, skill__in=skills)}
    _, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    due = set(
        ReviewCard.objects.filter(learner=learner, skill__in=skills, due_at__lt=day_end).values_list("skill", flat=True)
    )
    reasons = []
    for skill in skills:
        known = states.get(skill.pk, NEW_SKILL)
        kind = Kind.DUE if skill.pk in due else Kind.WEAK if known.answers else Kind.NEW
        reasons.append(Reason(kind, SkillLine(skill, known, show(person, known, at))))
    order = list(Kind)
    return min(reasons, key=lambda one: order.index(one.kind))


def marks_of(session: PracticeSession) -> list[float]:
    """The marks of its answers, in order."""
    return list(Answer.objects.filter(session=session).order_by("sequence").values_list("score", flat=True))


def outcomes_of(session: PracticeSession) -> list[Outcome]:
    """Per skill what the session came to, in the order in which they came: four queries."""
    marks: dict[UUID, list[float]] = {}
    rows = Answer.objects.filter(session=session, question__skills__isnull=False).order_by("sequence")
    for skill, score in rows.values_list("question__skills", "score"):
        marks.setdefault(skill, []).append(score)
    learner = session.learner
    person = person_of(learner)
    states = {
        state.skill_id: state
        for state in SkillState.objects.filter(learner=learner, skill__in=marks).select_related("skill")
    }
    due = dict(ReviewCard.objects.filter(learner=learner, skill__in=marks).values_list("skill", "due_at"))
    days = _days(learner, list(marks))
    at = now()
    _, day_end = brussels_day(at.astimezone(BRUSSELS).date())
    found = []
    for skill, some in marks.items():
        state = states[skill]
        low = show(person, known_of(state), at).low
        evidence = Evidence(low, state.answers, len(days.get(skill, ())), due.get(skill))
        found.append(Outcome(state.skill, tuple(some), due.get(skill), state.answers, met(evidence, day_end)))
    return found


def _days(learner: Learner, skills: Sequence[UUID]) -> dict[UUID, set[date]]:
    """On which days each of these skills was answered about."""
    found: dict[UUID, set[date]] = {}
    rows = Answer.objects.filter(learner=learner, question__skills__in=skills)
    for skill, at in rows.values_list("question__skills", "happened_at"):
        found.setdefault(skill, set()).add(at.astimezone(BRUSSELS).date())
    return found
