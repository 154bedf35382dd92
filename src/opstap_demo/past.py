"""Do today what happened then: the product's actions, with the clock put back and the tasks run at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.tasks import task_backends
from django.tasks.backends.immediate import ImmediateBackend


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, `kit.clock.now()` is `moment`."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield


@contextmanager
def tasks_at_once() -> Iterator[None]:
    """Inside, a task runs when it is enqueued, so that a message of March is written in March."""
    task_backends["default"] = ImmediateBackend("default", {})
    try:
        yield
    finally:
        del task_backends["default"]
