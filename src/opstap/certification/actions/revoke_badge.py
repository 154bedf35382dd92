"""Take a badge back."""

from datetime import datetime

from django.db import transaction

from opstap.certification.models import Badge
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


def revoke_badge(badge: Badge, *, reason: str, by: Person | None, at: datetime | None = None) -> Badge:
    """From now on its page says so, and why (`Badge.Revoked`); the credential itself cannot be called back from whoever
    downloaded it. Revoked already, it changes nothing. A new one can be issued. Raises ValueError for another reason."""
    code = Badge.Revoked(reason)
    with transaction.atomic():
        current = Badge.objects.select_for_update(of=("self",)).get(pk=badge.pk)
        if current.revoked_at is not None:
            return current
        current.revoked_at, current.revoked_for = at or now(), code
        current.save(update_fields=["revoked_at", "revoked_for"])
        refs = {"person": str(current.person_id)} if current.person_id else {}
        ledger.record(
            "certification.badge_revoked", by=by, on=current, at=current.revoked_at, why=code.value, refs=refs
        )
    return current
