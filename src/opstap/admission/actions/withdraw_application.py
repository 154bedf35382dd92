"""An applicant takes an application back."""

from uuid import UUID

from django.db import transaction

from opstap.admission.actions.place import take_back_place
from opstap.admission.models import Application
from opstap.admission.rules.status import transition
from opstap.kit import ledger
from opstap.people.models import Person


def withdraw_application(application: Application, *, by: Person, key: UUID) -> None:
    """Close the application; a place that was offered comes free. Withdrawn already, it does nothing.

    Raises StatusError when it was declined before, PlaceInUseError when the person is in class.
    """
    with transaction.atomic():
        rows = Application.objects.select_for_update(of=("self",))
        current = rows.select_related("person", "call__edition__programme__organisation").get(pk=application.pk)
        before = current.status
        if before == Application.Status.WITHDRAWN:
            return
        current.status = transition(before, Application.Status.WITHDRAWN)
        current.save(update_fields=["status"])
        if before == Application.Status.ADMITTED:
            take_back_place(current, by=by, key=key)
        ledger.record("admission.application_withdrawn", by=by, on=current)
