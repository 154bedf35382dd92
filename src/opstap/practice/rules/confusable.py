"""Which skills people mix up, as the questions themselves say.

Two skills are mixed up when a wrong option of a question on one is the right option of a question on the other: whoever chose
it took one for the other, or might. In the SC-900 pack 32 pairs of 62 skills come out, such as Azure Bastion and the web
application firewall. Only short options count: a whole sentence is rarely the same by more than chance.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST_NAME = 5  # words; the name of a thing, not a sentence


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a question on `skills`, in one language."""

    skills: tuple[str, ...]
    text: str
    right: bool


def mixed_up(options: Iterable[Option]) -> Mapping[str, frozenset[str]]:
    """Per skill (its code), the skills that people mix up with it; both ways, and never with itself."""
    right: dict[str, set[str]] = defaultdict(set)
    wrong: dict[str, set[str]] = defaultdict(set)
    for option in options:
        name = _name(option.text)
        if name:
            (right if option.right else wrong)[name].update(option.skills)
    found: dict[str, set[str]] = defaultdict(set)
    for name in right.keys() & wrong.keys():
        for one in right[name]:
            for other in wrong[name] - {one}:
                found[one].add(other)
                found[other].add(one)
    return {skill: frozenset(others) for skill, others in found.items()}


def _name(text: str) -> str:
    """The text as it is compared; empty when it is no name."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return " ".join(words) if len(words) <= LONGEST_NAME else ""
