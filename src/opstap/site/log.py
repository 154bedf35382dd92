"""Log lines that tell a developer where something broke without telling anybody whom it was about."""

import logging
import traceback
from types import TracebackType

from django.conf import settings


class DiscreetFormatter(logging.Formatter):
    """Time, level, message; of an exception the kinds and the lines of code, not the messages.

    A database's message quotes the row ("Key (email)=(...) already exists"), and the cause of an exception has one too.
    In the demonstration and in tests, where all people are invented, messages are shown.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        if ei[1] is None or settings.DEMONSTRATION or settings.TESTING:
            return super().formatException(ei)
        return "\n".join(_discreet(ei[1]))


def _discreet(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*_discreet(cause), "which led to"] if cause is not None else []
    frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return [*before, *frames, f"{type(error).__module__}.{type(error).__qualname__}"]
