"""How often people take a step, as a Beta distribution: a weak opinion beforehand, then what this programme saw itself.

Groups share what they have in common: the rate of the programme is drawn first, the rate of each group around it. A group's
people are alike (one coach, one classroom), so 15 of them tell less of the programme than 15 from everywhere: their counts
are shrunk by the variance inflation of a beta-binomial, (k+1)/(k+n). Source: Gelman et al., "Bayesian Data Analysis",
3rd ed., chapter 5 (the rat tumours).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

# A group's own history weighs as much as the programme's when 20 of its people are through.
LIKE_THE_OTHERS = 20.0


@dataclass(frozen=True, slots=True)
class Prior:
    """An opinion beforehand: a share, worth as much as `weight` people. `source` says where it comes from."""

    share: float
    weight: float
    source: str


PRIORS: Mapping[str, Prior] = {
    "fill": Prior(0.90, 5, "public reports of such programmes: 200 candidates for the first 15 places"),
    "start": Prior(0.90, 5, "our own assumption"),
    "complete": Prior(
        0.70, 5, "first-year dropout in open data: 32 % (UCI 697, Realinho 2021), 31 % (OULAD, Kuzilek 2017)"
    ),
    "sit": Prior(0.85, 5, "our own assumption"),
    "pass": Prior(0.60, 5, "our own assumption: Microsoft publishes no pass rates"),
    "again": Prior(0.50, 5, "our own assumption: each attempt costs a voucher"),
    "job": Prior(0.60, 5, "a peer promises 78 % within six months; a promise, so we begin lower"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What was seen: how many took the step, how many had the chance and did not."""

    yes: float = 0.0
    no: float = 0.0

    @property
    def people(self) -> float:
        return self.yes + self.no

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.yes + other.yes, self.no + other.no)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What this programme saw itself. `complete` per group, `passed` per exam; `ended`: how many ended the training, well or
    not, which is what a forecast leans on."""

    fill: Tally = Tally()
    start: Tally = Tally()
    complete: Mapping[str, Tally] = field(default_factory=dict)
    sit: Tally = Tally()
    passed: Mapping[str, Tally] = field(default_factory=dict)
    again: Tally = Tally()
    job: Tally = Tally()
    ended: int = 0


@dataclass(frozen=True, slots=True)
class Rates:
    """One possible world: each rate as it may truly be."""

    fill: float
    start: float
    complete: Mapping[str, float]
    new_group: float
    sit: float
    passed: Mapping[str, float]
    again: float
    job: float


def belief(kind: str, tally: Tally) -> tuple[float, float]:
    """The two parameters of the Beta distribution of a rate, after what was seen."""
    prior = PRIORS[kind]
    return prior.share * prior.weight + tally.yes, (1 - prior.share) * prior.weight + tally.no


def expected(kind: str, tally: Tally) -> float:
    """The mean of that distribution."""
    yes, no = belief(kind, tally)
    return yes / (yes + no)


def shared(groups: Mapping[str, Tally]) -> Tally:
    """What all groups together tell of the programme, each shrunk because its people are alike."""
    total = Tally()
    for tally in groups.values():
        worth = (LIKE_THE_OTHERS + 1) / (LIKE_THE_OTHERS + max(tally.people, 1.0))
        total += Tally(tally.yes * worth, tally.no * worth)
    return total


def draw(evidence: Evidence, exams: tuple[str, ...], random: Random) -> Rates:
    """One possible world."""
    one = random.betavariate
    fill, start = one(*belief("fill", evidence.fill)), one(*belief("start", evidence.start))
    whole = one(*belief("complete", shared(evidence.complete)))
    groups = {
        # A hair is added: the distribution has no edge at exactly 0 or 1.
        name: one(LIKE_THE_OTHERS * whole + tally.yes + 1e-6, LIKE_THE_OTHERS * (1 - whole) + tally.no + 1e-6)
        for name, tally in evidence.complete.items()
    }
    return Rates(
        fill=fill,
        start=start,
        complete=groups,
        new_group=whole,
        sit=one(*belief("sit", evidence.sit)),
        passed={exam: one(*belief("pass", evidence.passed.get(exam, Tally()))) for exam in exams},
        again=one(*belief("again", evidence.again)),
        job=one(*belief("job", evidence.job)),
    )
