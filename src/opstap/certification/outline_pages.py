"""Outlines and what changes between two of them, in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from opstap.certification.queries.changes import ExamChange, changes_of
from opstap.curriculum.models import Blueprint, Exam
from opstap.curriculum.queries.outlines import Material, OfCourse, Told, Touched, dated
from opstap.curriculum.rules.catalogue import ESTIMATE
from opstap.curriculum.rules.outline_change import Change, Place, Range, asked_on
from opstap.design.parts import Figure, Row
from opstap.kit.translated import in_language

WHAT = {
    "added": (pgettext_lazy("skill", "added"), "next"),
    "dropped": (pgettext_lazy("skill", "dropped"), "danger"),
    "moved": (pgettext_lazy("skill", "moved"), "info"),
    "unchanged": (pgettext_lazy("skill", "stays"), "plain"),
}
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class ExamLine:
    """An exam in the list: what is asked today, and what comes."""

    exam: Exam
    slug: str
    asked: str
    dates: Sequence[str]
    coming: Sequence[tuple[str, str]]
    people: int


@dataclass(frozen=True, slots=True)
class DomainLine:
    name: str
    before: str
    after: str
    skills_before: int
    skills_after: int
    tag: str
    kind: str


@dataclass(frozen=True, slots=True)
class SkillLine:
    what: str
    code: str
    text: str
    tag: str
    kind: str
    before: str
    after: str
    domains: frozenset[str]
    lessons: int
    questions: int


def day_text(day: date) -> str:
    """28 July 2026."""
    return date_format(day, "DATE_FORMAT")


def exam_lines(exams: Iterable[Exam], people: Mapping[UUID, int], *, today: date) -> list[ExamLine]:
    """Every exam; those that change soon come first, then those of the reader's people, the retired ones last."""
    lines = [_exam_line(exam, people.get(exam.pk, 0), today) for exam in exams]
    over = {line.exam.pk for line in lines if line.exam.retired_on and line.exam.retired_on < today}
    return sorted(lines, key=lambda line: (line.exam.pk in over, not line.coming, not line.people, line.exam.code))


def _exam_line(exam: Exam, people: int, today: date) -> ExamLine:
    rows = list(exam.blueprints.all())
    asked = asked_on(dated(rows), language="en", day=today)
    coming = [(change_text(one, today), "wait") for one in changes_of(exam) if one.is_ahead(today)]
    if exam.retired_on and exam.retired_on < today:
        coming = [status_of(exam, today)]
    dates = language_dates([row for row in rows if row.as_of == asked and row.language != "en"])
    told = day_text(asked) if asked else pgettext("outline", "not known yet")
    return ExamLine(exam, exam.code.lower(), told, dates, coming, people)


def status_of(exam: Exam, today: date) -> tuple[str, str]:
    """Can it be sat, until when; and the colour of that."""
    if exam.retired_on and exam.retired_on < today:
        return _("ended on %(day)s") % {"day": day_text(exam.retired_on)}, "plain"
    if exam.retired_on:
        return _("ends on %(day)s") % {"day": day_text(exam.retired_on)}, "wait"
    return _("can be sat"), "done"


def language_name(code: str) -> str:
    """In the reader's language: a line that mixes directions is hard to read."""
    return str(get_language_info(code)["name_translated"])


def language_dates(rows: Iterable[Blueprint]) -> list[str]:
    """From when on a form in another language asks the same."""
    return [
        (
            _("%(language)s: from about %(day)s (estimated)")
            if row.evidence == ESTIMATE
            else _("%(language)s: from %(day)s")
        )
        % {"language": language_name(row.language), "day": day_text(row.counts_from)}
        for row in rows
    ]


def change_text(change: ExamChange, today: date) -> str:
    """What comes, and when; of a change that is partly over the day that is still ahead."""
    if change.last_day:
        return _("last day: %(day)s") % {"day": day_text(change.last_day)}
    ahead = sorted((day, language) for language, day in change.days.items() if day >= today)
    day, language = ahead[0] if ahead else (change.day() or today, "en")
    return _("new outline from %(day)s (%(language)s)") % {"day": day_text(day), "language": language_name(language)}


