"""Many lessons read at once, to the same state as one by one: a test holds the two against each other.

A lesson read through its action takes a dozen queries, and a year of 165 people has 7,000 of them. Here the facts and their
ledger lines are saved in bulk; whether that completes a course is found, noted and told by the product's own action.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from opstap.curriculum.models import Course, Lesson
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Person
from opstap.practice.actions.note_completion import note_completion
from opstap.practice.models import Learner, LessonReading
from opstap_demo.ledger_lines import save_lines
from opstap_demo.past import at

VERB = "practice.lesson_read"


@dataclass(frozen=True, slots=True)
class Read:
    """Someone read this lesson, as it stands, to its end at this moment."""

    person: Person
    lesson: Lesson
    at: datetime


def keep_readings(reads: Sequence[Read]) -> int:
    """Save them in order of time, of a lesson that someone read twice the first; gives how many were saved."""
    people = {one.person.pk: one.person for one in reads}
    learners = {pk: Learner.objects.get_or_create(person=person)[0] for pk, person in people.items()}
    rows: dict[tuple[UUID, UUID], LessonReading] = {}
    last: dict[tuple[UUID, UUID], tuple[Learner, Course, datetime]] = {}
    for one in sorted(reads, key=lambda read: read.at):
        learner, course = learners[one.person.pk], one.lesson.module.course
        if (learner.pk, one.lesson.pk) in rows:
            continue
        rows[learner.pk, one.lesson.pk] = LessonReading(
            key=new_id(),
            learner=learner,
            lesson_id=one.lesson.pk,
            lesson_version=one.lesson.version,
            happened_at=one.at,
        )
        last[learner.pk, course.pk] = (learner, course, one.at)
    kept = LessonReading.objects.bulk_create(rows.values(), batch_size=500)
    save_lines([_line(row) for row in kept])
    for learner, course, moment in sorted(last.values(), key=lambda one: one[2]):
        with at(moment):
            note_completion(learner, course, at=moment)
    return len(kept)


def _line(row: LessonReading) -> LedgerLine:
    return LedgerLine(
        verb=VERB,
        actor_id=row.learner_id,
        subject_type=Learner._meta.label_lower,
        subject_id=row.learner_id,
        happened_at=row.happened_at,
        recorded_at=row.happened_at,
        refs={"lesson": str(row.lesson_id)},
    )
