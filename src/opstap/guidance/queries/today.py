"""Everything a learner's Today shows, read once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from opstap.design.parts import Step
from opstap.guidance.queries.learning import Learning, learning_of
from opstap.guidance.rules import today as rule
from opstap.kit.clock import BRUSSELS
from opstap.messages.models import HelpRequest
from opstap.messages.queries import help_requests_of
from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice, Participation, Session
from opstap.programme.queries import next_session, participation_of, standing_notice

# An answer stays on Today for this long; after that it is among the messages.
ANSWERS_SHOWN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Day:
    """One learner's day: the card on top, and what the small cards show."""

    at: datetime
    participation: Participation
    card: rule.Card
    then: rule.Card
    session: Session | None
    notice: AbsenceNotice | None
    class_is_near: bool
    learning: Learning
    waiting: HelpRequest | None
    answers: list[HelpRequest]

    @property
    def stairs(self) -> list[Step]:
        """The track as stairs."""
        return self.learning.stairs


def day_of(person: Person, *, at: datetime) -> Day | None:
    """The day of someone who takes or took part; None for everybody else."""
    participation = participation_of(person)
    if participation is None:
        return None
    session = next_session(participation, at=at)
    notice = standing_notice(participation, session) if session else None
    learning = learning_of(person, participation, at=at)
    facts = rule.Facts(
        at=at,
        stage=participation.stage,
        starts_at=session.starts_at if session else None,
        ends_at=session.ends_at if session else None,
        coming=notice is None,
        lessons=learning.lessons,
        unread=learning.lessons - learning.read,
        read_today=learning.read_today,
        due=learning.due,
        answered_today=learning.answered_today,
    )
    waiting, answers = _help(person, at)
    return Day(
        at=at,
        participation=participation,
        card=rule.card(facts),
        then=rule.learning_card(facts),
        session=session,
        notice=notice,
        class_is_near=rule.class_is_near(facts),
        learning=learning,
        waiting=waiting,
        answers=answers,
    )


def _help(person: Person, at: datetime) -> tuple[HelpRequest | None, list[HelpRequest]]:
    """The newest call for help that waits, and what was answered lately; one query for both."""
    rows = list(help_requests_of(person)[:10])
    waiting = next((row for row in rows if row.answered_at is None), None)
    answers = [row for row in rows if row.answered_at is not None and at - row.answered_at <= ANSWERS_SHOWN]
    return waiting, answers[:2]


def brussels(at: datetime) -> datetime:
    """The same moment on the clock of Brussels."""
    return at.astimezone(BRUSSELS)
