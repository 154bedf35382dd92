"""The order in which a manager sees the applications: a proposal with its reasons. The manager decides.

The only inputs are what readers scored and when the application was sent. No characteristic of the person, nor a stand-in
for one such as a postcode, a name or a language, can get in: `Entry` has no place for it, and a test keeps it so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from opstap.admission.rules.rubric import mean_total


class Why(StrEnum):
    """What put an application in its place."""

    SCORE = "score"
    SENT_EARLIER = "sent_earlier"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Entry:
    """One application, reduced to what may count."""

    application: UUID
    totals: tuple[int, ...]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the order, from 1, the mean total (None when nobody has read it), how many read it, and why here."""

    place: int
    application: UUID
    total: float | None
    readers: int
    why: tuple[Why, ...]


def rank(entries: Iterable[Entry]) -> list[Ranked]:
    """Highest mean total first; equal totals by time of sending; what nobody has read last. Ids break the last ties."""
    ordered = sorted(entries, key=_key)
    scores = [mean_total(entry.totals) for entry in ordered]
    return [
        Ranked(place, entry.application, score, len(entry.totals), _why(scores, place - 1))
        for place, (entry, score) in enumerate(zip(ordered, scores, strict=True), start=1)
    ]


def _key(entry: Entry) -> tuple[float, datetime, UUID]:
    score = mean_total(entry.totals)
    return (-1.0 if score is None else -score - 2, entry.sent_at, entry.application)


def _why(scores: Sequence[float | None], index: int) -> tuple[Why, ...]:
    score = scores[index]
    neighbours = [scores[i] for i in (index - 1, index + 1) if 0 <= i < len(scores)]
    tied = (Why.SENT_EARLIER,) if score in neighbours else ()
    return (Why.NOT_READ if score is None else Why.SCORE, *tied)
