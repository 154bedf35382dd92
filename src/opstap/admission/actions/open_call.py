"""Plan a call for applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction

from opstap.admission.models import Call
from opstap.admission.rules import eligibility
from opstap.kit import ledger
from opstap.people.models import Person
from opstap.programme.models import Edition

_STANDARD = Path(__file__).resolve().parent.parent / "data" / "standard_rules.yaml"


@dataclass(frozen=True, slots=True)
class Plan:
    """What makes a call: its dates, its places, its conditions, and what a candidate reads about the next steps."""

    opens_at: datetime
    closes_at: datetime
    places: int
    decided_by: date | None = None
    information_session: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[Mapping[str, object]] | None = None


@cache
def standard_rules() -> tuple[Mapping[str, object], ...]:
    """The conditions that a call starts from, in four languages; see data/standard_rules.yaml."""
    return tuple(yaml.safe_load(_STANDARD.read_text(encoding="utf-8")))


def open_call(edition: Edition, *, slug: str, plan: Plan, by: Person | None) -> Call:
    """Save a call; the same slug gives the call that is there. Raises RuleError on conditions that cannot be read."""
    rules = list(standard_rules() if plan.rules is None else plan.rules)
    eligibility.read(rules)
    with transaction.atomic():
        call, created = Call.objects.get_or_create(
            slug=slug,
            defaults={
                "edition": edition,
                "opens_at": plan.opens_at,
                "closes_at": plan.closes_at,
                "places": plan.places,
                "rules": rules,
                "information_session": dict(plan.information_session),
                "decided_by": plan.decided_by,
            },
        )
        if created:
            ledger.record("admission.call_planned", by=by, on=call)
    return call
