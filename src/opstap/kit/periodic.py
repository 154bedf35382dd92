"""Regular work: a station registers it in its `AppConfig.ready`, and one of the workers does it when it is due."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from opstap.kit.clock import now
from opstap.kit.models import PeriodicWork

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """`do` is called about every `every`, by one worker; it must do no harm when it is cut off and done again."""

    name: str
    every: timedelta
    do: Callable[[], object]


_works: dict[str, Work] = {}


def register(name: str, *, every: timedelta, do: Callable[[], object]) -> None:
    """Have `do` called regularly. `name` is `station.what`; the last registration of a name counts."""
    _works[name] = Work(name, every, do)


def run_due(at: datetime | None = None) -> list[str]:
    """Do what is due and not begun by another worker; gives the names of what was done. One failure stops no other."""
    return [work.name for work in sorted(_works.values(), key=lambda work: work.name) if _run(work, at or now())]


def _run(work: Work, at: datetime) -> bool:
    try:
        if not _claim(work, at):
            return False
        work.do()
    except Exception as error:  # whatever it is, the other work goes on
        log.error("Regular work %s failed: %s", work.name, where(error))
        return False
    return True


def _claim(work: Work, at: datetime) -> bool:
    _, first_time = PeriodicWork.objects.get_or_create(name=work.name, defaults={"begun_at": at})
    due = PeriodicWork.objects.filter(name=work.name, begun_at__lte=at - work.every)
    return first_time or due.update(begun_at=at) == 1


def where(error: BaseException) -> str:
    """The kind of error and the line it came from. Not its message: that may quote a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
