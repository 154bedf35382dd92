"""What admission holds of a person, and how it forgets."""

from uuid import UUID

from django.db.models import Q

from opstap.admission.models import Application, Assessment, Decision, Draft, Interest
from opstap.kit.privacy import Json, PrivacyHooks
from opstap.people.models import Person


def export(person_id: UUID) -> Json:
    """Each application with its scores and decisions; what is saved or left under the person's addresses."""
    applications: list[Json] = [
        _application(row)
        for row in Application.objects.filter(person_id=person_id)
        .select_related("call", "referrer")
        .order_by("sent_at")
    ]
    drafts: list[Json] = [
        {"call": draft.call.slug, "answers": draft.answers, "saved_at": draft.saved_at.isoformat()}
        for draft in Draft.objects.filter(_addresses(person_id)).select_related("call")
    ]
    interests: list[Json] = [
        {"programme": interest.programme.slug, "left_at": interest.left_at.isoformat()}
        for interest in Interest.objects.filter(_addresses(person_id)).select_related("programme")
    ]
    return {"applications": applications, "drafts": drafts, "interests": interests}


def _application(row: Application) -> Json:
    scores: list[Json] = [
        {"scores": dict(read.scores), "remark": read.remark, "made_at": read.made_at.isoformat()}
        for read in Assessment.objects.filter(application=row).order_by("made_at")
    ]
    decisions: list[Json] = [
        {"outcome": made.outcome, "reason": made.reason, "words": made.words, "at": made.at.isoformat()}
        for made in Decision.objects.filter(application=row)
    ]
    return {
        "call": row.call.slug,
        "sent_at": row.sent_at.isoformat(),
        "language": row.language,
        "eligibility": dict(row.eligibility),
        "motivation": row.motivation,
        "availability": row.availability,
        "referrer": row.referrer.name if row.referrer else None,
        "status": row.status,
        "scores": scores,
        "decisions": decisions,
    }


def erase(person_id: UUID) -> int:
    """Blank what the person wrote and what was written about them; delete drafts and interests under their addresses.

    That an application was sent, scored and decided stays, for the counts. It hangs on a person row that `people` empties.
    """
    mine = Application.objects.filter(person_id=person_id)
    blanked = mine.update(eligibility={}, motivation="", availability="", referrer=None)
    blanked += Assessment.objects.filter(application__in=mine).exclude(remark="").update(remark="")
    blanked += Decision.objects.filter(application__in=mine).exclude(words="").update(words="")
    addresses = _addresses(person_id)
    drafts, _ = Draft.objects.filter(addresses).delete()
    interests, _ = Interest.objects.filter(addresses).delete()
    return blanked + drafts + interests


def _addresses(person_id: UUID) -> Q:
    person = Person.objects.filter(pk=person_id).first()
    known = [address for address in (person.email, person.phone) if address] if person else []
    return Q(address__in=known)


HOOKS = PrivacyHooks("admission", export, erase)
