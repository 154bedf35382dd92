"""What changes between two outlines of an exam, and from when on which of them is asked.

Of each skill exactly one thing is true:

| in the old | in the new | its domain and group | it is      |
| ---------- | ---------- | -------------------- | ---------- |
| no         | yes        |                      | added      |
| yes        | no         |                      | dropped    |
| yes        | yes        | another              | moved      |
| yes        | yes        | the same             | unchanged  |

Domains and groups are known by their English names: their codes only number them, so that "d2" of one outline may be
something else in the next.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

type Range = tuple[int, int] | None

# So many questions make a skill worth practising: with fewer, a learner soon knows the answers by heart.
ENOUGH_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where an outline has a skill: English names of its domain and its group."""

    domain: str
    group: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Domains in order with the range of their weight in percent, and the place of each skill by its code."""

    weights: Mapping[str, Range] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """A skill that has another domain or group now."""

    skill: str
    before: Place
    after: Place

    @property
    def to_another_domain(self) -> bool:
        return self.before.domain != self.after.domain


@dataclass(frozen=True, slots=True)
class Reweighted:
    """A domain that stayed, with another weight."""

    domain: str
    before: Range
    after: Range


@dataclass(frozen=True, slots=True)
class Change:
    """From one outline to another; codes of skills in the order in which their outline has them."""

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    unchanged: tuple[str, ...] = ()
    new_domains: tuple[str, ...] = ()
    lost_domains: tuple[str, ...] = ()
    reweighted: tuple[Reweighted, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the two differ at all."""
        return any(
            (self.added, self.dropped, self.moved, self.new_domains, self.lost_domains, self.reweighted),
        )


def compare(old: Outline, new: Outline) -> Change:
    """What was added, dropped, moved and reweighted between `old` and `new`."""
    both = [code for code in new.places if code in old.places]
    stays = [name for name in new.weights if name in old.weights]
    return Change(
        added=tuple(code for code in new.places if code not in old.places),
        dropped=tuple(code for code in old.places if code not in new.places),
        moved=tuple(
            Moved(code, old.places[code], new.places[code]) for code in both if old.places[code] != new.places[code]
        ),
        unchanged=tuple(code for code in both if old.places[code] == new.places[code]),
        new_domains=tuple(name for name in new.weights if name not in old.weights),
        lost_domains=tuple(name for name in old.weights if name not in new.weights),
        reweighted=tuple(
            Reweighted(name, old.weights[name], new.weights[name])
            for name in stays
            if old.weights[name] != new.weights[name]
        ),
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of the catalogue: from when on the exam asks the outline of `as_of` in a language."""

    as_of: date
    language: str
    counts_from: date


def starts_in(rows: Collection[Dated], as_of: date, language: str) -> date | None:
    """The first day on which the exam asks the outline of `as_of` in `language`; None as long as that is not known.

    | rows of this language                  | then                                          |
    | -------------------------------------- | --------------------------------------------- |
    | one for this outline                   | its own day                                   |
    | none at all: there is no such form     | the English day, since English is what is sat |
    | only newer ones: we began to note late | the English day                               |
    | only older ones: not announced yet     | not known                                     |
    """
    mine = {row.as_of: row.counts_from for row in rows if row.language == language}
    if as_of in mine:
        return mine[as_of]
    if mine and as_of > min(mine):
        return None
    return next((row.counts_from for row in rows if (row.as_of, row.language) == (as_of, "en")), None)


def asked_on(rows: Collection[Dated], *, language: str, day: date) -> date | None:
    """The `as_of` of the outline that the exam asks on `day` in `language`.

    Before the first that we know it is that one, because an exam always asks something; None only without any.
    """
    known = sorted({row.as_of for row in rows if row.language == "en"})
    begun = [one for one in known if (start := starts_in(rows, one, language)) and start <= day]
    return max(begun, default=known[0] if known else None)


@dataclass(frozen=True, slots=True)
class Cover:
    """How many skills of an outline a course teaches, and asks often enough."""

    skills: int
    taught: int
    asked: int


def cover(skills: Iterable[str], *, lessons: Mapping[str, int], questions: Mapping[str, int]) -> Cover:
    """`lessons` and `questions`: how many a course has for a skill."""
    codes = list(skills)
    taught = sum(lessons.get(code, 0) > 0 for code in codes)
    return Cover(len(codes), taught, sum(questions.get(code, 0) >= ENOUGH_QUESTIONS for code in codes))


@dataclass(frozen=True, slots=True)
class Outside:
    """A domain whose part of a mock form lies outside its range; `percent` is rounded."""

    domain: str
    percent: int
    range: tuple[int, int]


def outside(form: Sequence[str], weights: Mapping[str, Range]) -> list[Outside]:
    """The domains of which a form has too many or too few questions. `form`: of each question the domain it counts for.

    Half a question more or less is forgiven: with 40 questions one is 2.5 %, so that no form could lie within a range of
    5 % more exactly. A form without questions is outside everywhere.
    """
    counts = Counter(form)
    slack = Fraction(50, len(form)) if form else Fraction(0)
    found = []
    for domain, limits in weights.items():
        percent = Fraction(100 * counts[domain], len(form)) if form else Fraction(0)
        if limits and not limits[0] - slack <= percent <= limits[1] + slack:
            found.append(Outside(domain, round(percent), limits))
    return found
