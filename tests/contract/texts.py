"""What is wrong with the translations of a station, compared with the texts that its source holds now."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

LANGUAGES = ("nl", "fr", "ar")
# %(name)s, %s, %d, %% is no placeholder; {name}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
Key = tuple[str, str]


def collect(station: Path, folder: Path) -> polib.POFile:
    """Every text in the station's source, by a fresh run of xgettext on a copy without its translations."""
    copy = folder / station.name
    shutil.copytree(station, copy, ignore=shutil.ignore_patterns("locale", "tests", "__pycache__", "static", "data"))
    (copy / "locale").mkdir()
    admin = Path(sys.executable).parent / "django-admin"
    command = [sys.executable, str(admin), "makemessages", "-v", "0", "-l", "nl", "--no-wrap", "--no-location"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, check=True, env=environment)
    found = copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(found)) if found.exists() else polib.POFile()


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def faults(source: polib.POFile, translated: polib.POFile) -> Iterator[str]:
    """Each text of `source` that `translated` lacks, leaves empty or fuzzy, or gives other placeholders."""
    known = {key(entry): entry for entry in translated if not entry.obsolete}
    for entry in source:
        there = known.get(key(entry))
        if there is None:
            yield f"missing: {entry.msgid}"
        elif there.fuzzy:
            yield f"fuzzy: {entry.msgid}"
        elif not _texts(there) or not all(_texts(there)):
            yield f"empty: {entry.msgid}"
        else:
            yield from _placeholder_faults(there)


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _placeholder_faults(entry: polib.POEntry) -> Iterator[str]:
    """One text has the same placeholders; a plural form may leave the number out ("one lesson"), and add none."""
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in _texts(entry):
        given = sorted(PLACEHOLDER.findall(text))
        if given != wanted and not (entry.msgid_plural and set(given) <= set(wanted)):
            yield f"other placeholders: {entry.msgid}"
            return