def change_title(change: ExamChange) -> str:
    """What a change is called in a list to choose from."""
    if change.as_of is None:
        return _("The end of the exam")
    return _("New outline of %(day)s") % {"day": day_text(change.as_of)}


def outline_title(blueprint: Blueprint) -> str:
    """Outline of 28 July 2026."""
    return _("Outline of %(day)s") % {"day": day_text(blueprint.as_of)}


def outline_rows(blueprint: Blueprint, others: Iterable[Blueprint], told: Told) -> list[Row]:
    """From when on, in which language, by what evidence."""
    rows = [Row(_("Asked in English from"), day_text(blueprint.counts_from))]
    rows += [Row(_("In other languages"), "; ".join(dates))] if (dates := language_dates(others)) else []
    rows.append(Row(_("Domains"), len(told.outline.weights)))
    rows.append(Row(_("Skills"), len(told.outline.places) or _("not written out yet")))
    if blueprint.evidence:
        rows.append(Row(_("Evidence"), blueprint.evidence))
    return rows


def sentences(change: Change, old: Told, new: Told) -> list[str]:
    """The change in plain words."""
    before, after = len(old.outline.weights), len(new.outline.weights)
    told = []
    if before != after:
        told.append(_("%(before)d domains became %(after)d.") % {"before": before, "after": after})
    if not (old.outline.places and new.outline.places):
        return [*told, _("The skills of one of the two are not written out, so only domains and weights are compared.")]
    if not change.anything:
        return [_("Nothing changed but the date.")]
    numbers = {
        "added": len(change.added),
        "dropped": len(change.dropped),
        "moved": len(change.moved),
        "stays": len(change.unchanged),
    }
    told.append(
        _("Skills: %(added)d added, %(dropped)d dropped, %(moved)d moved; %(stays)d stay where they were.") % numbers
    )
    told += [
        _("“%(domain)s” weighed %(before)s, and weighs %(after)s now.")
        % {"domain": in_language(new.domains[one.domain]), "before": weight(one.before), "after": weight(one.after)}
        for one in change.reweighted
    ]
    return told


def weight(of: Range) -> str:
    """20–25 %."""
    return _("%(low)d–%(high)d %%") % {"low": of[0], "high": of[1]} if of else "–"


def domain_lines(change: Change, old: Told, new: Told) -> list[DomainLine]:
    """The domains of the new outline, then those that are gone."""
    reweighted = {one.domain for one in change.reweighted}
    lines = []
    for name in [*new.outline.weights, *change.lost_domains]:
        if name in change.new_domains:
            tag, kind = pgettext_lazy("domain", "new"), "next"
        elif name in change.lost_domains:
            tag, kind = pgettext_lazy("domain", "gone"), "danger"
        elif name in reweighted:
            tag, kind = gettext_lazy("other weight"), "info"
        else:
            tag, kind = pgettext_lazy("domain", "the same"), "plain"
        lines.append(
            DomainLine(
                in_language(new.domains.get(name) or old.domains[name]),
                weight(old.outline.weights.get(name)),
                weight(new.outline.weights.get(name)),
                _number_in(old, name),
                _number_in(new, name),
                str(tag),
                kind,
            )
        )
    return lines


def _number_in(told: Told, domain: str) -> int:
    return sum(place.domain == domain for place in told.outline.places.values())


def skill_lines(change: Change, old: Told, new: Told, touched: Touched) -> list[SkillLine]:
    """Every skill of both, in the order of the outlines: added, dropped, moved, unchanged."""
    by_what = {
        "added": change.added,
        "dropped": change.dropped,
        "moved": tuple(one.skill for one in change.moved),
        "unchanged": change.unchanged,
    }
    lines = []
    for what, codes in by_what.items():
        tag, kind = WHAT[what]
        for code in codes:
            before, after = old.outline.places.get(code), new.outline.places.get(code)
            ours = touched.by_skill[code]
            lines.append(
                SkillLine(
                    what,
                    code,
                    in_language(new.skills.get(code) or old.skills[code]),
                    str(tag),
                    kind,
                    _place(before, old),
                    _place(after, new),
                    frozenset(place.domain for place in (before, after) if place),
                    ours.lessons,
                    ours.questions,
                )
            )
    return lines


