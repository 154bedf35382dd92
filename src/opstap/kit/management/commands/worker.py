"""`bin/opstap worker`: do the background work."""

import logging
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from opstap.kit.worker import Worker

LOGGERS = ("django.tasks", "django_tasks_db", "opstap")


class Command(BaseCommand):
    help = "Do the background work: send messages, hand on events, tidy up. Run as many as you like; stop with Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="stop when nothing is left to do")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks (default 1)")
        parser.add_argument("--quiet", action="store_true", help="say only what goes wrong")

    def handle(self, *args: object, batch: bool, interval: float, quiet: bool, **options: object) -> None:
        for name in LOGGERS:
            logging.getLogger(name).setLevel(logging.WARNING if quiet else logging.INFO)
        worker = Worker(batch=batch, interval=interval)
        worker.configure_signals()
        worker.run()
