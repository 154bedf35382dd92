from django.urls import path

from opstap.practice.views import (
    extra_time,
    groups,
    learning,
    mock,
    papers,
    plan,
    practising,
    reading,
    sessions,
    stuck,
)

app_name = "practice"
urlpatterns = [
    path("learn/", learning.learn, name="learn"),
    path("learn/<slug:code>/", learning.lesson, name="lesson"),
    path("learn/<slug:code>/read/", learning.read_lesson, name="read"),
    path("learn/<slug:code>/place/", reading.place, name="place"),
    path("learn/<slug:code>/stuck/<slug:anchor>/", stuck.stuck_here, name="stuck_here"),
    path("practice/reading/", reading.prefer, name="prefer"),
    path("practice/", practising.practise, name="practise"),
    path("practice/answer/", practising.answer, name="answer"),
    path("practice/answer/<uuid:key>/", practising.answered, name="answered"),
    path("practice/session/", sessions.begin, name="begin_session"),
    path("practice/session/<uuid:pk>/", sessions.session, name="session"),
    path("practice/session/<uuid:pk>/end/", sessions.end, name="end_session"),
    path("practice/skills/", practising.skills, name="skills"),
    path("practice/plan/", plan.plan, name="plan"),
    path("practice/plan/skip/", plan.skip, name="plan_skip"),
    path("practice/mock/", mock.mock, name="mock"),
    path("practice/test/<slug:code>/", mock.test_out, name="test_out"),
    path("practice/readiness/", mock.readiness, name="readiness"),
    path("practice/paper/<uuid:pk>/", papers.paper, name="paper"),
    path("practice/paper/<uuid:pk>/overview/", papers.overview, name="paper_overview"),
    path("practice/paper/<uuid:pk>/hand-in/", papers.give_in, name="hand_in"),
    path("practice/extra-time/<uuid:pk>/", extra_time.extra_time, name="extra_time"),
    path("practice/group/<uuid:pk>/", groups.group, name="group"),
    path("practice/group/<uuid:pk>/table.csv", groups.group_table, name="group_table"),
    path("practice/stuck/", stuck.stuck, name="stuck"),
]
