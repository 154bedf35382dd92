"""The filter on a test that it was not made on: the Swedish SAT 22B, people met cold, beside the Elo that was before (elo.py).

    PYTHONPATH=src:. .venv/bin/python -m bench.practice.answers_swedish --responses FOLDER [--json]

FOLDER holds `swesat22b_quant.txt`, `swesat22b_verb.txt` and their `_key.txt` (5,000 people x 80 items, options 1 to 5; MIT).
40 items in an order of one's own, one skill, difficulties start at the middle and are learned from 30,
100 or 500 people; the figures are of 1,000 people after them, from whom difficulties go on learning. How widely people differ
(the priors) is chosen on people 1 to 1,500; the figures are of people 3,001 to 4,000.

The range: how often what 10 answers say, give or take its 80% range, holds what the other 40 items say, give or take theirs.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

from bench.practice.answers_data import Pooled, difference, figures
from bench.practice.elo import Elo, expected, learn_difficulty

from opstap.curriculum.rules.marking import GUESS_SHARE
from opstap.practice.rules.features import Hard, Seen, answered, hardened, meet, new_person, new_skill
from opstap.practice.rules.knowledge import probability
from opstap.practice.rules.readout import RANGE_80
from opstap.practice.rules.skill_filter import Belief, Priors

GUESS = GUESS_SHARE / 5
ITEMS, ASKED, TESTED, EARLY = 80, 40, 1000, 10
WIDTHS = (Priors(general=0.35, skill=0.15), Priors(general=0.7, skill=0.3), Priors(general=1.0, skill=0.44))

type Answers = list[tuple[int, int]]  # item, right
type Found = dict[str, list[tuple[float, int]]]


def answers_of(folder: Path, name: str, first: int, count: int) -> list[Answers]:
    """Each person's answers to all items, in an order of their own."""
    key = (folder / f"swesat22b_{name}_key.txt").read_text().strip()
    rows = (folder / f"swesat22b_{name}.txt").read_text().split()[first : first + count]
    dice = random.Random(7)
    return [[(item, int(row[item] == key[item])) for item in dice.sample(range(ITEMS), ITEMS)] for row in rows]


def with_elo(people: Sequence[Answers], trained: int) -> Found:
    """What the Elo expects."""
    difficulty, count = [0.0] * ITEMS, [0] * ITEMS
    found: Found = {}
    for number, answers in enumerate(people):
        person = Elo()
        for item, right in answers[:ASKED]:
            if number >= trained:
                found.setdefault(str(number), []).append((expected(person.strength, difficulty[item], GUESS), right))
            surprise = right - probability(person.strength, difficulty[item], GUESS)
            person.learn(surprise)
            difficulty[item] = learn_difficulty(difficulty[item], count[item], surprise)
            count[item] += 1
    return found


def with_filter(people: Sequence[Answers], trained: int, priors: Priors) -> tuple[Found, float]:
    """What the filter expects, and how often its range after ten answers agrees with the other forty items."""
    bank = [Hard(Belief(0.0, priors.question), (), GUESS)] * ITEMS
    found: Found = {}
    held = 0
    for number, answers in enumerate(people):
        if number >= trained:
            early, later = _ability(answers[:EARLY], bank, priors), _ability(answers[ASKED:], bank, priors)
            held += abs(early.mean - later.mean) <= RANGE_80 * (early.variance + later.variance) ** 0.5
        person, skill = new_person(priors), new_skill(priors)
        for item, right in answers[:ASKED]:
            meeting = meet(person, (skill,), bank[item], Seen(), priors)
            if number >= trained:
                found.setdefault(str(number), []).append((meeting.expected.chance, right))
            bank[item] = hardened(meeting, right)
            person, (skill,), _ = answered(meeting, right, priors)
    return found, held / (len(people) - trained)


def _ability(answers: Answers, bank: Sequence[Hard], priors: Priors) -> Belief:
    person, skill = new_person(priors), new_skill(priors)
    for item, right in answers:
        person, (skill,), _ = answered(meet(person, (skill,), bank[item], Seen(), priors), right, priors)
    return Belief(person.ability.mean + skill.offset.mean, person.ability.variance + skill.offset.variance)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--responses", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not (options.responses / "swesat22b_quant.txt").exists():
        raise SystemExit(f"No Swedish SAT in {options.responses}. The data is not part of the project.")
    lines: list[dict[str, object]] = []
    for name in ("quant", "verb"):
        tuning = answers_of(options.responses, name, 0, 500 + TESTED)
        losses = {priors: figures(Pooled(with_filter(tuning, 500, priors)[0]), 2).loss for priors in WIDTHS}
        priors = min(WIDTHS, key=losses.__getitem__)
        for trained in (30, 100, 500):
            people = answers_of(options.responses, name, 2500 + 500 - trained, trained + TESTED)
            found, covered = with_filter(people, trained, priors)
            ours, elo = Pooled(found), Pooled(with_elo(people, trained))
            for label, one in (("Elo, caution 0.8", elo), ("filter", ours)):
                told = figures(one, 2)
                numbers = {"auc": told.auc, "loss": told.loss, "ece": told.calibration}
                lines.append({"test": name, "people": trained, "model": label, **numbers})
            lines[-1] |= {
                "gain": difference(ours, elo, 200),
                "covered": covered,
                "widths": (priors.general, priors.skill),
            }
    if options.json:
        print(json.dumps(lines, indent=1))
        return
    for line in lines:
        print({key: round(value, 4) if isinstance(value, float) else value for key, value in line.items()})


if __name__ == "__main__":
    main()
