"""What guidance needs of exams: sittings (certification) and readiness and mock exams (practice)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery

from opstap.certification.models import Badge, SittingEvent
from opstap.certification.models import Sitting as SittingRow
from opstap.curriculum.models import Exam
from opstap.guidance.rules.needs import EXAM_IS_NEAR, FAILED_COUNTS, Failed, Mock, Sitting
from opstap.people.models import Person
from opstap.practice.models import Paper, Readiness
from opstap.practice.rules.readiness import Standing
from opstap.programme.models import Track

MOCKS_COMPARED = timedelta(days=120)
READS_TO_TELL = ("proposed", "agreed", "failed", "passed")


@dataclass(slots=True)
class ExamStep:
    """One exam of a person's road and its newest sitting ("" when there is none); `earned` once a pass is verified."""

    pk: UUID
    code: str
    certification: str
    in_track: bool
    earned: bool = False
    sitting: UUID | None = None
    state: str = ""
    starts_at: datetime | None = None
    place: str = ""
    attempt: int = 0
    score: int | None = None
    proposed_at: datetime | None = None
    failed_at: datetime | None = None

    @property
    def state_words(self) -> str:
        """Where the newest sitting stands, in words."""
        return str(SittingRow.State(self.state).label) if self.state else ""

    def ahead(self, chance: float | None, at: datetime) -> Sitting | None:
        """The sitting that lies ahead, for the rule about needs."""
        if self.state not in SittingRow.AHEAD or self.starts_at is None:
            return None
        proposed = self.proposed_at or min(self.starts_at, at)
        return Sitting(self.code, self.starts_at, proposed, self.state == SittingRow.State.AGREED, chance)


def exam_steps(person: Person, track: UUID | None) -> list[ExamStep]:
    """The exams that the track asks for, and others with a sitting of this person; by code. One query."""
    rows = (
        Exam.objects.annotate(
            in_track=Exists(Track.exams.through.objects.filter(track=track, exam=OuterRef("pk"))),
            mine=FilteredRelation("sittings", condition=Q(sittings__person=person)),
        )
        .annotate(proposed_at=_event(SittingEvent.What.PROPOSED), failed_at=_event(SittingEvent.What.FAILED))
        .filter(Q(in_track=True) | Q(mine__isnull=False))
        .order_by("code", "mine__starts_at")
        .values_list(
            *("pk", "code", "certification", "in_track", "mine__verified_at"),
            *("mine__pk", "mine__state", "mine__starts_at", "mine__place", "mine__attempt", "mine__score"),
            *("proposed_at", "failed_at"),
        )
    )
    steps: dict[UUID, ExamStep] = {}
    for pk, code, certification, in_track, verified, sitting, state, *rest in rows:
        step = steps.setdefault(pk, ExamStep(pk, code, certification, in_track))
        step.earned = step.earned or (state == SittingRow.State.PASSED and verified is not None)
        # A day that was refused or called off says nothing of where someone stands.
        if sitting is not None and state in READS_TO_TELL:
            step.sitting, step.state = sitting, state
            step.starts_at, step.place, step.attempt, step.score, step.proposed_at, step.failed_at = rest
    return list(steps.values())


def _event(what: str) -> Subquery:
    """When this last happened to the sitting `mine`."""
    events = SittingEvent.objects.filter(sitting=OuterRef("mine__pk"), what=what)
    return Subquery(events.order_by("-happened_at").values("happened_at")[:1])


def failed_steps(steps: Collection[ExamStep]) -> tuple[Failed, ...]:
    """The exams of which the newest sitting was not passed."""
    return tuple(
        Failed(one.code, one.failed_at or one.starts_at)
        for one in steps
        if one.state == SittingRow.State.FAILED and one.starts_at is not None
    )


def newest_badge() -> QuerySet[Badge]:
    """The badges of `OuterRef("pk")`, a person, newest first."""
    return Badge.objects.filter(person=OuterRef("pk"), revoked_at__isnull=True).order_by("-issued_at")


