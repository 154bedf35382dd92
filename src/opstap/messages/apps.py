from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "opstap.messages"
    label = "opstap_messages"  # "messages" is taken by django.contrib.messages
