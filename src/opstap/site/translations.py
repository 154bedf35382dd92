"""Keep the translations: compile them at the first start (no `.mo` file is kept in git), tidy them after collecting."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent.parent

# CLDR plural rules, in gettext's form.
PLURALS = {
    "nl": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}


def _stale() -> Iterator[tuple[Path, Path]]:
    for po in sorted(SOURCE.glob("*/**/locale/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            yield po, mo


def is_stale() -> bool:
    """Whether a `.po` is newer than its `.mo`."""
    return next(_stale(), None) is not None


def compile_all() -> int:
    """Compile each `.po` that is newer than its `.mo`; gives how many were compiled.

    Written beside and moved into place, so that another process never reads half a file.
    """
    compiled = 0
    for po, mo in _stale():
        half = mo.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(po)).save_as_mofile(str(half))
        half.replace(mo)
        compiled += 1
    return compiled


def tidy(station: str) -> None:
    """Give each `.po` of a station the same short header and as many plural forms as its language has."""
    for language, plurals in PLURALS.items():
        folder = SOURCE / station if (SOURCE / station).is_dir() else SOURCE / "opstap" / station
        path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            continue
        po = polib.pofile(str(path), wrapwidth=0)
        po.header = ""
        po.metadata_is_fuzzy = False
        po.metadata = {
            "Project-Id-Version": "Opstap",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": plurals,
        }
        forms = int(plurals.removeprefix("nplurals=").split(";")[0])
        for entry in po:
            if entry.msgid_plural:
                entry.msgstr_plural = {form: entry.msgstr_plural.get(form, "") for form in range(forms)}
        po.save()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        tidy(name)
    if not sys.argv[1:]:
        compile_all()
