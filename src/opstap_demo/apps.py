from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemonstrationConfig(AppConfig):
    name = "opstap_demo"

    def ready(self) -> None:
        if not settings.DEMONSTRATION:
            raise ImproperlyConfigured(
                "opstap_demo signs anybody in as anybody: it belongs in OPSTAP_MODE=demonstration alone, take it out of"
                " INSTALLED_APPS"
            )
        from opstap.site.context import announce
        from opstap_demo.banner import banner

        announce(banner)

    def welcome(self) -> list[str]:
        """What `bin/run` prints: whom one can sign in as."""
        from opstap_demo.welcome import lines

        return lines()
