"""One learner of the demonstration: the rows that everybody sees, and the hidden truth that the simulator drew."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from opstap.people.models import Person
from opstap.programme.models import Group, Participation
from opstap_demo.groups import Outline
from opstap_demo.simulator.attending import Rhythm, draw_rhythm
from opstap_demo.simulator.living import Story, draw_story
from opstap_demo.simulator.memory import Memory
from opstap_demo.simulator.mind import Mind, draw_mind
from opstap_demo.simulator.world import World

# Whoever has a part to play in the demonstration has the traits that it needs; the others are drawn.
STEADY = 0.95
AFTERWARDS = timedelta(weeks=10)  # after the last class there is still time for an exam
PARTS: dict[str, dict[str, Any]] = {
    "learner": {"steadiness": STEADY, "diligence": 1.6},
    "learner_ar": {"steadiness": STEADY, "diligence": 1.5, "carelessness": 0.03},
    "learner_job": {"steadiness": STEADY, "diligence": 1.8, "carelessness": 0.02, "english": 0.8, "stress": 0.1},
    "silent": {"steadiness": 0.93},
    "exam_soon": {"steadiness": 0.9, "diligence": 0.45, "carelessness": 0.12},
    "failed": {"steadiness": 0.92, "diligence": 0.9},
}
EASE = {"learner": 0.3, "learner_ar": 0.2, "learner_job": 1.0, "exam_soon": -1.2}


@dataclass(frozen=True, slots=True)
class Chair:
    """A place in a group, from when until when."""

    group: Group
    outline: Outline
    joins: datetime
    ends: datetime
    part: str = ""


@dataclass(slots=True)
class Life:
    """`came` fills as classes are held."""

    person: Person
    participation: Participation
    chair: Chair
    mind: Mind
    rhythm: Rhythm
    story: Story
    memory: Memory
    came: list[datetime] = field(default_factory=list)

    @property
    def part(self) -> str:
        """The code of a part in the demonstration, "" for most."""
        return self.chair.part

    def is_away(self, moment: datetime) -> bool:
        """Before they joined, after they left, or while they pause."""
        story = self.story
        if moment < self.chair.joins or (story.leaves is not None and moment >= story.leaves):
            return True
        paused = story.pauses is not None and moment >= story.pauses
        return paused and (story.returns is None or moment < story.returns)

    def until(self, now: datetime) -> datetime:
        """How far this life is told: until they left, pause and are not back, finished and sat again, or now."""
        story = self.story
        stops = [now, self.chair.ends + AFTERWARDS]
        if story.leaves is not None:
            stops.append(story.leaves)
        if story.pauses is not None and (story.returns is None or story.returns > now):
            stops.append(story.pauses)
        return min(stops)


def draw_life(participation: Participation, chair: Chair, world: World, dice: Random) -> Life:
    """A learner who takes a chair."""
    mind = _mind(participation.person, chair.part, dice)
    story = draw_story(mind, chair.joins, chair.ends - timedelta(weeks=1), dice)
    return Life(
        person=participation.person,
        participation=participation,
        chair=chair,
        mind=mind,
        rhythm=draw_rhythm(mind, chair.joins.date(), chair.ends.date(), dice),
        story=Story() if chair.part else story,
        memory=Memory(mind, world),
    )


def _mind(person: Person, part: str, dice: Random) -> Mind:
    mind = draw_mind(dice, english_speaker=person.language == "en")
    if part in EASE:
        shift = EASE[part] - mind.ease
        mind = replace(mind, factors=tuple(factor + shift for factor in mind.factors))
    return replace(mind, **PARTS[part]) if part in PARTS else mind
