"""Who sees whom: a coach their groups, a manager their school, a learner themselves; a stranger nothing.

Pairs: `<rows>_visible_to(person)` filters, `can_<verb>(person, thing)` decides; both read the same condition.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from opstap.people.models import Person, Role, RoleGrant
from opstap.programme.models import AbsenceNotice, Group, Participation, Session


def groups_visible_to(person: Person) -> QuerySet[Group]:
    """The groups that this person guides: those they coach, and those of the schools they manage."""
    return Group.objects.filter(pk__in=Group.objects.filter(_guided_by(person)).values("pk"))


def can_guide(person: Person, group: Group) -> bool:
    """Whether this person records attendance, answers and changes stages in the group."""
    return groups_visible_to(person).filter(pk=group.pk).exists()


def participations_visible_to(person: Person) -> QuerySet[Participation]:
    """A person's own participations, and those in the groups they guide."""
    return Participation.objects.filter(Q(person=person) | Q(group__in=groups_visible_to(person)))


def can_see_participation(person: Person, participation: Participation) -> bool:
    """Whether this person may read the participation."""
    return participations_visible_to(person).filter(pk=participation.pk).exists()


def people_guided_by(person: Person) -> QuerySet[Person]:
    """Everybody who takes or took part in a group that this person guides."""
    return Person.objects.filter(
        pk__in=Participation.objects.filter(group__in=groups_visible_to(person)).values("person")
    )


def can_guide_person(person: Person, other: Person) -> bool:
    """Whether `person` guides `other` in some group."""
    return people_guided_by(person).filter(pk=other.pk).exists()


def person_for(person: Person, pk: UUID) -> Person:
    """One guided person, or 404."""
    return _one(people_guided_by(person), pk)


def sessions_visible_to(person: Person) -> QuerySet[Session]:
    """Sessions of the groups that this person guides."""
    return Session.objects.filter(group__in=groups_visible_to(person)).select_related("group")


def can_record_attendance(person: Person, session: Session) -> bool:
    """Whether this person records who was there."""
    return sessions_visible_to(person).filter(pk=session.pk).exists()


def session_for(person: Person, pk: UUID) -> Session:
    """One session of a guided group, or 404."""
    return _one(sessions_visible_to(person), pk)


def group_for(person: Person, pk: UUID) -> Group:
    """One guided group, or 404."""
    return _one(groups_visible_to(person).select_related("track", "edition__programme"), pk)


def own_session(person: Person, pk: UUID) -> tuple[Participation, Session]:
    """A session of the person's own group with their participation in it, or 404."""
    participation = (
        Participation.objects.filter(person=person, group__sessions=pk, stage__in=Participation.TAKING_PART)
        .select_related("person")
        .first()
    )
    if participation is None:
        raise Http404
    return participation, _one(Session.objects.all(), pk)


def groups_placed_by(person: Person) -> QuerySet[Group]:
    """The groups into which this person places people: those of the schools they manage."""
    return Group.objects.filter(edition__programme__organisation__in=_organisations(person, Role.MANAGER))


def can_place(person: Person, group: Group) -> bool:
    """Whether this person places people in the group."""
    return groups_placed_by(person).filter(pk=group.pk).exists()


def placed_group_for(person: Person, pk: UUID) -> Group:
    """One group into which this person places people, or 404."""
    return _one(groups_placed_by(person).select_related("edition"), pk)


def notices_visible_to(person: Person) -> QuerySet[AbsenceNotice]:
    """Absence notices of the groups that this person guides."""
    return AbsenceNotice.objects.filter(session__group__in=groups_visible_to(person))


def can_mark_seen(person: Person, notice: AbsenceNotice) -> bool:
    """Whether this person may say that they saw it."""
    return notices_visible_to(person).filter(pk=notice.pk).exists()


def notice_for(person: Person, pk: UUID) -> AbsenceNotice:
    """One notice in a guided group, or 404."""
    return _one(notices_visible_to(person), pk)


def _guided_by(person: Person) -> Q:
    # Both need their role today: a coach who stopped keeps no view on their old groups.
    coached = Q(coaches=person, edition__programme__organisation__in=_organisations(person, Role.COACH))
    return coached | Q(edition__programme__organisation__in=_organisations(person, Role.MANAGER))


def _organisations(person: Person, role: Role) -> QuerySet[RoleGrant, UUID]:
    grants = RoleGrant.objects.filter(person=person, role=role, ended_at__isnull=True)
    return grants.values_list("organisation", flat=True)


def _one[M: (Person, Session, Group, AbsenceNotice)](rows: QuerySet[M], pk: UUID) -> M:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
