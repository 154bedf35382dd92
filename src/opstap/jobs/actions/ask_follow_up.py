"""Ask whether the job lasts, on the day."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from opstap.jobs.models import FollowUp
from opstap.jobs.queries.introductions import follow_ups_due
from opstap.kit import ledger
from opstap.kit.clock import now


def ask_follow_ups(at: datetime | None = None) -> int:
    """Ask everybody whose day has come and who was not asked; gives how many. Twice at once asks once: the mark and the
    ledger line, to which the message listens, are one transaction per row."""
    moment = at or now()
    due = follow_ups_due(localtime(moment).date()).filter(asked_at__isnull=True, placement__person__is_active=True)
    return sum(_ask(follow_up, moment) for follow_up in list(due))


def _ask(follow_up: FollowUp, at: datetime) -> bool:
    with transaction.atomic():
        marked = FollowUp.objects.filter(pk=follow_up.pk, asked_at__isnull=True, answer="").update(asked_at=at)
        if marked:
            ledger.record("jobs.follow_up_asked", by=None, on=follow_up, at=at)
    return bool(marked)
