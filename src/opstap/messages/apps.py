from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "opstap.messages"
    label = "opstap_messages"  # "messages" is taken by django.contrib.messages

    def ready(self) -> None:
        from opstap.kit.privacy import register
        from opstap.messages.privacy import HOOKS

        register(HOOKS)
