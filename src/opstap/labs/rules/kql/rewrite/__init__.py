"""What analysts write and the engine's parser refuses, rewritten into KQL that it takes."""

from collections.abc import Callable
from dataclasses import dataclass

type Shape = dict[str, str]


@dataclass(frozen=True)
class Rewritten:
    text: str
    used: tuple[str, ...] = ()


def rewrite(text: str, shape: Callable[[str], Shape | None]) -> Rewritten:
    return Rewritten(text)
