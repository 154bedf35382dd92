from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "opstap.curriculum"

    def ready(self) -> None:
        from opstap.curriculum.privacy import HOOKS
        from opstap.kit.privacy import register

        register(HOOKS)
