"""What becomes of a seat when its holder completes the course: listeners of the ledger.

The certificate comes from the school that runs this installation. Not from the employer: it offered the course, but it neither
taught nor examined anything.
"""

from uuid import UUID

from opstap.certification.actions.issue_badge import issue_course_badge
from opstap.jobs.access.staff import seats_visible_to
from opstap.jobs.actions.complete_seat import complete_seat
from opstap.jobs.models import Seat
from opstap.jobs.queries.staff import school_of_the_house
from opstap.kit.models import LedgerLine
from opstap.practice.models import CourseCompletion, Learner


def on_course_completed(line: LedgerLine) -> None:
    """Practice says that a learner is done with a course: complete the seats they hold in it."""
    learner = Learner.objects.select_related("person").filter(pk=line.subject_id).first()
    if learner is None or learner.person is None:
        return
    seats = seats_visible_to(learner.person).filter(staff_course__course=UUID(line.refs["course"]), completed_at=None)
    for seat in seats:
        complete_seat(seat, at=line.happened_at)


def on_seat_taken(line: LedgerLine) -> None:
    """Whoever was done with the course before they took a seat has nothing to do twice. The employer hears the day of the
    seat: when it was learned elsewhere is not its business.
    """
    seat = Seat.objects.select_related("staff_course").filter(pk=line.subject_id).first()
    if seat is None:
        return
    done = CourseCompletion.objects.filter(learner__person=seat.person_id, course=seat.staff_course.course_id)
    if done.exists():
        complete_seat(seat, at=line.happened_at)


def on_seat_completed(line: LedgerLine) -> None:
    """Sign the certificate; certification tells its holder."""
    seat = Seat.objects.select_related("staff_course__course", "person").filter(pk=line.subject_id).first()
    school = school_of_the_house()
    if seat is not None and school is not None and seat.person.is_active:
        issue_course_badge(seat.person, course=seat.staff_course.course, issuer=school, at=line.happened_at)
