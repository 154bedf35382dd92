"""Write the ledger, and let later stations listen to it.

An action calls `record` inside its transaction. A later station's listener is wired in `opstap.site.events`:
it runs as a task keyed by the ledger line, at least once, and `ListenerSeen` makes a second run do nothing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import models, transaction

from opstap.kit.clock import now
from opstap.kit.models import LedgerLine

CODE = re.compile(r"[a-z0-9_.-]{0,60}")
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
REF_VALUE = re.compile(r"[A-Za-z0-9_.:-]{0,80}")

type Listener = Callable[[LedgerLine], None]


class Actor(Protocol):
    """Whoever acts: anything with a UUID key."""

    pk: UUID


_listeners: dict[str, dict[str, Listener]] = {}


def record(
    verb: str,
    *,
    by: Actor | None,
    on: models.Model,
    at: datetime | None = None,
    why: str = "",
    refs: Mapping[str, str] | None = None,
) -> LedgerLine:
    """Append one line, in the caller's transaction, and hand it to the listeners once that commits.

    `verb` is `station.what_happened`; `why` and the values of `refs` are codes or ids: free text is refused, so that
    no personal data can slip in. Raises ValueError.
    """
    if not VERB.fullmatch(verb):
        raise ValueError(f"a verb reads station.what_happened, not {verb!r}")
    if not CODE.fullmatch(why):
        raise ValueError("why is a code from a closed list, not free text")
    if not all(REF_VALUE.fullmatch(value) for value in (refs or {}).values()):
        raise ValueError("refs hold ids and codes, not free text")
    line = LedgerLine.objects.create(
        verb=verb,
        actor_id=by.pk if by is not None else None,
        subject_type=on._meta.label_lower,
        subject_id=on.pk,
        happened_at=at or now(),
        why=why,
        refs=dict(refs or {}),
    )
    for name in _listeners.get(verb, {}):
        transaction.on_commit(lambda name=name, sequence=line.sequence: _enqueue(sequence, name))  # type: ignore[misc]
    return line


def listen(verb: str, listener: Listener) -> None:
    """Call `listener` with each line of `verb`. Its dotted name is its identity: renaming it replays nothing."""
    _listeners.setdefault(verb, {})[f"{listener.__module__}.{listener.__qualname__}"] = listener


def listeners_of(verb: str) -> Mapping[str, Listener]:
    """The listeners wired to `verb`, by dotted name."""
    return _listeners.get(verb, {})


def verbs_listened_to() -> list[str]:
    """Every verb that has a listener, sorted."""
    return sorted(_listeners)


def _enqueue(sequence: int, listener: str) -> None:
    from opstap.kit.tasks import deliver

    deliver.enqueue(sequence, listener)
