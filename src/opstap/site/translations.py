"""Compile the translations of every station; run at the first start, so that no `.mo` file is kept in git."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_all() -> int:
    """Compile each `.po` that is newer than its `.mo`; gives how many were compiled."""
    compiled = 0
    for po in sorted(PACKAGE.parent.glob("*/**/locale/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))
            compiled += 1
    return compiled


if __name__ == "__main__":
    compile_all()
