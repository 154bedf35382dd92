"""A trainer: which courses are there, what is in them, and what waits for me?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opstap.curriculum.access import WRITES_CONTENT
from opstap.curriculum.access.revisions import course_for, waiting_for
from opstap.curriculum.forms.editing import FilterForm
from opstap.curriculum.models import Course, Question
from opstap.curriculum.presenting_editing import KIND_NAMES, POOL_NAMES, skill_choices, state_words
from opstap.curriculum.queries import content
from opstap.kit.paging import page_of
from opstap.kit.spreadsheet import long_table
from opstap.kit.translated import LANGUAGES, in_language
from opstap.people.access import PersonRequest, requires

if TYPE_CHECKING:
    from opstap.curriculum.forms.editing import Label

writes_content = requires(*WRITES_CONTENT)


@require_safe
@writes_content
def courses(request: PersonRequest) -> HttpResponse:
    """The courses, and what waits for this person's review."""
    context = {"cards": content.course_cards(request.person), "waiting": waiting_for(request.person)[:25]}
    return render(request, "curriculum/courses.html", context)


@require_safe
@writes_content
def course(request: PersonRequest, code: str) -> HttpResponse:
    """The modules of a course, with their lessons and how many questions they have."""
    found = course_for(request.person, code)
    open_ones = content.open_in(found)
    modules = content.module_rows(found, open_ones)
    context = {
        "course": found,
        "modules": _with_kinds(modules),
        "parts": [
            (name, _with_kinds(rows), any(lesson.open for row in rows for lesson in row.lessons))
            for name, rows in content.parts_of(found, modules)
        ],
        "new": [one for one in open_ones.values() if one.lesson_id is None and not one.based_on],
        "questions": sum(row.questions for row in modules),
    }
    return render(request, "curriculum/course.html", context)


def _with_kinds(rows: Sequence[content.ModuleRow]) -> list[tuple[content.ModuleRow, list[tuple[str, int]]]]:
    """Each module with the names of the kinds of its questions, and how many there are."""
    return [(row, [(str(KIND_NAMES[kind]), many) for kind, many in row.kinds]) for row in rows]


@require_safe
@writes_content
def course_questions(request: PersonRequest, code: str) -> HttpResponse:
    """The questions of a course, to search and narrow."""
    found = course_for(request.person, code)
    form, wanted = _asked(request, found)
    page = page_of(request, content.questions_of(found, wanted))
    rows = content.question_rows(page, content.open_in(found))
    shown = [(row, KIND_NAMES[row.question.kind]) for row in rows]
    context = {"course": found, "form": form, "page": page, "rows": shown, "query": request.GET.urlencode()}
    return render(request, "curriculum/course_questions.html", context)


@require_safe
@writes_content
def course_export(request: PersonRequest, code: str) -> StreamingHttpResponse:
    """The same list as a table for a spreadsheet."""
    found = course_for(request.person, code)
    _form, wanted = _asked(request, found)
    rows = content.questions_of(found, wanted).prefetch_related("skills")
    languages = [language for language in LANGUAGES if language in found.languages]
    columns = [_("Code"), _("Version"), _("Module"), _("Kind"), _("Level"), _("Skill"), _("Where it is asked")]
    columns += [f"{_('Question')} ({language})" for language in languages]
    columns += [_("Author"), _("Reviewer"), _("Source"), _("Licence")]
    lines = (_line(row, languages) for row in rows.iterator(200))
    return long_table(chain([columns], lines), f"{found.code}-questions.csv")


def _line(row: Question, languages: list[str]) -> list[object]:
    about: list[object] = [row.code, row.version, in_language(row.module.title) if row.module else ""]
    about += [KIND_NAMES[row.kind], row.level, " ".join(sorted(one.code for one in row.skills.all()))]
    about += [POOL_NAMES[row.pool], *(row.stem.get(language, "") for language in languages)]
    return [*about, row.author, row.reviewer, row.source, row.licence]


def _asked(request: PersonRequest, found: Course) -> tuple[FilterForm, content.Filter]:
    """The form, and what it asks; what is no choice asks nothing."""
    choices: dict[str, Sequence[tuple[str, Label]]] = {
        "module": [(one.code, in_language(one.title)) for one in found.modules.filter(retired=False)],
        "kind": list(Question.Kind.choices),
        "level": [(str(level), str(level)) for level in range(1, 6)],
        "skill": skill_choices(content.skills_to_name(found)),
        "state": state_words(),
    }
    form = FilterForm(choices, request.GET)
    form.is_valid()
    given = {name: str(value) for name, value in form.cleaned_data.items() if value}
    return form, content.Filter(text=given.pop("q", ""), **given)
