"""What a coach reads: their desk, one group, one class, one person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.admission.access import visible_to as applications_visible_to
from opstap.admission.models import Application
from opstap.guidance.queries.learning import Learning, learning_of
from opstap.guidance.queries.presence import Presence
from opstap.guidance.rules.attended import Attended, attended
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.messages.models import HelpRequest
from opstap.messages.queries import help_requests_of
from opstap.people.models import Person
from opstap.programme import queries as programme
from opstap.programme.access import participations_visible_to
from opstap.programme.models import AbsenceNotice, Attendance, Group, Participation, Session, StageChange

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
    """The names of a group, its last sessions and the next ones."""

    participants: list[Participation]
    past: list[Session]
    ahead: list[Session]


def group_page(group: Group, *, at: datetime) -> GroupPage:
    """Names, the five sessions before this moment (newest first) and the five after it."""
    sessions = programme.sessions_of(group)
    return GroupPage(
        participants=list(programme.participants_of(group)),
        past=list(sessions.filter(starts_at__lte=at).reverse()[:5]),
        ahead=list(sessions.filter(starts_at__gt=at)[:5]),
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


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a coach may read of one person."""

    person: Person
    participation: Participation
    changes: list[StageChange]
    attended: Attended
    attendance: list[Attendance]
    absences: list[AbsenceNotice]
    help: list[HelpRequest]
    learning: Learning
    applications: list[Application]


def record_of(person: Person, *, viewer: Person, at: datetime) -> Record:
    """The record of `person`, who was found through `programme.access.person_for(viewer, ...)`.

    Of several participations the newest in a group that the viewer guides; applications only where the viewer reads them.
    """
    participation = (
        participations_visible_to(viewer)
        .filter(person=person, group__isnull=False)
        .select_related("edition__programme", "group__track")
        .order_by("-edition__starts_on")[0]
    )
    attendance = list(programme.attendance_of(participation))
    return Record(
        person=person,
        participation=participation,
        changes=list(StageChange.objects.filter(participation=participation).select_related("by")[:SHOWN]),
        attended=attended(row.status for row in attendance),
        attendance=attendance[:SHOWN],
        absences=list(programme.absences_of(participation)[:SHOWN]),
        help=list(help_requests_of(person)[:SHOWN]),
        learning=learning_of(person, participation, at=at),
        applications=list(
            applications_visible_to(viewer).filter(person=person).select_related("call").order_by("-sent_at")
        ),
    )
