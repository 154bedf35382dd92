"""One paper: its questions one by one, the overview, handing in, and how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from opstap.curriculum.models import Question
from opstap.curriculum.rules.marking import NotAnOptionError
from opstap.kit.clock import now
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest
from opstap.practice import access
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import PaperClosedError, save_choices
from opstap.practice.forms import MoveForm
from opstap.practice.models import Paper
from opstap.practice.presenting import other_languages
from opstap.practice.presenting_papers import best_next, clock_of, marks_by_domain, overview_of, to_look_back
from opstap.practice.presenting_questions import present_question
from opstap.practice.queries.papers import case_on_paper, choices_of, question_at, result_of
from opstap.practice.queries.readiness import readiness_of
from opstap.practice.queries.road import road
from opstap.practice.rules.exam_clock import is_over
from opstap.practice.rules.responses import write_seen
from opstap.practice.views.choices import content_language, takes_part


def current_paper(request: PersonRequest, pk: UUID) -> Paper:
    """Their paper; when its time is over it is handed in first, with what was saved, and they are told."""
    paper = access.paper_for(request.person, pk)
    if paper.handed_in_at is None and is_over(paper.ends_at, now()):
        hand_in(paper, by_clock=True)
        messages.info(request, gettext("The time was over. What you had chosen was handed in for you."))
        return access.paper_for(request.person, pk)
    return paper


@require_http_methods(["GET", "POST"])
@takes_part
def paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A question of the paper while it is open, its result afterwards; a POST saves and moves on."""
    found = current_paper(request, pk)
    if request.method == "POST":
        return _move(request, found)
    return _result(request, found) if found.handed_in_at else _ask(request, found)


@require_GET
@takes_part
def overview(request: PersonRequest, pk: UUID) -> HttpResponse:
    """All questions of the paper: answered, marked, open."""
    found = current_paper(request, pk)
    if found.handed_in_at:
        return redirect("practice:paper", pk)
    context = {"paper": found, "clock": clock_of(found, now()), "overview": overview_of(found, choices_of(found))}
    return render(request, "practice/paper_overview.html", context)


@require_http_methods(["GET", "POST"])
@takes_part
def give_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask once whether they are sure, and say how many questions are open; then hand in."""
    found = current_paper(request, pk)
    if request.method == "POST" or found.handed_in_at:
        hand_in(found)
        return redirect("practice:paper", pk)
    open_ = overview_of(found, choices_of(found)).open
    told = ngettext("%(open)d question is still open.", "%(open)d questions are still open.", open_) % {"open": open_}
    context = {
        "title": gettext("Hand it in?"),
        "text": f"{told if open_ else gettext('You answered every question.')} "
        + gettext("After this you can no longer change anything."),
        "action_label": gettext("Yes, hand it in"),
        "back_url": reverse("practice:paper_overview", args=[pk]),
        "danger": False,
    }
    return render(request, "design/confirm.html", context)


def _ask(request: PersonRequest, found: Paper) -> HttpResponse:
    choices = choices_of(found)
    number = _number(request, found, answered={pk for pk, choice in choices.items() if choice.chosen})
    question = _question(found, number)
    choice = choices.get(str(question.pk))
    chosen = [str(one) for one in choice.chosen] if choice else []
    marked = choice.marked if choice else False
    values = {"question": question.pk, "seen": write_seen(chosen), "seen_marked": marked or None, "marked": marked}
    form = MoveForm(auto_id="move_%s", initial=values)
    return _show(request, found, number, question, form, chosen)


def _question(found: Paper, number: int) -> Question:
    try:
        return question_at(found, number)
    except Question.DoesNotExist as error:
        raise Http404 from error


def _show(
    request: PersonRequest, found: Paper, number: int, question: Question, form: MoveForm, chosen: list[str]
) -> HttpResponse:
    case = case_on_paper(found, question)
    page = present_question(question, found.learner, content_language(request), chosen=chosen, case=case)
    context = {
        "paper": found,
        "number": number,
        "total": len(found.questions),
        "clock": clock_of(found, now()),
        "page": page,
        "form": form,
        "others": other_languages(page.available, page.language),
    }
    return render(request, "practice/paper.html", context, status=422 if form.errors else 200)


def _number(request: PersonRequest, found: Paper, *, answered: set[str]) -> int:
    """The question asked for with `?q=`, else the first open one: whoever comes back goes on where they were."""
    asked = request.GET.get("q", "")
    if asked.isdecimal():
        return int(asked[:4])
    return next((place for place, pk in enumerate(found.questions, start=1) if pk not in answered), 1)


def _move(request: PersonRequest, found: Paper) -> HttpResponse:
    """Save what was changed on the page, then go where they want; what cannot be taken in is shown again."""
    url = reverse("practice:paper", args=[found.pk])
    form = MoveForm(request.POST, auto_id="move_%s")
    valid, sent = form.is_valid(), form.cleaned_data
    if "question" not in sent or str(sent["question"]) not in found.questions or set(form.errors) - {"choice"}:
        raise Http404
    if found.handed_in_at:
        return redirect(url)
    number = found.questions.index(str(sent["question"])) + 1
    if not valid or (form.is_typed and not form.is_readable(_question(found, number).kind)):
        return _show(request, found, number, _question(found, number), form, form.sent)
    try:
        if form.touched:
            marked = [sent["question"]] if sent["marked"] else []
            save_choices(found, choices={sent["question"]: sent["choice"]}, marked=marked)
    except PaperClosedError:
        return redirect(url)
    except NotAnOptionError as error:
        raise Http404 from error
    return redirect(_onwards(request, found, number, sent["go"]))


def _onwards(request: PersonRequest, found: Paper, number: int, go: str) -> str:
    language = go if go in LANGUAGES else content_language(request)
    step = {"next": 1, "previous": -1}.get(go, 0)
    if go == "overview" or not 1 <= number + step <= len(found.questions):
        return reverse("practice:paper_overview", args=[found.pk])
    return f"{reverse('practice:paper', args=[found.pk])}?q={number + step}&in={language}"


def _result(request: PersonRequest, found: Paper) -> HttpResponse:
    result = result_of(found)
    is_mock = found.kind == Paper.Kind.MOCK
    ready = readiness_of(request.person, found.blueprint) if is_mock and found.blueprint else None
    context = {
        "paper": found,
        "is_mock": is_mock,
        "percent": round((found.score or 0) * 100),
        "right": sum(answer.score >= 1 for answer in result.answers),
        "total": len(result.answers),
        "domains": marks_by_domain(result.domains) if is_mock else [],
        "look_back": to_look_back(result.look_back, content_language(request)),
        "helps": best_next(ready, found.course.code) if ready else [],
        "next": None if is_mock else road(request.person, found.course).next,
    }
    return render(request, "practice/paper_result.html", context)
