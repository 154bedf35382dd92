"""`bin/opstap load_notices`"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opstap.people.actions.load_notices import NoticeError, load_notices


class Command(BaseCommand):
    help = "Load the privacy notice and the consents that people are asked for. Doing it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many changed."""
        try:
            changed = load_notices()
        except NoticeError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{changed} notices loaded" if changed else "The notices were loaded already")
