from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "opstap.people"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from opstap.kit.privacy import register
        from opstap.people import second_step
        from opstap.people.privacy import HOOKS

        register(HOOKS)
        authenticator_added.connect(second_step.on_added, dispatch_uid="opstap.people.second_step_added")
        authenticator_removed.connect(second_step.on_removed, dispatch_uid="opstap.people.second_step_removed")
