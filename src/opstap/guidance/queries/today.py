"""Everything a learner's Today shows, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from opstap.design.parts import Step
from opstap.guidance.queries.contacts import last_contacts
from opstap.guidance.queries.exams import ExamStep, exam_steps, failed_steps
from opstap.guidance.queries.learning import Learning, learning_of
from opstap.guidance.queries.needs import morning_of
from opstap.guidance.queries.papers import Papers, papers_of
from opstap.guidance.queries.presence import busy_lately, classes_in, own_sessions
from opstap.guidance.queries.waiting import Waiting, waiting_for
from opstap.guidance.reasons import to_learner
from opstap.guidance.rules import needs
from opstap.guidance.rules import today as rule
from opstap.guidance.rules.resting import rests
from opstap.kit.clock import BRUSSELS
from opstap.messages.models import HelpRequest
from opstap.messages.queries import help_requests_of
from opstap.people.models import Person
from opstap.practice.models import Paper
from opstap.programme.models import Participation, Session
from opstap.programme.queries import participation_of

# An answer stays on Today for this long; after that it is among the messages.
ANSWERS_SHOWN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one person for one Today; `sessions` are the last ones and the next, newest first."""

    at: datetime
    participation: Participation
    sessions: Sequence[Session]
    papers: Papers
    exams: Sequence[ExamStep]
    learning: Learning
    waits: Waiting

    @property
    def session(self) -> Session | None:
        """The session that goes on, else the next one, of whoever takes part."""
        takes_part = self.participation.stage in Participation.TAKING_PART
        return next((one for one in self.sessions if takes_part and one.ends_at > self.at), None)

    def exam(self, state: str) -> ExamStep | None:
        """The first exam that is not over with its newest sitting in this state."""
        ahead = [one for one in self.exams if one.state == state and one.starts_at and not self._over(one.starts_at)]
        return min(ahead, key=lambda one: one.starts_at or self.at, default=None)

    def _over(self, starts_at: datetime) -> bool:
        return starts_at + rule.EXAM_LASTS <= self.at

    def facts(self) -> rule.Facts:
        """As values for the rule that chooses the card."""
        session, exam, mock = self.session, self.exam("agreed"), self.papers.open_mock
        return rule.Facts(
            at=self.at,
            stage=self.participation.stage,
            starts_at=session.starts_at if session else None,
            ends_at=session.ends_at if session else None,
            coming=not (session and session.said),  # type: ignore[attr-defined]
            lessons=self.learning.lessons,
            unread=self.learning.lessons - self.learning.read,
            read_today=self.learning.read_today,
            due=self.learning.due,
            answered_today=self.waits.answered_today,
            exam_at=exam.starts_at if exam else None,
            to_agree=self.exam("proposed") is not None,
            introduction=self.waits.introduced_at is not None,
            follow_up=self.waits.follow_up_on is not None,
            mock_until=mock.ends_at if mock else None,
            mock_at=self.papers.last_mock_at,
            exam_lessons=self.learning.exam_lessons,
            exam_read=self.learning.exam_read,
            placing=self.learning.placing,
        )

    def seen_by_coach(self) -> needs.Facts:
        """As values for the rule that tells a coach whom to call. What Today asks on a card of its own is left out."""
        group = self.participation.group
        goes_on = self.learning.lessons > 0 and busy_lately(self.sessions, at=self.at)
        return needs.Facts(
            at=self.at,
            stage=self.participation.stage,
            classes=classes_in(self.sessions, at=self.at),
            classes_go_on=goes_on,
            learned_at=self.learning.learned_at or (morning_of(group.starts_on) if group else None),
            failed=failed_steps(self.exams),
            mocks=self.papers.mocks,
            paused_at=self.waits.paused_at,
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One learner's day: the card on top, the one after it, what else waits, and what the small cards show.

    `notice` says whether "I can't come" stands for `session`, the next one; `exam` and `proposed` are the exam that they
    agreed to and the one that waits for their answer; `coach_sees` says why their coach may call, or "".
    """

    at: datetime
    participation: Participation
    card: rule.Card
    then: rule.Card | None
    others: Sequence[rule.Card]
    session: Session | None
    notice: bool
    class_is_near: bool
    learning: Learning
    mock: Paper | None
    exam: ExamStep | None
    proposed: ExamStep | None
    waits: Waiting
    badge: str
    coach_sees: str
    waiting: HelpRequest | None
    answers: list[HelpRequest]

    @property
    def stairs(self) -> Sequence[Step]:
        """The track as stairs."""
        return self.learning.stairs


def day_of(person: Person, *, at: datetime) -> Day | None:
    """The day of someone who takes or took part; None for everybody else. Ten queries, one more before
    the first lesson is read, one more when a coach may call."""
    participation = participation_of(person)
    if participation is None:
        return None
    read = _read(person, participation, at)
    facts, session = read.facts(), read.session
    top, *others = rule.cards(facts)
    waiting, answers = _help(person, at)
    return Day(
        at=at,
        participation=participation,
        card=top,
        then=rule.after(top, facts),
        others=others,
        session=session,
        notice=session is not None and session.said,  # type: ignore[attr-defined]
        class_is_near=rule.class_is_near(facts),
        learning=read.learning,
        mock=read.papers.open_mock,
        exam=read.exam("agreed"),
        proposed=read.exam("proposed"),
        waits=read.waits,
        badge=read.waits.new_badge(at),
        coach_sees=_coach_sees(person, read.seen_by_coach()),
        waiting=waiting,
        answers=answers,
    )


def _read(person: Person, participation: Participation, at: datetime) -> Read:
    group = participation.group
    papers, waits = papers_of(person), waiting_for(person, participation, at=at)
    exams = exam_steps(person, group.track_id if group else None)
    return Read(
        at=at,
        participation=participation,
        sessions=own_sessions(participation, at=at) if group else [],
        papers=papers,
        exams=exams,
        learning=learning_of(
            person, participation, passed=papers.passed_modules, exams=exams, hired=waits.hired, at=at
        ),
        waits=waits,
    )


def _coach_sees(person: Person, facts: needs.Facts) -> str:
    """Why their coach may call, in words to the person; "" when there is no reason, or when the coach did call."""
    reasons = needs.signals(facts)
    if not reasons:
        return ""
    contact = last_contacts([person.pk]).get(person.pk)
    if contact is not None:
        reasons = needs.signals(replace(facts, talked_at=contact.talked_at, reached_at=contact.reached_at))
        if rests(reasons, contact.contacted, today=facts.at.astimezone(BRUSSELS).date()):
            return ""
    return next(filter(None, map(to_learner, reasons)), "")


def _help(person: Person, at: datetime) -> tuple[HelpRequest | None, list[HelpRequest]]:
    """The newest call for help that waits, and what was answered lately; one query for both."""
    rows = list(help_requests_of(person)[:10])
    waiting = next((row for row in rows if row.answered_at is None), None)
    answers = [row for row in rows if row.answered_at is not None and at - row.answered_at <= ANSWERS_SHOWN]
    return waiting, answers[:2]
