from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "opstap.site"

    def ready(self) -> None:
        from opstap.site import events

        events.wire()
