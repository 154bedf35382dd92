"""What happens to people meanwhile: they stop, for a reason; they pause, and come back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from opstap_demo.simulator.mind import Mind, sigmoid

# Out of a hundred who stop. What is told depends on why: hard going or a job pull otherwise than a sick child.
REASONS = {
    "family": 15,
    "health": 13,
    "found_job": 22,
    "other_training": 7,
    "moved": 6,
    "papers": 8,
    "too_hard": 14,
    "not_for_me": 7,
    "no_contact": 8,
    "other": 2,
}
PAUSES = {"health": 4, "family": 4, "papers": 2}
WEEKLY = 0.0058  # chance to stop in one week, at usual ease and steadiness
PAUSE = 0.05
BACK = 0.8


@dataclass(frozen=True, slots=True)
class Story:
    """Why and when someone stops for good; or since when they pause, why, and when they come back, if they do."""

    leaves: datetime | None = None
    pauses: datetime | None = None
    returns: datetime | None = None
    reason: str = ""


def draw_story(mind: Mind, begins: datetime, ends: datetime, dice: Random) -> Story:
    """What happens to one person between two moments. The first weeks are the hardest."""
    strain = sigmoid(-1.2 * mind.ease) + sigmoid(-9 * (mind.steadiness - 0.88))
    week = 1
    while (moment := begins + timedelta(weeks=week, hours=dice.randrange(8, 18))) < ends:
        hazard = WEEKLY * strain * (2.2 if week < 8 else 1.0)
        if dice.random() < hazard:
            return Story(leaves=moment, reason=_reason(mind, dice, week))
        week += 1
    if dice.random() < PAUSE and ends - begins > timedelta(weeks=10):
        begun = begins + (ends - begins) * dice.uniform(0.2, 0.75)
        back = begun + timedelta(weeks=dice.randrange(3, 8))
        returns = back if back < ends and dice.random() < BACK else None
        return Story(pauses=begun, returns=returns, reason=_drawn(PAUSES, dice))
    return Story()


def _reason(mind: Mind, dice: Random, week: int) -> str:
    weights = dict(REASONS)
    weights["too_hard"] = round(weights["too_hard"] * 2 * sigmoid(-1.5 * mind.ease))
    weights["no_contact"] = round(weights["no_contact"] * 2 * sigmoid(-9 * (mind.steadiness - 0.88)))
    if week < 8:
        weights |= {"found_job": 5, "not_for_me": 14}
    return _drawn(weights, dice)


def _drawn(weights: dict[str, int], dice: Random) -> str:
    (code,) = dice.choices(list(weights), list(weights.values()))
    return code
