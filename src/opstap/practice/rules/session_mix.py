"""What a session of some minutes asks: what is due, what is weak, and what is new, mixed.

One question at a time, from what is known then. Each slot wants a kind (PATTERN); a kind that has nothing left gives way to
the next. Inside a kind the question is taken that helps most:

- due or weak: weight of the domain x (what is forgotten, when due + what is missing + 0.3 x how unsure) x closeness of its
  chance to 0.75 (adaptive engine notes 5.4; people keep going when three in four go right);
- new: in the order of the plan, at a level that can be met.

Never the same question twice. At most two in a row on one skill. Skills that people mix up come after each other, once both
have been practised. Questions about one situation stay together. The last one will probably go right. All of it fits in the
minutes. Among the best five one is drawn by a seed, so that a reload asks the same and two learners side by side do not.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import islice, pairwise
from math import log

from opstap.practice.rules.knowledge import probability

AIM = 0.75
UNSURE = 0.3
BEST = 5
EACH = 2  # questions of one group among the best
IN_A_ROW = 2  # after this many in a row on one skill, another skill comes
CASE_IN_A_ROW = 6  # questions about one situation before something else comes

# Reading, answering and reading why, in minutes. The exam gives one minute a question (45 in 45 minutes for fundamentals);
# kinds with several parts take longer. Our estimate: it decides how many are asked, nobody is timed.
MINUTES = {
    "single": 1.0,
    "truefalse": 0.5,
    "multiple": 1.25,
    "match": 1.5,
    "dropdown": 1.25,
    "order": 1.5,
    "hotspot": 1.25,
    "numeric": 1.5,
    "short": 1.25,
}
TYPICAL_MINUTES = 1.1
SITUATION_MINUTES = 1.0  # to read what a case study is about, once
LAST_BELOW = 2.5  # with fewer minutes left, the next question is the last one
KEPT_FOR_LAST = 1.0


class Kind(StrEnum):
    """Why a question comes now."""

    DUE = "due"
    WEAK = "weak"
    NEW = "new"


PATTERN = (Kind.DUE, Kind.WEAK, Kind.DUE, Kind.NEW)
INSTEAD = {
    Kind.DUE: (Kind.DUE, Kind.WEAK, Kind.NEW),
    Kind.WEAK: (Kind.WEAK, Kind.DUE, Kind.NEW),
    Kind.NEW: (Kind.NEW, Kind.WEAK, Kind.DUE),
}


@dataclass(frozen=True, slots=True)
class Askable:
    """A question that may be asked. `difficulty` in logits, `guess` the chance of someone who knows nothing."""

    code: str
    skills: tuple[str, ...]
    difficulty: float = 0.0
    guess: float = 0.0
    minutes: float = TYPICAL_MINUTES
    case: str = ""

    @property
    def level(self) -> float:
        """The strength, in logits, at which it goes right in three of four cases."""
        share = (AIM - self.guess) / (1 - self.guess)
        return self.difficulty + log(share / (1 - share)) if 0 < share < 1 else self.difficulty


@dataclass(frozen=True, slots=True)
class SkillNow:
    """What is held of a skill. `missing`, `unsure` and `forgotten` are 0 to 1, `weight` is in percent of the exam, `place` is
    where the plan has it.
    """

    strength: float = 0.0
    missing: float = 0.5
    unsure: float = 0.6
    forgotten: float = 0.0
    due: bool = False
    answered: bool = False
    weight: float = 1.0
    place: int = 0


UNKNOWN = SkillNow()


@dataclass(frozen=True, slots=True)
class _Group:
    """The questions on the same skills, by level."""

    skills: tuple[str, ...]
    levels: tuple[float, ...]
    questions: tuple[Askable, ...]


class Shelf:
    """The questions that may be asked, laid out so that one is found without looking at all."""

    def __init__(self, questions: Iterable[Askable]) -> None:
        by_skills: dict[tuple[str, ...], list[Askable]] = {}
        self.cases: dict[str, list[Askable]] = {}
        for one in questions:
            by_skills.setdefault(one.skills, []).append(one)
            if one.case:
                self.cases.setdefault(one.case, []).append(one)
        self.groups = tuple(_group(skills, some) for skills, some in sorted(by_skills.items()))
        for some in self.cases.values():
            some.sort(key=lambda one: one.code)


def _group(skills: tuple[str, ...], questions: list[Askable]) -> _Group:
    ordered = tuple(sorted(questions, key=lambda one: (one.level, one.code)))
    return _Group(skills, tuple(one.level for one in ordered), ordered)


@dataclass(frozen=True)
class SoFar:
    """What came before: `asked` in this session, newest first; codes that `rest` because they were answered not long ago.

    `minutes`: how long the session is; None for questions one by one, without an end. `slot`: the place in the pattern.
    """

    asked: Sequence[Askable] = ()
    rest: Collection[str] = frozenset()
    minutes: float | None = None
    slot: int = 0
    mixed_up: Mapping[str, Collection[str]] = field(default_factory=dict)

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.asked)

    @cached_property
    def left(self) -> float:
        """Minutes that are left."""
        return float("inf") if self.minutes is None else self.minutes - spent(self.asked)

    @property
    def is_last(self) -> bool:
        """Whether the next question is the last one."""
        return self.left < LAST_BELOW

    @property
    def room(self) -> float:
        """How many minutes the next question may take."""
        return self.left if self.is_last else self.left - KEPT_FOR_LAST

    @property
    def is_over(self) -> bool:
        """Whether the last question was asked."""
        return self.minutes is not None and bool(self.asked) and self.minutes - spent(self.asked[1:]) < LAST_BELOW

    @property
    def about(self) -> int:
        """How many questions the session will have, about."""
        if self.is_over or self.minutes is None:
            return len(self.asked)
        return len(self.asked) + max(1, round(self.left / TYPICAL_MINUTES))


def spent(asked: Sequence[Askable]) -> float:
    """Minutes that these took, newest first: a situation is read once."""
    minutes = sum(one.minutes for one in asked)
    cases = [one.case for one in asked]
    begun = [case for case, before in pairwise([*cases, ""]) if case and case != before]
    return minutes + SITUATION_MINUTES * len(begun)


def kind_of(skills: Iterable[str], now: Mapping[str, SkillNow]) -> Kind:
    """Why a question on these skills comes: one of them is due, or none was ever answered, or else practice helps."""
    return _kind([now.get(skill, UNKNOWN) for skill in skills])


def _kind(views: Sequence[SkillNow]) -> Kind:
    kind = Kind.NEW
    for view in views:
        if view.due:
            return Kind.DUE
        if view.answered:
            kind = Kind.WEAK
    return kind


def choose(shelf: Shelf, now: Mapping[str, SkillNow], so_far: SoFar, seed: str) -> Askable | None:
    """The question to ask now; None when the session is over, or when nothing that is left fits in it."""
    if so_far.is_over:
        return None
    if (going := _next_of_case(shelf, so_far)) is not None:
        return going
    found = _Finding(shelf, now, so_far)
    chosen = found.likely_right(seed) if so_far.is_last else found.helpful(seed)
    if chosen is None or not chosen.case:
        return chosen
    # What is asked about a situation builds on what was asked before.
    return next((one for one in shelf.cases[chosen.case] if found.fits(one)), chosen)


def _next_of_case(shelf: Shelf, so_far: SoFar) -> Askable | None:
    """The next question about the situation that was just read, by its code; a long case does not hold anybody."""
    case = so_far.asked[0].case if so_far.asked else ""
    row = so_far.asked[:CASE_IN_A_ROW]
    if not case or (len(row) == CASE_IN_A_ROW and all(one.case == case for one in row)):
        return None
    taken = so_far.codes
    left = (one for one in shelf.cases.get(case, ()) if one.code not in taken and one.code not in so_far.rest)
    return next((one for one in left if one.minutes <= so_far.room), None)


class _Finding:
    """One search over the shelf."""

    def __init__(self, shelf: Shelf, now: Mapping[str, SkillNow], so_far: SoFar) -> None:
        self.groups, self.now, self.so_far = shelf.groups, now, so_far
        self.taken, self.room = so_far.codes, so_far.room
        last = so_far.asked[:IN_A_ROW]
        full = len(last) == IN_A_ROW
        self.tired = frozenset.intersection(*(frozenset(one.skills) for one in last)) if full else frozenset()

    def fits(self, one: Askable, *, rested: bool = True) -> bool:
        """Whether it may be asked: not asked in this session, not lately, not too long."""
        if one.code in self.taken or (rested and one.code in self.so_far.rest):
            return False
        return one.minutes + (SITUATION_MINUTES if one.case else 0) <= self.room

    def helpful(self, seed: str) -> Askable | None:
        """What helps most, of the kind that this slot wants."""
        kinds = self._by_kind()
        apart = self._to_tell_apart(kinds)
        order = [apart] if apart else []
        order += [kinds[kind] for kind in INSTEAD[PATTERN[self.so_far.slot % len(PATTERN)]]]
        for rested in (True, False):
            for tired in (False, True):
                for some in order:
                    if chosen := self._draw([one for one in some if self._is_tired(one[1]) == tired], seed, rested):
                        return chosen
        return None

    def likely_right(self, seed: str) -> Askable | None:
        """The most helpful of those that will probably go right, of what was practised before; else the most likely one."""
        kinds = self._by_kind()
        practised = sorted([*kinds[Kind.DUE], *kinds[Kind.WEAK]], key=_worth, reverse=True)
        for rested in (True, False):
            for tired in (False, True):
                # Who never met a skill is not sure of it, whatever the numbers say: then the first one of the plan.
                for some, many in ((practised, BEST), (kinds[Kind.NEW], 1)):
                    groups = [one for one in some if self._is_tired(one[1]) == tired]
                    if likely := list(islice(self._likely(groups, rested), many)):
                        return likely[_drawn(seed, len(likely))]
        easiest = (
            (-probability(strength, one.difficulty, one.guess), one.code, one)
            for some in kinds.values()
            for _, group, strength in some
            for one in group.questions
            if self.fits(one, rested=False)
        )
        return min(easiest, default=(0.0, "", None))[2]

    def _likely(self, groups: Iterable[tuple[float, _Group, float]], rested: bool) -> Iterator[Askable]:
        """Of each group the hardest question that three in four would get right."""
        for _, group, strength in groups:
            below = group.questions[: bisect_right(group.levels, strength)]
            yield from islice((one for one in reversed(below) if self.fits(one, rested=rested)), 1)

    def _by_kind(self) -> dict[Kind, list[tuple[float, _Group, float]]]:
        """Every group with its worth and the person's strength in it, the best first, by kind."""
        kinds: dict[Kind, list[tuple[float, _Group, float]]] = {kind: [] for kind in Kind}
        now = self.now
        for group in self.groups:
            views = [now.get(skill, UNKNOWN) for skill in group.skills] or [UNKNOWN]
            kind = _kind(views)
            # Most questions are on one skill; this runs for every group at every choice.
            strength, lacking, weight, place = _together(views) if len(views) > 1 else _of(views[0])
            kinds[kind].append((-place if kind is Kind.NEW else weight * lacking, group, strength))
        for some in kinds.values():
            some.sort(key=_worth, reverse=True)
        return kinds

    def _is_tired(self, group: _Group) -> bool:
        return bool(self.tired) and not self.tired.isdisjoint(group.skills)

    def _to_tell_apart(
        self, kinds: Mapping[Kind, list[tuple[float, _Group, float]]]
    ) -> list[tuple[float, _Group, float]]:
        """Groups on a skill that people mix up with the last one's, when both were practised; one such step at a time."""
        mixed, asked = self.so_far.mixed_up, self.so_far.asked
        if not mixed or not asked or not any(self.now.get(skill, UNKNOWN).answered for skill in asked[0].skills):
            return []
        others = {other for skill in asked[0].skills for other in mixed.get(skill, ())}
        if not others or (len(asked) > 1 and not others.isdisjoint(asked[1].skills)):
            return []
        practised = [*kinds[Kind.DUE], *kinds[Kind.WEAK]]
        return [one for one in practised if not others.isdisjoint(one[1].skills)]

    def _draw(self, groups: Sequence[tuple[float, _Group, float]], seed: str, rested: bool) -> Askable | None:
        """One of the best five: those nearest to the aimed level of each group, the groups best first."""
        found: list[tuple[float, Askable]] = []
        first_place = None
        for worth, group, strength in groups:
            # New skills keep the order of the plan: only those at the first place that has any compete.
            if worth <= 0 and first_place is not None and worth < first_place:
                break
            near = list(islice(self._nearest(group, strength, rested), EACH))
            if near and worth <= 0:
                first_place = worth
            for one in near:
                closeness = 1 - abs(probability(strength, one.difficulty, one.guess) - AIM)
                found.append(((worth if worth > 0 else 1.0) * closeness, one))
            if len(found) >= BEST:
                break
        best = sorted(found, key=lambda one: (-one[0], one[1].code))[:BEST]
        return best[_drawn(seed, len(best))][1] if best else None

    def _nearest(self, group: _Group, strength: float, rested: bool) -> Iterator[Askable]:
        """The questions that may be asked, the one whose level is nearest to the strength first."""
        levels, questions = group.levels, group.questions
        above = bisect_right(levels, strength)
        below = above - 1
        while below >= 0 or above < len(levels):
            down = strength - levels[below] if below >= 0 else float("inf")
            up = levels[above] - strength if above < len(levels) else float("inf")
            if down <= up:
                one, below = questions[below], below - 1
            else:
                one, above = questions[above], above + 1
            if self.fits(one, rested=rested):
                yield one


def _worth(one: tuple[float, _Group, float]) -> float:
    return one[0]


def _of(view: SkillNow) -> tuple[float, float, float, float]:
    """Strength, what is lacking, weight of the domain, and place in the plan."""
    lacking = view.missing + UNSURE * view.unsure
    return view.strength, lacking + view.forgotten if view.due else lacking, view.weight, float(view.place)


def _together(views: Sequence[SkillNow]) -> tuple[float, float, float, float]:
    """The same of several skills: on average as strong and as much lacking, of the heaviest domain, when the last is there."""
    strengths, lacking, weights, places = zip(*map(_of, views), strict=True)
    return sum(strengths) / len(views), sum(lacking) / len(views), max(weights), max(places)


def _drawn(seed: str, many: int) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:8]) % many
