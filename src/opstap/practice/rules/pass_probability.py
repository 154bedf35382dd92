"""How likely a person would pass an exam today: the posterior predictive over its blueprint, its range, and what would raise it.

Form (adaptive engine notes 5.6): P = the sum, over what ability may be, of its weight times P(enough right | ability). One number
for ability is never plugged in. The pieces:

- **Ability** is general on the grid of `response_model`, and per domain normal around the general one (`Population`): a domain
  without answers is believed to be as the others are, one with many answers speaks for itself.
- **Evidence**: the likelihood of each answer, from the curves of its question; which wrong option was chosen tells too.
- **The exam** (`Exam`): a number of questions per domain, each with its own chance at each ability; how many are right is their
  exact sum (Poisson-binomial), held against a cut that may itself be uncertain.
- **Correction** (`calibrate`): real results move the chance of each exam, logit(P') = alpha + beta logit(P).

What it promises, and tests prove: a chance in (0, 1), inside its range; a right answer never lowers it; the order of answers does
not matter; more able in any domain is never less likely. A right answer cannot lower it: general ability and domains form a tree
of normal kernels and curves rise (FKG). Not in use: it waits for fitted questions (bench/results/practice_passing.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from math import erf, exp, log, sqrt, sumprod

from opstap.practice.rules.option_curves import Said
from opstap.practice.rules.paper_result import MOCK_CUT
from opstap.practice.rules.response_model import GRID, PRIOR, STEP, weights
from opstap.practice.rules.skill_filter import sigmoid

QUESTIONS = 45
CUT_SPREAD = 0.05  # standard deviation of the cut: "70 % of our marks" may be 60 or 80 % of theirs. As in `readiness`.
DOMAIN_SPREAD = sqrt(0.44)  # of a domain around general ability; the same as in `readiness`. Our choice.
LEAST = 1e-6  # a chance is never exactly 0 or 1
NEGLIGIBLE = 1e-9  # weight of a point of the grid of which the scores are not worked out

# Below this it is too early to say (notes 5.6); the same as in `readiness`.
LEAST_ANSWERS = 20
LEAST_PER_DOMAIN = 3
LIKELY = 0.8

RAISE = 0.5  # what "a domain raised" means, in standard deviations of ability. Our choice.
WEAKEST = 2  # skills of one domain that an action names
UNKNOWN_SHARE = 0.6  # the mark of a skill without answers, worth one answer; as in `readiness`

# Of the correction: standard deviations of its priors, alpha ~ N(0, 0.5) and beta ~ N(1, 0.25) (notes 5.6). beta stays above a
# floor, because below 0 a right answer would lower the chance.
ALPHA_SPREAD, BETA_SPREAD, LEAST_BETA = 0.5, 0.25, 0.2
PRECISE = 1e-9


@dataclass(frozen=True, slots=True)
class ExamDomain:
    """The part of an exam in one domain: for each of its questions the chance of a right answer on the grid, rising."""

    code: str
    curves: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam by its blueprint; `cut` and `cut_spread` are shares of its questions. Make it once (some milliseconds) and keep it.

    `scores[domain][point][right]` is the chance of so many right answers in a domain at a point of the grid; `passes[right]` the
    chance that so many in all are enough. Raises ValueError for an exam without a question.
    """

    domains: tuple[ExamDomain, ...]
    cut: float = MOCK_CUT
    cut_spread: float = CUT_SPREAD
    scores: tuple[tuple[tuple[float, ...], ...], ...] = field(init=False, repr=False, compare=False)
    passes: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        questions = sum(len(domain.curves) for domain in self.domains)
        if not questions:
            raise ValueError("an exam needs a question")
        enough = tuple(_enough(right, questions, self.cut, self.cut_spread) for right in range(questions + 1))
        object.__setattr__(self, "passes", enough)
        object.__setattr__(self, "scores", tuple(_scores(domain.curves) for domain in self.domains))


@dataclass(frozen=True, slots=True)
class Population:
    """What is held of somebody unknown: weights of general ability on the grid, and the spread of a domain around it."""

    general: tuple[float, ...] = PRIOR
    domain_spread: float = DOMAIN_SPREAD


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a person: weights of general ability; per domain of the exam the log-likelihood, and its answers."""

    population: Population
    general: tuple[float, ...]
    told: tuple[tuple[float, ...], ...]
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why it is too early to say: answers still missing in all, and per domain that has too few. Nothing missing: empty."""

    answers: int
    domains: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.answers or self.domains)


