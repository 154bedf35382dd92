"""One's own pages under /me/, and the administrator's under /people/."""

from django.urls import path

from opstap.people.views import me

app_name = "people"
urlpatterns = [
    path("home/", me.home, name="home"),
    path("me/", me.me, name="me"),
]
