"""How motivation is read: four criteria, each 0 to 4, with what one should have read for a score.

Only what the person wrote is scored, never how well it is spelled nor in which language. Anchors are described at 0, 2
and 4; 1 and 3 lie between. Anchored scales agree better between readers than bare numbers: Smith & Kendall (1963),
"Retranslation of expectations", Journal of Applied Psychology 47(2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LOWEST, HIGHEST = 0, 4


def gettext_noop(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


class ScoreError(ValueError):
    """Scores that do not belong to this rubric."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to look for, with what 0, 2 and 4 look like."""

    code: str
    name: str
    none: str
    some: str
    full: str


CRITERIA = (
    Criterion(
        "reason",
        gettext_noop("A reason of their own"),
        gettext_noop("No reason, or only that someone sent them"),
        gettext_noop("A general reason: a job, computers, money"),
        gettext_noop("A reason of their own, with something they did, saw or lived through"),
    ),
    Criterion(
        "knows",
        gettext_noop("Knows what is coming"),
        gettext_noop("Nothing about the training or the work"),
        gettext_noop("Names the subject or the work in general words"),
        gettext_noop("Says what they will learn or do, and what will be hard"),
    ),
    Criterion(
        "persists",
        gettext_noop("Goes on when it is hard"),
        gettext_noop("Nothing that shows it"),
        gettext_noop("Says that they go on, without an example"),
        gettext_noop("An example of going on, from school, work, home or the road here"),
    ),
    Criterion(
        "plan",
        gettext_noop("Has a plan"),
        gettext_noop("Nothing about how it will work"),
        gettext_noop("Says that they will make time"),
        gettext_noop("Says how: when they will study, whom they will ask for help"),
    ),
)
CODES = tuple(criterion.code for criterion in CRITERIA)
BEST_TOTAL = HIGHEST * len(CRITERIA)


def total(scores: Mapping[str, int]) -> int:
    """The sum, 0 to `BEST_TOTAL`. Every criterion once, each 0 to 4, else ScoreError."""
    if set(scores) != set(CODES):
        raise ScoreError(f"score exactly {', '.join(CODES)}")
    if not all(LOWEST <= score <= HIGHEST for score in scores.values()):
        raise ScoreError(f"a score is {LOWEST} to {HIGHEST}")
    return sum(scores.values())


def share(scores: Mapping[str, int]) -> float:
    """The total as a part of the best, 0 to 1."""
    return total(scores) / BEST_TOTAL


def mean_total(totals: Sequence[int]) -> float | None:
    """What the readers gave together, rounded to a half so that two nearly equal people are not told apart; None unread."""
    return round(2 * sum(totals) / len(totals)) / 2 if totals else None
