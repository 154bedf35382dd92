"""Who sees the figures of which edition, and who sees the names behind them.

A manager sees those of their school, with names. A funder sees those of the programmes that their organisation pays for,
without any name and without a count under ten. A stranger gets 404, as if there were nothing.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from opstap.people.models import OrganisationKind, Person, Role, RoleGrant
from opstap.programme.models import Edition

READERS = (Role.MANAGER, Role.FUNDER)


def editions_visible_to(person: Person) -> QuerySet[Edition]:
    """The editions whose figures this person reads."""
    return Edition.objects.filter(_managed_by(person) | _funded_by(person))


def can_see_figures(person: Person, edition: Edition) -> bool:
    """Agrees with `editions_visible_to`, for one edition."""
    return editions_visible_to(person).filter(pk=edition.pk).exists()


def editions_with_names_for(person: Person) -> QuerySet[Edition]:
    """The editions of which this person may also read who is behind a figure: those of the schools they manage."""
    return Edition.objects.filter(_managed_by(person))


def can_see_names(person: Person, edition: Edition) -> bool:
    """Agrees with `editions_with_names_for`, for one edition."""
    return editions_with_names_for(person).filter(pk=edition.pk).exists()


def named_edition_for(person: Person, pk: UUID) -> Edition:
    """One edition of a school that this person manages, or 404."""
    found = editions_with_names_for(person).select_related("programme").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _managed_by(person: Person) -> Q:
    return Q(programme__organisation__in=_organisations(person, Role.MANAGER))


def _funded_by(person: Person) -> Q:
    mine = _organisations(person, Role.FUNDER).filter(organisation__kind=OrganisationKind.FUNDER)
    # A subquery rather than a join: a programme that two of my organisations fund stays one row.
    return Q(programme__in=Edition.objects.filter(programme__funders__in=mine).values("programme"))


def _organisations(person: Person, role: Role) -> QuerySet[RoleGrant, UUID]:
    grants = RoleGrant.objects.filter(person=person, role=role, ended_at__isnull=True)
    return grants.values_list("organisation", flat=True)
