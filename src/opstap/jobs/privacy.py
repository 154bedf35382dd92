"""What jobs holds of a person, and how it forgets them."""

from uuid import UUID

from opstap.jobs.actions.end_open import end_open
from opstap.jobs.actions.leave_seat import end_seats
from opstap.jobs.models import Introduction, IntroductionEvent, Placement, Profile
from opstap.jobs.queries.staff import seats_as_json
from opstap.jobs.reasons import emptied
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.privacy import Json, PrivacyHooks
from opstap.people.models import Person


def export(person: UUID) -> Json:
    """The card, every question of an employer with the match as it was told, every job with its answers, every seat."""
    profile = Profile.objects.filter(person=person).first()
    introductions: list[Json] = [
        _introduction(row)
        for row in Introduction.objects.filter(person=person).select_related("vacancy__employer").order_by("asked_at")
    ]
    placements: list[Json] = [
        _placement(row) for row in Placement.objects.filter(person=person).order_by("starts_on", "pk")
    ]
    return {
        "profile": _profile(profile) if profile else None,
        "introductions": introductions,
        "placements": placements,
        "seats": seats_as_json(person),
    }


def _profile(row: Profile) -> Json:
    return {
        "card": row.card,
        "languages": dict(row.languages),
        "hours": [row.hours_min, row.hours_max],
        "from_day": row.from_day.isoformat() if row.from_day else None,
        "remote": row.remote,
        "strengths": row.strengths,
        "read_at": row.read_at.isoformat() if row.read_at else None,
        "hidden": list(row.hidden),
        "looking": row.looking,
        "saved_at": row.saved_at.isoformat(),
    }


def _introduction(row: Introduction) -> Json:
    events: list[Json] = [
        {"what": event.what, "reason": event.reason, "happened_at": event.happened_at.isoformat()}
        for event in IntroductionEvent.objects.filter(introduction=row)
    ]
    return {
        "vacancy": row.vacancy.title,
        "employer": row.vacancy.employer.name,
        "state": row.state,
        "named": row.named,
        "match": dict(row.reasons),
        "events": events,
    }


def _placement(row: Placement) -> Json:
    follow_ups: list[Json] = [
        {
            "due_on": asked.due_on.isoformat(),
            "answer": asked.answer,
            "answered_at": asked.answered_at.isoformat() if asked.answered_at else None,
        }
        for asked in row.follow_ups.all()
    ]
    return {
        "employer": row.employer_name,
        "title": row.title,
        "contract": row.contract,
        "hours": row.hours,
        "starts_on": row.starts_on.isoformat(),
        "follow_ups": follow_ups,
    }


def erase(person: UUID) -> int:
    """End what goes on (the employers hear that the card is gone), delete the card, blank what describes the person.

    That someone was asked, met, hired and answered stays, for the counts. It hangs on a person row that `people` empties.
    """
    gone = end_seats(person)
    found = Person.objects.filter(pk=person).first()
    if found is not None:
        gone += end_open(found, reason=IntroductionEvent.Reason.NO_CARD, key=new_id(), at=now())
    rows = list(Introduction.objects.filter(person=person))
    for row in rows:
        row.reasons = emptied(row.reasons)
    Introduction.objects.bulk_update(rows, ["reasons"])
    gone += Placement.objects.filter(person=person).update(employer_name="", title="")
    cards, _ = Profile.objects.filter(person=person).delete()
    return gone + cards


HOOKS = PrivacyHooks("jobs", export, erase)
