"""What a coach takes into the next class: the skills that most still miss, and the questions that most get wrong."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from opstap.practice.rules.skill_map import Standing

MOST_SKILLS = 3
MOST_QUESTIONS = 5
# One person is no class: they are helped by name, not on the wall.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class SkillOfGroup:
    """How a group stands in one skill: who only began, of how many who answered about it; `value` is their mean (0 to 1)."""

    code: str
    begun: int
    answered: int
    value: float


def weakest(standings: Mapping[str, Sequence[tuple[Standing, float]]], many: int = MOST_SKILLS) -> list[SkillOfGroup]:
    """The skills in which most people only began, the most first; equal ones by the lower mean, then by code.

    `standings`: per skill, of each person the step and the value shown. Whoever never answered about it says nothing.
    """
    found = []
    for code, people in standings.items():
        values = [value for step, value in people if step != Standing.NOT_YET]
        begun = sum(step == Standing.BEGUN for step, _ in people)
        if begun >= FEWEST:
            found.append(SkillOfGroup(code, begun, len(values), sum(values) / len(values)))
    return sorted(found, key=lambda one: (-one.begun, one.value, one.code))[:many]


@dataclass(frozen=True, slots=True)
class FailedQuestion[K]:
    """A question with how many of those who answered it do not get it right, and the options that they chose, most first."""

    question: K
    wrong: int
    answered: int
    chosen: Sequence[tuple[str, int]] = field(default=())


def most_failed[K](
    answers: Iterable[tuple[K, float, Collection[str]]], many: int = MOST_QUESTIONS
) -> list[FailedQuestion[K]]:
    """The questions that half or more of those who answered get wrong: most people first, then the larger share.

    `answers`: per person and question only the newest: question, mark (0 to 1), chosen options. Below full marks is wrong.
    Equal questions stay in the order in which they came.
    """
    of: Counter[K] = Counter()
    wrong: Counter[K] = Counter()
    chosen: dict[K, Counter[str]] = {}
    for question, score, options in answers:
        of[question] += 1
        if score < 1:
            wrong[question] += 1
            chosen.setdefault(question, Counter()).update(options)
    failed = [one for one in wrong if wrong[one] >= FEWEST and 2 * wrong[one] >= of[one]]
    failed.sort(key=lambda one: (-wrong[one], of[one]))
    return [
        FailedQuestion(
            one, wrong[one], of[one], tuple(sorted(chosen[one].items(), key=lambda pair: (-pair[1], pair[0])))
        )
        for one in failed[:many]
    ]
