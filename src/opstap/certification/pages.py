"""Sittings, vouchers and badges in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.certification.models import Badge, Sitting, SittingEvent, Voucher
from opstap.certification.queries import VOUCHER_STATES, InStock
from opstap.certification.rules.codes import Fault, Line, masked
from opstap.certification.rules.retakes import Refusal, Why
from opstap.certification.rules.sittings import minutes_of
from opstap.curriculum.models import Exam
from opstap.design.parts import Figure, Row
from opstap.kit.translated import in_language
from opstap.people.models import Language

KINDS = {
    "proposed": "wait",
    "agreed": "info",
    "declined": "wait",
    "cancelled": "plain",
    "missed": "plain",
    "failed": "plain",
    "passed": "done",
}
VOUCHER_KINDS = {"free": "info", "soon": "wait", "reserved": "next", "used": "done", "expired": "danger"}


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """A badge in its holder's list."""

    pk: UUID
    name: str
    issuer: str
    issued_at: object
    public: bool
    revoked: bool
    course: bool


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """A voucher in the list: its code is masked."""

    exam: str
    code: str
    expires_on: object
    cost: str
    state: str
    kind: str


def day_and_hour(sitting: Sitting) -> str:
    """Friday 27 November, 10:00."""
    there = localtime(sitting.starts_at)
    return _("%(day)s, %(time)s") % {"day": date_format(there, _("l j F Y")), "time": f"{there:%H:%M}"}


def place_of(sitting: Sitting) -> str:
    """A test centre, or at home."""
    return sitting.place or _("At home, on line")


def sitting_rows(sitting: Sitting) -> list[Row]:
    """When, where, in which language, how long."""
    rows = [
        Row(_("When"), day_and_hour(sitting)),
        Row(_("Where"), place_of(sitting)),
        Row(_("Language"), Language(sitting.language).label),
    ]
    if minutes := minutes_of(sitting.exam.level):
        exam, seat = minutes
        rows.append(Row(_("How long"), _("%(exam)d minutes; keep %(seat)d free") % {"exam": exam, "seat": seat}))
    if sitting.attempt > 1:
        rows.append(Row(_("Which try"), str(sitting.attempt)))
    if sitting.score is not None:
        rows.append(Row(_("Score"), str(sitting.score)))
    return rows


def what_to_bring(sitting: Sitting) -> list[str]:
    """What one has at hand on the day."""
    first = _("Your identity card, not expired, with the name under which you booked.")
    if sitting.place:
        return [first, _("Be there a quarter of an hour before. Leave your phone in the locker.")]
    return [
        first,
        _("A quiet room with the door closed, an empty table, and nobody else in the room."),
        _("A laptop with a camera and a microphone. Try the test of the connection the day before."),
    ]


def refusal_text(why: Refusal) -> str:
    """Why not on that day, and from when on."""
    reasons = {
        Why.PAST: _("That moment is over."),
        Why.PASSED: _("This exam is passed already."),
        Why.TOO_SOON: _("After a first try the vendor asks for 24 hours."),
        Why.TOO_SOON_AGAIN: _("After a second or later try the vendor asks for 14 days."),
        Why.FIVE: _("The vendor allows five tries in 12 months."),
        Why.RETIRED: _("The exam no longer exists on that day."),
    }
    if why.first is None or why.why == Why.PAST:
        return reasons[why.why]
    there = localtime(why.first)
    first = _("It is possible from %(day)s, %(time)s on.")
    return f"{reasons[why.why]} {first % {'day': date_format(there, 'DATE_FORMAT'), 'time': f'{there:%H:%M}'}}"


def again_text(first: datetime) -> str:
    """From when on an exam may be tried again."""
    there = localtime(first)
    day, time = date_format(there, "DATE_FORMAT"), f"{there:%H:%M}"
    return _("You can try again from %(day)s, %(time)s on.") % {"day": day, "time": time}


def fault_texts(lines: Sequence[Line]) -> list[str]:
    """What is wrong with which line."""
    words = {
        Fault.NOT_A_CODE: _("Line %(number)d: this is not a code."),
        Fault.TWICE: _("Line %(number)d: this code stands on line %(other)d too."),
        Fault.KNOWN: _("Line %(number)d: this code is in stock already."),
    }
    return [words[line.fault] % {"number": line.number, "other": line.other} for line in lines if line.fault]


def event_text(event: SittingEvent) -> str:
    """What happened, with its score and why it was corrected."""
    text = str(SittingEvent.What(event.what).label)
    if event.score is not None:
        text = f"{text} · {event.score}"
    if event.reason:
        text = f"{text} · {SittingEvent.Reason(event.reason).label}"
    return text


def status(sitting: Sitting) -> str:
    """The state, and whether a result was seen on the vendor's record."""
    label = Sitting.State(sitting.state).label
    if sitting.state in Sitting.SAT and sitting.verified_at is None:
        return _("%(state)s, to verify") % {"state": label}
    return str(label)


def kind(sitting: Sitting) -> str:
    """Green only for what is verified."""
    if sitting.state == Sitting.State.PASSED and sitting.verified_at is None:
        return "wait"
    return KINDS[sitting.state]


def badge_line(badge: Badge) -> BadgeLine:
    """In the reader's language."""
    return BadgeLine(
        badge.pk,
        in_language(badge.name),
        badge.issuer.name,
        badge.issued_at,
        badge.public,
        badge.revoked_at is not None,
        badge.kind == Badge.Kind.COURSE,
    )


def voucher_line(voucher: Voucher, state: str) -> VoucherLine:
    """One voucher; `state` is one of `queries.VOUCHER_STATES`."""
    return VoucherLine(
        voucher.exam.code,
        masked(voucher.code),
        voucher.expires_on,
        number_format(voucher.cost_cents / 100, 2),
        str(VOUCHER_STATES[state]),
        VOUCHER_KINDS[state],
    )


def stock_figures(counts: Mapping[str, int]) -> list[Figure]:
    """How many are in which state; the free ones include those that expire soon."""
    return [Figure(counts[state], VOUCHER_STATES[state]) for state in ("free", "soon", "reserved", "used", "expired")]


def exam_title(exam: Exam) -> str:
    """SC-900 Security, Compliance, and Identity Fundamentals."""
    return f"{exam.code} {exam.certification}"


def stock_text(stock: InStock | None) -> str:
    """How many vouchers of an exam are free; the one that expires first is taken first."""
    if stock is None:
        return _("No voucher in stock.")
    told = ngettext(
        "%(number)d voucher in stock, valid until %(day)s.",
        "%(number)d vouchers in stock; the first is valid until %(day)s.",
        stock.number,
    )
    return told % {"number": stock.number, "day": date_format(stock.first, "DATE_FORMAT")}
