"""How many will get there: the people who are on the road now, played forward in many possible worlds (Monte Carlo).

In each world the rates are drawn once (rates.py), then everybody's luck. Whoever is there already stays there: a floor.
The luck of a person is the same number in every question that is asked of the same worlds (common random numbers). So two
answers differ by what was changed and by nothing else, and raising a rate never lowers a result. The rates and the luck come
from two streams, so that neither moves the other.

Left out, and said on the page: people who left and may return; that who fails one exam is likelier to fail the other; what a
class learns between two attempts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from random import Random

from opstap.steering.rules.chances import chances, plan
from opstap.steering.rules.rates import Rates, draw
from opstap.steering.rules.runners import AS_IT_IS, Change, Outlook

WORLDS = 400  # enough to tell 65 in 100 from 70 in 100
FEW = 20  # people of history; with fewer the range says more about our assumptions than about the programme


@dataclass(frozen=True, slots=True)
class Range:
    """What came out: in one world of ten it was below `low`, in one of ten above `high`; `mean` is the expected number."""

    low: int
    middle: int
    high: int
    mean: float
    results: tuple[int, ...] = ()

    def chance(self, goal: int) -> float:
        """In which share of the worlds the goal is reached."""
        return sum(result >= goal for result in self.results) / len(self.results) if self.results else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Both questions, asked of the same worlds."""

    certified: Range
    hired: Range


@dataclass(frozen=True, slots=True)
class World:
    """The rates of one possible world, and two numbers of luck per runner: for the certificates, for the job."""

    rates: Rates
    luck: tuple[float, ...]
    job_luck: tuple[float, ...]


class Worlds:
    """Many possible worlds of one outlook: made once from a seed, then asked as often as one likes."""

    def __init__(self, outlook: Outlook, *, seed: str, number: int = WORLDS) -> None:
        # Nobody guesses a secret from these numbers: they have to come out the same again.
        rates, luck = Random(f"{seed} rates"), Random(f"{seed} luck")  # noqa: S311
        self.outlook = outlook
        exams, people = outlook.exams, range(len(outlook.runners))
        self.worlds = [
            World(
                draw(outlook.evidence, exams, rates),
                tuple(luck.random() for _ in people),
                tuple(luck.random() for _ in people),
            )
            for _ in range(number)
        ]

    def forecast(self, days: int, change: Change = AS_IT_IS, *, number: int | None = None) -> Forecast:
        """How many are certified and hired after so many days from now, with what is changed; asked of the first `number`."""
        made = plan(self.outlook, days, change)
        certified: list[int] = []
        hired: list[int] = []
        sums = [0.0, 0.0]
        worlds = self.worlds[:number]
        for world in worlds:
            certificates, jobs = chances(made, world.rates)
            certified.append(self.outlook.certified + _lucky(world.luck, certificates))
            hired.append(self.outlook.hired + _lucky(world.job_luck, jobs))
            sums[0] += sum(certificates)
            sums[1] += sum(jobs)
        asked = max(len(worlds), 1)
        return Forecast(
            _range(certified, self.outlook.certified + sums[0] / asked),
            _range(hired, self.outlook.hired + sums[1] / asked),
        )


def _lucky(luck: Sequence[float], chances: Sequence[float]) -> int:
    return sum(map(float.__lt__, luck, chances))


def _range(results: list[int], mean: float) -> Range:
    ordered = sorted(results)

    def at(share: float) -> int:
        return ordered[min(floor(share * len(ordered)), len(ordered) - 1)]

    return Range(at(0.1), at(0.5), at(0.9), mean, tuple(results))
