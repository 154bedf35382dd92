"""How someone answers a question on their phone."""

from dataclasses import dataclass
from random import Random

from opstap_demo.simulator.memory import Memory
from opstap_demo.simulator.mind import sigmoid
from opstap_demo.simulator.world import hidden

SHARPNESS = 1.4  # how sharply knowing goes over into not knowing
SLIP = 0.04  # knows it, and taps the other one
LEARNED = 0.10  # share of what is missing that an explained answer teaches
DOUBT = 0.12  # of those who do not know, how many say so


@dataclass(frozen=True, slots=True)
class Item:
    """A question as a learner meets it: what it is about, its options, which of them are right."""

    code: str
    skills: tuple[str, ...]
    level: int
    options: tuple[str, ...]
    key: frozenset[str]


def difficulty(seed: int, item: Item) -> float:
    """What a question truly asks, in logits. Its author's level tells half of it."""
    return (item.level - 4) * 0.4 + hidden(seed, item.code, 0.7)


def reply(memory: Memory, item: Item, day: float, dice: Random) -> tuple[str, ...]:
    """The options this person taps on that day, sorted; none for "I do not know". Answering teaches a little."""
    mind, seed = memory.mind, memory.world.seed
    level = sum(memory.level(skill, day) for skill in item.skills) / max(1, len(item.skills))
    knows = dice.random() < sigmoid(SHARPNESS * (level - difficulty(seed, item)))
    for skill in item.skills:
        memory.study(skill, day, LEARNED)
    if dice.random() < mind.carelessness:
        return _any(item, dice)
    if knows and dice.random() >= SLIP:
        return tuple(sorted(item.key))
    if not knows and dice.random() < DOUBT * (1 - mind.cunning):
        return ()
    return _guess(item, mind.cunning, seed, dice)


def _any(item: Item, dice: Random) -> tuple[str, ...]:
    return tuple(sorted(dice.sample(item.options, max(1, len(item.key)))))


def _guess(item: Item, cunning: float, seed: int, dice: Random) -> tuple[str, ...]:
    """Not blind: the cunning strike out what cannot be, and each question has one wrong option that looks right."""
    wrong = [option for option in item.options if option not in item.key]
    if wrong and dice.random() < 0.35:
        tempting = max(wrong, key=lambda option: hidden(seed, f"{item.code}/{option}", 1.0))
        return tuple(sorted((tempting, *sorted(item.key)[: len(item.key) - 1])))
    struck = {option for option in wrong[1:] if dice.random() < 0.5 * cunning}
    return tuple(sorted(dice.sample([one for one in item.options if one not in struck], max(1, len(item.key)))))
