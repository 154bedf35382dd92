"""What would help most: the same worlds asked again with one thing changed, and what each change gains in certificates."""

from collections.abc import Mapping
from dataclasses import dataclass

from opstap.steering.rules.chances import READY
from opstap.steering.rules.forecast import Worlds
from opstap.steering.rules.runners import AS_IT_IS, Change, Outlook

COMPLETE_POINTS = 0.05
WORLDS = 100  # the gain is a difference in the same worlds, so few of them tell it

LEVERS: Mapping[str, Change] = {
    "second_attempt": Change(again=1.0),
    "complete": Change(complete=COMPLETE_POINTS),
    "fill_chairs": Change(fill=1.0),
    "book_ready": Change(book_ready=True),
}


@dataclass(frozen=True, slots=True)
class Lever:
    """A change and what it gains: expected certificates and jobs; `people`: how many it is about, where that is a number."""

    code: str
    certified: float
    hired: float
    people: int | None = None


def ranked(worlds: Worlds, days: int) -> list[Lever]:
    """Every change with something to gain, the best first; equal ones in the order of `LEVERS`."""
    base = worlds.forecast(days, AS_IT_IS, number=WORLDS)
    levers = []
    for code, change in LEVERS.items():
        changed = worlds.forecast(days, change, number=WORLDS)
        gain, jobs = changed.certified.mean - base.certified.mean, changed.hired.mean - base.hired.mean
        levers.append(Lever(code, gain, jobs, about(worlds.outlook, code)))
    # Less than a twentieth of a person is nothing to say.
    return sorted((one for one in levers if one.certified >= 0.05), key=lambda one: -round(one.certified, 1))


def about(outlook: Outlook, code: str) -> int | None:
    """How many chairs or people the change is about."""
    if code == "fill_chairs":
        return sum(runner.entry == "chair" for runner in outlook.runners)
    if code == "book_ready":
        return sum(
            any(one.chance is not None and one.chance >= READY and not one.booked for one in runner.missing)
            for runner in outlook.runners
            if runner.entry == "here" and not runner.certified
        )
    return None
