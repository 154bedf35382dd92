from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "opstap.jobs"

    def ready(self) -> None:
        from opstap.jobs.actions.rebuild import REBUILDING
        from opstap.jobs.privacy import HOOKS
        from opstap.kit import rebuilding
        from opstap.kit.privacy import register

        register(HOOKS)
        rebuilding.register(REBUILDING)
