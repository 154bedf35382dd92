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
    """A question as a learner meets it: what it is about, its options, which of them are right.

    `slots`: what may fill each slot, and whether each choice may be used only once (steps in an order). `typed`: what people
    type who do not know. Of both `key` is the right response, and there are no options.
    """

    code: str
    skills: tuple[str, ...]
    level: int
    options: tuple[str, ...]
    key: frozenset[str]
    slots: tuple[tuple[str, tuple[str, ...]], ...] = ()
    each_once: bool = False
    typed: tuple[str, ...] = ()


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
    if not item.options:
        return _filled(item, frozenset(), dice) if item.slots else _typed(item, dice)
    return tuple(sorted(dice.sample(item.options, max(1, len(item.key)))))


def _guess(item: Item, cunning: float, seed: int, dice: Random) -> tuple[str, ...]:
    """Not blind: the cunning strike out what cannot be, and each question has one wrong option that looks right."""
    if not item.options:
        # Of several parts some are known: the cunning fill more of them right.
        known = frozenset(part for part in sorted(item.key) if dice.random() < 0.3 + 0.3 * cunning)
        return _filled(item, known, dice) if item.slots else _typed(item, dice)
    wrong = [option for option in item.options if option not in item.key]
    if wrong and dice.random() < 0.35:
        tempting = max(wrong, key=lambda option: hidden(seed, f"{item.code}/{option}", 1.0))
        return tuple(sorted((tempting, *sorted(item.key)[: len(item.key) - 1])))
    struck = {option for option in wrong[1:] if dice.random() < 0.5 * cunning}
    return tuple(sorted(dice.sample([one for one in item.options if one not in struck], max(1, len(item.key)))))


def _filled(item: Item, known: frozenset[str], dice: Random) -> tuple[str, ...]:
    """Every slot is filled, the known ones right, the others with anything that is left."""
    filled = dict(part.split("=", 1) for part in sorted(known))
    for slot, choices in item.slots:
        if slot not in filled:
            used = set(filled.values()) if item.each_once else set()
            filled[slot] = dice.choice([one for one in choices if one not in used])
    return tuple(sorted(f"{slot}={choice}" for slot, choice in filled.items()))


def _typed(item: Item, dice: Random) -> tuple[str, ...]:
    """What is usually typed wrong, or something else; now and then it is right after all."""
    return (dice.choice([*item.typed, *sorted(item.key)]),)
