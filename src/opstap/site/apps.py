from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "opstap.site"

    def ready(self) -> None:
        from opstap.messages.actions.tell import tell
        from opstap.people import post
        from opstap.site import events

        post.use(tell)
        events.wire()

    def welcome(self) -> list[str]:
        """Lines for who starts the server."""
        from opstap.site.first_run import welcome

        return welcome()
