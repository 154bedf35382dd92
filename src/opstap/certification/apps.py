from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "opstap.certification"

    def ready(self) -> None:
        from opstap.certification.actions.rebuild import REBUILDING
        from opstap.certification.privacy import HOOKS
        from opstap.kit import rebuilding
        from opstap.kit.privacy import register

        register(HOOKS)
        rebuilding.register(REBUILDING)
