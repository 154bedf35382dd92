"""Who sees which sitting, voucher and badge, and who may do what with it.

A coach sees the sittings of the people they guide; an exam coordinator and a manager those of their school; everybody their
own. Nobody records or verifies their own result. A stranger gets 404, as if there were nothing. What the calendar allows is
in `rules.sittings` and judged again by the actions, under a lock.
When an exam changes, coaches, coordinators and managers see whom it meets by name; authors, reviewers and administrators of the
school how many it meets.
"""

from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from opstap.certification.models import Badge, Sitting, Voucher
from opstap.certification.rules import sittings as rules
from opstap.kit.clock import now
from opstap.people.models import Organisation, Person, Role
from opstap.programme import access as programme
from opstap.programme.models import Group, Participation

STAFF = (Role.COACH, Role.MANAGER, Role.EXAM_COORDINATOR)
COORDINATORS = (Role.MANAGER, Role.EXAM_COORDINATOR)
WRITERS = (Role.AUTHOR, Role.REVIEWER, Role.ADMINISTRATOR)
READS_OUTLINES = (*STAFF, *WRITERS)


def sittings_visible_to(person: Person) -> QuerySet[Sitting]:
    """The sittings that this person looks after for their school or their groups; never their own."""
    return Sitting.objects.filter(
        _of_my_school(person) | Q(person__in=programme.people_guided_by(person)),
    ).exclude(person=person)


def can_see_sitting(person: Person, sitting: Sitting) -> bool:
    """Agrees with `sittings_visible_to`, for one sitting."""
    return sittings_visible_to(person).filter(pk=sitting.pk).exists()


def sitting_for(person: Person, pk: UUID) -> Sitting:
    """One sitting that this person looks after, or 404."""
    return _one(sittings_visible_to(person).select_related(*PARTS), pk)


def can_cancel(person: Person, sitting: Sitting) -> bool:
    """Staff, as long as it is ahead."""
    return rules.may_cancel(sitting.state) and can_see_sitting(person, sitting)


def can_record(person: Person, sitting: Sitting) -> bool:
    """Staff, once its hour has come."""
    return rules.may_record(sitting.state, starts_at=sitting.starts_at, at=now()) and can_see_sitting(person, sitting)


def can_correct(person: Person, sitting: Sitting) -> bool:
    """Staff, as long as there is a result and no badge that rests on it."""
    return rules.may_correct(sitting.state) and not _carries_a_badge(sitting) and can_see_sitting(person, sitting)


def can_verify(person: Person, sitting: Sitting) -> bool:
    """Exam coordinators and managers of the school, when a result waits for it."""
    waits = rules.may_verify(sitting.state, verified=sitting.verified_at is not None)
    return waits and _coordinates(person, sitting)


def can_see_code(person: Person, sitting: Sitting) -> bool:
    """The whole code of a voucher: exam coordinators and managers of the school, as long as the sitting is ahead."""
    mine = _of_my_school(person)
    ahead = sitting.voucher_id is not None and sitting.state in Sitting.AHEAD and sitting.person_id != person.pk
    return ahead and Sitting.objects.filter(mine, pk=sitting.pk).exists()


def people_to_book(person: Person) -> QuerySet[Person]:
    """For whom this person books: whoever they guide, and for a coordinator everybody in a group of the school."""
    mine = Participation.objects.filter(
        edition__programme__organisation__in=_organisations(person, *COORDINATORS), group__isnull=False
    )
    found = Person.objects.filter(Q(pk__in=mine.values("person")) | Q(pk__in=programme.people_guided_by(person)))
    return found.filter(erased_at__isnull=True).exclude(pk=person.pk)


def can_book(person: Person, other: Person) -> bool:
    """The same for one person."""
    return people_to_book(person).filter(pk=other.pk).exists()


def person_to_book(person: Person, pk: UUID) -> Person:
    """One of them, or 404."""
    return _one(people_to_book(person), pk)


def own_sittings(person: Person) -> QuerySet[Sitting]:
    """A person's own sittings, soonest first."""
    return Sitting.objects.filter(person=person).select_related(*PARTS)


def can_answer(person: Person, sitting: Sitting) -> bool:
    """The learner, until it begins."""
    mine = sitting.person_id == person.pk
    return mine and rules.may_answer(sitting.state, starts_at=sitting.starts_at, at=now())


def can_withdraw(person: Person, sitting: Sitting) -> bool:
    """The learner, until a day before."""
    mine = sitting.person_id == person.pk
    return mine and rules.may_withdraw(sitting.state, starts_at=sitting.starts_at, at=now())


