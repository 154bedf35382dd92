"""A learner: what am I shown to know, why, and what helps now?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from opstap.kit.clock import today
from opstap.people.access import PersonRequest
from opstap.practice import queries
from opstap.practice.presenting_map import map_view
from opstap.practice.queries.skill_map import lessons_teaching, progress_of
from opstap.practice.views.choices import chosen_course, takes_part


@require_GET
@takes_part
def skills(request: PersonRequest) -> HttpResponse:
    """The map of skills: per part of the exam how far one is, and how that grew."""
    course = chosen_course(request)
    if course is None:
        return render(request, "practice/no_course.html")
    domains = queries.skill_lines(request.person, course)
    held = [line.skill for _, lines in domains for line in lines]
    lessons = lessons_teaching(course, [skill.code for skill in held])
    progress = progress_of(request.person, frozenset(skill.pk for skill in held), today=today())
    page = map_view(course, domains, lessons, progress, today())
    return render(request, "practice/skills.html", {"page": page, "course": course})
