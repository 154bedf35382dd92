"""`bin/opstap lab_engine`: the service that runs learners' queries; web processes ask it over a local socket."""

import signal
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.labs.engine.client import labs_folder
from opstap.labs.engine.pool import processors
from opstap.labs.engine.service import serve_labs


class Command(BaseCommand):
    help = "Run learners' queries on the labs' data, in processes that are killed after 5 seconds."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--socket", type=Path, help="default: OPSTAP_LAB_SOCKET")
        parser.add_argument("--workers", type=int, default=min(4, processors()), help="queries at once (%(default)s)")

    def handle(self, *args: object, socket: Path | None, workers: int, **options: object) -> None:
        address = socket or Path(settings.OPSTAP_LAB_SOCKET)
        if address == Path():
            raise CommandError("Say where: --socket PATH or OPSTAP_LAB_SOCKET.")
        service = serve_labs(address, labs_folder(), workers)
        signal.signal(signal.SIGTERM, _end)
        self.stdout.write(f"Labs: {workers} worker(s), {labs_folder()}, on {address}.")
        try:
            service.serve()
        except KeyboardInterrupt:
            self.stdout.write("Labs: ended.")
        finally:
            service.close()


def _end(*_: object) -> None:
    raise KeyboardInterrupt
