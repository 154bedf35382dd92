"""The form of a mock exam: how many questions of each domain, which ones, and how long.

The vendor publishes a range of weights per domain (SC-900: "10-15 %"), no number of questions; about 40 to 60 is what people
meet (`data/certifications.yaml`, common_rules). A form is as long as the pool can fill with every domain inside its range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from opstap.practice.rules.drawing import Drawable, cases_together, draw, rank

MOST = 45
# Shorter than this a form says too little; rather than shrink below it, a domain may fall short of its range. Our choice.
LEAST_IN_RANGE = 20
LEAST = 10  # with fewer questions there is no mock exam at all. Our choice.
# Minutes of the exam's clock by its level: data/certifications.yaml, common_rules.duration_minutes (without labs).
MINUTES = {"fundamentals": 45, "associate": 100, "expert": 100}
TYPICAL_MINUTES = 100


class TooFewQuestionsError(ValueError):
    """The pool cannot fill a form."""


@dataclass(frozen=True, slots=True)
class DomainShare:
    """A domain and the range of its weight in the exam, in percent; none when it was not published."""

    code: str
    low: int | None = None
    high: int | None = None

    @property
    def middle(self) -> float:
        """Half-way the range; 1 when there is none, so that domains without weights count the same."""
        return (self.low + self.high) / 2 if self.low is not None and self.high is not None else 1.0


def minutes_of(level: str) -> int:
    """The length of a mock exam of this level."""
    return MINUTES.get(level, TYPICAL_MINUTES)


def weights_of(domains: Sequence[DomainShare]) -> dict[str, float]:
    """The share of each domain, summing to 1: the middle of its range over the sum of the middles."""
    total = sum(domain.middle for domain in domains)
    return {domain.code: domain.middle / total for domain in domains} if total else {}


def counts_of(domains: Sequence[DomainShare], available: Mapping[str, int]) -> dict[str, int]:
    """How many questions of each domain; the most that stay in range, up to 45. Raises TooFewQuestionsError.

    A domain without any question is left out, and the others share its weight.
    """
    asked = [domain for domain in domains if available.get(domain.code)]
    pool = sum(available[domain.code] for domain in asked)
    if pool < LEAST:
        raise TooFewQuestionsError(f"{pool} questions are not enough for a mock exam")
    weights = weights_of(asked)
    longest = min(MOST, pool)
    for size in range(longest, min(LEAST_IN_RANGE, longest) - 1, -1):
        bounds = {domain.code: _bounds(domain, size, available[domain.code]) for domain in asked}
        if all(low <= high for low, high in bounds.values()) and _fits(bounds, size):
            return _filled(bounds, weights, size)
    return _filled({domain.code: (0, available[domain.code]) for domain in asked}, weights, longest)


def mock_form(domains: Sequence[DomainShare], pool: Sequence[Drawable], seed: str) -> list[str]:
    """The codes of the questions, mixed over the domains as an exam does it; those of one case study stand together.

    Raises TooFewQuestionsError.
    """
    by_domain = {domain.code: [one for one in pool if one.domain == domain.code] for domain in domains}
    counts = counts_of(domains, {code: len(some) for code, some in by_domain.items()})
    drawn = [one for code, many in counts.items() for one in draw(by_domain[code], many, seed)]
    mixed = [one.code for one in sorted(drawn, key=lambda one: rank(one, f"{seed}/order"))]
    return cases_together(mixed, {one.code: one.case for one in drawn})


def _bounds(domain: DomainShare, size: int, available: int) -> tuple[int, int]:
    """The least and the most questions of a domain on a form of `size`. Rounded inwards: 10-15 % of 45 is 5 or 6."""
    if domain.low is None or domain.high is None:
        return 0, available
    # A form too short for any whole number inside the range takes the nearest.
    low, high = ceil(size * domain.low / 100), floor(size * domain.high / 100)
    if low > high:
        low = high = round(size * domain.middle / 100)
    return low, min(high, available)


def _fits(bounds: Mapping[str, tuple[int, int]], size: int) -> bool:
    return sum(low for low, _ in bounds.values()) <= size <= sum(high for _, high in bounds.values())


def _filled(bounds: Mapping[str, tuple[int, int]], weights: Mapping[str, float], size: int) -> dict[str, int]:
    """Begin with the least of each; every next question goes where most is missing to the weight."""
    counts = {code: low for code, (low, _) in bounds.items()}
    for _ in range(size - sum(counts.values())):
        open_ = [code for code in counts if counts[code] < bounds[code][1]]
        counts[max(open_, key=lambda code: weights[code] * size - counts[code])] += 1
    return counts
