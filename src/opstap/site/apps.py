from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "opstap.site"
