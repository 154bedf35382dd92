"""The letter box: how this station has something written to a person, without knowing the station that writes.

`messages` comes after `people`, so `site` puts its `tell` in here when the house is put together.
"""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

from opstap.kit.ids import new_id
from opstap.people.models import Person


class Post(Protocol):
    """What `opstap.messages.actions.tell.tell` does; see there."""

    def __call__(
        self,
        *,
        event: UUID,
        template: str,
        language: str,
        person: Person | None = None,
        address: str | None = None,
        context: Mapping[str, object] | None = None,
    ) -> object: ...


_posts: list[Post] = []


def use(post: Post) -> None:
    """Hand every later `write` to `post`."""
    _posts[:] = [post]


def write(
    template: str,
    *,
    language: str,
    person: Person | None = None,
    address: str | None = None,
    context: Mapping[str, object] | None = None,
    event: UUID | None = None,
) -> None:
    """Have `template` sent to the address (default: the person's own); once per `event` (default: a new one)."""
    if not _posts:
        raise ImproperlyConfigured("opstap.site wires opstap.people.post to the messages station")
    _posts[0](
        event=event or new_id(),
        template=f"people/mail/{template}",
        language=language,
        person=person,
        address=address,
        context=context,
    )
