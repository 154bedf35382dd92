"""`bin/opstap lab coverage FOLDER --schema FILE`: how much of other people's KQL runs here."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.labs.engine.coverage import Coverage, measure, read_schema
from opstap.labs.engine.store import UnusableError


class Command(BaseCommand):
    help = "Measure what the labs' engine can run."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        coverage = what.add_parser(
            "coverage", help="run each file of queries on empty tables, and tell what is refused"
        )
        coverage.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .kql file, or a folder of them")
        coverage.add_argument("--schema", type=Path, required=True, help="{table: {column: KQL type}} as JSON")
        coverage.add_argument("--files", action="store_true", help="each file that was refused")

    def handle(self, *args: object, paths: list[Path], schema: Path, files: bool, **options: object) -> None:
        try:
            coverage = measure(paths, read_schema(schema))
        except (UnusableError, OSError) as error:
            raise CommandError(str(error)) from error
        for line in _told(coverage, files=files):
            self.stdout.write(line)


def _told(coverage: Coverage, *, files: bool) -> list[str]:
    lines = [f"{coverage.executed} of {coverage.queries} queries run ({coverage.share:.1%})."]
    if coverage.used:
        lines.append("Rewritten: " + ", ".join(f"{form} {count}" for form, count in coverage.used.most_common()))
    lines += [f"{count:5} {cause}" for cause, count in coverage.causes.most_common()]
    if files:
        lines += [f"{path}: {refusal.code} {dict(refusal.values)}" for path, refusal in coverage.refused]
    return lines
