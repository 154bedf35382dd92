"""Lay a new course pack on disk, from the template: a lesson, a question of every kind, a case study, a mock exam."""

from collections.abc import Sequence
from pathlib import Path

from opstap.curriculum.rules.pack_template import made_own
from opstap.curriculum.rules.schema import LANGUAGES, SLUG

TEMPLATE = Path(__file__).resolve().parent.parent / "data" / "template_pack"
# The languages in which the template is written; a text in another one is the author's own work.
WRITTEN = ("nl", "fr", "en")


class CannotBeginError(ValueError):
    """The pack cannot be laid there or so; the message says what to do."""


def new_course(*, folder: Path, title: str, languages: Sequence[str]) -> list[Path]:
    """Write the template into `folder`, whose name becomes the id of the course. Gives the files, or raises CannotBeginError."""
    code = folder.name
    if not SLUG.fullmatch(code) or len(code) > 50:
        raise CannotBeginError(
            f"{code!r}: name the folder with small letters, digits and hyphens; it is the course's id"
        )
    if not languages or (unknown := sorted(set(languages) - {*WRITTEN})):
        told = ", ".join(unknown) if languages else "none"
        raise CannotBeginError(
            f"{told}: choose from {', '.join(WRITTEN)}; a lesson in another language is added by hand"
        )
    if not title.strip() or "\n" in title:
        raise CannotBeginError("give the course a title, on one line")
    if folder.exists() and any(folder.iterdir()):
        raise CannotBeginError(f"{folder} is not empty: name a new folder")
    chosen = [one for one in LANGUAGES if one in languages]
    kept = [one for one in LANGUAGES if one in languages or one == "ar"]
    written = []
    for source in sorted(one for one in TEMPLATE.rglob("*") if one.is_file()):
        path = source.relative_to(TEMPLATE)
        content: bytes | None = source.read_bytes()
        if source.suffix in (".yaml", ".md"):
            own = made_own(
                path.as_posix(), source.read_text("utf-8"), code=code, title=title, languages=chosen, kept=kept
            )
            content = None if own is None else own.encode()
        if content is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            written.append(folder / path)
    return written
