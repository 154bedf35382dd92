"""`bin/opstap load_catalogue`: load certifications, exams, outlines, skills and competences."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from opstap.curriculum.actions.load_catalogue import FOLDER, ProblemsError, load_catalogue
from opstap.curriculum.actions.load_competences import load_competences


class Command(BaseCommand):
    help = "Load the certifications, their exams, outlines and skills, and the competences. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="another folder with certifications.yaml")

    def handle(self, *args: object, folder: Path, verbosity: int, **options: object) -> None:
        try:
            with transaction.atomic():  # a fault in one of them stores nothing of the other
                report = load_competences(folder=folder, report=load_catalogue(folder=folder))
        except ProblemsError as error:
            count = len(error.problems)
            raise CommandError(f"Nothing was loaded. {count} thing(s) to mend:\n{error}") from error
        if verbosity:
            for line in report.lines():
                self.stdout.write(f"  {line}")
            self.stdout.write("Loaded." if report.changed_anything else "Nothing has changed.")
