"""Each station says what it holds of a person and how it forgets them; `people` calls all of them.

Source: GDPR Art. 15 (access), 17 (erasure), 20 (portability). A station registers in its `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

type Json = str | int | float | bool | list[Json] | dict[str, Json] | None


@dataclass(frozen=True, slots=True)
class PrivacyHooks:
    """`export` gives everything the station holds of a person, as JSON; `erase` cuts the link and says how many rows."""

    station: str
    export: Callable[[UUID], Json]
    erase: Callable[[UUID], int]


_hooks: dict[str, PrivacyHooks] = {}


def register(hooks: PrivacyHooks) -> None:
    """Add a station's hooks; the last registration of a station counts."""
    _hooks[hooks.station] = hooks


def all_hooks() -> list[PrivacyHooks]:
    """Every station's hooks, by name of station."""
    return [_hooks[name] for name in sorted(_hooks)]
