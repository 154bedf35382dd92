"""Who needs a coach: the people of the groups that someone guides, with their reasons. A fixed number of queries.

What is read is narrow (ids, moments, codes): the last classes per group instead of every attendance ever recorded, the last
answer instead of the answers. Names are read to show and to search, and sort nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from opstap.guidance.access import open_help_visible_to
from opstap.guidance.queries.contacts import LastContact, last_contacts
from opstap.guidance.queries.exams import Exams, exams_of
from opstap.guidance.queries.jobs import follow_up_on, introduced_at
from opstap.guidance.queries.presence import Presence, presence_in
from opstap.guidance.rules.calling_order import Step, in_order, next_step
from opstap.guidance.rules.needs import LEARNS, Facts, Signal, signals
from opstap.guidance.rules.resting import rests
from opstap.kit.clock import BRUSSELS
from opstap.people.models import Person
from opstap.practice.models import LessonReading, SkillState
from opstap.programme.access import groups_visible_to
from opstap.programme.models import Participation, Stage, StageChange, TrackCourse


@dataclass(slots=True)
class GroupLine:
    """A guided group: its coaches (id, name), and how many people take part in it now."""

    pk: UUID
    name: str
    starts_on: date
    has_lessons: bool
    coaches: list[tuple[UUID, str]]
    people: int = 0

    @property
    def pace(self) -> datetime:
        """The moment from which silence counts for whoever never learned anything: the morning of the first day."""
        return morning_of(self.starts_on)


@dataclass(frozen=True, slots=True)
class Someone:
    """One guided person, in the participation that counts: one that goes on, else the newest."""

    participation: UUID
    pk: UUID
    name: str
    phone: str
    email: str
    stage: str
    group: GroupLine
    paused_at: datetime | None
    introduced_at: datetime | None
    follow_up_on: date | None

    @property
    def stage_words(self) -> str:
        """The stage in words."""
        return str(Stage(self.stage).label)


@dataclass(frozen=True, slots=True)
class Need:
    """Someone with a reason; `asked` is the call for help that waits longest, `resting` whether they rest until later."""

    person: Someone
    signals: tuple[Signal, ...]
    contact: LastContact | None
    asked: UUID | None
    resting: bool

    @property
    def step(self) -> Step:
        """The one next step."""
        return next_step(self.signals, phone=bool(self.person.phone), mail=bool(self.person.email))

    @property
    def codes(self) -> str:
        """The reasons as codes, for the form that notes a contact."""
        return ",".join(sorted({one.code for one in self.signals}))


@dataclass(frozen=True, slots=True)
class Needs:
    """Everybody with a reason, in the order to call; the groups, what is known of their classes, how many calls for help
    wait, and the contacts that the reader noted in the last minutes."""

    people: list[Need]
    groups: list[GroupLine]
    presence: Presence
    calls: int
    noted: list[tuple[Someone, LastContact]]

    @property
    def awake(self) -> list[Need]:
        """Those who are to be called today."""
        return [one for one in self.people if not one.resting]

    @property
    def resting(self) -> list[Need]:
        """Those who were contacted and rest."""
        return [one for one in self.people if one.resting]


def needs_of(reader: Person, *, at: datetime) -> Needs:
    """Everybody whom `reader` guides and who needs them: eleven queries, however many people and years."""
    groups = {group.pk: group for group in guided_groups(reader)}
    today = at.astimezone(BRUSSELS).date()
    people = guided_people(reader, groups, today=today)
    presence = presence_in(list(groups), at=at)
    calls = list(open_help_visible_to(reader).values_list("person", "pk", "asked_at"))
    asked = {person: (pk, moment) for person, pk, moment in reversed(calls)}
    ids = {someone.pk for someone in people}
    learned = learned_at({someone.pk for someone in people if someone.stage in LEARNS})
    exams, contacts = exams_of(ids, at=at), last_contacts(ids)
    unseen, busy = presence.unseen(), presence.busy_groups()
    found: dict[UUID, Need] = {}
    for one in people:
        pk, moment = asked.get(one.pk, (None, None))
        known = Known(presence, unseen.get(one.participation), moment, learned.get(one.pk), exams[one.pk])
        contact = contacts.get(one.pk)
        reasons = signals(facts_of(one, known, contact, busy=one.group.pk in busy))
        still = rests(reasons, contact.contacted if contact else None, today=today)
        found[one.participation] = Need(one, reasons, contact, pk, still)
    order = in_order({key: need.signals for key, need in found.items()})
    noted = [(one, last) for one in people if (last := contacts.get(one.pk)) and last.just_by(reader.pk, at)]
    return Needs([found[key] for key in order], list(groups.values()), presence, len(calls), noted)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of one person, from each station."""

    presence: Presence
    said_at: datetime | None
    asked_at: datetime | None
    learned_at: datetime | None
    exams: Exams


