"""Exams that change: what changes, and whom does it meet before its day?"""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from opstap.certification import access
from opstap.certification.change_pages import (
    day_rows,
    fate_choices,
    fate_figures,
    group_lines,
    lead,
    lost_text,
    people_table,
    person_lines,
)
from opstap.certification.forms import ChangeFilter, OutlineChoice
from opstap.certification.outline_pages import (
    SkillLine,
    change_title,
    course_lines,
    domain_lines,
    exam_lines,
    narrowed,
    outline_rows,
    outline_title,
    sentences,
    skill_lines,
    skills_table,
    status_of,
    touched_figures,
    touched_lists,
)
from opstap.certification.queries.changes import (
    ExamChange,
    Met,
    change_chosen,
    changes_of,
    groups_met,
    people_by_exam,
    people_met,
    vouchers_lost,
)
from opstap.curriculum.models import Exam
from opstap.curriculum.queries.outlines import exam_with_outlines, exams_with_outlines, outline_told, touched_by
from opstap.curriculum.rules.outline_change import compare
from opstap.kit.clock import now, today
from opstap.kit.paging import PAGE_SIZE
from opstap.kit.spreadsheet import whole_table
from opstap.people.access import PersonRequest, requires

WHOLE = 1000  # on paper there is one page; no exam has so many skills


@requires(*access.READS_OUTLINES)
@require_safe
def outlines(request: PersonRequest) -> HttpResponse:
    """Which exam changes, and when? Those that change soon first."""
    exams = list(exams_with_outlines())
    people = people_by_exam(access.groups_to_read(request.person), exams)
    return render(request, "certification/outlines.html", {"lines": exam_lines(exams, people, today=today())})


@requires(*access.READS_OUTLINES)
@require_safe
def outline(request: PersonRequest, code: str) -> HttpResponse:
    """What changed between two outlines, and what of ours does that touch?"""
    exam = _exam(code)
    status, kind = status_of(exam, today())
    context: dict[str, object] = {"exam": exam, "slug": exam.code.lower(), "status": status, "kind": kind}
    found = _compared(request, exam)
    return render(request, "certification/outline.html", {**context, **found, "today": today()})


@requires(*access.READS_OUTLINES)
@require_safe
def outline_table(request: PersonRequest, code: str) -> HttpResponse:
    """The skills of the same, for a spreadsheet."""
    exam = _exam(code)
    lines = _compared(request, exam).get("lines")
    if not isinstance(lines, list):
        raise Http404
    return _sheet(skills_table(lines), f"outline-{exam.code.lower()}")


def _compared(request: PersonRequest, exam: Exam) -> dict[str, object]:
    english = [row for row in exam.blueprints.all() if row.language == "en"]
    if not english:
        return {}
    form = OutlineChoice(request.GET or None, outlines=[(str(row.as_of), outline_title(row)) for row in english])
    old, new = (english[place] for place in form.chosen)
    others = [row for row in exam.blueprints.all() if row.language != "en" and row.as_of == new.as_of]
    before, after = outline_told(old), outline_told(new)
    form.offer_domains({**before.domains, **after.domains})
    change = compare(before.outline, after.outline)
    touched = touched_by(exam, dropped=change.dropped, new=after.outline)
    lines = narrowed(skill_lines(change, before, after, touched), form.asked)
    size = WHOLE if request.GET.get("paper") else PAGE_SIZE
    return {
        "form": form,
        "several": len(english) > 1,
        "title": outline_title(new),
        "rows": outline_rows(new, others, after),
        "sentences": sentences(change, before, after) if old != new else [],
        "domains": domain_lines(change, before, after),
        "figures": touched_figures(change, touched) if old != new else [],
        "lists": touched_lists(touched),
        "courses": course_lines(touched.courses, after),
        "lines": lines,
        "page": _page(request, lines, size),
        "changes": changes_of(exam),
        "take": _take(request, "certification:outline_table", exam),
    }


@requires(*access.READS_OUTLINES)
@require_safe
def outline_people(request: PersonRequest, code: str) -> HttpResponse:
    """Whom does the change meet before its day, and what could be done? Names only for whoever plans their exams."""
    exam = _exam(code)
    change, everybody, people, form = _met(request, exam)
    context: dict[str, object] = {"exam": exam, "slug": exam.code.lower(), "change": change, "form": form}
    if change is None:
        return render(request, "certification/outline_people.html", context)
    named = access.plans_exams(request.person)
    lost = vouchers_lost(change, access.vouchers_visible_to(request.person))
    page = _page(request, people if named else [], WHOLE if request.GET.get("paper") else PAGE_SIZE)
    context |= {
        "title": change_title(change),
        "sentences": lead(change, today=today()),
        "days": day_rows(change),
        "figures": fate_figures(change, everybody),
        "groups": group_lines(groups_met(change, everybody)) if named else [],
        "lost": lost_text(lost, change, today=today()),
        "named": named,
        "everybody": len(everybody),
        "page": page,
        "rows": person_lines(change, page, today=today()),
        "take": _take(request, "certification:outline_people_table", exam),
    }
    return render(request, "certification/outline_people.html", context)


@requires(*access.STAFF)
@require_safe
def outline_people_table(request: PersonRequest, code: str) -> HttpResponse:
    """The people of the same, for a spreadsheet."""
    exam = _exam(code)
    change, _, people, _ = _met(request, exam)
    if change is None:
        raise Http404
    return _sheet(people_table(person_lines(change, people, today=today())), f"people-{exam.code.lower()}")


def _met(request: PersonRequest, exam: Exam) -> tuple[ExamChange | None, list[Met], list[Met], ChangeFilter]:
    """The change that was chosen, everybody whom it meets, and those that the filter leaves."""
    change = change_chosen(exam, request.GET.get("change", ""), today=today())
    everybody = people_met(change, access.groups_to_read(request.person), at=now()) if change else []
    groups = sorted({one.participation.group.name for one in everybody if one.participation.group})
    form = ChangeFilter(
        request.GET or None,
        changes=[(one.key, change_title(one)) for one in changes_of(exam)],
        chosen=change.key if change else "",
        fates=fate_choices(change) if change else [],
        groups=groups if access.plans_exams(request.person) else [],
    )
    return change, everybody, [one for one in everybody if form.leaves(one)], form


def _exam(code: str) -> Exam:
    exam = exam_with_outlines(code)
    if exam is None:
        raise Http404
    return exam


def _page[T: (SkillLine, Met)](request: PersonRequest, rows: Sequence[T], size: int) -> Page[T]:
    return Paginator(rows, size).get_page(request.GET.get("page"))


def _take(request: PersonRequest, table: str, exam: Exam) -> dict[str, str]:
    """The same choice on one page for paper, and as a table."""
    asked = request.GET.copy()
    asked.pop("page", None)
    address = f"{reverse(table, args=[exam.code.lower()])}?{asked.urlencode()}"
    asked["paper"] = "1"
    return {"paper": f"?{asked.urlencode()}", "table": address}


def _sheet(rows: list[list[object]], name: str) -> HttpResponse:
    return whole_table(rows, f"{name}-{today():%Y-%m-%d}.csv")
