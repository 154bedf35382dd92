"""The owner of an address says that an application is theirs."""

from django.db import transaction

from opstap.admission.actions.receive_application import receive_application
from opstap.admission.actions.send_application import new_person, owner_of
from opstap.admission.models import Application, Draft
from opstap.admission.queries import standing_application


def confirm_application(waiting: Draft) -> Application:
    """Let the application count, as of the moment it was sent. Whoever has one already gets that one back."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).select_related("call").filter(pk=waiting.pk).first()
        if draft is None or draft.sent_at is None:
            return Application.objects.select_related("call").get(key=waiting.key)
        person = owner_of(draft.address) or new_person(draft)
        if standing := standing_application(person, draft.call):
            return standing
        return receive_application(draft, person=person, at=draft.sent_at)
