"""A trainer: which questions need a look, and which should no longer be asked?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from opstap.curriculum.actions.retire_question import retire_question
from opstap.curriculum.models import Course
from opstap.kit.clock import now
from opstap.kit.paging import PAGE_SIZE
from opstap.kit.spreadsheet import long_table
from opstap.kit.translated import in_language
from opstap.people.access import PersonRequest, requires
from opstap.practice import access_items
from opstap.practice.forms_items import ItemsForm
from opstap.practice.presenting_items import item_row, item_view, table_rows
from opstap.practice.queries.item_health import (
    ItemLine,
    Wanted,
    all_courses,
    course_with_newest_answer,
    found,
    items_of,
)
from opstap.practice.views.choices import content_language

looks = requires(*access_items.LOOKS)


@require_safe
@looks
def items(request: PersonRequest) -> HttpResponse:
    """The questions of a course with how they do; first those that need a look."""
    form, course, lines = _asked(request)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "course": course,
        "page": page,
        "rows": [item_row(line) for line in page],
        "query": request.GET.urlencode(),
    }
    return render(request, "practice/items.html", context)


@require_safe
@looks
def items_table(request: PersonRequest) -> StreamingHttpResponse:
    """The same list for a spreadsheet."""
    _, course, lines = _asked(request)
    if course is None:
        raise Http404
    return long_table(table_rows(lines), f"{course.code}-question-check.csv")


@require_safe
@looks
def item(request: PersonRequest, code: str) -> HttpResponse:
    """One question: its figures in words, and what to do about them."""
    question = access_items.item_for(request.person, code)
    course = question.course
    if course is None:
        raise Http404
    lines = items_of(access_items.items_visible_to(request.person), course, at=now())
    line = next(one for one in lines if one.question.pk == question.pk)
    context = {
        "question": question,
        "course": course,
        "page": item_view(line, content_language(request)),
        "may_retire": access_items.can_retire(request.person, question),
    }
    return render(request, "practice/item.html", context)


@require_POST
@looks
def retire(request: PersonRequest, code: str) -> HttpResponse:
    """Take the question out of use (`retired` is 1), or bring it back."""
    question = access_items.item_to_retire(request.person, code)
    retired = request.POST.get("retired") == "1"
    if retire_question(question, retired=retired, by=request.person):
        told = gettext("It is no longer asked. Its answers stay.") if retired else gettext("It is asked again.")
        messages.success(request, told)
    return redirect("practice:item", code)


def _asked(request: PersonRequest) -> tuple[ItemsForm, Course | None, list[ItemLine]]:
    """The form, the course that it asks for, and the questions; Http404 for a course that is not there."""
    courses = all_courses()
    wanted = request.GET.get("course")
    course = next((one for one in courses if one.code == wanted), None) if wanted else None
    if wanted and course is None:
        raise Http404
    course = course or course_with_newest_answer(courses)
    data = {"show": "look", **request.GET.dict(), "course": course.code if course else ""}
    form = ItemsForm(data, courses=[(one.code, in_language(one.title)) for one in courses])
    form.is_valid()
    if course is None:
        return form, None, []
    given = form.cleaned_data
    lines = items_of(access_items.items_visible_to(request.person), course, at=now())
    return form, course, found(lines, Wanted(given.get("q", "").strip(), given.get("show") or "look"))
