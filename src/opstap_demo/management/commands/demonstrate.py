"""`demonstrate`: fill an empty database with an invented school."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from opstap.people.models import Person
from opstap_demo.build import build


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented school, its people and their last months. Changes nothing otherwise."
    )

    def handle(self, *args: object, **options: object) -> None:
        if Person.objects.exists():
            self.stdout.write("There are people in this database already: nothing was invented.")
            return
        try:
            counted = build()
        except BaseException:
            # Half a school would keep the next start from making a whole one. There was nobody here before.
            call_command("flush", interactive=False, verbosity=0)
            raise
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counted.items()))
