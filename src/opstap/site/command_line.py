"""The command line for people: a list of what Opstap can do in plain words, help per command, a hint after a typo."""

import difflib
import sys
from collections.abc import Mapping, Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import (
    BaseCommand,
    execute_from_command_line,
    get_commands,
    load_command_class,
)
from django.db.utils import OperationalError, ProgrammingError

# What only reads and writes files: someone who writes a course may have no database.
WITHOUT_DATABASE = {("course", "check")}
# What a reader looks for together. A command of a station that is in no group is shown under "More".
GROUPS: Mapping[str, Sequence[str]] = {
    "Start": ("up", "worker", "new", "migrate"),
    "Look after it": ("rebuild", "load_notices", "register", "rotate_keys"),
    "What is taught": ("load_catalogue", "course", "questions"),
    "Try it out": ("demonstrate",),
    "For developers": ("shell", "dbshell", "makemigrations"),
}
# Django's own commands that people need, in our words.
BORROWED: Mapping[str, str] = {
    "migrate": "Bring the database up to date. `up` does this by itself.",
    "shell": "Open a Python prompt with every model at hand.",
    "dbshell": "Open the database's own prompt.",
    "makemigrations": "Write a migration after a model was changed.",
}
# Options that every Django command has and nobody needs here.
UNSHOWN = frozenset(
    {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }
)
ASKS_FOR_HELP = {"help", "-h", "--help"}


def run(arguments: Sequence[str]) -> None:
    """Run the command that `arguments` begin with, as Django does, with help of our own around it."""
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"opstap: {error}")
    if not arguments or arguments[0] in ASKS_FOR_HELP:
        _help(arguments[1:])
    elif arguments[0] not in get_commands():
        sys.exit(_unknown(arguments[0]))
    elif set(arguments[1:]) & {"-h", "--help"}:
        _help(arguments[:1])
    else:
        _execute(list(arguments))


def make_database_if_new() -> None:
    """Migrate a database without any table, so that the first command on a new installation just works."""
    from opstap.site.starting import database_is_new, migrate

    if database_is_new():
        migrate()


def _execute(arguments: list[str]) -> None:
    try:
        if tuple(arguments[:2]) in WITHOUT_DATABASE:
            # The checks of Django ask the database what it can do, and so make its file.
            arguments.insert(1, "--skip-checks")
        elif arguments[0] in own_names() - {"up", "worker"}:
            make_database_if_new()
        execute_from_command_line(["opstap", *arguments])
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            sys.exit("opstap: the database is not ready for this. Run `bin/opstap migrate` first.")
        raise


def own_names() -> set[str]:
    """The commands that our stations bring."""
    return {name for name, app in get_commands().items() if str(app).startswith("opstap")}


def own_commands() -> dict[str, str]:
    """Opstap's commands and the first line of what each does, with the borrowed ones."""
    own = own_names()
    return {name: _load(name).help.strip().split("\n")[0] for name in sorted(own)} | {
        name: text for name, text in BORROWED.items() if name not in own
    }


def _load(name: str) -> BaseCommand:
    app = get_commands()[name]
    return app if isinstance(app, BaseCommand) else load_command_class(str(app), name)


def _help(about: Sequence[str]) -> None:
    if not about:
        sys.stdout.write(overview(own_commands()) + "\n")
    elif about[0] not in get_commands():
        sys.exit(_unknown(about[0]))
    else:
        command = _load(about[0])
        command.suppressed_base_arguments = set(UNSHOWN)
        command.requires_system_checks = []  # or else the parser shows an option to skip them
        command.create_parser("bin/opstap", about[0]).print_help()


def overview(commands: Mapping[str, str]) -> str:
    """The list that `bin/opstap` shows."""
    lines = ["Usage: bin/opstap COMMAND", "       bin/opstap help COMMAND   says more about one", ""]
    grouped = {name for names in GROUPS.values() for name in names}
    more = [name for name in commands if name not in grouped]
    width = max(len(name) for name in commands) + 2
    for title, names in [*GROUPS.items(), ("More", more)]:
        shown = [f"  {name:<{width}}{commands[name]}" for name in names if name in commands]
        lines += [title, *shown, ""] if shown else []
    return "\n".join(lines).rstrip()


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, list(own_commands()), n=1) or difflib.get_close_matches(
        name, list(get_commands()), n=1
    )
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return f"opstap: there is no command `{name}`.{hint} `bin/opstap` lists them all."
