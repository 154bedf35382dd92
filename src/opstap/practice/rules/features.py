"""What is known before an answer, as plain numbers: the features that the readout weighs, and the running state behind them.

One answer goes: `meet` (what to expect), `features_of` (the numbers), then `answered` (the state after it) and `hardened` (the
question after it). A nightly refit reads the stored numbers, so that a page and a refit never differ.

A feature about a person carries the sign that its weight may have. Recency averages are of the marks, from -1 (wrong) to 1
(right), and not of the surprise: a right answer that was expected lowers an average of surprises, but never one of marks.
"""

from collections.abc import Sequence
from math import log, log1p
from typing import NamedTuple

from opstap.practice.rules.skill_filter import (
    Belief,
    Expected,
    Priors,
    expect,
    forgotten,
    moved,
    share_of,
    step_of,
)

SLOW, FAST = 0.08, 0.3  # shares of the newest mark in the averages (adaptive engine notes, 5.1)
REST = 10.0  # answers; what a first impression is worth fades like 1 / (1 + n / 10). Our choice.

# The name of each feature and the sign that its weight may have: 1, -1, or 0 for either.
SIGNS: dict[str, int] = {
    "expected": 1,  # what the filter expects, as a logit
    "ability": 1,  # general ability
    "skill": 1,  # offset on the skills asked
    "recent": 1,  # average of the marks, slow
    "last": 1,  # and fast
    "skill recent": 1,  # the same on the skills asked
    "skill last": 1,
    "right": 1,  # log(1 + right answers)
    "wrong": -1,
    "skill right": 1,
    "skill wrong": -1,
    "row right": 1,  # log(1 + right answers in a row)
    "row wrong": -1,
    "first answers": 0,  # 1 / (1 + answers / 10)
    "skill rest": -1,  # log(1 + days since the skill was practised)
    "seen right": 0,  # 1 when the last answer to this very question was right
    "seen wrong": 0,
    "seen right since": 0,  # log(1 + answers in between)
    "seen wrong since": 0,
    "seen often": 0,  # log(1 + answers to this question)
    "difficulty": 0,  # of the question and its skills, in logits
    "unsure of question": 0,  # its variance
    "skills asked": 0,  # log of their number
    "guess": 0,  # the chance without knowledge
}
NAMES = tuple(SIGNS)
# Those that make up what is shown of a skill. The others tell of the question, or of this moment: a wrong answer ends a rest and
# a beginning as well as a right one, and must not raise what is shown by that.
SHOWN = NAMES[: NAMES.index("first answers")]


class SkillTrace(NamedTuple):
    """One skill of one person: its offset from the general ability, averages of the marks (-1 to 1), the sum of marks and of what
    was missed, and the day it was last practised (a count of days)."""

    offset: Belief
    slow: float = 0.0
    fast: float = 0.0
    right: float = 0.0
    wrong: float = 0.0
    day: float | None = None


class PersonTrace(NamedTuple):
    """One person over everything; `row` is the number of right answers in a row, or of wrong ones below 0."""

    ability: Belief
    slow: float = 0.0
    fast: float = 0.0
    right: float = 0.0
    wrong: float = 0.0
    row: int = 0
    answers: int = 0


class Seen(NamedTuple):
    """What a person did with this very question before: how often, the last mark, and their count of answers at that moment."""

    times: int = 0
    score: float = 0.0
    at: int = 0


class Hard(NamedTuple):
    """A question: its own difficulty, that of each of its skills, and the chance without knowledge."""

    own: Belief
    skills: tuple[Belief, ...] = ()
    guess: float = 0.0


class Meeting(NamedTuple):
    """A person before a question: everything that the features and the step after the answer are made of.

    `skills` are as they are after forgetting, in the order of `hard.skills`; `day` is a count of days, of any origin.
    """

    person: PersonTrace
    skills: tuple[SkillTrace, ...]
    hard: Hard
    seen: Seen
    day: float
    rest: float
    expected: Expected
    hardness: Belief


def new_person(priors: Priors) -> PersonTrace:
    """Somebody who never answered."""
    return PersonTrace(Belief(0.0, priors.general))


def new_skill(priors: Priors) -> SkillTrace:
    """A skill that this person was never asked."""
    return SkillTrace(Belief(0.0, priors.skill))


