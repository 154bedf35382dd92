"""Who came to the last classes: of whole groups in three queries, of one person in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from opstap.guidance.rules.attended import CAME
from opstap.guidance.rules.needs import QUIET_FOR, Class
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.programme.models import AbsenceNotice, Attendance, Participation, Session
from opstap.programme.queries import newest_attendance

# Eight classes are two to four weeks: enough to see three missed in a row, and what came before.
LAST = 8
# A class further back says nothing about today; two classes on one day may still be ahead.
NOT_BEFORE = timedelta(days=90)
OF_TODAY = 2


@dataclass(frozen=True, slots=True)
class Presence:
    """The last sessions of some groups up to the end of today, what is recorded of them, and who can't come to which.

    `status` is by (participation, session); `notices` are those that stand, for the past and ahead, `said` their pairs.
    """

    at: datetime
    sessions: Sequence[Session]
    status: dict[tuple[UUID, UUID], str]
    notices: Sequence[AbsenceNotice]
    said: frozenset[tuple[UUID, UUID]]

    def classes_of(self, participation_id: UUID, group_id: UUID) -> tuple[Class, ...]:
        """What is recorded of one person, newest first; a class without a record says nothing."""
        return tuple(
            _class(session, status, (participation_id, session.pk) in self.said)
            for session in self.sessions
            if session.group_id == group_id and (status := self.status.get((participation_id, session.pk)))
        )[:LAST]

    def busy_groups(self) -> set[UUID]:
        """The groups that had a class in the last ten days."""
        return {one.group_id for one in self.sessions if busy_lately([one], at=self.at)}

    def unseen(self) -> dict[UUID, datetime]:
        """Participation -> when they said "I can't come" to a class that is not over, and no coach has seen it."""
        waiting = [one for one in self.notices if one.seen_at is None and one.session.ends_at > self.at]
        return {one.participation_id: one.said_at for one in sorted(waiting, key=lambda one: one.said_at, reverse=True)}

    def of_today(self) -> list[Session]:
        """The sessions of today, soonest first."""
        start, end = brussels_day(self.at.astimezone(BRUSSELS).date())
        return sorted((one for one in self.sessions if start <= one.starts_at < end), key=lambda one: one.starts_at)


def presence_in(group_ids: Sequence[UUID], *, at: datetime) -> Presence:
    """The last classes of these groups: three queries, however many years they have gone on."""
    end = brussels_day(at.astimezone(BRUSSELS).date())[1]
    place = Window(RowNumber(), partition_by=F("group"), order_by=F("starts_at").desc())
    sessions = list(
        Session.objects.filter(
            group__in=group_ids, cancelled_at__isnull=True, starts_at__gte=at - NOT_BEFORE, starts_at__lt=end
        )
        .annotate(place_back=place)
        .filter(place_back__lte=LAST + OF_TODAY)
        .select_related("group")
        .order_by("-starts_at")
    )
    held = [one.pk for one in sessions if one.starts_at <= at]
    recorded = newest_attendance().filter(session__in=held)
    notices = list(
        AbsenceNotice.objects.filter(Q(session__in=held) | Q(session__group__in=group_ids, session__ends_at__gt=at))
        .filter(withdrawn_at__isnull=True)
        .select_related("participation__person", "session__group")
        .order_by("session__starts_at", "said_at")
    )
    return Presence(
        at,
        sessions,
        {(who, which): status for who, which, status in recorded.values_list("participation", "session", "status")},
        notices,
        frozenset((one.participation_id, one.session_id) for one in notices),
    )


def own_sessions(participation: Participation, *, at: datetime, last: int = LAST) -> list[Session]:
    """The last sessions of one person's group and the next one, newest first, each with their `status` ("" when nothing is
    recorded) and `said` (that they can't come). One query."""
    mine = Session.objects.filter(group=participation.group_id, cancelled_at__isnull=True)
    past = mine.filter(ends_at__lte=at, starts_at__gte=at - NOT_BEFORE).order_by("-starts_at")[:last]
    ahead = mine.filter(ends_at__gt=at).order_by("starts_at")[:1]
    return list(
        with_own(Session.objects.filter(Q(pk__in=past.values("pk")) | Q(pk__in=ahead.values("pk"))), participation)
    )


def busy_lately(sessions: Iterable[Session], *, at: datetime) -> bool:
    """Whether one of these was held in the last ten days."""
    return any(at - QUIET_FOR <= one.starts_at <= at for one in sessions)


def with_own(sessions: QuerySet[Session], participation: Participation) -> QuerySet[Session]:
    """The sessions with what is recorded of this participation (`status`) and what they said (`said`)."""
    status = newest_attendance().filter(session=OuterRef("pk"), participation=participation).values("status")[:1]
    notice = AbsenceNotice.objects.filter(
        session=OuterRef("pk"), participation=participation, withdrawn_at__isnull=True
    )
    return sessions.annotate(status=Subquery(status), said=Exists(notice)).order_by("-starts_at")


def classes_in(sessions: Iterable[Session], *, at: datetime) -> tuple[Class, ...]:
    """The classes among `own_sessions` for which something is recorded, newest first."""
    return tuple(
        _class(one, status, one.said)  # type: ignore[attr-defined]
        for one in sessions
        if one.starts_at <= at and (status := one.status)  # type: ignore[attr-defined]
    )


def _class(session: Session, status: str, said: bool) -> Class:
    explained = said or status == Attendance.Status.EXCUSED
    return Class(session.starts_at, came=status in CAME, explained=explained)
