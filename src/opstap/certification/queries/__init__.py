"""Reads of certification. Whether the reader may is `access`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opstap.certification.credentials import NotVerifiedError, Verified, verify
from opstap.certification.models import Badge, SigningKey, Sitting, SittingEvent, Voucher
from opstap.certification.rules.retakes import Attempt, first_possible
from opstap.curriculum.models import Exam
from opstap.kit.translated import in_language
from opstap.people.models import Organisation, Person
from opstap.programme.models import Edition, Participation

SOON = timedelta(days=30)
_EARNED = Q(state=Sitting.State.PASSED, verified_at__isnull=False)


def exams_missing(participation: Participation) -> list[Exam]:
    """The exams of the participation's track without a verified pass, by code; one query."""
    if participation.group_id is None:
        return []
    earned = Sitting.objects.filter(_EARNED, person=participation.person_id, exam=OuterRef("pk"))
    rows = Exam.objects.filter(tracks__groups=participation.group_id).exclude(Exists(earned))
    return list(rows.order_by("code"))


def fully_certified(participation: Participation) -> bool:
    """Whether all exams of the track are passed and verified; nobody is by a track without exams."""
    has_exams = Exam.objects.filter(tracks__groups=participation.group_id)
    return bool(participation.group_id) and has_exams.exists() and not exams_missing(participation)


def certified_participations(edition: Edition) -> QuerySet[Participation]:
    """Who of an edition is fully certified, with `certified_at`: when the last of their exams was verified. One query."""
    earned = Sitting.objects.filter(_EARNED, person=OuterRef("person"), exam__tracks=OuterRef("group__track"))
    when = earned.order_by().values("person").annotate(when=Max("verified_at")).values("when")
    of_track = Exam.objects.filter(tracks=OuterRef("group__track"))
    mine = Sitting.objects.filter(_EARNED, person=OuterRef(OuterRef("person")), exam=OuterRef("pk"))
    missing = of_track.exclude(Exists(mine))
    rows = Participation.objects.filter(edition=edition, group__isnull=False)
    return rows.filter(Exists(of_track)).exclude(Exists(missing)).annotate(certified_at=Subquery(when))


@dataclass(frozen=True, slots=True)
class Results:
    """What the funnel counts of an edition: participation id -> when it first happened; `passed` per code of an exam.

    `passed` counts a pass once it was verified.
    """

    sat: Mapping[UUID, datetime] = field(default_factory=dict)
    passed: Mapping[str, Mapping[UUID, datetime]] = field(default_factory=dict)
    certified: Mapping[UUID, datetime] = field(default_factory=dict)


def results_of(edition: Edition) -> Results:
    """Who sat, who passed each exam, who is fully certified, and when; three queries, whatever the number of people."""
    rows = Sitting.objects.filter(participation__edition=edition).order_by()
    sat = rows.filter(state__in=Sitting.SAT).values_list("participation").annotate(Min("starts_at"))
    passed: dict[str, dict[UUID, datetime]] = {}
    earned = rows.filter(_EARNED).values_list("exam__code", "participation").annotate(Min("starts_at"))
    for code, participation, when in earned:
        passed.setdefault(code, {})[participation] = when
    certified = {row.pk: row.certified_at for row in certified_participations(edition)}  # type: ignore[attr-defined]
    return Results(dict(sat), passed, certified)


def attempts_of(person: Person, exam: Exam) -> list[Attempt]:
    """Each time that this person sat this exam, verified or not."""
    rows = Sitting.objects.filter(person=person, exam=exam, state__in=Sitting.SAT).values_list("starts_at", "state")
    return [Attempt(at, state == Sitting.State.PASSED) for at, state in rows]


def next_tries(sittings: Sequence[Sitting], *, at: datetime) -> dict[UUID, datetime]:
    """By the id of the last failed sitting of an exam: from when on it may be tried again, `at` or later. Reads nothing.

    `sittings` are all of one person's. An exam that is passed, or has a day ahead, is not there.
    """
    by_exam: dict[UUID, list[Sitting]] = {}
    for one in sittings:
        by_exam.setdefault(one.exam_id, []).append(one)
    found = {}
    for of_exam in by_exam.values():
        sat = sorted((one for one in of_exam if one.state in Sitting.SAT), key=lambda one: one.starts_at)
        first = first_possible([Attempt(one.starts_at, one.state == Sitting.State.PASSED) for one in sat])
        if first and not any(one.state in Sitting.AHEAD for one in of_exam):
            found[sat[-1].pk] = max(first, at)
    return found