def can_declare(person: Person, sitting: Sitting) -> bool:
    """The learner, once its hour has come and as long as nobody recorded it."""
    mine = sitting.person_id == person.pk
    return mine and rules.may_record(sitting.state, starts_at=sitting.starts_at, at=now())


def own_sitting(person: Person, pk: UUID) -> Sitting:
    """One of the person's own sittings, or 404."""
    return _one(own_sittings(person), pk)


def vouchers_visible_to(person: Person) -> QuerySet[Voucher]:
    """The stock of the schools where this person coordinates exams or manages."""
    return Voucher.objects.filter(organisation__in=_organisations(person, *COORDINATORS))


def can_see_voucher(person: Person, voucher: Voucher) -> bool:
    """The same for one voucher."""
    return vouchers_visible_to(person).filter(pk=voucher.pk).exists()


def stocks_of(person: Person) -> QuerySet[Organisation]:
    """The organisations for which this person stocks vouchers, by name."""
    return Organisation.objects.filter(pk__in=_organisations(person, *COORDINATORS)).order_by("name")


def can_stock(person: Person, organisation: Organisation) -> bool:
    """The same for one organisation."""
    return stocks_of(person).filter(pk=organisation.pk).exists()


def badge_at(pk: UUID) -> Badge:
    """A badge for whoever has its address: to be checked by anyone is what it is for. 404 when there is none."""
    rows = Badge.objects.select_related("person", "issuer", "signed_with").defer("signed_with__private")
    return _one(rows, pk)


def own_badges(person: Person) -> QuerySet[Badge]:
    """A person's own badges, newest first."""
    return Badge.objects.filter(person=person).select_related("issuer")


def own_badge(person: Person, pk: UUID) -> Badge:
    """One of them, or 404."""
    return _one(own_badges(person), pk)


def badges_managed_by(person: Person) -> QuerySet[Badge]:
    """The badges of the schools that this person manages, taken back or not; never their own."""
    issued = Badge.objects.filter(issuer__in=_organisations(person, Role.MANAGER))
    return issued.exclude(person=person).select_related("person", "issuer")


def can_revoke(person: Person, badge: Badge) -> bool:
    """A manager of the school that issued it, as long as it stands."""
    return badge.revoked_at is None and badges_managed_by(person).filter(pk=badge.pk).exists()


def managed_badge(person: Person, pk: UUID) -> Badge:
    """One of `badges_managed_by`, or 404."""
    return _one(badges_managed_by(person), pk)


def groups_planned_by(person: Person) -> QuerySet[Group]:
    """The groups whose people this person plans exams for: those they guide, and for a coordinator those of the school."""
    mine = Group.objects.filter(edition__programme__organisation__in=_organisations(person, *COORDINATORS))
    guided = programme.groups_visible_to(person)
    return Group.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=guided.values("pk")))


def can_plan(person: Person, group: Group) -> bool:
    """The same for one group."""
    return groups_planned_by(person).filter(pk=group.pk).exists()


def groups_counted_for(person: Person) -> QuerySet[Group]:
    """The groups of which this person reads how many people a change meets, but not who: those of the school they write for."""
    return Group.objects.filter(edition__programme__organisation__in=_organisations(person, *WRITERS))


def can_count(person: Person, group: Group) -> bool:
    """The same for one group."""
    return groups_counted_for(person).filter(pk=group.pk).exists()


def plans_exams(person: Person) -> bool:
    """Whether this person reads by name whom a change meets."""
    return person.has_role(*STAFF)


def groups_to_read(person: Person) -> QuerySet[Group]:
    """The groups behind the figures of a change: those that this person plans for, else those that they only count."""
    return groups_planned_by(person) if plans_exams(person) else groups_counted_for(person)


PARTS = ("person", "exam", "voucher", "participation__edition__programme__organisation", "participation__group__track")


def _of_my_school(person: Person) -> Q:
    return Q(participation__edition__programme__organisation__in=_organisations(person, *COORDINATORS))


def _coordinates(person: Person, sitting: Sitting) -> bool:
    return sittings_visible_to(person).filter(_of_my_school(person), pk=sitting.pk).exists()


def _carries_a_badge(sitting: Sitting) -> bool:
    return Badge.objects.filter(
        person=sitting.person_id, track__exams=sitting.exam_id, revoked_at__isnull=True
    ).exists()


def _organisations(person: Person, *roles: Role) -> QuerySet[Organisation]:
    grants = person.grants.current().filter(role__in=roles)
    return Organisation.objects.filter(pk__in=grants.values("organisation"))


def _one[M: Model](rows: QuerySet[M], pk: UUID) -> M:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
