"""What Today says to do now: one thing, chosen by a rule that anybody can read.

| asked in this order                                                 | card       |
| ------------------------------------------------------------------- | ---------- |
| the person left or has finished                                     | FAREWELL   |
| the person has paused                                               | PAUSED     |
| a class is going on or starts within 12 hours, and they are coming  | CLASS      |
| a place is offered, and there is nothing to read or practise yet    | SOON       |
| something to read, not yet two today, and practice is not overdue   | LESSON     |
| skills are due for practice, and today's ten minutes are not done   | PRACTICE   |
| nothing of all this                                                 | REST       |

Practice is overdue when ten skills or more are due and today's ten minutes are not done: then it goes before a new lesson
(what is not repeated fades; Cepeda et al. 2006, "Distributed practice in verbal recall tasks"). Ten answers are about ten
minutes; after them the day's practice is done, however much is due.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CLASS_IS_NEAR = timedelta(hours=12)
LESSONS_A_DAY = 2
OVERDUE = 10
ANSWERS_A_DAY = 10

GONE = frozenset({"left", "completed"})


class Card(StrEnum):
    """The big card of Today."""

    CLASS = "class"
    LESSON = "lesson"
    PRACTICE = "practice"
    REST = "rest"
    SOON = "soon"
    PAUSED = "paused"
    FAREWELL = "farewell"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice needs. `starts_at` and `ends_at` are those of the next session, `coming` whether no absence was said.

    `lessons` is how many the course holds for this person, `unread` how many of them are not read, `due` how many skills
    wait for practice, `answered_today` how many questions were answered.
    """

    at: datetime
    stage: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    coming: bool = True
    lessons: int = 0
    unread: int = 0
    read_today: int = 0
    due: int = 0
    answered_today: int = 0


def card(facts: Facts) -> Card:
    """The one card that goes on top."""
    if facts.stage in GONE:
        return Card.FAREWELL
    if facts.stage == "paused":
        return Card.PAUSED
    if facts.coming and class_is_near(facts):
        return Card.CLASS
    if facts.stage == "offered" and facts.lessons == 0 and facts.due == 0:
        return Card.SOON
    return learning_card(facts)


def learning_card(facts: Facts) -> Card:
    """Which of lesson, practice and rest; also the second card of a day with a class."""
    may_read = facts.unread > 0 and facts.read_today < LESSONS_A_DAY
    due = facts.due if facts.answered_today < ANSWERS_A_DAY else 0
    if may_read and due < OVERDUE:
        return Card.LESSON
    return Card.PRACTICE if due > 0 else Card.REST


def class_is_near(facts: Facts) -> bool:
    """Whether a class is going on, or starts within twelve hours."""
    if facts.starts_at is None or facts.ends_at is None or facts.at >= facts.ends_at:
        return False
    return facts.starts_at - facts.at <= CLASS_IS_NEAR
