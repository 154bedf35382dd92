"""The design app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "opstap.design"
    label = "design"
