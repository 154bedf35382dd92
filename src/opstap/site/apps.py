from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "opstap.site"

    def ready(self) -> None:
        from opstap.messages.actions.tell import tell
        from opstap.people import post

        post.use(tell)
