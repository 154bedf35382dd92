"""One's own pages under /me/, and the administrator's under /people/."""

from django.urls import path, re_path

from opstap.people.views import me, people, privacy, with_code

app_name = "people"
urlpatterns = [
    path("home/", me.home, name="home"),
    path("me/", me.me, name="me"),
    path("me/details/", me.details, name="details"),
    path("me/address/", with_code.address, name="address"),
    re_path("^me/address/drop/(?P<kind>phone|mail)/$", me.drop, name="drop_address"),
    path("me/password/", with_code.password, name="password"),
    path("me/erase/", with_code.erase, name="erase"),
    re_path("^me/code/(?P<purpose>address|password|erase)/$", with_code.code, name="code"),
    path("me/privacy/", privacy.privacy, name="privacy"),
    path("me/consents/", privacy.consents, name="consents"),
    path("me/export/", privacy.export, name="export"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/roles/<uuid:grant>/end/", people.end, name="end_role"),
]
