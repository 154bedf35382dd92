"""What an employer hears: listeners of the ledger. No text names anybody: a name is on the page, after a yes, as long as its
person is there, and a mail box would keep it longer."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from opstap.jobs.models import Introduction
from opstap.jobs.pages.told import told_employer
from opstap.jobs.queries.introductions import contact_of
from opstap.jobs.reasons import card_name
from opstap.jobs.rules.introduction import Side
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import tell
from opstap.people.models import Person


def on_accepted(line: LedgerLine) -> None:
    """They said yes: the page says who it is, and how to reach them."""
    if (one := _introduction(line)) is not None:
        _tell(line, "jobs/mail/accepted", one, {})


def on_declined(line: LedgerLine) -> None:
    """They said no, with a reason if they gave one. No name."""
    if (one := _introduction(line)) is not None:
        _tell_end(line, one)


def on_ended(line: LedgerLine) -> None:
    """It does not go on, when it was not the employer's own word."""
    one = _introduction(line)
    if one is not None and line.refs["side"] != Side.EMPLOYER:
        _tell_end(line, one)


def _tell_end(line: LedgerLine, one: Introduction) -> None:
    contact = contact_of(one)
    with translation.override(contact.language if contact else "en"):
        sentence = told_employer(line.why)
    _tell(line, "jobs/mail/no", one, {"sentence": sentence}, to=contact)


def _introduction(line: LedgerLine) -> Introduction | None:
    return Introduction.objects.select_related("vacancy__employer").filter(pk=line.subject_id).first()


def _tell(
    line: LedgerLine, template: str, one: Introduction, context: dict[str, object], *, to: Person | None = None
) -> None:
    contact = to or contact_of(one)
    if contact is None:
        return
    link = settings.OPSTAP_URL + reverse("jobs:introduction", args=[one.pk])
    values = {"card": card_name(one.reasons), "title": one.vacancy.title, "link": link, **context}
    tell(event=line.key, template=template, language=contact.language, person=contact, context=values)
