"""What becomes of a seat when its holder completes the course: listeners of the ledger.

Once completed, the certificate comes from the school that runs this installation. Not from the employer: it offered the course,
but it neither taught nor examined anything.
"""

from opstap.jobs.access.staff import seats_visible_to
from opstap.jobs.actions.complete_seat import complete_seat
from opstap.jobs.models import Seat
from opstap.kit.models import LedgerLine
from opstap.practice.models import CourseCompletion


def on_course_completed(line: LedgerLine) -> None:
    """Practice says that someone is done with a course: complete the seats they hold in it."""
    completion = CourseCompletion.objects.select_related("learner__person").filter(pk=line.subject_id).first()
    person = completion.learner.person if completion else None
    if completion is None or person is None:
        return
    for seat in seats_visible_to(person).filter(staff_course__course_id=completion.course_id, completed_at=None):
        complete_seat(seat, at=completion.happened_at)


def on_seat_taken(line: LedgerLine) -> None:
    """Whoever was done with the course before they took a seat has nothing to do twice."""
    seat = Seat.objects.select_related("staff_course").filter(pk=line.subject_id).first()
    if seat is None:
        return
    done = CourseCompletion.objects.filter(learner__person=seat.person_id, course=seat.staff_course.course_id)
    if done.exists():
        complete_seat(seat, at=line.happened_at)
