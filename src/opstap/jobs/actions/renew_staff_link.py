"""Make a new invitation link: the old one, which went too far, opens nothing any more."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from opstap.jobs.access.staff import can_manage_staff_course
from opstap.jobs.actions.open_staff_course import new_token
from opstap.jobs.models import StaffCourse
from opstap.kit import ledger
from opstap.people.models import Person


def renew_staff_link(offered: StaffCourse, *, old: str, by: Person) -> StaffCourse:
    """Put a fresh link in the place of `old`; a second tap comes with a link that is gone, and changes nothing. Whoever has
    a seat keeps it. Raises PermissionDenied.
    """
    if not can_manage_staff_course(by, offered):
        raise PermissionDenied
    with transaction.atomic():
        locked = StaffCourse.objects.select_for_update().get(pk=offered.pk)
        if locked.token == old:
            locked.token = new_token()
            locked.save(update_fields=["token"])
            ledger.record("jobs.staff_link_renewed", by=by, on=locked)
    return locked
