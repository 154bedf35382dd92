"""What Today says to do now: one thing, chosen by a rule that anybody can read.

| asked in this order                                                 | card         |
| ------------------------------------------------------------------- | ------------ |
| a mock exam was begun and its time is not over                      | MOCK         |
| an exam that they agreed to begins within 36 hours, or goes on      | EXAM         |
| a class is going on or starts within 12 hours, and they are coming  | CLASS        |
| a day for an exam was proposed and waits for their answer           | AGREE        |
| an employer asks to meet them                                       | INTRODUCTION |
| we asked whether the job lasts                                      | FOLLOW_UP    |
| the person left or has finished                                     | FAREWELL     |
| the person has paused                                               | PAUSED       |
| a place is offered, and there is nothing to read or practise yet    | SOON         |
| nothing read yet, and a test can say where to begin                 | PLACEMENT    |
| something to read, not yet two today, and practice is not overdue   | LESSON       |
| skills are due for practice, and today's ten minutes are not done   | PRACTICE     |
| enough is read for a mock exam, and the last one is a week ago      | TRY_MOCK     |
| nothing of all this                                                 | REST         |

Practice is overdue when ten skills or more are due and today's ten minutes are not done: then it goes before a new lesson
(what is not repeated fades; Cepeda et al. 2006, "Distributed practice in verbal recall tasks"). Ten answers are about ten
minutes; after them the day's practice is done, however much is due. Enough is read when six lessons in ten are, of the
courses that lead to an exam: our choice, so that a first mock exam meets little that was never taught.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CLASS_IS_NEAR = timedelta(hours=12)
EXAM_IS_NEAR = timedelta(hours=36)
EXAM_LASTS = timedelta(hours=2)
LESSONS_A_DAY = 2
OVERDUE = 10
ANSWERS_A_DAY = 10
READ_FOR_A_MOCK = 0.6
BETWEEN_MOCKS = timedelta(days=7)

GONE = frozenset({"left", "completed"})
LEARNS = frozenset({"offered", "preparatory", "started", "active"})


class Card(StrEnum):
    """The big card of Today."""

    MOCK = "mock"
    EXAM = "exam"
    CLASS = "class"
    AGREE = "agree"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"
    PLACEMENT = "placement"
    LESSON = "lesson"
    PRACTICE = "practice"
    TRY_MOCK = "try_mock"
    REST = "rest"
    SOON = "soon"
    PAUSED = "paused"
    FAREWELL = "farewell"


MOMENTS = frozenset({Card.MOCK, Card.EXAM, Card.CLASS, Card.AGREE, Card.INTRODUCTION, Card.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice needs. `starts_at` and `ends_at` are those of the next session, `coming` whether no absence was said.

    `lessons` is how many the course holds for this person, `unread` how many of them are not read, `due` how many skills
    wait for practice, `answered_today` how many questions were answered. `exam_at` is the next exam that they agreed to;
    of the courses that lead to an exam, `exam_lessons` are there and `exam_read` of them read. `placing`: nothing is read yet,
    and a placement test can be begun or goes on.
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
    exam_at: datetime | None = None
    to_agree: bool = False
    introduction: bool = False
    follow_up: bool = False
    mock_until: datetime | None = None
    mock_at: datetime | None = None
    exam_lessons: int = 0
    exam_read: int = 0
    placing: bool = False


def cards(facts: Facts) -> list[Card]:
    """The card that goes on top, then what else waits, as small cards."""
    held = [one for one, holds in _moments(facts).items() if holds]
    top = held[0] if held else _standing(facts)
    also = [one for one in held if one not in {top, Card.CLASS}]
    try_mock = facts.stage in LEARNS and mock_fits(facts) and Card.TRY_MOCK not in {top, after(top, facts)}
    return [top, *also, *([Card.TRY_MOCK] if try_mock and Card.MOCK not in held else [])]


def card(facts: Facts) -> Card:
    """The one card that goes on top."""
    return cards(facts)[0]


def after(top: Card, facts: Facts) -> Card | None:
    """What there is to learn on a day on which something else comes first."""
    if top not in MOMENTS or facts.stage not in LEARNS:
        return None
    learning = learning_card(facts)
    return learning if learning is not Card.REST else None


def _moments(facts: Facts) -> dict[Card, bool]:
    """What has a moment of its own or waits for an answer, the most pressing first."""
    return {
        Card.MOCK: facts.mock_until is not None and facts.at < facts.mock_until,
        Card.EXAM: exam_is_near(facts),
        Card.CLASS: facts.stage in LEARNS and facts.coming and class_is_near(facts),
        Card.AGREE: facts.to_agree,
        Card.INTRODUCTION: facts.introduction,
        Card.FOLLOW_UP: facts.follow_up,
    }


def _standing(facts: Facts) -> Card:
    if facts.stage in GONE:
        return Card.FAREWELL
    if facts.stage == "paused":
        return Card.PAUSED
    if facts.stage == "offered" and facts.lessons == 0 and facts.due == 0:
        return Card.SOON
    return learning_card(facts)


def learning_card(facts: Facts) -> Card:
    """Which of placement test, lesson, practice, mock exam and rest; also the second card of a day on which something else
    comes first.
    """
    may_read = facts.unread > 0 and facts.read_today < LESSONS_A_DAY
    due = facts.due if facts.answered_today < ANSWERS_A_DAY else 0
    if may_read and due < OVERDUE:
        return Card.PLACEMENT if facts.placing else Card.LESSON
    if due > 0:
        return Card.PRACTICE
    return Card.TRY_MOCK if mock_fits(facts) else Card.REST


def mock_fits(facts: Facts) -> bool:
    """Whether a mock exam would show something now."""
    enough = facts.exam_lessons > 0 and facts.exam_read >= READ_FOR_A_MOCK * facts.exam_lessons
    return enough and (facts.mock_at is None or facts.at - facts.mock_at >= BETWEEN_MOCKS)


def class_is_near(facts: Facts) -> bool:
    """Whether a class is going on, or starts within twelve hours."""
    if facts.starts_at is None or facts.ends_at is None or facts.at >= facts.ends_at:
        return False
    return facts.starts_at - facts.at <= CLASS_IS_NEAR


def exam_is_near(facts: Facts) -> bool:
    """Whether an agreed exam goes on, or begins within a day and a half: today, tonight or tomorrow."""
    return facts.exam_at is not None and -EXAM_LASTS < facts.exam_at - facts.at <= EXAM_IS_NEAR
