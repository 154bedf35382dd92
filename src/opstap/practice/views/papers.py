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
from opstap.kit.queueing import taken
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest
from opstap.practice import access
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import OlderDraftError, PaperClosedError, save_choices
from opstap.practice.forms_papers import MoveForm
from opstap.practice.models import Paper, PaperChoice
from opstap.practice.presenting import other_languages
from opstap.practice.presenting_papers import (
    best_next,
    chosen_words,
    clock_of,
    marks_by_domain,
    overview_of,
    to_look_back,
)
from opstap.practice.presenting_questions import present_question
from opstap.practice.queries.papers import case_on_paper, choices_of, question_at, result_of
from opstap.practice.queries.readiness import readiness_of
from opstap.practice.queries.road import road
from opstap.practice.rules.exam_clock import has_run_out, is_over
from opstap.practice.rules.responses import write_seen
from opstap.practice.views.choices import content_language, takes_part


def current_paper(request: PersonRequest, pk: UUID) -> Paper:
    """Their paper; when its time is over it is handed in first, with what was saved, and they are told."""
    paper = access.paper_for(request.person, pk)
    if paper.handed_in_at is None and is_over(paper.ends_at, now()):
        _hand_in_late(request, paper)
        return access.paper_for(request.person, pk)
    return paper


def _hand_in_late(request: PersonRequest, paper: Paper) -> None:
    hand_in(paper, by_clock=True)
    messages.info(request, gettext("The time was over. What you had chosen was handed in for you."))


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
        return taken(request, reverse("practice:paper", args=[pk]))
    open_ = overview_of(found, choices_of(found)).open
    told = ngettext("%(open)d question is still open.", "%(open)d questions are still open.", open_) % {"open": open_}
    context = {
        "paper": found,
        "clock": clock_of(found, now()),
        "told": told if open_ else gettext("You answered every question."),
    }
    return render(request, "practice/paper_hand_in.html", context)


def _ask(request: PersonRequest, found: Paper) -> HttpResponse:
    choices = choices_of(found)
    number = _number(request, found, answered={pk for pk, choice in choices.items() if choice.chosen})
    question = _question(found, number)
    choice = choices.get(str(question.pk)) or PaperChoice(version=0)
    form = MoveForm(auto_id="move_%s", initial={**_kept(choice), "question": question.pk, "marked": choice.marked})
    return _show(request, found, number, question, form, [str(one) for one in choice.chosen])


def _kept(choice: PaperChoice) -> dict[str, object]:
    """What the page remembers of what is kept, so that the next move says what it was made with."""
    seen = write_seen([str(one) for one in choice.chosen])
    return {"version": choice.version, "seen": seen, "seen_marked": choice.marked or None}


def _question(found: Paper, number: int) -> Question:
    try:
        return question_at(found, number)
    except Question.DoesNotExist as error:
        raise Http404 from error


def _show(
    request: PersonRequest, found: Paper, number: int, question: Question, form: MoveForm, chosen: list[str]
) -> HttpResponse:
    context = _shown(request, found, number, question, chosen)
    return render(request, "practice/paper.html", {**context, "form": form}, status=422 if form.errors else 200)


def _shown(
    request: PersonRequest, found: Paper, number: int, question: Question, chosen: list[str]
) -> dict[str, object]:
    case = case_on_paper(found, question)
    page = present_question(question, found.learner, _language(request, found), chosen=chosen, case=case)
    return {
        "paper": found,
        "number": number,
        "total": len(found.questions),
        "clock": clock_of(found, now()),
        "page": page,
        # A mock exam is sat in one language, as the exam is.
        "others": [] if found.language else other_languages(page.available, page.language),
    }


def _language(request: PersonRequest, found: Paper) -> str:
    return found.language or content_language(request)


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
        return taken(request, url)
    number = found.questions.index(str(sent["question"])) + 1
    question = _question(found, number)
    if not valid or (form.is_typed and not form.is_readable(question.kind)):
        return _show(request, found, number, question, form, form.sent)
    try:
        version = _save(found, form)
    except PaperClosedError:
        return taken(request, url)
    except NotAnOptionError as error:
        raise Http404 from error
    except OlderDraftError as error:
        return _ask_which(request, found, number, question, form, error.kept)
    if has_run_out(found.ends_at, now()):
        _hand_in_late(request, found)
        return taken(request, url)
    stays = _fields(form, version) if sent["go"] == "stay" else None
    return taken(request, _onwards(request, found, number, sent["go"]), fields=stays)


def _save(found: Paper, form: MoveForm) -> int:
    """Keep what was changed on the page; its version, or that of the page when nothing was."""
    sent = form.cleaned_data
    question, version = sent["question"], sent["version"]
    if not form.touched:
        return version or 0
    marked = [question] if sent["marked"] else []
    versions = None if version is None else {question: version}
    return save_choices(found, choices={question: sent["choice"]}, marked=marked, versions=versions)[question]


def _fields(form: MoveForm, version: int) -> dict[str, str]:
    """What the page, when it stays, remembers from now on."""
    sent = form.cleaned_data
    seen_marked = str(sent["marked"]) if sent["marked"] else ""
    return {"version": str(version), "seen": write_seen(sent["choice"]), "seen_marked": seen_marked}


def _ask_which(
    request: PersonRequest, found: Paper, number: int, question: Question, form: MoveForm, kept: PaperChoice
) -> HttpResponse:
    """Something else was chosen on another page since: show both, and let the person say which one counts."""
    here = {"question": question.pk, "marked": form.cleaned_data["marked"]}
    elsewhere = present_question(question, found.learner, _language(request, found), chosen=kept.chosen)
    context = {
        **_shown(request, found, number, question, form.sent),
        "form": MoveForm(auto_id="move_%s", initial={**_kept(kept), **here}),
        "elsewhere": chosen_words(elsewhere),
        "is_older": True,
    }
    return render(request, "practice/paper.html", context, status=409)


def _onwards(request: PersonRequest, found: Paper, number: int, go: str) -> str:
    step = {"next": 1, "previous": -1}.get(go, 0)
    if go == "overview" or not 1 <= number + step <= len(found.questions):
        return reverse("practice:paper_overview", args=[found.pk])
    url = f"{reverse('practice:paper', args=[found.pk])}?q={number + step}"
    return url if found.language else f"{url}&in={go if go in LANGUAGES else content_language(request)}"


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
