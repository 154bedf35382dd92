"""How long the choice of the next question takes, with every rule of a session, among 2,000 questions.

    .venv/bin/python bench/practice/choose.py

2,000 questions on 62 skills (as many as SC-900 has), in the middle of a session of 20 minutes: 10 asked, 20 resting, half of the
skills practised and a third of those due, pairs that people mix up. Prints microseconds for each part; `bench/answer.py` has
the same with the database.
"""

import random
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from opstap.practice.rules.session_mix import Askable, Shelf, SkillNow, SoFar, choose

QUESTIONS, SKILLS, ASKED, RESTING, TIMES = 2000, 62, 10, 20, 3000


def microseconds(work: Callable[[int], object], times: int = TIMES) -> str:
    took = []
    for number in range(times):
        started = perf_counter()
        work(number)
        took.append((perf_counter() - started) * 1e6)
    return f"median {median(took):.0f} us, p95 {quantiles(took, n=20)[18]:.0f} us"


def make(dice: random.Random) -> tuple[list[Askable], dict[str, SkillNow], SoFar]:
    skills = [f"skill-{number}" for number in range(SKILLS)]
    questions = [
        Askable(
            f"q{number:04}",
            (skills[number % SKILLS],),
            dice.uniform(-2, 2),
            dice.choice([0.08, 0.2, 0.4]),
            dice.choice([0.5, 1.0, 1.25, 1.5]),
        )
        for number in range(QUESTIONS)
    ]
    now = {}
    for place, skill in enumerate(skills):
        answered = dice.random() < 0.5
        now[skill] = SkillNow(
            strength=dice.gauss(0, 1),
            missing=dice.random(),
            unsure=dice.random(),
            forgotten=0.1,
            due=answered and dice.random() < 1 / 3,
            answered=answered,
            weight=dice.choice([12, 27, 37, 22]),
            place=place,
        )
    drawn = dice.sample(questions, ASKED + RESTING)
    mixed = {one: frozenset(dice.sample(skills, 2)) for one in skills[::2]}
    rest = frozenset(one.code for one in drawn[ASKED:])
    return questions, now, SoFar(drawn[:ASKED], rest, minutes=20, slot=ASKED, mixed_up=mixed)


def main() -> None:
    questions, now, so_far = make(random.Random(6))
    shelf = Shelf(questions)

    def again(number: int) -> object:
        # A new one each time, so that nothing of it is held from the time before.
        fresh = SoFar(so_far.asked, so_far.rest, so_far.minutes, number % 4, so_far.mixed_up)
        return choose(shelf, now, fresh, f"seed/{number}")

    print(f"{QUESTIONS} questions, {SKILLS} skills")
    print("choose:", microseconds(again))
    last = SoFar(so_far.asked, so_far.rest, sum(one.minutes for one in so_far.asked) + 2, 0, so_far.mixed_up)
    print("choose the last one:", microseconds(lambda number: choose(shelf, now, last, str(number))))
    print("lay out the shelf:", microseconds(lambda _: Shelf(questions), 100))


if __name__ == "__main__":
    main()
