"""Answers count in the order of their sequence; this keeps that order honest on PostgreSQL.

There a sequence number is taken before the commit, so number 11 may be visible while 10 is still on its way. Whoever
answers holds a shared lock; whoever must know "everything up to here is visible" takes it alone for a moment. On SQLite
writers come one after the other anyway.
"""

from django.db import connection, transaction
from django.db.models import Max

from opstap.practice.models import Answer

LOCK = 7_214_001  # any number that no other part uses


def hold_answering_lock(*, alone: bool = False) -> None:
    """Take the lock until the end of the transaction: shared to answer, `alone` to see every answer begun before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
            cursor.execute(f"SELECT {function}(%s)", [LOCK])


def settled_up_to() -> int:
    """The highest sequence below which no answer is still on its way."""
    with transaction.atomic():
        hold_answering_lock(alone=True)
        newest: int | None = Answer.objects.aggregate(newest=Max("sequence"))["newest"]
        return newest or 0
