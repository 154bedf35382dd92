"""`bin/opstap new`"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.forms import BoundField

from opstap.people.actions.open_installation import AlreadyOpenError, is_empty
from opstap.site.first_run import OpeningForm, open_house, setup_code, sign_in_link


class Command(BaseCommand):
    help = (
        "Make an organisation, a first programme and a first administrator in an empty database.\n"
        "It asks for what you do not give. There is no password: it prints a link that signs the administrator in once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option per field of the page at /start/."""
        for field in OpeningForm(auto_id=False):
            parser.add_argument(f"--{field.name.replace('_', '-')}", help=str(field.label))
        parser.add_argument("--code", action="store_true", help="only show the setup code for the page /start/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, open, print the link."""
        if not is_empty():
            raise CommandError("somebody is here already: an administrator can invite others at /people/")
        if options["code"]:
            self.stdout.write(setup_code())
            return
        form = OpeningForm({field.name: self._answer(field, options) for field in OpeningForm()})
        if not form.is_valid():
            raise CommandError(
                "\n".join(f"{form[name].label}: {' '.join(map(str, e))}" for name, e in form.errors.items())
            )
        try:
            person = open_house(form.cleaned_data)
        except AlreadyOpenError as error:
            raise CommandError("somebody else was faster") from error
        self.stdout.write(f"Done. {person.name} is the administrator. This link signs in once, within a day:")
        self.stdout.write(sign_in_link(person))

    def _answer(self, field: BoundField, options: dict[str, Any]) -> str:
        given = options[field.name]
        if given is None and sys.stdin.isatty():
            suggested = field.value() or ""
            choices = " ".join(f"{value}={label}" for value, label in getattr(field.field, "choices", []))
            hint = f" ({choices})" if choices else f" [{suggested}]" if suggested else ""
            given = input(f"{field.label}{hint}: ") or str(suggested)
        return given or ""
