"""Which of the admitted take a chair in which group: by the language of the class, as far as chairs go."""

from collections.abc import Sequence

from opstap.people.models import Person
from opstap_demo.cast import part
from opstap_demo.classes import CAST
from opstap_demo.groups import Outline


def seat(people: Sequence[Person], outlines: Sequence[Outline]) -> dict[int, list[Person]]:
    """People per group number. Whoever speaks neither language of a class sits where a chair is left."""
    ours = {part(code).email: number for code, number in CAST.items()}
    seats: dict[int, list[Person]] = {outline.number: [] for outline in outlines}
    for person in people:
        if (number := ours.get(person.email or "", 0)) in seats:
            seats[number].append(person)
    others = [person for person in people if person.email not in ours]
    for person in sorted(others, key=lambda one: one.language not in {"nl", "fr"}):
        free = [one for one in outlines if len(seats[one.number]) < one.chairs]
        fitting = [one for one in free if one.language == person.language] or free
        if fitting:
            seats[min(fitting, key=lambda one: len(seats[one.number])).number].append(person)
    return seats