@dataclass(frozen=True, slots=True)
class PassProbability:
    """The chance of passing, its 80 % range, and what is missing before it may be shown."""

    chance: float
    low: float
    high: float
    missing: Missing


class Kind(StrEnum):
    """What a person can do about the chance."""

    DOMAIN = "domain"
    SKILLS = "skills"
    MOCK = "mock"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `gain` is by how much the chance would rise; of a mock exam, how far it is expected to move."""

    kind: Kind
    gain: float
    domain: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillMarks:
    """A skill of a domain: its code, how many answers, and the sum of their marks."""

    code: str
    answers: int = 0
    right: float = 0.0

    @property
    def ability(self) -> float:
        """The logit of its mean mark, drawn to that of somebody unknown by one answer."""
        share = (self.right + UNKNOWN_SHARE) / (self.answers + 1)
        return log(max(share, 0.05) / max(1 - share, 0.05))


def typical(curves: Sequence[tuple[float, ...]], questions: int) -> tuple[tuple[float, ...], ...]:
    """A typical draw of so many questions: from easy to hard, each the mean of its like part of the questions with `curves`."""
    ranked, found = sorted(curves, key=sum, reverse=True), []
    for number in range(questions):
        first = number * len(ranked) // questions
        some = ranked[first : max((number + 1) * len(ranked) // questions, first + 1)]
        found.append(tuple(sum(column) / len(some) for column in zip(*some, strict=True)))
    return tuple(found)


def apportion(shares: Mapping[str, float], questions: int = QUESTIONS) -> dict[str, int]:
    """So many questions over the domains by their shares (any unit), by largest remainder; ties go to the earlier one."""
    total = sum(shares.values()) or 1.0
    exact = {code: questions * share / total for code, share in shares.items()}
    given = {code: int(one) for code, one in exact.items()}
    first = sorted(exact, key=lambda code: given[code] - exact[code])
    return {code: given[code] + (code in first[: questions - sum(given.values())]) for code in exact}


def hold(exam: Exam, answers: Iterable[Said], population: Population | None = None) -> Held:
    """What answers say of a person, for this exam; an answer in a domain that the exam does not have says nothing."""
    people = population or Population()
    mine: dict[str, list[tuple[float, ...]]] = {domain.code: [] for domain in exam.domains}
    for answer in answers:
        if answer.domain in mine:
            mine[answer.domain].append(answer.told)
    told = tuple(_total(some) for some in mine.values())
    logs = [log(max(one, 1e-300)) for one in people.general]
    for one in told:
        logs = [
            log(sumprod(row, _raised(one))) + max(one) + before
            for row, before in zip(_kernel(people.domain_spread), logs, strict=True)
        ]
    return Held(people, weights(_raised(logs)), told, tuple(map(len, mine.values())))


def pass_probability(exam: Exam, held: Held) -> PassProbability:
    """The chance, its range and what is missing. The range: passing at the 10 % and the 90 % point of general ability."""
    chances = [sumprod(score, exam.passes) for score in _score_by_point(exam, held, {})]
    chance = _inside(sumprod(held.general, chances))
    low, high = (_inside(_at(held.general, chances, share)) for share in (0.1, 0.9))
    return PassProbability(chance, min(low, chance), max(high, chance), missing_of(exam, held))


def missing_of(exam: Exam, held: Held) -> Missing:
    """How many answers are missing before the chance may be shown."""
    few = [(domain.code, LEAST_PER_DOMAIN - there) for domain, there in zip(exam.domains, held.answers, strict=True)]
    return Missing(max(LEAST_ANSWERS - sum(held.answers), 0), tuple(pair for pair in few if pair[1] > 0))


def chance_if(exam: Exam, held: Held, raised: Mapping[str, float]) -> float:
    """The chance if ability in these domains were so much higher (0 or more)."""
    chances = [sumprod(score, exam.passes) for score in _score_by_point(exam, held, raised)]
    return _inside(sumprod(held.general, chances))


def raise_most(exam: Exam, held: Held, skills: Mapping[str, Sequence[SkillMarks]]) -> tuple[Action, ...]:
    """The domain, the weakest skills of a domain and the mock exam that would do most, the best first; `skills` by domain.

    - domain: raised by RAISE;
    - skills: the WEAKEST skills of one domain brought to the mean of that domain, each a like part of it;
    - mock: how far the chance is expected to move, because more is known then. A mock exam teaches nothing by itself.
    """
    now = chance_if(exam, held, {})
    found = [Action(Kind.MOCK, _moved_by_mock(exam, held))]
    rises = [Action(Kind.DOMAIN, chance_if(exam, held, {one.code: RAISE}) - now, one.code) for one in exam.domains]
    found.append(max(rises, key=lambda action: action.gain))
    weak = []
    for domain in exam.domains:
        if ranked := sorted(skills.get(domain.code, ()), key=lambda skill: skill.ability):
            mean = sum(skill.ability for skill in ranked) / len(ranked)
            lift = sum(max(mean - skill.ability, 0) for skill in ranked[:WEAKEST]) / len(ranked)
            names = tuple(skill.code for skill in ranked[:WEAKEST])
            weak.append(Action(Kind.SKILLS, chance_if(exam, held, {domain.code: lift}) - now, domain.code, names))
    found += [max(weak, key=lambda action: action.gain)] if weak else []
    return tuple(sorted(found, key=lambda action: -action.gain))


@dataclass(frozen=True, slots=True)
class Result:
    """A real result: the exam, the chance that was held on the day (before any correction), and whether it was passed."""

    exam: str
    chance: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The correction: one `alpha` per exam that has results (0 for any other), one `beta` for all."""

    alphas: Mapping[str, float] = field(default_factory=dict)
    beta: float = 1.0

    def corrected(self, chance: float, exam: str) -> float:
        """The chance after the correction; the very same number while there are no results."""
        alpha = self.alphas.get(exam, 0.0)
        plain = alpha == 0 and self.beta == 1
        return chance if plain else _inside(sigmoid(alpha + self.beta * _logit(chance)))


