"""Write a course as the files of a pack, so that what was edited in the browser comes back to its authors."""

from pathlib import Path
from posixpath import dirname

from opstap.curriculum.actions.pack_folder import read_folder
from opstap.curriculum.models import Course
from opstap.curriculum.queries.pack_files import files_of
from opstap.curriculum.rules.pack import COURSE_FILE


class NotEmptyError(ValueError):
    """The folder holds something already."""


def export_course(*, course: Course, folder: Path, force: bool = False) -> tuple[list[Path], list[str]]:
    """Write the pack of `course` into `folder`; gives its files and what was left out. Raises NotEmptyError.

    `force` writes over what is there, and leaves other files alone.
    """
    if not force and folder.exists() and any(folder.iterdir()):
        raise NotEmptyError(f"{folder} is not empty: name a new folder, or add --force to write over it")
    files = files_of(course, _folders(folder))
    contents = {**{path: text.encode() for path, text in files.texts.items()}, **files.media}
    written = []
    for path, content in sorted(contents.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return written, files.notes


def _folders(folder: Path) -> dict[str, str]:
    """What the modules are called that are there already: the same module twice would not load."""
    if not (folder / COURSE_FILE).exists():
        return {}
    pack, _ = read_folder(folder)
    return {module.code: dirname(module.place.file) for module in pack.modules} if pack else {}
