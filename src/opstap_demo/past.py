"""Do today what happened then: the product's actions, with the clock put back and the tasks run at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db import connection, transaction
from django.tasks import task_backends
from django.tasks.backends.immediate import ImmediateBackend

_together = False


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, `kit.clock.now()` is `moment`; what waits for a commit happens then too."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield
        _settle()


@contextmanager
def tasks_at_once() -> Iterator[None]:
    """Inside, a task runs when it is enqueued, so that a message of March is written in March."""
    task_backends["default"] = ImmediateBackend("default", {})
    try:
        yield
    finally:
        del task_backends["default"]


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction around thousands of actions: a school is whole or not there, and a disk writes once.

    An action leaves work for after its commit, which is far away here: each `at` does it as it ends.
    """
    global _together
    with transaction.atomic():
        _together = True
        try:
            yield
            _settle()
        finally:
            _together = False


def _settle() -> None:
    """Run what actions left for after their commit, and what that leaves in turn."""
    while _together and connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, work, *_ in waiting:
            work()
