"""Choose the next question: what is weakest and weighs most, at a level that can be met, not seen lately, and mixed.

Score of a question = weight of its domain x (what is missing + 0.3 x how unsure we are) x closeness of its chance to 0.75
(adaptive engine notes 5.4; people keep going when three in four go right). One of the best five is taken, so that two
learners side by side do not walk the same road; which one follows from a seed, so that a reload asks the same question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

AIM = 0.75
UNSURE = 0.3
BEST = 5
LATELY = 20  # a question rests for this many answers
CASE_IN_A_ROW = 6  # questions about one situation before something else comes
IN_A_ROW = 2  # after this many in a row on one skill, another skill comes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked: the skills it tests, its chance of being answered right, its domain's weight."""

    code: str
    skills: tuple[str, ...]
    chance: float
    weight: float
    case: str = ""


@dataclass(frozen=True, slots=True)
class SkillView:
    """How much of a skill is shown (0 to 1) and how wide its range is."""

    value: float = 0.5
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Answered:
    """One earlier answer."""

    code: str
    skills: tuple[str, ...]
    case: str = ""


def next_of_case(candidates: Sequence[Candidate], lately: Sequence[Answered]) -> Candidate | None:
    """The next question about the situation that was just read: one of the same case, by its code, not answered lately.

    At most CASE_IN_A_ROW in a row, so that a long case does not hold anybody. None when the last answer was about no case.
    """
    case = lately[0].case if lately else ""
    last = lately[:CASE_IN_A_ROW]
    if not case or (len(last) == CASE_IN_A_ROW and all(answer.case == case for answer in last)):
        return None
    return _first_of_case(case, candidates, lately)


def begin_case(
    chosen: Candidate | None, candidates: Sequence[Candidate], lately: Sequence[Answered]
) -> Candidate | None:
    """The first question of the case of `chosen`: what is asked about a situation builds on what was asked before."""
    if chosen is None or not chosen.case:
        return chosen
    return _first_of_case(chosen.case, candidates, lately) or chosen


def _first_of_case(case: str, candidates: Sequence[Candidate], lately: Sequence[Answered]) -> Candidate | None:
    asked = {answer.code for answer in lately}
    left = [one for one in candidates if one.case == case and one.code not in asked]
    return min(left, key=lambda one: one.code, default=None)


def next_question(
    candidates: Sequence[Candidate], skills: Mapping[str, SkillView], lately: Sequence[Answered], seed: str
) -> Candidate | None:
    """The question to ask now; None when there is none at all. `lately`: earlier answers, newest first."""
    pool = _rested(candidates, lately)
    pool = _mixed(pool, lately)
    ranked = sorted(pool, key=lambda one: (-score(one, skills), one.code))[:BEST]
    return ranked[_draw(seed, len(ranked))] if ranked else None


def score(candidate: Candidate, skills: Mapping[str, SkillView]) -> float:
    """How much asking this question helps; higher is better, never negative."""
    views = [skills.get(skill, SkillView()) for skill in candidate.skills] or [SkillView()]
    missing = sum(1 - view.value for view in views) / len(views)
    unsure = sum(view.width for view in views) / len(views)
    closeness = 1 - abs(candidate.chance - AIM)
    return candidate.weight * (missing + UNSURE * unsure) * closeness


def shuffled[T](things: Sequence[T], seed: str, names: Sequence[str]) -> list[T]:
    """`things` in an order that follows from `seed` and their `names`: the same at each reload, another per person."""
    keyed = sorted(zip(names, things, strict=True), key=lambda pair: sha256(f"{seed}/{pair[0]}".encode()).digest())
    return [thing for _, thing in keyed]


def _draw(seed: str, many: int) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:8]) % many


def _rested(candidates: Sequence[Candidate], lately: Sequence[Answered]) -> list[Candidate]:
    """Without what was asked lately; when that is everything, what was asked longest ago."""
    seen = {answer.code: place for place, answer in reversed(list(enumerate(lately[:LATELY])))}
    fresh = [one for one in candidates if one.code not in seen]
    if fresh or not candidates:
        return fresh
    oldest = sorted(candidates, key=lambda one: (-seen[one.code], one.code))
    return oldest[: max(1, len(oldest) // 2)]


def _mixed(candidates: Sequence[Candidate], lately: Sequence[Answered]) -> list[Candidate]:
    """Without the skills of the last answers, when all of those were on the same skill and there is anything else."""
    last = lately[:IN_A_ROW]
    if len(last) < IN_A_ROW:
        return list(candidates)
    tired = set.intersection(*(set(answer.skills) for answer in last))
    other = [one for one in candidates if not tired & set(one.skills)]
    return other or list(candidates)
