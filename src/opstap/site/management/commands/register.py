"""`bin/opstap register`: the register of personal data."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from opstap.site.register import as_markdown


class Command(BaseCommand):
    help = "Show which personal data are kept, for what and how long (GDPR Art. 30)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write it to docs/register.md instead")

    def handle(self, *args: object, write: bool, **options: object) -> None:
        if write:
            (settings.PROJECT / "docs" / "register.md").write_text(as_markdown())
        else:
            self.stdout.write(as_markdown(), ending="")
