"""The author's pages: bring in questions, and say which skills they test."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from opstap.curriculum import access, queries
from opstap.curriculum.actions.import_questions import HasErrorsError, confirm_import, start_import
from opstap.curriculum.actions.set_skills import set_skills
from opstap.curriculum.forms import ImportForm, SkillsForm
from opstap.curriculum.models import QuestionImport
from opstap.curriculum.presenting import present_line, present_question
from opstap.kit.paging import page_of
from opstap.people.access import PersonRequest, requires

writes_content = requires(*access.WRITES_CONTENT)


def sent(request: PersonRequest) -> QueryDict | None:
    """What was posted, also when it was nothing at all."""
    return request.POST if request.method == "POST" else None


@require_GET
@writes_content
def questions(request: PersonRequest) -> HttpResponse:
    """The questions that wait for a skill."""
    page = page_of(request, access.questions_to_complete(request.person))
    rows = [present_question(question) for question in page]
    return render(request, "curriculum/questions.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@writes_content
def skills(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say which skills one question tests."""
    question = access.question_to_complete(request.person, pk)
    form = SkillsForm(sent(request))
    form.fields["skills"].queryset = queries.skills_of_course(question.course)  # type: ignore[attr-defined]
    form.fields["skills"].required = True
    if request.method == "POST" and form.is_valid():
        set_skills(question=question, skills=list(form.cleaned_data["skills"]), by=request.person)
        messages.success(request, _("Practice may ask this question now."))
        return redirect("curriculum:questions")
    context = {"question": present_question(question), "form": form}
    return render(request, "curriculum/skills.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@writes_content
def upload(request: PersonRequest) -> HttpResponse:
    """Choose a file; nothing is stored in the question bank yet."""
    form = ImportForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        brought = start_import(
            key=form.client_key,
            course=given["course"],
            filename=given["filename"],
            text=given["file"],
            about=form.about,
            by=request.person,
        )
        if given["encoding"] not in {"utf-8", "utf-16"}:
            messages.warning(request, _("The file was read as Windows text. Check the letters with accents."))
        return redirect("curriculum:import", brought.key)
    return render(request, "curriculum/upload.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@writes_content
def report(request: PersonRequest, key: UUID) -> HttpResponse:
    """What becomes of each item; confirming stores all of them."""
    brought = access.import_for(request.person, key)
    if brought.confirmed_at:
        return render(request, "curriculum/imported.html", {"brought": brought, "many": brought.questions.count()})
    form = SkillsForm(sent(request))
    form.fields["skills"].queryset = queries.skills_of_course(brought.course)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        return _confirm(request, brought, form)
    lines = queries.report_of(brought)
    counts = Counter(line.outcome for line in lines)
    context = {"brought": brought, "form": form, "lines": [present_line(line) for line in lines], "counts": counts}
    return render(request, "curriculum/report.html", context)


def _confirm(request: PersonRequest, brought: QuestionImport, form: SkillsForm) -> HttpResponse:
    try:
        confirm_import(brought=brought, skills=list(form.cleaned_data["skills"]))
    except HasErrorsError:
        messages.error(request, _("Nothing was imported: a part of the file cannot be read."))
    return redirect("curriculum:import", brought.key)
