"""Drafts with a version: an older page never writes over a newer one, and a resend of the same change is no conflict."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Draft:
    """What is chosen for one question, and whether to look at it again."""

    chosen: frozenset[str] = frozenset()
    marked: bool = False

    @classmethod
    def of(cls, chosen: Collection[str], *, marked: bool) -> "Draft":
        return cls(frozenset(chosen), marked)


class Verdict(StrEnum):
    """What to do with a draft that comes in."""

    SAME = "same"  # it is what is kept already: a resend, or the same choice in two tabs
    SAVE = "save"
    OLDER = "older"  # the page was made before what is kept, and says something else


def judge(kept: Draft, version: int, sent: Draft, seen: int) -> Verdict:
    """Whether to save `sent`, from a page that was made with version `seen`, over `kept`, which has `version`.

    Versions count from 1; 0 is "nothing kept yet".
    """
    if kept == sent and version > 0:
        return Verdict.SAME
    return Verdict.OLDER if seen < version else Verdict.SAVE
