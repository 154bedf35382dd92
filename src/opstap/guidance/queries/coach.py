"""What a coach reads besides people: their desk, one group, one class."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.guidance.queries.presence import Presence
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.practice.queries.plan import plans_that_do_not_hold
from opstap.programme import queries as programme
from opstap.programme.models import AbsenceNotice, Group, Participation, Session

SHOWN = 20


@dataclass(frozen=True, slots=True)
class ClassToday:
    """One session of today, and who said that they can't come."""

    session: Session
    absent: list[AbsenceNotice]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on a coach's desk besides the people."""

    today: list[ClassToday]
    later: list[AbsenceNotice]


def desk_of(presence: Presence) -> Desk:
    """Today's classes with their absences, and absences for later classes; asks nothing more of the database."""
    end = brussels_day(presence.at.astimezone(BRUSSELS).date())[1]
    notices = presence.notices
    today = [
        ClassToday(one, [notice for notice in notices if notice.session_id == one.pk]) for one in presence.of_today()
    ]
    return Desk(today, [notice for notice in notices if notice.session.starts_at >= end][:SHOWN])


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The names of a group, its last sessions and the next ones. `too_soon`: for how many the plan does not fit before the
    exam.
    """

    participants: list[Participation]
    past: list[Session]
    ahead: list[Session]
    too_soon: int


def group_page(group: Group, *, at: datetime) -> GroupPage:
    """Names, the five sessions before this moment (newest first) and the five after it."""
    sessions = programme.sessions_of(group)
    participants = list(programme.participants_of(group))
    persons, today = [one.person_id for one in participants], at.astimezone(BRUSSELS).date()
    return GroupPage(
        participants=participants,
        past=list(sessions.filter(starts_at__lte=at).reverse()[:5]),
        ahead=list(sessions.filter(starts_at__gt=at)[:5]),
        too_soon=plans_that_do_not_hold(persons, today=today),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attendance sheet: names, what is recorded, who said beforehand that they can't come."""

    participants: list[Participation]
    now: dict[UUID, str]
    said: set[UUID]


def sheet_of(session: Session) -> Sheet:
    """The sheet of one session."""
    return Sheet(
        list(programme.participants_of(session.group)), programme.attendance_now(session), programme.said_for(session)
    )
