"""Load the texts that people read or agree to from `data/notices/<kind>.v<version>.<language>.md`."""

import re
from pathlib import Path

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.translated import LANGUAGES
from opstap.people.models import NoticeKind, NoticeVersion

FOLDER = Path(__file__).resolve().parent.parent / "data" / "notices"
NAME = re.compile(r"(?P<kind>[a-z-]+)\.v(?P<version>[1-9][0-9]*)\.(?P<language>[a-z]{2})\.md")


class NoticeError(Exception):
    """A file that cannot be loaded; the text says which and why."""


def load_notices(folder: Path = FOLDER) -> int:
    """Make each version that is not there yet; gives how many were made or corrected.

    A version that somebody has read or agreed to is never changed: their yes was to those words. Raises NoticeError.
    """
    changed = 0
    for (kind, version), text in sorted(read_notices(folder).items()):
        with transaction.atomic():
            notice, made = NoticeVersion.objects.get_or_create(kind=kind, version=version, defaults={"text": text})
            if not made and notice.text != text:
                if notice.events.exists():
                    raise NoticeError(f"{kind} v{version} was read by people: write v{version + 1} instead")
                notice.text = text
                notice.save(update_fields=["text"])
                made = True
            if made:
                ledger.record("people.notice_published", by=None, on=notice, refs={"version": str(version)})
        changed += made
    return changed


def notices_are_behind(folder: Path = FOLDER) -> bool:
    """Whether a text on disk is not in the database as it stands."""
    loaded = {(notice.kind, notice.version): notice.text for notice in NoticeVersion.objects.all()}
    return any(loaded.get(key) != text for key, text in read_notices(folder).items())


def read_notices(folder: Path) -> dict[tuple[str, int], dict[str, str]]:
    """The texts on disk by kind and version. Raises NoticeError on an unknown name or a missing language."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for path in sorted(folder.glob("*.md")):
        match = NAME.fullmatch(path.name)
        if match is None or match["kind"] not in NoticeKind.values or match["language"] not in LANGUAGES:
            raise NoticeError(f"{path.name}: the name should read <kind>.v<version>.<language>.md")
        found.setdefault((match["kind"], int(match["version"])), {})[match["language"]] = path.read_text()
    for (kind, version), text in found.items():
        if missing := set(LANGUAGES) - set(text):
            raise NoticeError(f"{kind} v{version} is missing in {', '.join(sorted(missing))}")
    return found
