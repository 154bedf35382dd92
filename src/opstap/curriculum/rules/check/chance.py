"""What chance allows: how likely it is to see so many hits when each question has its own chance."""

from collections.abc import Sequence
from functools import lru_cache

# A finding may be wrong once in a hundred honest courses, not oftener.
TOO_UNLIKELY = 0.01


def at_least(hits: int, chances: Sequence[float]) -> float:
    """The probability of at least `hits` successes in independent trials with these chances (exact, Poisson binomial)."""
    return 1.0 if hits <= 0 else min(1.0, sum(_exactly(tuple(sorted(chances)))[hits:]))


def most_allowed(chances: Sequence[float], looks: int = 1) -> int:
    """The highest number of hits that is not yet too unlikely. `looks`: how many such numbers are looked at together."""
    left, hits = 0.0, len(chances)
    for exactly in reversed(_exactly(tuple(sorted(chances)))):
        left += exactly
        if hits == 0 or left >= TOO_UNLIKELY / looks:
            break
        hits -= 1
    return hits


@lru_cache(maxsize=16)
def _exactly(chances: tuple[float, ...]) -> list[float]:
    """The probability of each number of hits. Where each question has as many options, every place has the same chances."""
    exactly = [1.0]
    for chance in chances:
        missed = [one * (1 - chance) for one in exactly] + [0.0]
        hit = [0.0] + [one * chance for one in exactly]
        exactly = [one + two for one, two in zip(missed, hit, strict=True)]
    return exactly
