"""What must be so before pages are served: one list of steps, each done only when needed.

A step that calls a command of a station skips it while that command does not exist, so that stations can come and go.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from opstap.curriculum.models import Competence, Course, Exam
from opstap.people.actions.load_notices import notices_are_behind
from opstap.people.models import Person
from opstap.practice.actions.rebuild import rebuild
from opstap.practice.queries.known import is_behind
from opstap.site.translations import compile_all, is_stale


@dataclass(frozen=True, slots=True)
class Step:
    """`saying` is shown when the step is needed and done."""

    saying: str
    needed: Callable[[], bool]
    do: Callable[[], object]


def prepare(tell: Callable[[str], None]) -> None:
    """Do each step that is needed, telling which."""
    for step in STEPS:
        if step.needed():
            tell(step.saying)
            step.do()


def welcome_lines() -> Iterator[str]:
    """What the installed apps want to say once pages are served; the demonstration names its people this way.

    An app joins by a method `welcome(self) -> list[str]` on its AppConfig: the product need not know who speaks.
    """
    for app in apps.get_app_configs():
        if welcome := getattr(app, "welcome", None):
            yield from welcome()


def database_is_behind() -> bool:
    """Whether a migration waits."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_is_new() -> bool:
    """Whether the database has no table yet."""
    return not connection.introspection.table_names()


def migrate() -> None:
    """Bring the database up to date, without a word."""
    call_command("migrate", verbosity=0, interactive=False)


def _static_fingerprint() -> str:
    """Changes when a static file is added, removed or edited; reads names, sizes and times, not contents."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            found.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _static_stamp() -> Path:
    return Path(settings.STATIC_ROOT) / "opstap.stamp"


def _static_changed() -> bool:
    stamp = _static_stamp()
    return not stamp.exists() or stamp.read_text() != _static_fingerprint()


def _collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)
    _static_stamp().write_text(_static_fingerprint())


def _has(command: str) -> bool:
    return command in get_commands()


def _absent_packs() -> list[Path]:
    """Course packs on disk that are not in the database, by the name of their folder, which is the course's code."""
    loaded = set(Course.objects.values_list("code", flat=True))
    packs = sorted(path.parent for path in Path(settings.COURSE_PACKS).glob("*/course.yaml"))
    return [pack for pack in packs if pack.name not in loaded]


def _load_packs() -> None:
    for pack in _absent_packs():
        call_command("course", "load", str(pack), verbosity=0)


STEPS = (
    Step("Compiling the translations", is_stale, compile_all),
    Step("Bringing the database up to date", database_is_behind, migrate),
    Step("Working out anew what answers show", is_behind, rebuild),
    Step("Collecting styles and scripts", _static_changed, _collect_static),
    Step(
        "Loading the privacy notice and the consents",
        notices_are_behind,
        lambda: call_command("load_notices", verbosity=0),
    ),
    Step(
        "Loading the catalogue of certifications",
        lambda: _has("load_catalogue") and not (Exam.objects.exists() and Competence.objects.exists()),
        lambda: call_command("load_catalogue", verbosity=0),
    ),
    Step("Loading the course packs", lambda: _has("course") and bool(_absent_packs()), _load_packs),
    Step(
        "Inventing a school for the demonstration",
        lambda: _has("demonstrate") and not Person.objects.exists(),
        lambda: call_command("demonstrate", verbosity=0),
    ),
)
