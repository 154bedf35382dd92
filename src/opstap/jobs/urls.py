"""The pages of jobs."""

from django.urls import URLPattern, path

from opstap.jobs.views import joining, seat, staff

app_name = "jobs"
# The road to a job: the learner, the employer, the desk of coach and manager.
HIRING: list[URLPattern] = []
# An employer's own staff: courses, seats, the invitation link.
STAFF: list[URLPattern] = [
    path("employer/staff/", staff.staff, name="staff"),
    path("employer/staff/new/", staff.new, name="staff_new"),
    path("employer/staff/<uuid:pk>/", staff.staff_course, name="staff_course"),
    path("employer/staff/<uuid:pk>/change/", staff.change, name="staff_change"),
    path("employer/staff/<uuid:pk>/close/", staff.close, name="staff_close"),
    path("employer/staff/<uuid:pk>/link/", staff.renew, name="staff_renew"),
    path("employer/staff/<uuid:pk>/completed.csv", staff.export, name="staff_export"),
    path("employer/staff/firm/<uuid:pk>/", staff.facts, name="staff_facts"),
    path("my-course/", seat.seat, name="seat"),
    path("my-course/<uuid:pk>/leave/", seat.leave, name="leave_seat"),
    # In messages and on posters; the token is the key to it.
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/you/", joining.you, name="join_you"),
    path("join/<str:token>/code/", joining.code, name="join_code"),
]
urlpatterns = [*HIRING, *STAFF]
