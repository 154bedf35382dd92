"""Make an application out of a draft whose owner is known. Used by sending and by confirming; runs in their transaction."""

from datetime import datetime
from uuid import UUID, uuid5

from opstap.admission.actions.save_draft import answers_of
from opstap.admission.models import Application, Draft
from opstap.kit import ledger
from opstap.people.models import ConsentEvent, Person

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def receive_application(draft: Draft, *, person: Person, at: datetime) -> Application:
    """Save the application as sent at `at`, with the consent that came with it, and throw the draft away.

    Listeners of `admission.application_sent` write to the person, so that a busy hour waits for no mail server.
    """
    answers = answers_of(draft)
    application = Application.objects.create(
        key=draft.key,
        call=draft.call,
        person=person,
        language=draft.language,
        eligibility=answers.get("eligibility", {}),
        motivation=str(answers.get("motivation", "")).strip(),
        availability=",".join(day for day in WEEKDAYS if day in _listed(answers.get("availability"))),
        referrer_id=_id(answers.get("referrer")),
        sent_at=at,
    )
    if notice := _id(answers.get("notice")):
        ConsentEvent.objects.create(
            key=uuid5(draft.key, "notice"),
            person=person,
            notice_id=notice,
            what=ConsentEvent.What.GIVEN,
            happened_at=at,
        )
    ledger.record("admission.application_sent", by=person, on=application, at=at)
    Draft.objects.filter(pk=draft.pk).delete()
    return application


def _listed(answer: object) -> list[str]:
    return answer if isinstance(answer, list) else []


def _id(answer: object) -> UUID | None:
    return UUID(answer) if isinstance(answer, str) and answer not in {"", "none"} else None