def facts_of(one: Someone, known: Known, contact: LastContact | None, *, busy: bool) -> Facts:
    """The same as values for the rule."""
    due = one.follow_up_on
    return Facts(
        at=known.presence.at,
        stage=one.stage,
        classes=known.presence.classes_of(one.participation, one.group.pk),
        asked_at=known.asked_at,
        said_at=known.said_at,
        classes_go_on=busy and one.group.has_lessons,
        learned_at=known.learned_at or one.group.pace,
        sittings=known.exams.sittings,
        failed=known.exams.failed,
        mocks=tuple(known.exams.mocks),
        introduced_at=one.introduced_at,
        follow_up_at=morning_of(due) if due else None,
        paused_at=one.paused_at,
        talked_at=contact.talked_at if contact else None,
        reached_at=contact.reached_at if contact else None,
    )


def morning_of(day: date) -> datetime:
    """The first moment of a day in Brussels."""
    return datetime.combine(day, time(), BRUSSELS)


def guided_groups(reader: Person) -> list[GroupLine]:
    """The groups that `reader` guides, the newest last, with their coaches; one query."""
    lessons = Exists(TrackCourse.objects.filter(track=OuterRef("track")))
    rows = (
        groups_visible_to(reader)
        .annotate(has_lessons=lessons)
        .order_by("starts_on", "name", "pk", "coaches__name")
        .values_list("pk", "name", "starts_on", "has_lessons", "coaches", "coaches__name")
    )
    groups: dict[UUID, GroupLine] = {}
    for pk, name, starts_on, has_lessons, coach, coach_name in rows:
        group = groups.setdefault(pk, GroupLine(pk, name, starts_on, has_lessons, []))
        if coach is not None:
            group.coaches.append((coach, coach_name))
    return list(groups.values())


def guided_people(reader: Person, groups: dict[UUID, GroupLine], *, today: date) -> list[Someone]:
    """Everybody of these groups but the reader, once each; counts who takes part in each group. One query."""
    rows = (
        Participation.objects.filter(group__in=list(groups), person__erased_at__isnull=True)
        .annotate(
            paused_at=_paused_at(),
            introduced_at=introduced_at("person"),
            follow_up_on=follow_up_on("person", today=today),
        )
        .order_by("edition__starts_on", "pk")
        .values_list(
            *("pk", "person", "person__name", "person__phone", "person__email", "stage", "group"),
            *("paused_at", "introduced_at", "follow_up_on"),
        )
    )
    kept: dict[UUID, Someone] = {}
    for pk, person, name, phone, email, stage, group, *rest in rows:
        goes_on = stage in Participation.TAKING_PART
        groups[group].people += goes_on
        before = kept.get(person)
        if before is None or goes_on or before.stage not in Participation.TAKING_PART:
            kept[person] = Someone(pk, person, name, phone or "", email or "", stage, groups[group], *rest)
    kept.pop(reader.pk, None)
    return list(kept.values())


def learned_at(people: Collection[UUID]) -> dict[UUID, datetime]:
    """Person -> when they last answered a question or finished a lesson; one query."""
    answered = _newest(SkillState.objects.filter(learner__person__in=people), "last_at")
    read = _newest(LessonReading.objects.filter(learner__person__in=people), "happened_at")
    found: dict[UUID, datetime] = {}
    for person, moment in answered.union(read, all=True):
        if moment is not None:
            found[person] = max(moment, found.get(person, moment))
    return found


def _newest(
    rows: QuerySet[SkillState] | QuerySet[LessonReading], name: str
) -> "QuerySet[SkillState, tuple[UUID, datetime]]":
    return rows.order_by().values_list("learner__person").annotate(newest=Max(name))  # type: ignore[return-value]


def _paused_at() -> Subquery:
    paused = StageChange.objects.filter(participation=OuterRef("pk"), stage=Stage.PAUSED)
    return Subquery(paused.order_by("-happened_at").values("happened_at")[:1])


def narrowed(people: Sequence[Need], *, name: str = "", group: str = "", codes: Collection[str] = ()) -> list[Need]:
    """Those whose name holds `name`, of one group or of one coach's groups (ids as text), with one of these reasons."""
    sought = name.casefold().strip()
    return [
        one
        for one in people
        if sought in one.person.name.casefold()
        and (not group or group in {str(one.person.group.pk), *(str(pk) for pk, _ in one.person.group.coaches)})
        and (not codes or any(signal.code in codes for signal in one.signals))
    ]
