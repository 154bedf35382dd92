"""Note that a learner is done with a course: once, in the transaction of what completed it."""

from datetime import datetime
from uuid import UUID, uuid5

from opstap.curriculum.models import Course
from opstap.kit import ledger
from opstap.practice.models import CourseCompletion, Learner
from opstap.practice.queries.completion import is_done

COMPLETIONS = UUID("0199c0de-0000-7000-8000-0000c0115e5e")  # the namespace of the keys


def note_completion(learner: Learner, course: Course, *, at: datetime) -> CourseCompletion | None:
    """Save and tell that every module of `course` is done, when that is so and was not said before.

    The caller holds the learner's row; the constraint guards whoever does not. Listeners find the person by the learner.
    """
    if CourseCompletion.objects.filter(learner=learner, course=course).exists() or not is_done(learner.pk, course):
        return None
    key = uuid5(COMPLETIONS, f"{learner.pk}/{course.pk}")
    completion = CourseCompletion.objects.create(key=key, learner=learner, course=course, happened_at=at)
    refs = {"course": str(course.pk), "code": course.code}
    ledger.record("practice.course_completed", by=learner, on=learner, at=at, refs=refs)
    return completion
