"""What jobs holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.jobs.actions.leave_seat import end_seats
from opstap.jobs.queries.staff import seats_as_json
from opstap.kit.privacy import Json, PrivacyHooks


def export(person: UUID) -> Json:
    """Everything, as JSON."""
    return {"seats": seats_as_json(person)}


def erase(person: UUID) -> int:
    """Cut the link."""
    return end_seats(person)


HOOKS = PrivacyHooks("jobs", export, erase)
