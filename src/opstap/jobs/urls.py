"""The pages of jobs."""

from django.urls import URLPattern

app_name = "jobs"
# The road to a job: the learner, the employer, the desk of coach and manager.
HIRING: list[URLPattern] = []
# An employer's own staff: courses, seats, the invitation link.
STAFF: list[URLPattern] = []
urlpatterns = [*HIRING, *STAFF]