def exams_to_book(person: Person) -> QuerySet[Exam]:
    """The exams of this person's tracks that they did not pass and have no sitting ahead for, by code."""
    settled = Sitting.objects.filter(person=person, exam=OuterRef("pk"), state__in=("proposed", "agreed", "passed"))
    tracks = Participation.objects.filter(person=person, group__isnull=False).values("group__track")
    return Exam.objects.filter(tracks__in=tracks).exclude(Exists(settled)).distinct().order_by("code")


def was_booked(person: Person, key: str) -> bool:
    """Whether a sitting of this person was made with the client's key: then the form is a resend."""
    try:
        return Sitting.objects.filter(person=person, key=UUID(key)).exists()
    except ValueError:
        return False


def participation_for(person: Person, exam: Exam) -> Participation | None:
    """The participation to which a sitting of this exam belongs: the newest whose track asks for it."""
    rows = Participation.objects.filter(person=person, group__track__exams=exam)
    return rows.select_related("edition__programme__organisation").order_by("-edition__starts_on", "-pk").first()


def free_vouchers(organisation: Organisation, exam: Exam, *, day: date) -> QuerySet[Voucher]:
    """Vouchers in stock for this exam that are still valid on `day`; the one that expires first comes first."""
    spent = Sitting.objects.filter(voucher=OuterRef("pk"), state__in=Sitting.SPENDS)
    rows = Voucher.objects.filter(organisation=organisation, exam=exam, expires_on__gte=day)
    return rows.exclude(Exists(spent)).order_by("expires_on", "stocked_at", "pk")


VOUCHER_STATES = {
    "free": _("free"),
    "soon": _("expires within 30 days"),
    "reserved": _("reserved"),
    "used": _("used"),
    "expired": _("expired"),
}


def with_state(vouchers: QuerySet[Voucher]) -> QuerySet[Voucher]:
    """The vouchers with `spent`: the state of the sitting that holds each, if any."""
    holding = Sitting.objects.filter(voucher=OuterRef("pk"), state__in=Sitting.SPENDS).values("state")[:1]
    return vouchers.annotate(spent=Subquery(holding))


def voucher_filter(state: str, *, today: date) -> Q:
    """Rows of `with_state` in one of `VOUCHER_STATES`; "free" includes those that expire soon."""
    free = Q(spent__isnull=True, expires_on__gte=today)
    states: dict[str, Q] = {
        "free": free,
        "soon": free & Q(expires_on__lte=today + SOON),
        "reserved": Q(spent__in=Sitting.AHEAD),
        "used": Q(spent__isnull=False) & ~Q(spent__in=Sitting.AHEAD),
        "expired": Q(spent__isnull=True, expires_on__lt=today),
    }
    return states[state]


def voucher_counts(vouchers: QuerySet[Voucher], *, today: date) -> Mapping[str, int]:
    """How many of `with_state` are in each state; one query."""
    return with_state(vouchers).aggregate(
        **{state: Count("pk", filter=voucher_filter(state, today=today)) for state in VOUCHER_STATES}
    )


def state_of(voucher: Voucher, *, today: date) -> str:
    """The state of a row of `with_state`; agrees with `voucher_filter`."""
    spent = voucher.spent  # type: ignore[attr-defined]
    if spent is not None:
        return "reserved" if spent in Sitting.AHEAD else "used"
    if voucher.expires_on < today:
        return "expired"
    return "soon" if voucher.expires_on <= today + SOON else "free"


def exams_in_stock(vouchers: QuerySet[Voucher]) -> list[str]:
    """The exams for which there are vouchers, by code."""
    return sorted(set(vouchers.order_by().values_list("exam__code", flat=True)))


def exams_to_stock() -> QuerySet[Exam]:
    """Exams that can still be sat, by code."""
    return Exam.objects.filter(status=Exam.Status.ACTIVE).order_by("code")


@dataclass(frozen=True, slots=True)
class InStock:
    """Free vouchers of one exam, and when the first of them expires."""

    number: int
    first: date


def stock_for(person: Person, exams: Collection[Exam], *, day: date) -> dict[UUID, InStock]:
    """By the id of an exam, what the schools of this person have in stock that is valid on `day`; one query."""
    spent = Sitting.objects.filter(voucher=OuterRef("pk"), state__in=Sitting.SPENDS)
    schools = Participation.objects.filter(person=person).values("edition__programme__organisation")
    ids = [exam.pk for exam in exams]
    rows = Voucher.objects.filter(organisation__in=schools, exam__in=ids, expires_on__gte=day).exclude(Exists(spent))
    counted = rows.order_by().values_list("exam").annotate(Count("pk"), Min("expires_on"))
    return {exam: InStock(number, first) for exam, number, first in counted}


