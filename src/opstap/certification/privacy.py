"""What certification holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.certification.models import Badge, Sitting, SittingEvent
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.privacy import Json, PrivacyHooks


def export(person_id: UUID) -> Json:
    """Every sitting with its facts, and every badge with its credential."""
    sittings: list[Json] = [_sitting(row) for row in Sitting.objects.filter(person_id=person_id).select_related("exam")]
    badges: list[Json] = [
        {
            "kind": badge.kind,
            "name": dict(badge.name),
            "issuer": badge.issuer.name,
            "credential": badge.credential,
            "public": badge.public,
            "issued_at": badge.issued_at.isoformat(),
            "revoked_at": badge.revoked_at.isoformat() if badge.revoked_at else None,
            "revoked_for": badge.revoked_for,
        }
        for badge in Badge.objects.filter(person_id=person_id).select_related("issuer")
    ]
    return {"sittings": sittings, "badges": badges}


def _sitting(row: Sitting) -> Json:
    events: list[Json] = [
        {
            "what": event.what,
            "score": event.score,
            "evidence": event.evidence,
            "reason": event.reason,
            "happened_at": event.happened_at.isoformat(),
        }
        for event in SittingEvent.objects.filter(sitting=row)
    ]
    return {
        "exam": row.exam.code,
        "attempt": row.attempt,
        "language": row.language,
        "starts_at": row.starts_at.isoformat(),
        "place": row.place,
        "state": row.state,
        "score": row.score,
        "verified_at": row.verified_at.isoformat() if row.verified_at else None,
        "events": events,
    }


def erase(person_id: UUID) -> int:
    """Cancel what is ahead, so that its voucher is free again; blank places and links; revoke and empty every badge.

    That an exam was sat and what came of it stays, for the counts. It hangs on a person row that `people` empties.
    """
    mine = Sitting.objects.filter(person_id=person_id)
    at = now()
    ahead = list(mine.filter(state__in=Sitting.AHEAD))
    SittingEvent.objects.bulk_create(
        SittingEvent(key=new_id(), sitting=row, what=SittingEvent.What.CANCELLED, happened_at=at) for row in ahead
    )
    mine.filter(pk__in=[row.pk for row in ahead]).update(state=Sitting.State.CANCELLED)
    forgotten = mine.exclude(place="").update(place="")
    forgotten += SittingEvent.objects.filter(sitting__in=mine).exclude(evidence="").update(evidence="")
    badges = Badge.objects.filter(person_id=person_id)
    badges.filter(revoked_at__isnull=True).update(revoked_at=at, revoked_for=Badge.Revoked.ERASED)
    return forgotten + len(ahead) + badges.update(credential="", public=False, person=None)


HOOKS = PrivacyHooks("certification", export, erase)
