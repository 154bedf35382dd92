"""Many learners answer at the same moment, each on two devices that also send everything twice; then it is all counted again.

What each chooses follows from numbers, so a second run asks and answers the same; the order in which they come does not. The
serial replay is the rebuild of the station: the answers one by one, in sequence. For the test and `bench/load/answering.py`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import quantiles
from threading import Barrier
from time import perf_counter
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import OperationalError, connection

from opstap.curriculum.models import Question
from opstap.kit import rebuilding
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.actions.fold_difficulty import fold_difficulty
from opstap.practice.actions.rebuild import REBUILDING
from opstap.practice.models import Answer, Learner

DEVICES = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What is there afterwards. `expected` answers should be; `lost` and `twice` are of the keys that were sent; `uneven`
    counts learners whose own count is not theirs; `differing` rows of derived state are not what the replay gives; `resent` says
    how often a reply was sent again because the server was busy.
    """

    expected: int
    answers: int
    lost: int
    twice: int
    lines: int
    uneven: int
    differing: int
    resent: int = 0
    seconds: float = 0
    milliseconds: Sequence[float] = ()

    @property
    def holds(self) -> bool:
        once = self.answers == self.lines == self.expected
        return once and not (self.lost or self.twice or self.uneven or self.differing)

    def percentile(self, share: int) -> float:
        return quantiles(self.milliseconds, n=100)[share - 1]


def key_of(person: Person, number: int) -> UUID:
    """The client-made key of a learner's reply."""
    return uuid5(NAMESPACE_OID, f"{person.pk}/{number}")


def answer_together(people: Sequence[Person], questions: Sequence[Question], each: int) -> Found:
    """Let all of `people` give `each` answers at the same moment; every reply is sent by both of their devices."""
    barrier = Barrier(len(people) * DEVICES)

    def device(place: int, person: Person, which: int) -> list[float]:
        barrier.wait()
        taken = []
        # The second device sends from the end, so that the two meet in the middle.
        for number in range(each) if which == 0 else reversed(range(each)):
            question = questions[(place * 7 + number * 3) % len(questions)]
            option = question.options[(place + number) % len(question.options)]["id"]
            began = perf_counter()
            while not _taken(person, key_of(person, number), question, str(option)):
                resent.append(number)
            taken.append((perf_counter() - began) * 1000)
        return taken

    resent: list[int] = []
    began = perf_counter()
    with ThreadPoolExecutor(len(people) * DEVICES) as threads:
        jobs = [
            threads.submit(device, place, person, which)
            for place, person in enumerate(people)
            for which in range(DEVICES)
        ]
        milliseconds = [one for job in jobs for one in job.result()]
    seconds = perf_counter() - began
    return replace(_found(people, questions, each), seconds=seconds, milliseconds=milliseconds, resent=len(resent))


def _taken(person: Person, key: UUID, question: Question, option: str) -> bool:
    """Whether the server took it in; else the device sends it again, as `design/queue.js` does."""
    try:
        answer_question(key=key, person=person, question=question, chosen=[option])
    except OperationalError:  # it waited too long, for a connection (10 s) or on SQLite for the other writers (5 s)
        return False
    finally:
        # As at the end of a request: others wait for the connection.
        connection.close()
    return True


def _found(people: Sequence[Person], questions: Sequence[Question], each: int) -> Found:
    for question in questions:
        fold_difficulty(question.code)
    sent = {key_of(person, number) for person in people for number in range(each)}
    kept = list(Answer.objects.values_list("key", flat=True))
    replayed = rebuilding.run(REBUILDING, keep=False)
    return Found(
        expected=len(sent),
        answers=len(kept),
        lost=len(sent - set(kept)),
        twice=len(kept) - len(set(kept)),
        lines=LedgerLine.objects.filter(verb="practice.answered").count(),
        uneven=Learner.objects.exclude(answers_counted=each).count(),
        differing=sum(one.rows for one in replayed.differences),
    )
