"""How likely this person would pass this exam today, with a range, and what would raise it most.

Form: the posterior predictive of the adaptive engine notes 5.6 (integrate the chance of passing over what ability may be, never
plug in one number), on a grid, in the normal approximation.

- Ability in a domain: seven tenths of it is what the last five marks on each of its skills come to, the rest the mean over
  its skills of general ability and offset as in `knowledge.show`. The second knows how hard questions were, but moves much
  with the very last answers: who runs out of time at the end of a mock exam has not forgotten everything.
- How sure: one variance, of what is not known about ability in general (less with each answer on the outline) and about each
  domain (less with each answer in it), weighed as the exam weighs. It moves all domains together.
- The mark at one ability: guessing plus knowing, weighed over the domains. It is held against a cut that is itself
  uncertain (the vendor's scale is unknown to us), by an exam of 45 questions that is itself a draw.

Not knowing never counts in anyone's favour: the chance is the least over every spread up to the person's own. Below the cut a
wide guess would give a higher chance than a firm one, and then a right answer, which makes us surer, would lower it.
What it promises, and tests prove: 0 to 1; inside its range; a right answer never lowers it; more evidence narrows the range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import ceil, erf, exp, log, sqrt

from opstap.practice.rules.features import PersonTrace
from opstap.practice.rules.knowledge import SkillKnown
from opstap.practice.rules.paper_result import MOCK_CUT
from opstap.practice.rules.readout import RANGE_80
from opstap.practice.rules.skill_filter import sigmoid

CUT = MOCK_CUT
CUT_SPREAD = 0.05  # standard deviation of the cut: "70 % of our marks" may be 60 or 80 % of theirs. Our choice.
QUESTIONS = 45
GUESS = 0.2  # a question with four options (rules.marking)
CHANCE_SPREAD = sqrt(CUT * (1 - CUT) / QUESTIONS + CUT_SPREAD**2)

# Variances in logits, and what one answer tells: the same as in `knowledge` (1.44 in all, 0.2 an answer), split between what
# a person knows in general and in a domain as tests of one field usually do (about 0.7 of it is general). Our choice.
GENERAL_VARIANCE = 1.0
DOMAIN_VARIANCE = 0.44
TOLD_BY_ANSWER = 0.2

# Of the last marks and of the filter's state, how much of each; and the marks are drawn towards what is shown of somebody unknown
# (0.6 of them: half by knowing, some by guessing) by one mark. Chosen on the data of bench/readiness.py, not tested on others.
RECENT = 0.7
UNKNOWN_MARK, UNKNOWN_MARKS = GUESS + (1 - GUESS) / 2, 1
LEAST_SHARE, MOST_SHARE = 0.05, 0.95

# The grid of ability around its centre, and the spreads over which the least chance is taken.
STEP, REACH = 0.1, 40
SPREADS = tuple(number / 10 for number in range(2, 14))

# Below this it is too early to say: 20 answers (notes 5.6: a first useful chance after 20 items), 3 in each domain.
LEAST_ANSWERS = 20
LEAST_PER_DOMAIN = 3
LIKELY = 0.8  # notes 5.6: of those at 0.8 or above, 88 to 95 % passed a proxy exam
RAISE = 0.5  # logits: about what ten right answers in a domain move


class Standing(StrEnum):
    """The chance in a word."""

    TOO_EARLY = "too_early"
    ON_THE_WAY = "on_the_way"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class DomainKnown:
    """A domain: its code, its weight (any unit), and every skill that stands in it, also those without an answer."""

    code: str
    weight: float
    skills: tuple[SkillKnown, ...]

    @property
    def answers(self) -> int:
        return sum(skill.answers for skill in self.skills)


@dataclass(frozen=True, slots=True)
class DomainReady:
    """The share that the person would get right by knowing, its 80% range, and by how much the chance would rise with it."""

    code: str
    answers: int
    value: float
    low: float
    high: float
    raises: float

    @property
    def missing(self) -> int:
        """How many answers are missing before anything may be said."""
        return max(LEAST_PER_DOMAIN - self.answers, 0)


@dataclass(frozen=True, slots=True)
class Ready:
    """The chance of passing, its range, what that is in a word, and each domain in order."""

    chance: float
    low: float
    high: float
    standing: Standing
    answers: int
    domains: tuple[DomainReady, ...]


def readiness(person: PersonTrace, domains: Sequence[DomainKnown]) -> Ready:
    """How ready a person with this ability and these skills is."""
    total = sum(domain.weight for domain in domains) or 1.0
    weights = [domain.weight / total for domain in domains]
    centres = [_centre(person.ability.mean, domain) for domain in domains]
    shared = _left(GENERAL_VARIANCE, sum(domain.answers for domain in domains))
    own = [_left(DOMAIN_VARIANCE, domain.answers) for domain in domains]
    spread = sqrt(shared + sum(weight**2 * left for weight, left in zip(weights, own, strict=True)))
    reach = RANGE_80 * spread
    chance = _chance(weights, centres, spread)
    ready = []
    for number, (domain, centre) in enumerate(zip(domains, centres, strict=True)):
        around = RANGE_80 * sqrt(shared + own[number])
        raised = [one + RAISE * (place == number) for place, one in enumerate(centres)]
        raises = max(0.0, _chance(weights, raised, spread) - chance)
        shares = sigmoid(centre), sigmoid(centre - around), sigmoid(centre + around)
        ready.append(DomainReady(domain.code, domain.answers, *shares, raises))
    return Ready(
        chance,
        min(chance, _passing(weights, centres, -reach)),
        max(chance, _passing(weights, centres, reach)),
        standing_of(chance, [domain.answers for domain in domains]),
        sum(domain.answers for domain in domains),
        tuple(ready),
    )


def standing_of(chance: float, answers: Sequence[int]) -> Standing:
    """The chance in a word, given the answers in each domain."""
    if sum(answers) < LEAST_ANSWERS or min(answers, default=0) < LEAST_PER_DOMAIN:
        return Standing.TOO_EARLY
    return Standing.LIKELY if chance >= LIKELY else Standing.ON_THE_WAY


def shrunk_mean(marks: Sequence[float]) -> float:
    """The mean of these marks and of what somebody unknown would get: 0 to 1, and it rises with each right answer."""
    return (sum(marks) + UNKNOWN_MARKS * UNKNOWN_MARK) / (len(marks) + UNKNOWN_MARKS)


def _centre(ability: float, domain: DomainKnown) -> float:
    """Ability in the domain, in logits. Each of its two parts rises with a right answer, and neither falls."""
    offset = sum(skill.offset for skill in domain.skills) / len(domain.skills) if domain.skills else 0.0
    marks = [mark for skill in domain.skills for mark in skill.recent]
    share = min(max((shrunk_mean(marks) - GUESS) / (1 - GUESS), LEAST_SHARE), MOST_SHARE)
    return (1 - RECENT) * (ability + offset) + RECENT * log(share / (1 - share))


def _left(variance: float, answers: int) -> float:
    """What is left of a variance after so many answers."""
    return 1 / (1 / variance + TOLD_BY_ANSWER * answers)


def _passing(weights: Sequence[float], centres: Sequence[float], shift: float) -> float:
    """The chance of passing at one ability: `shift` logits beside the centre of every domain."""
    mark = sum(
        weight * (GUESS + (1 - GUESS) * sigmoid(centre + shift))
        for weight, centre in zip(weights, centres, strict=True)
    )
    return (1 + erf((mark - CUT) / CHANCE_SPREAD / sqrt(2))) / 2


def _chance(weights: Sequence[float], centres: Sequence[float], spread: float) -> float:
    """The least, over the spreads up to this one, of the chance integrated over ability."""
    passing = [_passing(weights, centres, STEP * place) for place in range(-REACH, REACH + 1)]
    # To the next spread of the list, so that a smaller spread never brings a new one in: only then is the least monotone.
    last = min(ceil(round((spread - SPREADS[0]) * 10, 6)), len(SPREADS) - 1)
    return min(
        sum(share * one for share, one in zip(_bell(one_spread), passing, strict=True))
        for one_spread in SPREADS[: max(last, 0) + 1]
    )


@cache
def _bell(spread: float) -> tuple[float, ...]:
    """The normal density over the grid, summing to 1."""
    heights = [exp(-((STEP * place / spread) ** 2) / 2) for place in range(-REACH, REACH + 1)]
    total = sum(heights)
    return tuple(height / total for height in heights)
