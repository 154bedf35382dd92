"""today/ and coach/"""

from django.urls import path

from opstap.guidance.views import coach, groups, needs, today

app_name = "guidance"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/stuck/", today.stuck, name="stuck"),
    path("today/absent/<uuid:pk>/", today.absent, name="absent"),
    path("today/absent/<uuid:pk>/back/", today.come_after_all, name="come_after_all"),
    path("coach/", needs.who_needs_me, name="coach"),
    path("coach/asked/", coach.asked, name="asked"),
    path("coach/contact/<uuid:pk>/back/", needs.take_back, name="take_back"),
    path("coach/help/<uuid:pk>/", coach.answer, name="answer"),
    path("coach/absence/<uuid:pk>/seen/", coach.seen, name="seen"),
    path("coach/group/<uuid:pk>/", groups.group, name="group"),
    path("coach/group/<uuid:pk>/place/", groups.place, name="place"),
    path("coach/group/<uuid:pk>/plan/", groups.plan, name="plan"),
    path("coach/session/<uuid:pk>/", coach.session, name="session"),
    path("coach/person/<uuid:pk>/", coach.person, name="person"),
    path("coach/person/<uuid:pk>/contact/", needs.contact, name="contact"),
]
