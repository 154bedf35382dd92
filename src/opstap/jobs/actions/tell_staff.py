"""What an employee hears once they take part: how to come back to the course. A listener of the ledger."""

from django.conf import settings
from django.urls import reverse

from opstap.jobs.models import Seat
from opstap.kit.models import LedgerLine
from opstap.kit.translated import in_language
from opstap.messages.actions.tell import tell


def tell_seat_taken(line: LedgerLine) -> None:
    """The way back, for another day or another phone; nobody has to keep the invitation."""
    rows = Seat.objects.select_related("staff_course__course", "staff_course__employer", "person")
    seat = rows.filter(pk=line.subject_id, ended_at__isnull=True).first()
    if seat is None or not (seat.person.email or seat.person.phone):
        return
    tell(
        event=line.key,
        template="jobs/mail/seat_taken",
        language=seat.person.language,
        person=seat.person,
        context={
            "employer": seat.staff_course.employer.name,
            "title": in_language(seat.staff_course.course.title, seat.person.language),
            "link": settings.OPSTAP_URL + reverse("jobs:seat"),
        },
    )
