"""Who may open a page at all. Which rows they see is each station's `visible_to`."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from opstap.people.models import Person

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
