from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "opstap.programme"

    def ready(self) -> None:
        from opstap.kit import rebuilding
        from opstap.kit.privacy import register
        from opstap.programme.actions.rebuild import REBUILDING
        from opstap.programme.privacy import HOOKS

        register(HOOKS)
        rebuilding.register(REBUILDING)
