from datetime import timedelta

from django.apps import AppConfig
from django.core.management import call_command


class SiteConfig(AppConfig):
    name = "opstap.site"

    def ready(self) -> None:
        from opstap.kit import periodic
        from opstap.messages.actions.tell import tell
        from opstap.people import post
        from opstap.site import events

        post.use(tell)
        events.wire()
        # Sessions that ended stay in the table until someone takes them out.
        periodic.register("site.sessions", every=timedelta(days=1), do=lambda: call_command("clearsessions"))

    def welcome(self) -> list[str]:
        """Lines for who starts the server."""
        from opstap.site.first_run import welcome

        return welcome()
