"""What chance allows: how likely it is to see so many hits when each question has its own chance."""

from collections.abc import Sequence

# A finding may be wrong once in a hundred honest courses, not oftener.
TOO_UNLIKELY = 0.01


def at_least(hits: int, chances: Sequence[float]) -> float:
    """The probability of at least `hits` successes in independent trials with these chances (exact, Poisson binomial)."""
    if hits <= 0:
        return 1.0
    exactly = [1.0] + [0.0] * len(chances)
    for done, chance in enumerate(chances, start=1):
        for count in range(done, 0, -1):
            exactly[count] = exactly[count] * (1 - chance) + exactly[count - 1] * chance
        exactly[0] *= 1 - chance
    return min(1.0, sum(exactly[hits:]))


def most_allowed(chances: Sequence[float], looks: int = 1) -> int:
    """The highest number of hits that is not yet too unlikely. `looks`: how many such numbers are looked at together."""
    hits = round(sum(chances))
    while hits < len(chances) and at_least(hits + 1, chances) >= TOO_UNLIKELY / looks:
        hits += 1
    return hits
