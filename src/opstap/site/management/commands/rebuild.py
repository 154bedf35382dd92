"""`bin/opstap rebuild`: make everything that is derived anew, from the facts alone."""

import sys
from argparse import ArgumentParser
from time import monotonic

from django.core.management.base import BaseCommand

from opstap.kit.rebuilding import Rebuilt, all_rebuildings, run


class Command(BaseCommand):
    help = "Throw away everything that is derived (stages, states, what people know, readiness) and make it from the facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; say what would, and exit with 1 if any"
        )

    def handle(self, *args: object, check: bool, **options: object) -> None:
        other = 0
        for station in all_rebuildings():
            started = monotonic()
            done = run(station, keep=not check)
            counts = ", ".join(f"{count} {what}" for what, count in done.counts.items())
            self.stdout.write(f"{done.station}: {counts} ({monotonic() - started:.1f} s)")
            other += self._tell(done)
        self.stdout.write(_verdict(other, check=check))
        if check and other:
            sys.exit(1)

    def _tell(self, done: Rebuilt) -> int:
        for one in done.differences:
            first = "; ".join(" ".join(map(str, called)) for called in one.first)
            self.stdout.write(f"  {one.name}: {one.rows} rows stood otherwise, first {first}")
        return sum(one.rows for one in done.differences)


def _verdict(other: int, *, check: bool) -> str:
    if not other:
        return "Everything stood as the facts say."
    return f"{other} rows do not stand as the facts say." if check else f"{other} rows stand as the facts say again."
