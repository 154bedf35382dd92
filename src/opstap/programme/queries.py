"""Reads of programme. Whether the reader may is `access`."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from opstap.people.models import Person
from opstap.programme.models import AbsenceNotice, Attendance, Edition, Group, Participation, Session


def participation_of(person: Person) -> Participation | None:
    """The participation that a person's Today is about: one that goes on, else the newest, with edition, group, track."""
    rows = (
        Participation.objects.filter(person=person)
        .select_related("edition__programme", "group__track")
        .annotate(goes_on=Exists(Participation.objects.filter(pk=OuterRef("pk"), stage__in=Participation.TAKING_PART)))
    )
    return rows.order_by("-goes_on", "-edition__starts_on").first()


def sessions_ahead(participation: Participation, *, at: datetime) -> QuerySet[Session]:
    """Sessions of the participation's group that are not over and not cancelled, soonest first."""
    if participation.stage not in Participation.TAKING_PART:
        return Session.objects.none()
    return Session.objects.filter(group=participation.group_id, ends_at__gt=at, cancelled_at__isnull=True).order_by(
        "starts_at"
    )


def next_session(participation: Participation, *, at: datetime) -> Session | None:
    """The session going on at `at`, else the next one."""
    return sessions_ahead(participation, at=at).first()


def sessions_of(group: Group) -> QuerySet[Session]:
    """Every session of a group, oldest first."""
    return Session.objects.filter(group=group).order_by("starts_at")


def sessions_between(groups: QuerySet[Group], *, start: datetime, end: datetime) -> QuerySet[Session]:
    """Sessions of these groups that start in the half-open interval and are not cancelled."""
    return (
        Session.objects.filter(group__in=groups, starts_at__gte=start, starts_at__lt=end, cancelled_at__isnull=True)
        .select_related("group")
        .order_by("starts_at")
    )


def participants_of(group: Group) -> QuerySet[Participation]:
    """Who belongs to a group now, by name."""
    return (
        Participation.objects.filter(group=group, stage__in=Participation.TAKING_PART)
        .select_related("person")
        .order_by("person__name", "pk")
    )


def without_group(edition: Edition) -> QuerySet[Participation]:
    """Who has a place in an edition and no group yet, in the order in which the places were offered."""
    return (
        Participation.objects.filter(edition=edition, group__isnull=True, stage__in=Participation.TAKING_PART)
        .select_related("person")
        .order_by("pk")
    )


def with_sizes(groups: QuerySet[Group]) -> QuerySet[Group]:
    """The groups with `taking_part`, how many people belong to each now."""
    return groups.annotate(
        taking_part=Count("participations", filter=Q(participations__stage__in=Participation.TAKING_PART))
    ).order_by("starts_on", "name")


def newest_attendance() -> QuerySet[Attendance]:
    """Of each participation and session only the row that counts: the one recorded last."""
    newer = Attendance.objects.filter(session=OuterRef("session"), participation=OuterRef("participation")).filter(
        Q(recorded_at__gt=OuterRef("recorded_at")) | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    )
    return Attendance.objects.filter(~Exists(newer))


def attendance_now(session: Session) -> dict[UUID, str]:
    """Participation id -> status, as last recorded for this session."""
    return dict(newest_attendance().filter(session=session).values_list("participation_id", "status"))


def attendance_of(participation: Participation) -> QuerySet[Attendance]:
    """What counts of a participation's attendance, newest session first."""
    return (
        newest_attendance()
        .filter(participation=participation)
        .select_related("session")
        .order_by("-session__starts_at")
    )


def standing_notice(participation: Participation, session: Session) -> AbsenceNotice | None:
    """The "I can't come" that stands for this session, if any."""
    return AbsenceNotice.objects.filter(participation=participation, session=session, withdrawn_at__isnull=True).first()


def absences_ahead(groups: QuerySet[Group], *, at: datetime) -> QuerySet[AbsenceNotice]:
    """Notices for sessions of these groups that are not over, soonest session first."""
    return (
        AbsenceNotice.objects.filter(session__group__in=groups, session__ends_at__gt=at, withdrawn_at__isnull=True)
        .select_related("participation__person", "session__group")
        .order_by("session__starts_at", "said_at")
    )


def absences_of(participation: Participation) -> QuerySet[AbsenceNotice]:
    """Everything a participant said of absences, newest session first; withdrawn ones too."""
    return AbsenceNotice.objects.filter(participation=participation).select_related("session").order_by("-said_at")


def said_for(session: Session) -> set[UUID]:
    """Participation ids with a standing notice for this session."""
    return set(
        AbsenceNotice.objects.filter(session=session, withdrawn_at__isnull=True).values_list(
            "participation_id", flat=True
        )
    )


def coaches_of(group_ids: Iterable[UUID]) -> QuerySet[Person]:
    """The coaches of these groups."""
    return Person.objects.filter(coached_groups__in=list(group_ids)).distinct()
