"""An employee's own course: what to do now, in ten minutes."""

from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opstap.jobs.access import staff as access
from opstap.jobs.actions.leave_seat import leave_seat
from opstap.jobs.forms.staff import LeaveForm
from opstap.jobs.models import Seat
from opstap.jobs.pages.my_course import my_course
from opstap.jobs.queries.seat import progress_of
from opstap.kit.translated import in_language
from opstap.people.access import PersonRequest, requires


@requires()
@require_safe
def seat(request: PersonRequest) -> HttpResponse:
    """The course that I follow: the next lesson or test, how far I am, what my employer sees."""
    seats = list(
        access.seats_visible_to(request.person)
        .select_related("staff_course__course", "staff_course__employer")
        .order_by("-taken_at")
    )
    if not seats:
        return render(request, "jobs/staff/no_seat.html")
    chosen = _chosen(seats, request.GET.get("seat", ""))
    context = {
        "page": my_course(chosen, progress_of(request.person, chosen)),
        "seat": chosen,
        "others": [(one.pk, in_language(one.staff_course.course.title)) for one in seats if one != chosen],
    }
    return render(request, "jobs/staff/my_course.html", context)


def _chosen(seats: list[Seat], wanted: str) -> Seat:
    """The seat that the address names; else the newest that is not completed, else the newest."""
    if wanted:
        named = next((one for one in seats if str(one.pk) == wanted), None)
        if named is None:
            raise Http404
        return named
    return next((one for one in seats if one.completed_at is None), seats[0])


@requires()
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Leave the course; asks once, and says what happens."""
    held = access.seat_for(request.person, pk)
    if not access.can_leave_seat(request.person, held):
        return redirect("jobs:seat")
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        leave_seat(held, by=request.person)
        flash.success(request, _("You left the course. Your employer does not see it."))
        return redirect("jobs:seat")
    return render(request, "jobs/staff/leave.html", {"form": form, "seat": held})
