"""`bin/opstap load_catalogue`: load certifications, exams, outlines and skills."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.curriculum.actions.load_catalogue import FOLDER, ProblemsError, load_catalogue


class Command(BaseCommand):
    help = "Load the certifications, their exams, outlines and skills. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="another folder with certifications.yaml")

    def handle(self, *args: object, folder: Path, verbosity: int, **options: object) -> None:
        try:
            report = load_catalogue(folder=folder)
        except ProblemsError as error:
            count = len(error.problems)
            raise CommandError(f"Nothing was loaded. {count} thing(s) to mend:\n{error}") from error
        if verbosity:
            for line in report.lines():
                self.stdout.write(f"  {line}")
            self.stdout.write("Loaded." if report.changed_anything else "Nothing has changed.")
