"""Leases on running tasks, and the reaper that puts back what a killed worker held.

A task runs at least once: when a worker dies, another runs it again from the start. That counts once in effect because
tasks are idempotent (a unique key, or one transaction for the mark and the work).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from opstap.kit.clock import now
from opstap.kit.models import TaskLease

# A worker that is alive renews four times before its lease ends, so one late write (SQLite waits 5 s) costs nothing.
LEASE = timedelta(seconds=60)
BEAT = timedelta(seconds=15)
# A task that took five workers with it will take the sixth.
MOST_ATTEMPTS = 5

log = logging.getLogger(__name__)


class WorkerDiedError(Exception):
    """Each worker that ran the task died while it did."""


@dataclass(frozen=True, slots=True)
class Reaped:
    """How many tasks wait again, and how many were given up."""

    put_back: int = 0
    given_up: int = 0


def take(task_id: UUID, *, holder: str) -> None:
    """Hold the task from now on; the claim on the task row itself is django_tasks_db's."""
    at = now()
    times = {"taken_at": at, "renewed_at": at, "expires_at": at + LEASE}
    TaskLease.objects.update_or_create(task_id=task_id, defaults={"holder": holder, **times})


def renew(task_id: UUID, *, holder: str) -> bool:
    """Say that the holder still works; False when the lease was given to another meanwhile."""
    at = now()
    held = TaskLease.objects.filter(task_id=task_id, holder=holder)
    return held.update(renewed_at=at, expires_at=at + LEASE) == 1


def release(task_id: UUID, *, holder: str) -> None:
    """The holder is done with the task, well or not."""
    TaskLease.objects.filter(task_id=task_id, holder=holder).delete()


def reap(at: datetime | None = None) -> Reaped:
    """Put back what nobody holds any more; give up what died MOST_ATTEMPTS times. Safe to run in several workers."""
    moment = at or now()
    held = TaskLease.objects.filter(expires_at__gt=moment).values("task_id")
    # A worker may die after its claim and before its lease: then the claim's own time counts.
    lost = DBTaskResult.objects.running().filter(started_at__lte=moment - LEASE).exclude(id__in=held)
    outcomes = [_reap_one(task_id, moment) for task_id in list(lost.values_list("id", flat=True))]
    TaskLease.objects.filter(expires_at__lte=moment).exclude(
        task_id__in=DBTaskResult.objects.running().values("id")
    ).delete()
    return Reaped(put_back=outcomes.count(TaskResultStatus.READY), given_up=outcomes.count(TaskResultStatus.FAILED))


@transaction.atomic
def _reap_one(task_id: UUID, at: datetime) -> str | None:
    task = DBTaskResult.objects.running().filter(id=task_id).select_for_update(skip_locked=True).first()
    if task is None or TaskLease.objects.filter(task_id=task_id, expires_at__gt=at).exists():
        return None
    TaskLease.objects.filter(task_id=task_id).delete()
    attempts = len(task.worker_ids)
    if attempts >= MOST_ATTEMPTS:
        task.set_failed(WorkerDiedError(f"given up after {attempts} workers died"))
        log.error("Task id=%s path=%s is given up: %d workers died with it", task_id, task.task_path, attempts)
        return str(TaskResultStatus.FAILED)
    task.status = TaskResultStatus.READY
    task.started_at = None
    task.save(update_fields=["status", "started_at"])
    log.warning("Task id=%s path=%s waits again: its worker died (attempt %d)", task_id, task.task_path, attempts)
    return str(TaskResultStatus.READY)
