"""Reads of exams that change: which changes there are, and whom each one meets. Whether the reader may is `access`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Sum

from opstap.certification.models import Sitting, Voucher
from opstap.certification.rules.exam_change import (
    HIT,
    Fate,
    Spell,
    fate_of_last_day,
    fate_of_outline,
    spell_of,
)
from opstap.certification.rules.retakes import Attempt
from opstap.curriculum.models import Exam
from opstap.curriculum.queries.outlines import dated
from opstap.curriculum.rules.catalogue import ESTIMATE
from opstap.curriculum.rules.outline_change import Dated, starts_in
from opstap.kit.clock import BRUSSELS
from opstap.people.models import Person, Role, RoleGrant
from opstap.programme.models import Group, Participation

RETIREMENT = "retirement"
NEAR = timedelta(days=90)  # about as long as a group prepares for an exam


@dataclass(frozen=True, slots=True)
class ExamChange:
    """Another outline (`as_of`, instead of `before`), or the end of the exam (`last_day`).

    `estimated`: languages whose day was not announced.
    """

    exam: Exam
    rows: tuple[Dated, ...] = ()
    as_of: date | None = None
    before: date | None = None
    last_day: date | None = None
    estimated: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What the address calls it."""
        return self.as_of.isoformat() if self.as_of else RETIREMENT

    def day(self, language: str = "en") -> date | None:
        """From when on the new outline is asked in a language, or the exam's last day; None when it is not known."""
        return starts_in(self.rows, self.as_of, language) if self.as_of else self.last_day

    @property
    def days(self) -> dict[str, date]:
        """The known days by language, English first; other languages only when they have a form of their own."""
        languages = ["en", *sorted({row.language for row in self.rows if row.as_of == self.as_of} - {"en"})]
        return {one: day for one in languages if (day := self.day(one))}

    def is_ahead(self, today: date) -> bool:
        """Whether someone may still meet it: in English or in another language."""
        return any(day >= today for day in self.days.values())


def changes_of(exam: Exam) -> list[ExamChange]:
    """Each outline after the first, and the last day; oldest first. The exam comes with its `blueprints`; reads nothing."""
    rows = tuple(dated(exam.blueprints.all()))
    known = sorted({row.as_of for row in rows if row.language == "en"})
    guessed = {(row.as_of, row.language) for row in exam.blueprints.all() if row.evidence == ESTIMATE}
    found = [
        ExamChange(
            exam,
            rows,
            as_of=new,
            before=old,
            estimated=frozenset(language for as_of, language in guessed if as_of == new),
        )
        for old, new in pairwise(known)
    ]
    if exam.retired_on:
        found.append(ExamChange(exam, rows, last_day=exam.retired_on))
    return sorted(found, key=lambda one: one.day() or date.max)


def planners_of(change: ExamChange, *, at: datetime) -> list[Person]:
    """Whom to tell: the coaches of the groups whom the change meets, and the managers of their schools, each once."""
    everybody = people_met(change, Group.objects.all(), at=at)
    groups = {key for one in everybody if one.fate in HIT and (key := one.participation.group_id)}
    schools = Group.objects.filter(pk__in=groups).values("edition__programme__organisation")
    guides = Q(coached_groups__in=groups) | Q(
        pk__in=RoleGrant.objects.filter(ended_at__isnull=True)
        .filter(role=Role.MANAGER, organisation__in=schools)
        .values("person")
    )
    return list(Person.objects.filter(guides, is_active=True, erased_at__isnull=True).distinct().order_by("pk"))


def change_chosen(exam: Exam, key: str, *, today: date) -> ExamChange | None:
    """The change under `key`; without one, the next that lies ahead, or the newest; None when nothing ever changed."""
    changes = changes_of(exam)
    named = [one for one in changes if one.key == key]
    ahead = [one for one in changes if one.is_ahead(today)]
    return next(iter(named or ahead or changes[::-1]), None)


def changes_ahead(groups: QuerySet[Group], *, today: date) -> list[ExamChange]:
    """What changes in the exams of these groups within the next 90 days, soonest first; two queries."""
    exams = Exam.objects.filter(tracks__groups__in=groups).distinct().prefetch_related("blueprints").order_by("code")
    soon = today + NEAR
    found = [(day, one) for exam in exams for one in changes_of(exam) if (day := _next_day(one, today)) and day <= soon]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _next_day(change: ExamChange, today: date) -> date | None:
    return min((day for day in change.days.values() if day >= today), default=None)


@dataclass(frozen=True, slots=True)
class Met:
    """Someone who has not passed the exam, and what its change means for them."""

    participation: Participation
    booked: Sitting | None
    fate: Fate


