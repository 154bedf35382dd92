"""Read course packs from disk. Stores nothing: loading and checking both begin here."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from opstap.curriculum.actions.load_catalogue import ProblemsError
from opstap.curriculum.rules.marked_yaml import SCHEMA, Problem
from opstap.curriculum.rules.pack import COURSE_FILE, read_pack
from opstap.curriculum.rules.pack_entries import Pack
from opstap.curriculum.rules.pack_forms import FORMS_FILE
from opstap.curriculum.rules.pack_modules import LESSON_FILE

READ = (COURSE_FILE, FORMS_FILE, "modules/*/*")
MEDIA = "media/*"
# A file of a pack is written by people; a larger one is something else that got there by accident.
MOST_BYTES = 2_000_000


def pack_folders(paths: Iterable[Path]) -> list[Path]:
    """Each path is a pack, or a folder of packs. Raises ProblemsError when one is neither."""
    found: list[Path] = []
    for path in paths:
        inside = (
            [path] if (path / COURSE_FILE).exists() else sorted(one.parent for one in path.glob(f"*/{COURSE_FILE}"))
        )
        if not inside:
            raise ProblemsError([Problem(str(path), 0, "", f"holds no course pack: there is no {COURSE_FILE} in it")])
        found += inside
    return found


def read_folder(folder: Path) -> tuple[Pack | None, list[Problem]]:
    """The pack in this folder and its problems; see `read_pack`."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(one for pattern in READ for one in folder.glob(pattern) if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > MOST_BYTES:
            code = "lesson-form" if LESSON_FILE.fullmatch(path.name) else SCHEMA
            problems.append(Problem(name, 0, "", f"is larger than {MOST_BYTES // 1_000_000} MB: make it smaller", code))
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            message = f"is not UTF-8 (byte {error.start}): save it as UTF-8"
            problems.append(Problem(name, 0, "", message, "unreadable"))
    figures = sorted(one for one in folder.glob(MEDIA) if one.is_file())
    media = {one.relative_to(folder).as_posix(): _bytes(one) for one in figures}
    pack, found = read_pack(texts, media)
    # What could not be read would be called missing a second time.
    unread = {problem.file for problem in problems}
    return pack, problems + [one for one in found if one.file not in unread]


def _bytes(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(MOST_BYTES)


def placed(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with the folder of their pack before the file."""
    return [replace(one, file=f"{folder.name}/{one.file}") for one in problems]
