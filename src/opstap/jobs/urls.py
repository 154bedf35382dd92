"""The pages of jobs."""

from django.urls import URLPattern, path

from opstap.jobs.views import desk, follow_up, hiring, joining, meeting, mine, seat, staff

app_name = "jobs"
# The road to a job: the learner, the employer, the desk of coach and manager.
HIRING: list[URLPattern] = [
    path("work/", mine.mine, name="mine"),
    path("work/profile/", mine.profile, name="profile"),
    path("work/card/", mine.card, name="card"),
    path("work/vacancies/", mine.vacancies, name="vacancies"),
    path("work/<uuid:pk>/answer/", mine.answer, name="answer"),
    path("work/<uuid:pk>/stop/", mine.stop, name="stop"),
    path("employer/", hiring.vacancies, name="employer"),
    path("employer/vacancies/new/", hiring.new, name="vacancy_new"),
    path("employer/vacancies/<uuid:pk>/", hiring.vacancy, name="vacancy"),
    path("employer/vacancies/<uuid:pk>/change/", hiring.change, name="vacancy_change"),
    path("employer/vacancies/<uuid:pk>/close/", hiring.close, name="vacancy_close"),
    path("employer/vacancies/<uuid:pk>/card/<slug:name>/", hiring.card, name="employer_card"),
    path("employer/introductions/<uuid:pk>/", meeting.introduction, name="introduction"),
    path("employer/introductions/<uuid:pk>/met/", meeting.met, name="introduction_met"),
    path("employer/introductions/<uuid:pk>/hired/", meeting.hired, name="introduction_hired"),
    path("employer/introductions/<uuid:pk>/end/", meeting.end, name="introduction_end"),
    path("jobs/", desk.desk, name="desk"),
    path("jobs/introductions/", desk.introductions, name="desk_introductions"),
    path("jobs/introductions/<uuid:pk>/met/", desk.met, name="desk_met"),
    path("jobs/follow-ups/", desk.follow_ups, name="desk_follow_ups"),
    path("jobs/follow-ups/<uuid:pk>/answered/", desk.answered, name="desk_answered"),
    path("jobs/people/<uuid:pk>/", desk.person, name="desk_person"),
    path("jobs/people/<uuid:pk>/placement/", desk.placement, name="desk_placement"),
    path("jobs/profiles/<uuid:pk>/words/", desk.words, name="desk_words"),
    # In a message; the token is the key to it.
    path("follow-up/<str:token>/", follow_up.follow_up, name="follow_up"),
]
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