def people_met(change: ExamChange, groups: QuerySet[Group], *, at: datetime) -> list[Met]:
    """Everybody in these groups whose track asks for the exam, and who has not passed it, by name; two queries.

    Someone in two groups is there once, with the newest.
    """
    exam = change.exam
    passed = Sitting.objects.filter(person=OuterRef("person"), exam=exam, state=Sitting.State.PASSED)
    rows = Participation.objects.filter(
        group__in=groups, group__track__exams=exam, stage__in=Participation.TAKING_PART, person__erased_at__isnull=True
    ).exclude(Exists(passed))
    newest: dict[UUID, Participation] = {}
    for row in rows.select_related("person", "group").order_by("person__name", "person", "-edition__starts_on", "-pk"):
        newest.setdefault(row.person_id, row)
    sittings: dict[UUID, list[Sitting]] = {}
    for sitting in Sitting.objects.filter(exam=exam, person__in=list(newest)).order_by("starts_at"):
        sittings.setdefault(sitting.person_id, []).append(sitting)
    return [_met(row, sittings.get(key, []), change, at) for key, row in newest.items()]


def _met(row: Participation, sittings: Sequence[Sitting], change: ExamChange, at: datetime) -> Met:
    # A sitting whose hour came waits for its result: it is no longer one that could be moved.
    booked = next((one for one in sittings if one.state in Sitting.AHEAD and one.starts_at > at), None)
    if change.last_day is None:
        day = booked.starts_at.astimezone(BRUSSELS).date() if booked else None
        known = change.day(booked.language if booked else "en")
        began = row.group.starts_on if row.group else date.min
        return Met(row, booked, fate_of_outline(day, day=known, began=began))
    attempts = [Attempt(one.starts_at, passed=False) for one in sittings if one.state in Sitting.SAT]
    starts_at = booked.starts_at if booked else None
    fate = fate_of_last_day(starts_at, attempts, at=at, last_day=change.last_day, zone=BRUSSELS)
    return Met(row, booked, fate)


@dataclass(frozen=True, slots=True)
class GroupMet:
    """A group with people who have not passed; `ends_on` is its last class, or the end of its edition while none is planned."""

    group: Group
    ends_on: date
    people: int
    hit: int
    spell: Spell | None


def groups_met(change: ExamChange, people: Iterable[Met]) -> list[GroupMet]:
    """The groups of these people, in the order in which they began; one query."""
    by_group: dict[UUID, list[Met]] = {}
    for one in people:
        if one.participation.group_id:
            by_group.setdefault(one.participation.group_id, []).append(one)
    rows = Group.objects.filter(pk__in=list(by_group)).select_related("edition")
    day = change.day()
    found = []
    for group in rows.annotate(last=Max("sessions__starts_at")).order_by("starts_on", "name"):
        last = group.last
        ends_on = last.astimezone(BRUSSELS).date() if last else group.edition.ends_on
        mine = by_group[group.pk]
        hit = sum(one.fate in HIT for one in mine)
        spell = spell_of(group.starts_on, ends_on, day=day) if day else None
        found.append(GroupMet(group, ends_on, len(mine), hit, spell))
    return found


def people_by_exam(groups: QuerySet[Group], exams: Collection[Exam]) -> Mapping[UUID, int]:
    """How many people of these groups have not passed an exam of their track, per exam; two queries."""
    rows = Participation.objects.filter(
        group__in=groups,
        group__track__exams__in=[exam.pk for exam in exams],
        stage__in=Participation.TAKING_PART,
        person__erased_at__isnull=True,
    )
    asked = set(rows.values_list("group__track__exams", "person"))
    passed = Sitting.objects.filter(state=Sitting.State.PASSED, person__in=rows.values("person"))
    open_ = asked - set(passed.values_list("exam", "person"))
    return {exam.pk: sum(key == exam.pk for key, _ in open_) for exam in exams}


@dataclass(frozen=True, slots=True)
class Lost:
    """Free vouchers that are still valid after the exam's last day, what they cost, and when the first would expire."""

    number: int
    cents: int
    first: date


def vouchers_lost(change: ExamChange, vouchers: QuerySet[Voucher]) -> Lost | None:
    """Those to use before the exam ends; None for another outline, which takes any voucher. One query."""
    if change.last_day is None:
        return None
    spent = Sitting.objects.filter(voucher=OuterRef("pk"), state__in=Sitting.SPENDS)
    rows = vouchers.filter(exam=change.exam, expires_on__gt=change.last_day).exclude(Exists(spent)).order_by()
    found = rows.aggregate(number=Count("pk"), cents=Sum("cost_cents"), first=Min("expires_on"))
    return Lost(found["number"], found["cents"], found["first"]) if found["number"] else None
