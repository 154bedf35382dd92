"""An employee's page about their course, in their language."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import pgettext

from opstap.jobs.models import Seat
from opstap.jobs.pages.staff import how_long
from opstap.jobs.queries.seat import Part, Progress
from opstap.jobs.rules.staff import sittings
from opstap.kit.translated import in_language


@dataclass(frozen=True, slots=True)
class Piece:
    """What fits into about ten minutes."""

    label: str
    url: str
    long: str


@dataclass(frozen=True, slots=True)
class Now:
    """The lesson to read next, and in which pieces."""

    title: str
    url: str
    long: str
    pieces: list[Piece]
    language: str


@dataclass(frozen=True, slots=True)
class Stair:
    """One part of the course; `test` is the address of its short test while it is not done."""

    title: str
    state: str
    long: str
    url: str
    test: str


@dataclass(frozen=True, slots=True)
class MyCourse:
    """Everything on the page."""

    title: str
    employer: str
    done: int
    parts: list[Stair]
    now: Now | None
    test: str
    left: str
    completed_at: datetime | None
    certificate: str


def my_course(seat: Seat, progress: Progress) -> MyCourse:
    """The page of one seat."""
    parts = [_stair(part, progress) for part in progress.parts]
    following = next((part for part in parts if part.state == "next"), None)
    return MyCourse(
        title=in_language(seat.staff_course.course.title),
        employer=seat.staff_course.employer.name,
        done=sum(part.done for part in progress.parts),
        parts=parts,
        now=_now(progress),
        test=following.test if following else "",
        left=how_long(progress.minutes_left) if progress.minutes_left else "",
        completed_at=seat.completed_at,
        certificate=reverse("certification:badge", args=[progress.certificate.pk]) if progress.certificate else "",
    )


def _now(progress: Progress) -> Now | None:
    lesson = progress.next
    if lesson is None:
        return None
    url = reverse("practice:lesson", args=[lesson.code])
    pieces = [
        Piece(piece.title, f"{url}#{piece.anchor}" if number else url, how_long(piece.minutes))
        for number, piece in enumerate(sittings(progress.sections, lesson.minutes))
    ]
    return Now(
        in_language(lesson.title), url, how_long(lesson.minutes), pieces if len(pieces) > 1 else [], progress.language
    )


def _stair(part: Part, progress: Progress) -> Stair:
    first = part.lessons[0]
    following = progress.next is not None and progress.next.module_id == part.module.pk
    return Stair(
        title=in_language(part.module.title),
        state="done" if part.done else "next" if following else "todo",
        long=pgettext("part of a course", "done") if part.done else how_long(sum(one.minutes for one in part.lessons)),
        url=reverse("practice:lesson", args=[first.code]),
        test=reverse("practice:test_out", args=[part.module.code]) if part.testable else "",
    )
