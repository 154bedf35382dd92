"""What guidance holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.guidance.models import Contact
from opstap.kit.privacy import Json, PrivacyHooks


def export(person: UUID) -> Json:
    """Each time a coach reached out."""
    contacts: list[Json] = [
        {
            "how": one.how,
            "words": one.words,
            "reasons": list(one.reasons),
            "happened_at": one.happened_at.isoformat(),
            "look_again_on": one.look_again_on.isoformat(),
            "taken_back": one.taken_back_at is not None,
        }
        for one in Contact.objects.filter(person_id=person).order_by("happened_at")
    ]
    return {"contacts": contacts} if contacts else {}


def erase(person: UUID) -> int:
    """What was written goes, with the contacts themselves: no count hangs on them."""
    gone, _ = Contact.objects.filter(person_id=person).delete()
    return gone


HOOKS = PrivacyHooks("guidance", export, erase)
