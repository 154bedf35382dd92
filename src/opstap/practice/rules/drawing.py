"""Draw questions from a pool: never answered first, then longest ago; spread over skills; the rest by a seed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Drawable:
    """A question that may stand on a paper. `answered` is the person's last answer to it: higher is later, 0 is never."""

    code: str
    domain: str = ""
    skills: tuple[str, ...] = ()
    answered: int = 0
    case: str = ""


def draw(pool: Sequence[Drawable], many: int, seed: str) -> list[Drawable]:
    """`many` questions of `pool` (all of them when there are fewer); the same for the same seed, whatever the order.

    Among questions never answered, one of each skill comes before the second of any.
    """
    fresh = sorted((one for one in pool if not one.answered), key=lambda one: rank(one, seed))
    turns: Counter[str] = Counter()
    placed = []
    for one in fresh:
        turn = max((turns[skill] for skill in one.skills), default=0)
        turns.update(one.skills)
        placed.append((turn, one))
    placed.sort(key=lambda pair: pair[0])
    known = sorted((one for one in pool if one.answered), key=lambda one: (one.answered, rank(one, seed)))
    return [*(one for _, one in placed), *known][:many]


def rank(one: Drawable, seed: str) -> bytes:
    """Where the seed puts a question."""
    return sha256(f"{seed}/{one.code}".encode()).digest()


def cases_together(codes: Sequence[str], case_of: Mapping[str, str]) -> list[str]:
    """The codes in their order, but those of one case study stand together, at the place of its first, by their code."""
    cases: dict[str, list[str]] = {}
    for code in codes:
        if case := case_of.get(code):
            cases.setdefault(case, []).append(code)
    ordered: list[str] = []
    for code in codes:
        case = case_of.get(code, "")
        ordered += sorted(cases.pop(case, [])) if case else [code]
    return ordered