def meet(
    person: PersonTrace, skills: Sequence[SkillTrace], hard: Hard, seen: Seen, priors: Priors, day: float = 0.0
) -> Meeting:
    """Put a person before a question; skills fade for the days since they were practised."""
    rest, share = 0.0, share_of(len(skills))
    able, (hardness, unsure) = person.ability, hard.own
    logit, variance = able.mean, able.variance
    rested = []
    for skill in skills:
        if skill.day is not None and day > skill.day:
            away = day - skill.day
            rest += away
            skill = skill._replace(offset=forgotten(skill.offset, priors.skill, away, priors.half_life))
        rested.append(skill)
        mean, spread = skill.offset
        logit += share * mean
        variance += share * share * spread
    for mean, spread in hard.skills:
        hardness += share * mean
        unsure += share * share * spread
    helped = priors.seen_wrong + seen.score * (priors.seen_right - priors.seen_wrong) if seen.times else 0.0
    expected = expect(priors.centre + helped + logit - hardness, variance + unsure, hard.guess)
    return Meeting(
        person, tuple(rested), hard, seen, day, rest / max(len(rested), 1), expected, Belief(hardness, unsure)
    )


def features_of(meeting: Meeting) -> tuple[float, ...]:
    """The numbers, in the order of `NAMES`."""
    person, seen, chance = meeting.person, meeting.seen, meeting.expected.chance
    count = len(meeting.skills) or 1
    offset = slow = fast = right = wrong = 0.0
    for (mean, _), its_slow, its_fast, its_right, its_wrong, _ in meeting.skills:
        offset += mean
        slow += its_slow
        fast += its_fast
        right += its_right
        wrong += its_wrong
    since = log1p(person.answers - seen.at) if seen.times else 0.0
    again = seen.score if seen.times else 0.0
    failed = 1 - seen.score if seen.times else 0.0
    return (
        log(chance / (1 - chance)),
        person.ability.mean,
        offset / count,
        person.slow,
        person.fast,
        slow / count,
        fast / count,
        log1p(person.right),
        log1p(person.wrong),
        log1p(right / count),
        log1p(wrong / count),
        log1p(max(person.row, 0)),
        log1p(max(-person.row, 0)),
        1 / (1 + person.answers / REST),
        log1p(meeting.rest),
        again,
        failed,
        again * since,
        failed * since,
        log1p(seen.times),
        meeting.hardness.mean,
        meeting.hardness.variance,
        log(count),
        meeting.hard.guess,
    )


def answered(meeting: Meeting, score: float, priors: Priors) -> tuple[PersonTrace, tuple[SkillTrace, ...], Seen]:
    """The person, the skills and the memory of the question after an answer with mark `score` (0 to 1)."""
    person, share = meeting.person, share_of(len(meeting.skills))
    step = step_of(meeting.expected, score, priors.again if meeting.seen.times else 1.0)
    mark, missed = 2 * score - 1, 1 - score
    skills = [
        SkillTrace(
            moved(offset, share, step),
            slow + SLOW * (mark - slow),
            fast + FAST * (mark - fast),
            right + score,
            wrong + missed,
            meeting.day,
        )
        for offset, slow, fast, right, wrong, _ in meeting.skills
    ]
    after = PersonTrace(
        moved(person.ability, 1.0, step),
        person.slow + SLOW * (mark - person.slow),
        person.fast + FAST * (mark - person.fast),
        person.right + score,
        person.wrong + missed,
        _row(person.row, score),
        person.answers + 1,
    )
    return after, tuple(skills), Seen(meeting.seen.times + 1, score, person.answers)


def hardened(meeting: Meeting, score: float) -> Hard:
    """The question after an answer. Nothing is learned of it from somebody who had answered it before."""
    hard = meeting.hard
    if meeting.seen.times:
        return hard
    share, step = -share_of(len(hard.skills)), step_of(meeting.expected, score)
    return Hard(moved(hard.own, -1.0, step), tuple([moved(one, share, step) for one in hard.skills]), hard.guess)


def _row(row: int, score: float) -> int:
    """A mark of exactly a half ends a row and begins none."""
    if score > 0.5:
        return max(row, 0) + 1
    return min(row, 0) - 1 if score < 0.5 else 0
