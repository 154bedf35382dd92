"""The road map of URLs: one include per station."""

from django.urls import URLPattern, URLResolver, include, path

from opstap.site import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.health, name="health"),
    path("language/", include("django.conf.urls.i18n")),
    path("outbox/", include("opstap.messages.urls")),
    path("design/", include("opstap.design.urls")),
    path("account/", include("opstap.people.account_urls")),
    path("", include("opstap.people.urls")),
    path("", include("opstap.practice.urls")),
    path("", include("opstap.admission.urls")),
    path("", include("opstap.guidance.urls")),
]
