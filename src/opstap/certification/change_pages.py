"""Whom the change of an exam meets, in words, with what could be done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from opstap.certification.outline_pages import change_text, day_text, language_name
from opstap.certification.pages import day_and_hour
from opstap.certification.queries.changes import ExamChange, GroupMet, Lost, Met
from opstap.certification.rules.exam_change import HIT, OF_LAST_DAY, OF_OUTLINE, Fate, Spell
from opstap.design.parts import Figure, Row

FATES = {
    Fate.MEETS_NEW: (gettext_lazy("meets the new outline"), "wait"),
    Fate.NOT_BOOKED: (gettext_lazy("no exam booked"), "wait"),
    Fate.MEETS_OLD: (gettext_lazy("sits before the change"), "done"),
    Fate.LEARNS_NEW: (gettext_lazy("learns the new outline from the start"), "done"),
    Fate.TOO_LATE: (gettext_lazy("booked after the last day"), "danger"),
    Fate.NO_DAY: (gettext_lazy("no day left"), "danger"),
    Fate.ONE_TRY: (gettext_lazy("one try left, no second"), "wait"),
    Fate.TWO_TRIES: (gettext_lazy("two tries left, no third"), "wait"),
    Fate.IN_TIME: (gettext_lazy("time for three tries"), "done"),
}
SPELLS = {
    Spell.BEFORE: (gettext_lazy("ends before the change"), "done"),
    Spell.ACROSS: (gettext_lazy("is on its way at the change"), "wait"),
    Spell.AFTER: (pgettext_lazy("group", "begins after the change"), "info"),
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone who has not passed, in the list."""

    url: str
    name: str
    group: str
    booked: str
    language: str
    tag: str
    kind: str
    advice: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    name: str
    starts_on: date
    ends_on: date
    people: int
    hit: int
    tag: str
    kind: str


def coming(changes: Iterable[ExamChange], *, today: date) -> list[tuple[str, str]]:
    """What comes soon: the exam's place in the address, and a line with the day."""
    return [(one.exam.code.lower(), f"{one.exam.code}: {change_text(one, today)}") for one in changes]


def fates_of(change: ExamChange) -> tuple[Fate, ...]:
    """What can become of people with this kind of change, the most pressing first."""
    return OF_LAST_DAY if change.last_day else OF_OUTLINE


def fate_choices(change: ExamChange) -> list[tuple[str, object]]:
    return [(fate.value, FATES[fate][0]) for fate in fates_of(change)]


def fate_figures(change: ExamChange, people: Iterable[Met]) -> list[Figure]:
    """How many people meet what."""
    counts = Counter(one.fate for one in people)
    return [
        Figure(counts[fate], FATES[fate][0], kind="wait" if fate in HIT and counts[fate] else "plain")
        for fate in fates_of(change)
    ]


def lead(change: ExamChange, *, today: date) -> list[str]:
    """When the exam changes, per language; and what that means once it is over."""
    if change.last_day:
        day = day_text(change.last_day)
        if change.last_day >= today:
            told = [_("The last day on which %(exam)s can be sat is %(day)s.") % {"exam": change.exam.code, "day": day}]
        else:
            told = [_("%(exam)s could be sat until %(day)s.") % {"exam": change.exam.code, "day": day}]
        if change.exam.successor:
            told.append(_("%(exam)s comes in its place.") % {"exam": change.exam.successor})
        return told
    told = [_("From the day below on, %(exam)s asks another outline.") % {"exam": change.exam.code}]
    if not change.is_ahead(today):
        told.append(_("That is over: whoever sits it from now on meets the new outline."))
    return told


def day_rows(change: ExamChange) -> list[Row]:
    """From when on a new outline is asked, per language."""
    if change.last_day:
        return []
    return [
        Row(
            language_name(language),
            _("about %(day)s (estimated)") % {"day": day_text(day)}
            if language in change.estimated
            else _("from %(day)s") % {"day": day_text(day)},
        )
        for language, day in change.days.items()
    ]


def advice(change: ExamChange, fate: Fate, *, today: date) -> str:
    """What could be done; a person decides."""
    if fate == Fate.MEETS_OLD:
        return _("Nothing now. A second try may meet the new outline.")
    if fate in {Fate.MEETS_NEW, Fate.NOT_BOOKED}:
        if change.is_ahead(today):
            return _("Sit it before, or learn what was added.")
        return _("Learn what was added.")
    if fate in {Fate.TOO_LATE, Fate.NO_DAY}:
        successor = change.exam.successor
        move = _("Move to %(exam)s.") % {"exam": successor} if successor else _("Choose another exam.")
        return _("Find an earlier day, or: %(move)s") % {"move": move} if fate == Fate.TOO_LATE else move
    return _("Nothing now.") if fate not in HIT else _("Sit it earlier, so that another try fits.")


def person_lines(change: ExamChange, people: Iterable[Met], *, today: date) -> list[PersonLine]:
    """By name, with what is booked and what could be done."""
    lines = []
    for one in people:
        tag, kind = FATES[one.fate]
        group = one.participation.group
        lines.append(
            PersonLine(
                _url(one),
                one.participation.person.name,
                group.name if group else "–",
                day_and_hour(one.booked) if one.booked else "–",
                language_name(one.booked.language) if one.booked else "–",
                str(tag),
                kind,
                advice(change, one.fate, today=today),
            )
        )
    return lines


def _url(one: Met) -> str:
    """To the exam that is booked, else to where one is booked."""
    if one.booked is not None:
        return reverse("certification:sitting", args=[one.booked.pk])
    return reverse("certification:book", args=[one.participation.person_id])


def group_lines(groups: Iterable[GroupMet]) -> list[GroupLine]:
    return [
        GroupLine(
            one.group.name,
            one.group.starts_on,
            one.ends_on,
            one.people,
            one.hit,
            *((str(SPELLS[one.spell][0]), SPELLS[one.spell][1]) if one.spell else (_("day not known"), "plain")),
        )
        for one in groups
    ]


def lost_text(lost: Lost | None, change: ExamChange, *, today: date) -> str:
    """What becomes of the vouchers in stock."""
    if lost is None or change.last_day is None:
        return ""
    if change.last_day < today:
        told = ngettext(
            "%(number)d voucher in stock (%(euro)s euro) cannot be used any more.",
            "%(number)d vouchers in stock (%(euro)s euro) cannot be used any more.",
            lost.number,
        )
    else:
        told = ngettext(
            "%(number)d voucher in stock (%(euro)s euro) is of no use after the last day.",
            "%(number)d vouchers in stock (%(euro)s euro) are of no use after the last day.",
            lost.number,
        )
    return told % {"number": lost.number, "euro": number_format(lost.cents / 100, 2)}


def people_table(lines: Sequence[PersonLine]) -> list[list[object]]:
    """The same for a spreadsheet."""
    head: list[object] = [
        _("Name"),
        _("Group"),
        _("Booked"),
        _("Language"),
        _("What it means"),
        _("What could be done"),
    ]
    rows: list[list[object]] = [[one.name, one.group, one.booked, one.language, one.tag, one.advice] for one in lines]
    return [head, *rows]