WORK = {
    "agree": _("waits for the learner"),
    "again": _("asked for another day"),
    "record": _("to record"),
    "verify": _("to verify"),
}


def work_filter(work: str, *, at: datetime) -> Q:
    """Sittings on which someone has something to do. "again" is settled as soon as a newer sitting is there."""
    newer = Sitting.objects.filter(person=OuterRef("person"), exam=OuterRef("exam"), pk__gt=OuterRef("pk"))
    works: dict[str, Q] = {
        "agree": Q(state=Sitting.State.PROPOSED, starts_at__gt=at),
        "again": Q(~Exists(newer), state=Sitting.State.DECLINED),
        "record": Q(state__in=Sitting.AHEAD, starts_at__lte=at),
        "verify": Q(state__in=Sitting.SAT, verified_at__isnull=True),
    }
    return works[work]


def work_counts(sittings: QuerySet[Sitting], *, at: datetime) -> Mapping[str, int]:
    """How many sittings wait for what; one query."""
    return sittings.order_by().aggregate(**{work: Count("pk", filter=work_filter(work, at=at)) for work in WORK})


def narrowed(sittings: QuerySet[Sitting], asked: Mapping[str, str], *, at: datetime) -> QuerySet[Sitting]:
    """Sittings by a part of the name, by what waits, by state and by exam."""
    if asked.get("name"):
        sittings = sittings.filter(person__name__icontains=asked["name"])
    if asked.get("work"):
        sittings = sittings.filter(work_filter(asked["work"], at=at))
    if asked.get("state"):
        sittings = sittings.filter(state=asked["state"])
    if asked.get("exam"):
        sittings = sittings.filter(exam__code=asked["exam"])
    return sittings


def ahead_first(sittings: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """What is ahead or still to record, soonest first; then what is over, newest first."""
    ahead = Case(When(state__in=Sitting.AHEAD, then=F("starts_at")))
    rows = sittings.select_related("person", "exam", "voucher", "participation__group")
    return rows.annotate(ahead_at=ahead).order_by(F("ahead_at").asc(nulls_last=True), "-starts_at", "pk")


def events_of(sitting: Sitting) -> QuerySet[SittingEvent]:
    """Every fact about a sitting, as recorded, with who recorded it."""
    return SittingEvent.objects.filter(sitting=sitting).select_related("by").order_by("recorded_at", "pk")


def evidence_of(sitting: Sitting) -> str:
    """The link to a transcript that came with the newest result, if any."""
    newest = events_of(sitting).exclude(evidence="").values_list("evidence", flat=True)
    return newest.last() or ""


def sittings_to_remind(*, start: datetime, end: datetime) -> QuerySet[Sitting]:
    """What is agreed and begins in the interval."""
    rows = Sitting.objects.filter(state=Sitting.State.AGREED, starts_at__gt=start, starts_at__lte=end)
    return rows.select_related("person", "exam")


def standing_badge(participation: Participation) -> Badge | None:
    """The badge of the participation's track that its person holds, if it was not revoked."""
    track = participation.group.track_id if participation.group else None
    return Badge.objects.filter(person=participation.person_id, track=track, revoked_at__isnull=True).first()


def public_keys() -> list[SigningKey]:
    """Every key that ever signed, the one that signs now first: elsewhere a credential without a name of a key takes it."""
    rows = SigningKey.objects.defer("private")
    return list(rows.order_by(F("retired_at").desc(nulls_first=True), "-made_at", "-pk"))


def url_of(badge: Badge) -> str:
    """The public address of a badge, and its id in the credential."""
    return settings.OPSTAP_URL + _path_of(badge)


def checked(badge: Badge) -> Verified | None:
    """What the credential of a badge says, if its signature holds and it is the credential of this badge.

    The school may have moved to another address since, so that only the path counts.
    """
    try:
        found = verify(badge.credential, public=badge.signed_with.public)
    except NotVerifiedError:
        return None
    same = found.url.endswith(_path_of(badge)) and found.name == in_language(badge.name, "en")
    return found if same else None


def _path_of(badge: Badge) -> str:
    return reverse("certification:badge", args=[badge.pk])