def calibrate(results: Sequence[Result]) -> Calibration:
    """The correction that is most likely after these results (MAP, damped Newton); without results alpha 0, beta 1."""
    codes = sorted({result.exam for result in results})
    rows = [(codes.index(result.exam), _logit(result.chance), result.passed) for result in results]
    alphas, beta = [0.0] * len(codes), 1.0
    now, size = _plausible(rows, alphas, beta), 1.0
    step, turn = _newton(rows, alphas, beta)
    while size > PRECISE and max(map(abs, (turn, *step))) > PRECISE:
        tried, slope = [alpha + size * one for alpha, one in zip(alphas, step, strict=True)], beta + size * turn
        if (then := _plausible(rows, tried, slope)) <= now:
            size /= 2  # concave, so some shorter step is better
            continue
        alphas, beta, now, size = tried, slope, then, 1.0
        step, turn = _newton(rows, alphas, beta)
    return Calibration(dict(zip(codes, alphas, strict=True)), max(beta, LEAST_BETA))


def _newton(rows: Sequence[tuple[int, float, bool]], alphas: Sequence[float], beta: float) -> tuple[list[float], float]:
    """The full step of the alphas and of beta; each alpha meets only beta, so beta is solved first (Schur complement)."""
    pull = [-alpha / ALPHA_SPREAD**2 for alpha in alphas]
    bend, cross = [1 / ALPHA_SPREAD**2] * len(alphas), [0.0] * len(alphas)
    turn, curve = (1 - beta) / BETA_SPREAD**2, 1 / BETA_SPREAD**2
    for place, logit, passed in rows:
        chance = sigmoid(alphas[place] + beta * logit)
        told = chance * (1 - chance)
        pull[place] += passed - chance
        bend[place] += told
        cross[place] += told * logit
        turn += (passed - chance) * logit
        curve += told * logit * logit
    parts = list(zip(pull, bend, cross, strict=True))
    slope = (turn - sum(c * p / b for p, b, c in parts)) / (curve - sum(c * c / b for _, b, c in parts))
    slope = max(slope, LEAST_BETA - beta)  # a shorter step stays above the floor too
    return [(p - c * slope) / b for p, b, c in parts], slope


def _plausible(rows: Sequence[tuple[int, float, bool]], alphas: Sequence[float], beta: float) -> float:
    """The log of the posterior, up to a constant."""
    prior = sum((alpha / ALPHA_SPREAD) ** 2 for alpha in alphas) + ((beta - 1) / BETA_SPREAD) ** 2
    chances = [(_inside(sigmoid(alphas[place] + beta * logit)), passed) for place, logit, passed in rows]
    return sum(log(chance if passed else 1 - chance) for chance, passed in chances) - prior / 2


