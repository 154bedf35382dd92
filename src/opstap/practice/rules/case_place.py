"""Where a question stands in its case study."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Whether the situation is open, and "question 2 of 3 about it" on a paper; 0 where that is not told."""

    opened: bool
    number: int = 0
    of: int = 0
