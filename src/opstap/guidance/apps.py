from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "opstap.guidance"

    def ready(self) -> None:
        from opstap.guidance.privacy import HOOKS
        from opstap.kit.privacy import register

        register(HOOKS)
