"""Addresses of the living page, under /design/."""

from django.urls import path

from opstap.design import views

app_name = "design"
urlpatterns = [
    path("", views.living, name="living"),
    path("layouts/<slug:name>/", views.layout, name="layout"),
]
