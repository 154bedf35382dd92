from datetime import timedelta

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "opstap.messages"
    label = "opstap_messages"  # "messages" is taken by django.contrib.messages

    def ready(self) -> None:
        from opstap.kit import periodic
        from opstap.kit.privacy import register
        from opstap.messages import tasks
        from opstap.messages.privacy import HOOKS

        register(HOOKS)
        periodic.register("messages.send_waiting", every=timedelta(minutes=1), do=tasks.send_waiting)
        periodic.register("messages.forget", every=timedelta(days=1), do=tasks.forget)
