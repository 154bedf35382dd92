"""Why a query was not run, as a code with values: the words come from templates, in the learner's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int


@dataclass(frozen=True)
class Refusal:
    """A query that was not run, or was stopped.

    `code` is one of docs/stations/labs.md; `position` counts characters in the learner's text from 0, where we know it.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    position: int | None = None


class RefusedError(Exception):
    """Carries a refusal out of the middle of a rewrite."""

    def __init__(self, code: str, position: int | None = None, **values: Value) -> None:
        super().__init__(code, values)
        self.refusal = Refusal(code, values, position)
