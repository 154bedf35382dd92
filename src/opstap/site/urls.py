"""The road map of URLs: one include per station."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from opstap.site import start, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("about/decisions", views.decisions, name="decisions"),
    path("language/", include("django.conf.urls.i18n")),
    path("outbox/", include("opstap.messages.urls")),
    path("design/", include("opstap.design.urls")),
    path("start/", start.start, name="start"),
    path("start/<str:token>/", start.first_sign_in, name="first_sign_in"),
    path("account/", include("opstap.people.account_urls")),
    path("", include("opstap.people.urls")),
    path("", include("opstap.curriculum.urls")),
    path("", include("opstap.practice.urls")),
    path("", include("opstap.admission.urls")),
    path("", include("opstap.certification.urls")),
    path("", include("opstap.jobs.urls")),
    path("", include("opstap.guidance.urls")),
    path("", include("opstap.steering.urls")),
]

handler400 = views.bad_request
handler500 = views.server_error

# A package beside the product that brings its own pages, and that the product never imports.
if apps.is_installed("opstap_demo"):
    urlpatterns.append(path("demonstration/", include("opstap_demo.urls")))
