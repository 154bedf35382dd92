"""`bin/opstap course check PATH...` and `bin/opstap course load PATH...`: course packs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.curriculum.actions.load_catalogue import ProblemsError
from opstap.curriculum.actions.load_course import check_courses, load_courses


class Command(BaseCommand):
    help = "Check or load course packs (folders with a course.yaml, or a folder of such folders)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("check", "load"), help="check: only read; load: read and store")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="for example course_packs/sc-900")

    def handle(self, *args: object, what: str, paths: list[Path], verbosity: int, **options: object) -> None:
        try:
            told = self._check(paths) if what == "check" else self._load(paths)
        except ProblemsError as error:
            count = len(error.problems)
            raise CommandError(f"Nothing was loaded. {count} thing(s) to mend:\n{error}") from error
        if verbosity:
            for line in told:
                self.stdout.write(line)

    def _check(self, paths: list[Path]) -> list[str]:
        return [
            f"{folder}: in order. {len(pack.modules)} modules, "
            f"{sum(len(module.questions) for module in pack.modules)} questions, "
            f"{sum(len(module.terms) for module in pack.modules)} terms."
            for folder, pack, _ in check_courses(paths)
        ]

    def _load(self, paths: list[Path]) -> list[str]:
        report = load_courses(paths=paths)
        end = "Loaded." if report.changed_anything else "Nothing has changed."
        return [*(f"  {line}" for line in report.lines()), end]
