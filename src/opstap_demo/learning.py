"""What learners read, answered and tried, saved in bulk."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from opstap.practice.models import Learner
from opstap.practice.queries.papers import domain_shares, domains_of_skills
from opstap_demo.answers import MockTaken, Reply, keep
from opstap_demo.candidates import drawn_id
from opstap_demo.lives import Life
from opstap_demo.material import Material
from opstap_demo.readings import Read, keep_readings
from opstap_demo.study import Road, Student


def learn(lives: Sequence[Life], material: Material, seed: str, now: datetime) -> list[Road]:
    """Walk every life's road; gives the roads in the order of the lives."""
    if material.course is None:
        return [Road() for _ in lives]
    shares, domains = domain_shares(material.course), domains_of_skills(material.course)
    by_code = {one.item.code: one.question for one in material.asked}
    reads, deeds, roads = list[Read](), list[Reply | MockTaken](), []
    for place, life in enumerate(lives):
        dice = Random(f"{seed} {place}")
        # Which questions stand on a mock exam hangs on this id: the same seed gives the same school.
        learner, _ = Learner.objects.get_or_create(person=life.person, defaults={"pk": drawn_id(dice)})
        road = Student(life, material, learner.pk, dice, now, shares, domains).walk()
        reads += [Read(life.person, lesson, moment) for moment, lesson in road.read if moment <= now]
        deeds += [Reply(life.person, one.question, chosen, moment) for moment, one, chosen in road.answered]
        for mock in road.mocks:
            chosen = {by_code[code]: some for code, some in mock.chosen.items()}
            deeds.append(
                MockTaken(life.person, material.course, mock.key, mock.started_at, mock.handed_in_at, chosen, mock.form)
            )
        roads.append(road)
    keep_readings(reads)
    keep(deeds)
    return roads
