from datetime import timedelta

from django.apps import AppConfig
from django.core.management import call_command


class SiteConfig(AppConfig):
    name = "opstap.site"

    def ready(self) -> None:
        from opstap.kit import periodic
        from opstap.site import events

        events.wire()
        # Sessions that ended stay in the table until someone takes them out.
        periodic.register("site.sessions", every=timedelta(days=1), do=lambda: call_command("clearsessions"))
