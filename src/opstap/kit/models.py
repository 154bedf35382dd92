"""The ledger and what hangs on it; who works on which task, and when what is done regularly was last done."""

from django.db import models
from django.db.models import F, Q

from opstap.kit.clock import now
from opstap.kit.ids import new_id


class LedgerLine(models.Model):
    """Who did what, on what, when, why. Written in the transaction of the action, never changed, never deleted.

    Holds ids and codes only: a person who is erased leaves lines that nothing maps back to them.
    """

    sequence = models.BigAutoField(primary_key=True)
    key = models.UUIDField(default=new_id, unique=True, editable=False)
    verb = models.CharField(max_length=80, db_index=True)
    actor_id = models.UUIDField(null=True, help_text="the person who acted; empty when the system did")
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)
    why = models.CharField(max_length=60, blank=True, help_text="a code from a closed list, never free text")
    refs = models.JSONField(default=dict, help_text="other ids and codes that listeners need")

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="ledger_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_type}:{self.subject_id}"


class ListenerSeen(models.Model):
    """One listener has dealt with one ledger line; the constraint makes a second delivery do nothing."""

    line = models.ForeignKey(LedgerLine, on_delete=models.CASCADE, related_name="seen")
    listener = models.CharField(max_length=200)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "listener"], name="listener_sees_a_line_once")]

    def __str__(self) -> str:
        return f"{self.listener} saw {self.line_id}"


class TaskLease(models.Model):
    """A worker holds a task until `expires_at`, and says so again while it works; a dead worker stops saying so.

    The task itself is a row of django_tasks_db, which knows no lease: without this a killed worker would hold it forever
    (django-tasks issue 46). The key is that row's.
    """

    task_id = models.UUIDField(primary_key=True)
    holder = models.CharField(max_length=64)
    taken_at = models.DateTimeField(default=now)
    renewed_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("renewed_at")), name="a_lease_ends_after_it_was_renewed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id} held by {self.holder}"


class PeriodicWork(models.Model):
    """When a piece of regular work was last begun: whichever worker moves the time does it."""

    name = models.CharField(max_length=80, primary_key=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
