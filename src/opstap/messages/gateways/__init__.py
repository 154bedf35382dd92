"""The outside world of messages behind one Protocol, with a twin that needs no world: `outbox`."""

from typing import Protocol

from django.conf import settings

from opstap.messages.models import Channel, Message


class RefusedError(Exception):
    """The provider said no, for good: a wrong address, a channel that is not configured."""


class TryLaterError(Exception):
    """The provider could not take the message now; nothing was sent."""


class Gateway(Protocol):
    """Sends one message, or raises. An exception of any other kind means: nobody knows whether it went out."""

    def send(self, message: Message) -> None: ...


class Outbox:
    """The row in the outbox is the message; nothing leaves the house."""

    def send(self, message: Message) -> None:
        """Nothing to do."""


class Missing:
    """No provider is configured for this channel."""

    def send(self, message: Message) -> None:
        raise RefusedError(f"no provider is configured for {message.channel}")


def gateway_for(channel: str) -> Gateway:
    """The gateway that the settings name for this channel."""
    from opstap.messages.gateways.smtp import Smtp

    name = settings.OPSTAP_MAIL_GATEWAY if channel == Channel.MAIL else settings.OPSTAP_SMS_GATEWAY
    known: dict[str, Gateway] = {"smtp": Smtp(), "outbox": Outbox(), "none": Missing()}
    return known[name]
