"""`demonstrate`: fill an empty database with an invented school."""

from django.core.management.base import BaseCommand
from django.db import transaction

from opstap.people.models import Person
from opstap_demo.build import build


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented school, its people and their last year. Changes nothing otherwise."
        " Takes about a minute."
    )

    def handle(self, *args: object, **options: object) -> None:
        if Person.objects.exists():
            self.stdout.write("There are people in this database already: nothing was invented.")
            return
        # Half a school would keep the next start from making a whole one.
        with transaction.atomic():
            counted = build(tell=self._tell)
        self.stdout.write("There are now " + ", ".join(f"{number:,} {name}" for name, number in counted.items()))

    def _tell(self, said: str) -> None:
        """A line on long work, at once: whoever waits sees that it goes on."""
        self.stdout.write(f"  {said}")
        self.stdout.flush()
