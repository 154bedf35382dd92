"""A coach: what does my group know, and what does the next class need?"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opstap.curriculum.models import Course
from opstap.kit.clock import now
from opstap.kit.spreadsheet import whole_table
from opstap.kit.translated import in_language
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role
from opstap.practice.forms_group import HeatForm
from opstap.practice.presenting_group import domain_choices, failed_view, heat_rows, heat_table, hint_view
from opstap.practice.queries.group_heat import course_of_late, courses_of_group, group_heat
from opstap.practice.views.choices import content_language
from opstap.programme import access
from opstap.programme.models import Group

guides = requires(Role.COACH, Role.MANAGER)


@require_safe
@guides
def group(request: PersonRequest, pk: UUID) -> HttpResponse:
    """How each person of the group stands in each part of the exam, what most get wrong, and hints for the next class."""
    found = access.group_for(request.person, pk)
    courses, course = _course(request, found)
    if course is None:
        return render(request, "practice/group.html", {"group": found})
    heat = group_heat(found, course, at=now())
    named = [(one.code, in_language(one.title)) for one in courses]
    form = HeatForm({**request.GET.dict(), "course": course.code}, courses=named, domains=domain_choices(heat.domains))
    language = content_language(request)
    context = {
        "group": found,
        "course": course,
        "form": form,
        "domains": heat.domains,
        "rows": heat_rows(heat, request.GET.get("by", "")),
        "failed": [failed_view(question, one, language) for question, one in heat.failed],
        "hints": [hint_view(one, language) for one in heat.hints],
    }
    return render(request, "practice/group.html", context)


@require_safe
@guides
def group_table(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The same table for a spreadsheet."""
    found = access.group_for(request.person, pk)
    _, course = _course(request, found)
    if course is None:
        raise Http404
    heat = group_heat(found, course, at=now(), hints=False)
    return whole_table(heat_table(heat, course), f"{course.code}-group.csv")


def _course(request: PersonRequest, found: Group) -> tuple[list[Course], Course | None]:
    """The courses of the group, and the one that is asked for or that it is busy with; Http404 for another one."""
    courses = courses_of_group(found)
    wanted = request.GET.get("course")
    if not wanted:
        return courses, course_of_late(found, courses)
    named = next((one for one in courses if one.code == wanted), None)
    if named is None:
        raise Http404
    return courses, named