@dataclass(slots=True)
class Exams:
    """Of one person: sittings ahead, exams to talk about, mock exams (newest first)."""

    sittings: tuple[Sitting, ...] = ()
    failed: tuple[Failed, ...] = ()
    mocks: list[Mock] = field(default_factory=list)


def exams_of(people: Collection[UUID], *, at: datetime) -> defaultdict[UUID, Exams]:
    """Person -> what the rule about needs looks at; three queries, two when no exam is near."""
    found: defaultdict[UUID, Exams] = defaultdict(Exams)
    rows = sitting_rows(people, at=at)
    chances = chances_of({row.person_id for row in rows if is_near(row, at)}, {row.exam_id for row in rows})
    by_person: defaultdict[UUID, list[SittingRow]] = defaultdict(list)
    for row in rows:
        by_person[row.person_id].append(row)
    for person, theirs in by_person.items():
        found[person].sittings = tuple(
            ahead(row, chances.get((person, row.exam_id)), at) for row in theirs if row.state in SittingRow.AHEAD
        )
        found[person].failed = failed_of(theirs)
    for person, mock in mocks_of(people, at=at):
        found[person].mocks.append(mock)
    return found


def sitting_rows(people: Collection[UUID], *, at: datetime) -> list[SittingRow]:
    """Sittings that lie ahead and those of the last months, oldest first, with `proposed_at` and `failed_at`."""
    what = SittingEvent.What
    return list(
        SittingRow.objects.filter(person__in=people, state__in=READS_TO_TELL)
        .filter(Q(state__in=SittingRow.AHEAD) | Q(starts_at__gte=at - FAILED_COUNTS))
        .select_related("exam")
        .annotate(
            proposed_at=Min("events__happened_at", filter=Q(events__what=what.PROPOSED)),
            failed_at=Max("events__happened_at", filter=Q(events__what=what.FAILED)),
        )
        .order_by("starts_at", "pk")
    )


def is_near(row: SittingRow, at: datetime) -> bool:
    """Whether this sitting begins within the days in which a coach looks at readiness."""
    return row.state in SittingRow.AHEAD and at <= row.starts_at <= at + EXAM_IS_NEAR


def ahead(row: SittingRow, chance: float | None, at: datetime) -> Sitting:
    """A row of `sitting_rows` for the rule."""
    proposed = row.proposed_at or min(row.starts_at, at)  # type: ignore[attr-defined]
    return Sitting(row.exam.code, row.starts_at, proposed, row.state == SittingRow.State.AGREED, chance)


def failed_of(rows: Collection[SittingRow]) -> tuple[Failed, ...]:
    """The exams of which the newest sitting was not passed. The rows are of one person, oldest first."""
    newest = {row.exam_id: row for row in rows}
    return tuple(
        Failed(row.exam.code, row.failed_at or row.starts_at)  # type: ignore[attr-defined]
        for row in newest.values()
        if row.state == SittingRow.State.FAILED
    )


def chances_of(people: Collection[UUID], exams: Collection[UUID]) -> dict[tuple[UUID, UUID], float]:
    """(person, exam) -> the chance to pass on the newest outline; no entry while it is too early to say."""
    if not people:
        return {}
    rows = (
        Readiness.objects.filter(learner__person__in=people, blueprint__exam__in=exams)
        .exclude(standing=Standing.TOO_EARLY)
        .order_by("blueprint__as_of")
        .values_list("learner__person", "blueprint__exam", "chance")
    )
    return {(person, exam): chance for person, exam, chance in rows}


def mocks_of(people: Collection[UUID], *, at: datetime) -> list[tuple[UUID, Mock]]:
    """(person, mock exam) of the last months, newest first."""
    rows = (
        Paper.objects.filter(learner__person__in=people, kind=Paper.Kind.MOCK, score__isnull=False)
        .filter(handed_in_at__gte=at - MOCKS_COMPARED)
        .order_by("-handed_in_at")
        .values_list("learner__person", "course__code", "handed_in_at", "score")
    )
    return [
        (person, Mock(course, handed_in, score))
        for person, course, handed_in, score in rows
        if handed_in is not None and score is not None
    ]
