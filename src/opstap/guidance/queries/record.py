"""Everything a coach may read of one person, so that whoever phones has all of it in view. Twelve queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from opstap.admission.access import visible_to as applications_visible_to
from opstap.admission.models import Application
from opstap.guidance.access import contacts_visible_to
from opstap.guidance.models import Contact
from opstap.guidance.queries.exams import ExamStep, exam_steps, failed_steps
from opstap.guidance.queries.jobs import follow_up_on, introduced_at, newest_placement
from opstap.guidance.queries.learning import Learning, figures_of
from opstap.guidance.queries.needs import morning_of
from opstap.guidance.queries.papers import Papers, papers_of
from opstap.guidance.queries.presence import LAST, busy_lately, classes_in, with_own
from opstap.guidance.rules import needs
from opstap.guidance.rules.attended import Attended, attended
from opstap.kit.clock import BRUSSELS
from opstap.messages.models import HelpRequest
from opstap.messages.queries import help_requests_of
from opstap.people.models import Person
from opstap.practice.models import Readiness
from opstap.practice.queries.placement import PlacementState, newest_results, state_of
from opstap.practice.queries.plan import PlanState, plan_state_of
from opstap.practice.rules.readiness import Standing
from opstap.programme.models import AbsenceNotice, Participation, Session, Stage, StageChange

SHOWN = 20


@dataclass(frozen=True, slots=True)
class ExamLine:
    """One exam of the road: the newest sitting, and how ready the person is (None while it is too early to say)."""

    step: ExamStep
    ready: Readiness | None


@dataclass(frozen=True, slots=True)
class Job:
    """Where someone is on the road to a job; empty values where nothing is known."""

    title: str
    employer: str
    starts_on: date | None
    introduced_at: datetime | None
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class Record:
    """One person as their coach sees them. `classes` are those with a record or an absence, newest first."""

    at: datetime
    person: Person
    participation: Participation
    changes: Sequence[StageChange]
    attended: Attended
    classes: Sequence[Session]
    help: Sequence[HelpRequest]
    learning: Learning
    plan: PlanState | None
    placed: PlacementState | None
    papers: Papers
    exams: Sequence[ExamLine]
    job: Job
    contacts: Sequence[Contact]
    applications: Sequence[Application]

    @property
    def signals(self) -> tuple[needs.Signal, ...]:
        """Why this person needs their coach now; what is on the list, by the same rule."""
        return needs.signals(_facts(self))

    @property
    def codes(self) -> str:
        """The reasons as codes, for the form that notes a contact."""
        return ",".join(sorted({one.code for one in self.signals}))


def record_of(participation: Participation, *, viewer: Person, at: datetime) -> Record:
    """The record behind a participation of `with_job`, found through `access.participation_for(viewer, ...)`.

    Applications are read only where the viewer reads them.
    """
    person = participation.person
    classes = _classes(participation)
    return Record(
        at=at,
        person=person,
        participation=participation,
        changes=list(StageChange.objects.filter(participation=participation).select_related("by")),
        attended=attended(one.status for one in classes if one.status),  # type: ignore[attr-defined]
        classes=classes,
        help=list(help_requests_of(person)[:SHOWN]),
        learning=figures_of(person, participation, at=at),
        plan=plan_state_of(person, today=at.astimezone(BRUSSELS).date()),
        placed=state_of(participation.tested_at, participation.tested_areas),  # type: ignore[attr-defined]
        papers=papers_of(person),
        exams=_exams(person, participation),
        job=_job(participation),
        contacts=list(contacts_visible_to(viewer).filter(person=person).select_related("by")[:SHOWN]),
        applications=list(
            applications_visible_to(viewer).filter(person=person).select_related("call").order_by("-sent_at")
        ),
    )


def with_job(*, at: datetime) -> QuerySet[Participation]:
    """Participations with person and group, where the person is on the road to a job, and their newest placement test."""
    tested = newest_results("person")
    placed, today = newest_placement("person"), at.astimezone(BRUSSELS).date()
    return Participation.objects.select_related("person", "edition__programme", "group__track").annotate(
        introduced_at=introduced_at("person"),
        follow_up_on=follow_up_on("person", today=today),
        tested_at=Subquery(tested.values("ended_at")[:1]),
        tested_areas=Subquery(tested.values("areas")[:1]),
        job_title=Subquery(placed.values("title")[:1]),
        job_employer=Subquery(placed.values("employer_name")[:1]),
        job_starts_on=Subquery(placed.values("starts_on")[:1]),
    )


def _job(row: Participation) -> Job:
    title, employer = row.job_title, row.job_employer  # type: ignore[attr-defined]
    return Job(title or "", employer or "", row.job_starts_on, row.introduced_at, row.follow_up_on)  # type: ignore[attr-defined]


def _classes(participation: Participation) -> list[Session]:
    """The classes for which something is recorded or said, each with `status`, `said`, `why` and `unseen_at`."""
    standing = AbsenceNotice.objects.filter(
        session=OuterRef("pk"), participation=participation, withdrawn_at__isnull=True
    )
    rows = with_own(
        Session.objects.filter(group=participation.group_id, cancelled_at__isnull=True), participation
    ).annotate(
        why=Subquery(standing.values("reason")[:1]),
        unseen_at=Subquery(standing.filter(seen_at__isnull=True).values("said_at")[:1]),
    )
    return list(rows.filter(Q(status__isnull=False) | Q(said=True)))


def _exams(person: Person, participation: Participation) -> list[ExamLine]:
    steps = exam_steps(person, participation.group.track_id if participation.group else None)
    rows = (
        Readiness.objects.filter(learner__person=person, blueprint__exam__in=[step.pk for step in steps])
        .exclude(standing=Standing.TOO_EARLY)
        .select_related("blueprint")
        .order_by("blueprint__as_of")
    )
    ready = {row.blueprint.exam_id: row for row in rows}
    return [ExamLine(step, ready.get(step.pk)) for step in steps]


def _facts(record: Record) -> needs.Facts:
    at, group = record.at, record.participation.group
    talked = [one.happened_at for one in record.contacts if one.how in Contact.TALKED]
    reached = [one.happened_at for one in record.contacts if one.how in Contact.REACHED]
    asked = [one.asked_at for one in record.help if one.answered_at is None]
    unseen = [one.unseen_at for one in record.classes if one.ends_at > at and one.unseen_at]  # type: ignore[attr-defined]
    paused = [one.happened_at for one in record.changes if one.stage == Stage.PAUSED]
    due = record.job.follow_up_on
    return needs.Facts(
        at=at,
        stage=record.participation.stage,
        classes=classes_in(record.classes, at=at)[:LAST],
        asked_at=min(asked, default=None),
        said_at=min(unseen, default=None),
        classes_go_on=record.learning.lessons > 0 and busy_lately(record.classes, at=at),
        learned_at=record.learning.learned_at or (morning_of(group.starts_on) if group else None),
        sittings=tuple(
            filter(None, (one.step.ahead(one.ready.chance if one.ready else None, at) for one in record.exams))
        ),
        failed=failed_steps([line.step for line in record.exams]),
        mocks=record.papers.mocks,
        introduced_at=record.job.introduced_at,
        follow_up_at=morning_of(due) if due else None,
        paused_at=max(paused, default=None),
        talked_at=max(talked, default=None),
        reached_at=max(reached, default=None),
    )