def _score_by_point(exam: Exam, held: Held, raised: Mapping[str, float]) -> list[Sequence[float]]:
    """For each point of general ability, the chance of each number of right answers in the exam."""
    evidence = [_raised(one) for one in held.told]
    lifted = [
        _lifted(scores, raised.get(domain.code, 0.0)) for domain, scores in zip(exam.domains, exam.scores, strict=True)
    ]
    columns = [tuple(zip(*scores, strict=True)) for scores in lifted]
    found: list[Sequence[float]] = []
    for weight, row in zip(held.general, _kernel(held.population.domain_spread), strict=True):
        if found and weight < NEGLIGIBLE:
            found.append(found[-1])
            continue
        total: Sequence[float] = (1.0,)
        for own, column in zip(evidence, columns, strict=True):
            here = weights([one * other for one, other in zip(row, own, strict=True)])
            total = _together(total, [sumprod(here, one) for one in column])
        found.append(total)
    return found


def _moved_by_mock(exam: Exam, held: Held) -> float:
    """The expected absolute change of the chance after an exam like this one, given what its mark says of general ability."""
    scores = _score_by_point(exam, held, {})
    chances = [sumprod(score, exam.passes) for score in scores]
    now, moved = sumprod(held.general, chances), 0.0
    for column in zip(*scores, strict=True):
        joint = [weight * one for weight, one in zip(held.general, column, strict=True)]
        moved += abs(sumprod(joint, chances) - now * sum(joint))
    return moved


@cache
def _kernel(spread: float) -> tuple[tuple[float, ...], ...]:
    """For each point of general ability the weights of ability in a domain."""
    if spread <= 0:
        return tuple(tuple(float(point == other) for other in GRID) for point in GRID)
    return tuple(weights([exp(-(((point - other) / spread) ** 2) / 2) for other in GRID]) for point in GRID)


def _total(told: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(sorted(column)) for column in zip(*told, strict=True)) if told else (0.0,) * len(GRID)


def _raised(logs: Sequence[float]) -> list[float]:
    """The likelihood, its most 1; never 0, so that nothing is impossible."""
    most = max(logs)
    return [max(exp(one - most), 1e-300) for one in logs]


def _scores(curves: Sequence[tuple[float, ...]]) -> tuple[tuple[float, ...], ...]:
    """At each point of the grid, the chance of each number of right answers (Poisson-binomial)."""
    found = []
    for point in range(len(GRID)):
        chances: Sequence[float] = (1.0,)
        for curve in curves:
            chances = _together(chances, (1 - curve[point], curve[point]))
        found.append(tuple(chances))
    return tuple(found)


def _together(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The distribution of the sum of two independent counts."""
    total = [0.0] * (len(one) + len(other) - 1)
    for place, chance in enumerate(one):
        for extra, also in enumerate(other):
            total[place + extra] += chance * also
    return total


def _lifted(scores: Sequence[tuple[float, ...]], raised: float) -> Sequence[tuple[float, ...]]:
    """The scores of people who are so much abler, between the points of the grid by interpolation."""
    whole, part = divmod(max(raised, 0.0) / STEP, 1)
    last = len(scores) - 1
    places = [(min(point + int(whole), last), min(point + int(whole) + 1, last)) for point in range(len(scores))]
    pairs = [zip(scores[one], scores[other], strict=True) for one, other in places]
    return [tuple((1 - part) * low + part * high for low, high in pair) for pair in pairs] if raised > 0 else scores


def _enough(right: int, questions: int, cut: float, spread: float) -> float:
    """The chance that so many right answers are enough. A firm cut is reached by the mark that equals it."""
    if spread <= 0:
        return float(right >= cut * questions - 1e-9)
    return (1 + erf((right / questions - cut) / spread / sqrt(2))) / 2


def _at(held: Sequence[float], values: Sequence[float], share: float) -> float:
    """The value at the point of the grid below which this share of the weight lies, between points by interpolation."""
    before = reached = 0.0
    for place, weight in enumerate(held):
        reached += weight
        if reached >= share:
            part = (share - before) / weight
            return values[place] if place == 0 else values[place - 1] + part * (values[place] - values[place - 1])
        before = reached
    return values[-1]


def _inside(chance: float) -> float:
    return min(max(chance, LEAST), 1 - LEAST)


def _logit(chance: float) -> float:
    inside = _inside(chance)
    return log(inside / (1 - inside))