def _place(place: Place | None, told: Told) -> str:
    if place is None:
        return "–"
    return f"{in_language(told.domains[place.domain])} · {in_language(told.groups[place.group])}"


def narrowed(lines: Iterable[SkillLine], asked: Mapping[str, str]) -> list[SkillLine]:
    """Skills by what happened to them, and by a domain that has or had them."""
    what, domain = asked.get("what"), asked.get("domain")
    return [line for line in lines if (not what or line.what == what) and (not domain or domain in line.domains)]


def touched_figures(change: Change, touched: Touched) -> list[Figure]:
    """What of ours is touched, in numbers."""
    to_write = sum(touched.by_skill[code].lessons == 0 for code in change.added)
    wholly = [sum(one.wholly for one in material) for material in (touched.lessons, touched.questions)]
    return [
        Figure(to_write, _("added skills without a lesson"), kind="wait" if to_write else "plain"),
        Figure(len(change.moved), _("skills moved")),
        Figure(wholly[0], _("lessons only about dropped skills"), kind="wait" if wholly[0] else "plain"),
        Figure(wholly[1], _("questions only about dropped skills"), kind="wait" if wholly[1] else "plain"),
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """The first lessons or questions that are touched, and how many more there are."""

    title: str
    lines: Sequence[tuple[str, str]]
    more: int


def touched_lists(touched: Touched) -> list[Listed]:
    """What may be retired, and what is to be looked at; those that are empty are left out."""
    lists = [
        (_("Lessons to retire"), [one for one in touched.lessons if one.wholly]),
        (_("Lessons to look at: partly about dropped skills"), [one for one in touched.lessons if not one.wholly]),
        (_("Questions to retire"), [one for one in touched.questions if one.wholly]),
        (_("Questions to look at: partly about dropped skills"), [one for one in touched.questions if not one.wholly]),
    ]
    return [_listed(title, some) for title, some in lists if some]


def _listed(title: str, some: Collection[Material]) -> Listed:
    shown = [(one.code, in_language(one.title)) for one in list(some)[:MOST_LISTED]]
    return Listed(title, shown, max(0, len(some) - MOST_LISTED))


@dataclass(frozen=True, slots=True)
class CourseLine:
    title: str
    written_for: str
    taught: str
    asked: str
    forms: Sequence[str]


def course_lines(courses: Iterable[OfCourse], new: Told) -> list[CourseLine]:
    """Per course how much of the new outline it covers, and which mock forms weigh otherwise."""
    return [
        CourseLine(
            in_language(one.course.title),
            day_text(one.written_for) if one.written_for else "–",
            _of(one.cover.taught, one.cover.skills),
            _of(one.cover.asked, one.cover.skills),
            [_form_text(in_language(form.title) or form.code, wrong, new) for form, wrong in one.forms],
        )
        for one in courses
    ]


def _of(number: int, total: int) -> str:
    percent = round(100 * number / total) if total else 0
    return _("%(number)d of %(total)d (%(percent)d %%)") % {"number": number, "total": total, "percent": percent}


def _form_text(title: str, wrong: Iterable[object], new: Told) -> str:
    parts = [
        _("%(domain)s %(percent)d %% instead of %(range)s")
        % {
            "domain": in_language(new.domains[one.domain]),  # type: ignore[attr-defined]
            "percent": one.percent,  # type: ignore[attr-defined]
            "range": weight(one.range),  # type: ignore[attr-defined]
        }
        for one in wrong
    ]
    return f"{title}: {', '.join(parts)}"


def skills_table(lines: Iterable[SkillLine]) -> list[list[object]]:
    """The same for a spreadsheet."""
    head: list[object] = [
        _("Skill"),
        _("Code"),
        _("What happened"),
        _("Before"),
        _("Now"),
        _("Lessons"),
        _("Questions"),
    ]
    return [
        head,
        *([one.text, one.code, one.tag, one.before, one.after, one.lessons, one.questions] for one in lines),
    ]
