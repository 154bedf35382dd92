"""Load course packs into the database. All packs or none; the same pack twice changes nothing."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from opstap.curriculum.actions.load_catalogue import ProblemsError
from opstap.curriculum.actions.pack_folder import pack_folders, placed, read_folder
from opstap.curriculum.actions.store_course import store_course
from opstap.curriculum.models import Blueprint, Course
from opstap.curriculum.queries.packs import blueprint_of, edited_meanwhile, faults_against_database
from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack_entries import Pack
from opstap.curriculum.rules.pack_meanwhile import Difference, seen
from opstap.curriculum.rules.report import Report


class EditedMeanwhileError(Exception):
    """Someone edited in the browser what the files say otherwise; nothing was stored."""

    def __init__(self, differences: list[Difference]) -> None:
        super().__init__(", ".join(one.name for one in differences))
        self.differences = differences


def check_courses(paths: Iterable[Path]) -> list[tuple[str, Pack, Blueprint]]:
    """Read every pack under `paths` and check it against the outlines that are loaded; stores nothing.

    A path is a pack, or a folder of packs. Gives (folder, pack, blueprint). Raises ProblemsError with every fault.
    """
    problems: list[Problem] = []
    checked: list[tuple[str, Pack, Blueprint]] = []
    for folder in pack_folders(paths):
        pack, found = read_folder(folder)
        if pack is not None:
            found = found + faults_against_database(pack)
            blueprint = blueprint_of(pack)
            if blueprint and not found:
                checked.append((folder.name, pack, blueprint))
        problems += placed(folder, found)
    if problems:
        raise ProblemsError(problems)
    return checked


def load_courses(*, paths: Iterable[Path], over: Iterable[str] = ()) -> Report:
    """Read, check and store every pack under `paths`, or nothing.

    `over` names versions that were edited in the browser and may be replaced, as `id@version`. Raises ProblemsError, or
    EditedMeanwhileError when such a version is not named.
    """
    checked = check_courses(paths)
    report = Report()
    known = set(over)
    with transaction.atomic():
        list(Course.objects.select_for_update().filter(code__in=[pack.code for _, pack, _ in checked]))
        edited = [one for _, pack, _ in checked for one in edited_meanwhile(pack)]
        if unseen := [one for one in edited if not seen(known, one)]:
            raise EditedMeanwhileError(unseen)
        for _, pack, blueprint in checked:
            store_course(pack=pack, blueprint=blueprint, report=report)
    return report
