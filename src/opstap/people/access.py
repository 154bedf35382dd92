"""Who may open a page at all. Which rows they see is each station's `visible_to`."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from opstap.people.models import Person, Role, RoleGrant

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class PersonRequest(HttpRequest):
    """A request of someone who is signed in."""

    user: Person
    person: Person


def requires(
    *roles: str,
) -> Callable[
    [Callable[Concatenate[PersonRequest, P], R]], Callable[Concatenate[HttpRequest, P], R | HttpResponseBase]
]:
    """Let in whoever holds one of `roles` (any signed-in person when none is named).

    The unknown are asked to sign in; a signed-in stranger gets 404, as for a page that does not exist.
    """

    def decorate(
        view: Callable[Concatenate[PersonRequest, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], R | HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponseBase:
            person = request.user
            if not isinstance(person, Person):
                return redirect_to_login(request.get_full_path())
            if roles and not person.has_role(*roles):
                raise Http404
            request.person = person  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return guarded

    return decorate


def visible_to(viewer: Person) -> QuerySet[Person]:
    """Administrators see everyone who has an account; anybody else sees themselves."""
    people = Person.objects.filter(erased_at__isnull=True)
    return people if viewer.has_role(Role.ADMINISTRATOR) else people.filter(pk=viewer.pk)


def can_see(viewer: Person, person: Person) -> bool:
    """The same for one person."""
    return person.erased_at is None and (viewer.has_role(Role.ADMINISTRATOR) or viewer.pk == person.pk)


def person_for(viewer: Person, pk: UUID) -> Person:
    """One person, or 404."""
    person = visible_to(viewer).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def can_invite(viewer: Person) -> bool:
    """Administrators alone let people in and give roles."""
    return viewer.has_role(Role.ADMINISTRATOR)


def grants_to_end(viewer: Person) -> QuerySet[RoleGrant]:
    """The roles that this person may take back: an administrator every one, anybody that they are an employee."""
    rows = RoleGrant.objects.current().select_related("person", "organisation")
    return rows if viewer.has_role(Role.ADMINISTRATOR) else rows.filter(person=viewer, role=Role.EMPLOYEE)


def can_end_role(viewer: Person, grant: RoleGrant) -> bool:
    """The same for one role; that the last administrator stays is the action's to see, under a lock."""
    own = grant.person_id == viewer.pk and grant.role == Role.EMPLOYEE
    return viewer.has_role(Role.ADMINISTRATOR) or own


def grant_for(viewer: Person, person: UUID, pk: UUID) -> RoleGrant:
    """One role of that person which the viewer may take back, or 404."""
    grant = grants_to_end(viewer).filter(person_id=person, pk=pk).first()
    if grant is None:
        raise Http404
    return grant
