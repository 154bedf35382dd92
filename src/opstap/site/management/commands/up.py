"""`bin/opstap up` (what `bin/run` calls): prepare what is missing, then serve."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.site.environment import number, text
from opstap.site.serving import Supervisor, port_is_free
from opstap.site.starting import prepare, welcome_lines


class Command(BaseCommand):
    help = "Prepare what is missing (database, translations, courses), then serve pages and do background work."
    requires_system_checks: list[str] = []  # the tests run them; here they would cost a second

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", dest="only_prepare", action="store_true", help="only prepare, do not serve")

    def handle(self, *args: object, only_prepare: bool, **options: object) -> None:
        if settings.TESTING:
            raise CommandError("OPSTAP_MODE=test is for the tests; use demonstration or production.")
        host, port = text("OPSTAP_BIND", "127.0.0.1"), number("PORT", 8000)
        if settings.DEMONSTRATION and host != "127.0.0.1":
            raise CommandError("In a demonstration anybody can sign in as anybody: it is served on 127.0.0.1 only.")
        if not only_prepare and not port_is_free(host, port):
            raise CommandError(f"Port {port} is in use. Stop what uses it, or choose another: PORT={port + 1} bin/run")
        self._prepare()
        if not only_prepare:
            raise SystemExit(Supervisor(host=host, port=port, ready=self._welcome).run())

    def _prepare(self) -> None:
        settings.OPSTAP_DATA.mkdir(parents=True, exist_ok=True)
        # bin/opstap reads this, so that a command works on the installation as it was started.
        (settings.OPSTAP_DATA / "mode").write_text(settings.OPSTAP_MODE + "\n")
        prepare(lambda saying: self._say(f"  {saying} ..."))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _welcome(self) -> None:
        self._say(f"\nOpstap is open at {settings.OPSTAP_URL}\n")
        for line in welcome_lines():
            self._say(line)
        if urlsplit(settings.OPSTAP_URL).hostname in {"127.0.0.1", "localhost"}:
            self._say("Stop with Ctrl-C.")
