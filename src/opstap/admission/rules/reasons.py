"""The closed list of reasons of a decision, and the sentence that the person is told for each.

A reason speaks about the round, never about the worth of the person. What a manager adds goes under it in own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass


def gettext_noop(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


class ReasonError(ValueError):
    """No such reason for this outcome."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, what the manager picks it by, and what the person is told."""

    code: str
    label: str
    told: str


# The one reason that may go past the number of places.
EXTRA_PLACE = "extra_place"
_CORRECTION = Reason(
    "correction",
    gettext_noop("We correct an earlier decision"),
    gettext_noop("We made a mistake in what we told you before. We are sorry. This is our decision now."),
)

REASONS: Mapping[str, tuple[Reason, ...]] = {
    "admitted": (
        Reason(
            "motivation",
            gettext_noop("Motivation"),
            gettext_noop("We read what you wrote, and we would like to start this road with you."),
        ),
        Reason(
            "place_freed",
            gettext_noop("A place came free"),
            gettext_noop("A place came free, and you were next on the waiting list."),
        ),
        Reason(
            EXTRA_PLACE,
            gettext_noop("We make an extra place"),
            gettext_noop("The group was full, and we made one more place for you."),
        ),
        _CORRECTION,
    ),
    "waitlisted": (
        Reason(
            "places_full",
            gettext_noop("All places are taken for now"),
            gettext_noop("All places are taken for now. If a place comes free, we write to you."),
        ),
        Reason(
            "talk_first",
            gettext_noop("We want to talk first"),
            gettext_noop("We would like to talk with you before we decide. We will contact you."),
        ),
        _CORRECTION,
    ),
    "declined": (
        Reason(
            "more_people_than_places",
            gettext_noop("More people than places"),
            gettext_noop(
                "Many more people applied than we have places. We had to choose, on motivation only. It says nothing about"
                " what you can do. You are welcome to apply for the next round."
            ),
        ),
        Reason(
            "condition_not_met",
            gettext_noop("A condition of this round is not met"),
            gettext_noop(
                "One condition of this round is not met yet. That can change: talk with us, and apply for the next round."
            ),
        ),
        Reason(
            "not_reached",
            gettext_noop("We could not reach the person"),
            gettext_noop("We tried to reach you and did not manage. Contact us: you can apply for the next round."),
        ),
        Reason(
            "other_road_fits_better",
            gettext_noop("Another road fits better now"),
            gettext_noop("We think that another road fits you better now. We gladly talk it over with you."),
        ),
        _CORRECTION,
    ),
}


def reason(outcome: str, code: str) -> Reason:
    """The reason with this code for this outcome, or ReasonError."""
    for candidate in REASONS.get(outcome, ()):
        if candidate.code == code:
            return candidate
    raise ReasonError(f"{code!r} is not a reason to be {outcome}")
