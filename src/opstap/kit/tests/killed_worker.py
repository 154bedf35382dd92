"""A worker process for `test_worker.py` to kill: `python -m opstap.kit.tests.killed_worker MOMENT FOLDER`.

It runs the waiting deliveries against the database of the test. At MOMENT ("writing" or "written") it leaves a file in
FOLDER and waits for its end.
"""

import os
import sys
import threading
from pathlib import Path

VERB = "kit.tested"
# Where the process waits to be killed; empty in the test's own process, which runs to the end.
moment, folder = "", Path()


def write_once(line: object) -> None:
    """The listener: a write that must count once."""
    from django.db import transaction

    from opstap.kit.clock import now
    from opstap.kit.ids import new_id
    from opstap.kit.models import TaskLease

    TaskLease.objects.create(
        task_id=new_id(), holder="effect", taken_at=now(), renewed_at=now(), expires_at=now().replace(year=9000)
    )
    transaction.on_commit(lambda: _wait_for_the_end("written"))
    _wait_for_the_end("writing")


def _wait_for_the_end(here: str) -> None:
    if moment == here:
        (folder / here).touch()
        threading.Event().wait(60)


def main() -> None:
    global moment, folder
    moment, folder = sys.argv[1], Path(sys.argv[2])
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    django.setup()
    from django.core.management import call_command

    from opstap.kit import ledger
    from opstap.kit.tests import killed_worker

    killed_worker.moment, killed_worker.folder = moment, folder
    ledger.listen(VERB, killed_worker.write_once)
    call_command("worker", "--batch", "--interval=0.05")


if __name__ == "__main__":
    main()
