"""What certification holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.kit.privacy import Json, PrivacyHooks


def export(person: UUID) -> Json:
    """Everything, as JSON."""
    return {}


def erase(person: UUID) -> int:
    """Cut the link."""
    return 0


HOOKS = PrivacyHooks("certification", export, erase)
