"""Tell one person one thing, once."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.template import TemplateDoesNotExist, engines
from django.utils import translation

from opstap.messages.models import Channel, Message
from opstap.people.models import Person


class NoAddressError(Exception):
    """There is neither a mail address nor a phone number to write to."""


def tell(
    *,
    event: UUID,
    template: str,
    language: str,
    person: Person | None = None,
    address: str | None = None,
    context: Mapping[str, object] | None = None,
) -> Message:
    """Queue one message in `language` and send it after the transaction; a second call for the same event and address
    gives the first message back.

    `template` names `<template>.txt` with, for mail, `<template>.subject.txt` and, for SMS, optionally `<template>.sms.txt`.
    They are rendered without HTML escaping, with `context`, `person` and `site_url`. The address defaults to the
    person's mail address, else phone number. Raises NoAddressError.
    """
    to = address or (person and (person.email or person.phone)) or ""
    if not to:
        raise NoAddressError(template)
    channel = Channel.MAIL if "@" in to else Channel.SMS
    with translation.override(language):
        values = {**(context or {}), "person": person, "site_url": settings.OPSTAP_URL}
        subject, body = _render(template, channel, values)
    message, created = Message.objects.get_or_create(
        key=uuid5(event, f"{template}|{to}"),
        defaults={
            "person": person,
            "channel": channel,
            "address": to,
            "language": language,
            "template": template,
            "subject": subject,
            "body": body,
        },
    )
    if created:
        transaction.on_commit(lambda: _enqueue(message.pk))
    return message


def _render(template: str, channel: Channel, values: Mapping[str, object]) -> tuple[str, str]:
    if channel == Channel.SMS:
        try:
            return "", _text(f"{template}.sms.txt", values)
        except TemplateDoesNotExist:
            return "", _text(f"{template}.txt", values)
    # A subject is one line: RFC 5322, 2.2.
    return " ".join(_text(f"{template}.subject.txt", values).split()), _text(f"{template}.txt", values)


def _text(name: str, values: Mapping[str, object]) -> str:
    return engines["text"].get_template(name).render(dict(values)).strip()


def _enqueue(pk: UUID) -> None:
    from opstap.messages.tasks import send_message

    send_message.enqueue(str(pk))
