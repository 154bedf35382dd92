"""What someone keeps of what they learned."""

from dataclasses import dataclass, field

from opstap_demo.simulator.mind import Mind
from opstap_demo.simulator.world import World

MOST = 1.0
FIRST_STABILITY = 9.0  # days until half of a first lesson is gone
SPACED = 1.7  # how much longer it lasts after coming back to it on another day
TAUGHT = 2.3  # logits between someone who was never taught and someone who has just been
HELPED = 0.7  # logits that well-known neighbours lend
UNTAUGHT = -1.0


@dataclass(slots=True)
class Trace:
    """One skill in a memory: how well it was laid down, how long it lasts, when it was last touched."""

    strength: float = 0.0
    stability: float = FIRST_STABILITY
    last: float = 0.0

    def left(self, day: float, forgetting: float) -> float:
        """What is left on that day, 0 to 1: a power law, as forgetting curves are."""
        gone = max(0.0, day - self.last) * forgetting
        return float(self.strength * (1 + gone / self.stability) ** -0.5)


@dataclass(slots=True)
class Memory:
    """A mind's traces. `study` must be told of things in order of time."""

    mind: Mind
    world: World
    traces: dict[str, Trace] = field(default_factory=dict)

    def study(self, skill: str, day: float, share: float) -> None:
        """Learn `share` of what is missing. Back after more than half a day, it lasts longer."""
        trace = self.traces.setdefault(skill, Trace(last=day))
        kept = trace.left(day, self.mind.forgetting)
        if trace.strength and day - trace.last > 0.5:
            trace.stability *= SPACED
        trace.strength = min(MOST, kept + share * (MOST - kept))
        trace.last = day

    def left(self, skill: str, day: float) -> float:
        """What is left of a skill, 0 when it was never met."""
        trace = self.traces.get(skill)
        return trace.left(day, self.mind.forgetting) if trace else 0.0

    def level(self, skill: str, day: float) -> float:
        """How strong this person is in a skill on that day, in logits."""
        links = self.world.links[skill]
        lent = HELPED * sum(self.left(link, day) for link in links) / len(links) if links else 0.0
        return UNTAUGHT + self.world.aptitude(self.mind, skill) + TAUGHT * self.left(skill, day) + lent
