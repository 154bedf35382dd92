"""What was edited in the browser while the files of a course stayed as they were, shown so that a person can merge both."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff

from opstap.curriculum.rules.pack_values import Content
from opstap.curriculum.rules.pack_writing import dump, question_document


@dataclass(frozen=True, slots=True)
class Difference:
    """A lesson or question whose newest version was written in the browser and says something else than the file."""

    code: str
    version: int
    file: str
    text: str

    @property
    def name(self) -> str:
        """How `--over` names the version that was seen."""
        return f"{self.code}@{self.version}"


def lesson_difference(
    code: str, version: int, *, browser: dict[str, str], files: dict[str, str], folder: str
) -> Difference:
    """`browser` and `files`: file name -> text. Each file that differs is shown."""
    told: list[str] = []
    for name in sorted({*browser, *files}):
        told += _unified(browser.get(name, ""), files.get(name, ""), f"{folder}/{name}", version)
    return Difference(code, version, folder, "\n".join(told))


def question_difference(code: str, version: int, *, browser: Content, written: Content | None, file: str) -> Difference:
    """`written` is what the file holds; none when it does not hold this question."""
    old = dump(question_document(code, browser))
    new = dump(question_document(code, written)) if written is not None else ""
    lines = _unified(old, new, file, version)
    if not lines and written is not None:
        lines = _unified(dump(_scenario(browser)), dump(_scenario(written)), file, version)
    return Difference(code, version, file, "\n".join(lines or ["(another picture)"]))


def seen(over: Iterable[str], difference: Difference) -> bool:
    """Whether somebody said that they have seen exactly this version."""
    return difference.name in set(over)


def _scenario(content: Content) -> dict[str, object]:
    return {"case": content.get("case_code", ""), **(content.get("scenario") or {})}


def _unified(browser: str, file: str, name: str, version: int) -> list[str]:
    return list(
        unified_diff(
            browser.splitlines(),
            file.splitlines(),
            f"version {version}, edited in the browser",
            name,
            lineterm="",
            n=1,
        )
    )
