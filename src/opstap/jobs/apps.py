from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "opstap.jobs"

    def ready(self) -> None:
        from opstap.jobs.privacy import HOOKS
        from opstap.kit.privacy import register

        register(HOOKS)
