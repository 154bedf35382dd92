"""Mark one answer.

Partial credit of a question with several right options: each right option that is chosen earns its share, each wrong
one that is chosen takes a share away, and the mark stays between 0 and 1. So choosing everything earns nothing. "I do not
know" is an empty choice and earns 0, exactly like a wrong choice of one option: there is no penalty below 0 for a guess,
as in the exam.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import comb

# A guesser does a little worse than chance, because wrong options are made to attract (adaptive engine notes, 5.5).
GUESS_SHARE = 0.8


class NotAnOptionError(ValueError):
    """The choice names an option that the question does not have, or more options than may be chosen."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The mark, 0 to 1, and the options: chosen and right, chosen and wrong, right but not chosen."""

    score: float
    right: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]

    @property
    def full(self) -> bool:
        return self.score >= 1.0


def key_of(kind: str, weights: Mapping[str, float]) -> frozenset[str]:
    """The right options: all that earn something, but of a single choice only those that earn the most."""
    most = max(weights.values(), default=0.0)
    return frozenset(one for one, weight in weights.items() if weight > 0 and (kind == "multiple" or weight == most))


def mark(kind: str, weights: Mapping[str, float], chosen: Collection[str]) -> Marked:
    """Mark `chosen` (ids) of a question of `kind` whose options earn `weights`. Raises NotAnOptionError."""
    picked = frozenset(chosen)
    if unknown := picked - set(weights):
        raise NotAnOptionError(f"the question has no option {min(unknown)}")
    key = key_of(kind, weights)
    right, wrong = picked & key, picked - key
    if kind == "multiple":
        # A fixed order: the same choice gives the same mark to the last digit.
        earned = sum(weights[one] for one in sorted(right)) - len(wrong) / max(1, len(key))
        score = 1.0 if picked == key else min(max(earned, 0.0), 1.0)
    else:
        if len(picked) > 1:
            raise NotAnOptionError("this question takes one answer")
        score = sum(min(max(weights[one], 0.0), 1.0) for one in picked)
    return Marked(score, right, wrong, key - right)


def guess_level(kind: str, options: int, right: int) -> float:
    """The chance that someone who knows nothing answers right, 0 to 1."""
    if options < 1:
        return 0.0
    ways = comb(options, right) if kind == "multiple" else options
    return GUESS_SHARE / max(ways, 1)
