"""`bin/opstap course new|check|load|export`: course packs, from an empty folder to a course and back."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.curriculum.actions.check_course import check_course
from opstap.curriculum.actions.export_course import NotEmptyError, export_course
from opstap.curriculum.actions.load_catalogue import ProblemsError
from opstap.curriculum.actions.load_course import EditedMeanwhileError, load_courses
from opstap.curriculum.actions.new_course import WRITTEN, CannotBeginError, new_course
from opstap.curriculum.models import Course
from opstap.curriculum.rules.pack_meanwhile import Difference


class Command(BaseCommand):
    help = "Begin, check, load or write out course packs (folders with a course.yaml, or a folder of such folders)."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        new = what.add_parser("new", help="lay a new pack from the template")
        new.add_argument("folder", type=Path, help="its last part becomes the id of the course")
        new.add_argument("--title", required=True, help="of the course")
        new.add_argument("--languages", default=",".join(WRITTEN), help="for example nl,fr")
        check = what.add_parser("check", help="only read, and tell everything that could be better")
        check.add_argument("--json", action="store_true", help="for a machine, see docs/course-check.md")
        check.add_argument("--details", action="store_true", help="readability of each lesson, questions per skill")
        load = what.add_parser("load", help="read and store: all packs or none")
        load.add_argument(
            "--over",
            action="append",
            default=[],
            metavar="ID@VERSION",
            help="a version from the browser that you have seen and merged; may be given several times",
        )
        for one in (check, load):
            one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="for example course_packs/sc-900")
        export = what.add_parser("export", help="write a course as files, with what was edited in the browser")
        export.add_argument("code", help="of the course, for example sc-900")
        export.add_argument("folder", type=Path)
        export.add_argument("--force", action="store_true", help="write over what is in the folder")

    def handle(self, *args: object, what: str, verbosity: int, **options: object) -> None:
        told: list[str] = {"new": self._new, "check": self._check, "load": self._load, "export": self._export}[what](
            options
        )
        if verbosity:
            for line in told:
                self.stdout.write(line)

    def _new(self, options: dict[str, object]) -> list[str]:
        folder = Path(str(options["folder"]))
        languages = [one.strip() for one in str(options["languages"]).split(",") if one.strip()]
        try:
            files = new_course(folder=folder, title=str(options["title"]), languages=languages)
        except CannotBeginError as error:
            raise CommandError(f"Nothing was written. {error}") from error
        return [
            f"{len(files)} files are in {folder}. Now:",
            f"  1. change the texts in {folder}/modules",
            f"  2. bin/opstap course check {folder}",
            f"  3. bin/opstap course load {folder}",
            "docs/writing-a-course.md tells what each line means.",
        ]

    def _check(self, options: dict[str, object]) -> list[str]:
        """Prints every finding; leaves with 1 when one of them is an error. Needs no database."""
        try:
            report = check_course(paths=_paths(options))
        except ProblemsError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(report.lines(details=bool(options["details"]))))
        if report.errors:
            raise CommandError(f"{report.errors} error(s) to mend")
        return []

    def _load(self, options: dict[str, object]) -> list[str]:
        over = options["over"]
        try:
            report = load_courses(paths=_paths(options), over=over if isinstance(over, list) else [])
        except ProblemsError as error:
            count = len(error.problems)
            raise CommandError(f"Nothing was loaded. {count} thing(s) to mend:\n{error}") from error
        except EditedMeanwhileError as error:
            raise CommandError(_told(error.differences)) from error
        end = "Loaded." if report.changed_anything else "Nothing has changed."
        return [*(f"  {line}" for line in report.lines()), end]

    def _export(self, options: dict[str, object]) -> list[str]:
        course = Course.objects.select_related("blueprint__exam").filter(code=str(options["code"])).first()
        if course is None:
            raise CommandError(f"There is no course {options['code']}.")
        folder = Path(str(options["folder"]))
        try:
            files, notes = export_course(course=course, folder=folder, force=bool(options["force"]))
        except NotEmptyError as error:
            raise CommandError(f"Nothing was written. {error}") from error
        return [*(f"  {note}." for note in notes), f"{len(files)} files are in {folder}."]


def _paths(options: dict[str, object]) -> list[Path]:
    paths = options["paths"]
    return [Path(one) for one in paths] if isinstance(paths, list) else []


def _told(differences: list[Difference]) -> str:
    """What was edited in the browser, and how to go on: nobody's work is lost without a person who looked at it."""
    shown = "\n\n".join(f"{one.name} ({one.file})\n{one.text}" for one in differences)
    over = " ".join(f"--over {one.name}" for one in differences)
    return (
        f"Nothing was loaded. {len(differences)} thing(s) were edited in the browser, and the files say otherwise "
        f"(- the browser, + your file):\n\n{shown}\n\n"
        "Write the course out beside your files, and merge what you want to keep:\n"
        "  bin/opstap course export CODE FOLDER\n"
        f"Then load again, and say which versions you have seen:\n  bin/opstap course load PATH {over}"
    )
