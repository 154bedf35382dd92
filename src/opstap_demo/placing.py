"""Those who are about to begin find out where: a placement test, answered as the simulator answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from opstap.practice.actions.answer_placement import answer_placement
from opstap.practice.actions.begin_placement import begin_placement
from opstap.practice.actions.count_answers import Reply
from opstap.practice.actions.end_placement import end_placement
from opstap.practice.models import Placement
from opstap_demo.candidates import drawn_id
from opstap_demo.lives import Life
from opstap_demo.material import Material
from opstap_demo.past import at
from opstap_demo.simulator.answering import reply
from opstap_demo.simulator.world import day_of
from opstap_demo.study import Road

MOST = 6  # one in a row of dots is enough to see; each test is some fifteen answers
AFTER = timedelta(days=1, hours=3)
THINKS = timedelta(seconds=35)
LONGEST = timedelta(hours=1)
STOPS_AFTER = 4


def place(
    lives: Sequence[Life], roads: Sequence[Road], material: Material, seed: str, now: datetime
) -> list[Placement]:
    """Who joined lately and has not answered anything yet takes the test; the last of them stops early, as one may."""
    course = material.course
    if course is None:
        return []
    waiting = [
        life
        for life, road in zip(lives, roads, strict=True)
        if not road.answered and not road.mocks and life.chair.joins + AFTER < now - LONGEST and life.until(now) == now
    ]
    newest = sorted(waiting, key=lambda life: (life.chair.joins, life.person.pk), reverse=True)[:MOST]
    by_pk = {one.question.pk: one for one in material.asked}
    placed = []
    for number, life in enumerate(newest):
        dice = Random(f"{seed} {number}")
        moment = life.chair.joins + AFTER
        with at(moment):
            placement = begin_placement(life.person, course=course, key=drawn_id(dice))
        many = 0
        while placement.asked_id is not None:
            moment += THINKS
            one = by_pk[placement.asked_id]
            with at(moment):
                if number == len(newest) - 1 and many == STOPS_AFTER:
                    placement = end_placement(placement)
                else:
                    chosen = reply(life.memory, one.item, day_of(moment), dice)
                    placement = answer_placement(
                        placement, Reply(drawn_id(dice), one.question, chosen, life.person.language)
                    )
            many += 1
        placed.append(placement)
    return placed
