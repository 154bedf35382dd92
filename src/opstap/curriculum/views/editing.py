"""A trainer writes: a lesson in one language at a time, or a question; every button keeps what was typed."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opstap.curriculum.access.revisions import NotNowError, can, revision_for
from opstap.curriculum.actions.save_revision import OverwrittenError, keep_theirs, save_revision
from opstap.curriculum.actions.undo_save import undo_save
from opstap.curriculum.forms.editing import LessonForm
from opstap.curriculum.forms.question import QuestionForm
from opstap.curriculum.models import Revision
from opstap.curriculum.presenting_editing import OWN_NAMES, see_question, show_changes, show_faults
from opstap.curriculum.queries.editing import content_at, drawn, offered_to, recent_saves
from opstap.curriculum.queries.revisions import faults_of, is_behind, title_of
from opstap.curriculum.rules.content import changes
from opstap.curriculum.rules.question_content import rearranged
from opstap.curriculum.rules.revision import SAVE
from opstap.curriculum.views.editing_courses import writes_content
from opstap.curriculum.views.editing_review import look
from opstap.curriculum.views.editing_things import language_asked
from opstap.curriculum.wording import ROWS, SLOTS, USUAL_ROWS
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest

type Content = dict[str, Any]
type EditForm = LessonForm | QuestionForm


@require_http_methods(["GET", "POST"])
@writes_content
def revision(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A change: its author writes on, everybody else reads it."""
    row = revision_for(request.person, pk)
    if not can(request.person, row, SAVE):
        return look(request, row)
    if request.method == "POST":
        return _save(request, row)
    return render(request, f"curriculum/edit_{_what(row)}.html", _page(request, row, row.content))


def _what(row: Revision) -> str:
    return "lesson" if row.lesson_id is not None else "question"


def _languages(row: Revision) -> list[str]:
    """Those of the course first: what is needed comes before what may be added."""
    needed = [one for one in LANGUAGES if one in row.course.languages]
    return needed + [one for one in LANGUAGES if one not in needed]


def _form(request: PersonRequest, row: Revision, content: Content, *, posted: bool = False) -> EditForm:
    data = request.POST if posted else None
    if row.lesson_id is not None:
        language = language_asked(request, _languages(row))
        texts = {name: content[name].get(language, "") for name in ("title", "text")}
        initial = {**texts, "minutes": content["minutes"], "saved": row.saved}
        return LessonForm(language, data, initial=initial)
    return QuestionForm(content, offered_to(row, content), data, initial={"saved": row.saved})


def _typed(request: PersonRequest, row: Revision) -> tuple[Content, int]:
    """What was typed, upon what the page showed, and which save that was."""
    number = request.POST.get("saved", "")
    saved = int(number) if number.isdecimal() and len(number) < 9 else row.saved
    seen = content_at(row, saved)
    form = _form(request, row, seen, posted=True)
    typed = form.over(seen) if isinstance(form, LessonForm) else form.over()
    return typed, saved


def _save(request: PersonRequest, row: Revision) -> HttpResponse:
    do = request.POST.get("do", "save")
    typed, saved = _typed(request, row)
    if row.lesson_id is None:
        typed = rearranged(typed, do)
    try:
        if request.POST.get("settle") == "theirs":
            row = keep_theirs(row, by=request.person, content=typed)
        elif request.POST.get("settle") == "mine":
            row = save_revision(row, by=request.person, content=typed, saved=row.saved)
        else:
            row = save_revision(row, by=request.person, content=typed, saved=saved)
    except OverwrittenError as error:
        return _settle(request, row, error)
    except NotNowError:
        messages.warning(request, _("This is not a draft any more, so nothing was saved."))
        return redirect("curriculum:revision", row.pk)
    return _after(request, row, do)


def _after(request: PersonRequest, row: Revision, do: str) -> HttpResponse:
    if do == "send":
        return redirect("curriculum:revision_send", row.pk)
    if do == "save":
        messages.success(request, _("Saved."))
    address = request.path
    what, _sep, which = do.partition(":")
    language = which if what == "language" and which in LANGUAGES else request.GET.get("language", "")
    if language in LANGUAGES:
        address += f"?{urlencode({'language': language})}"
    anchors = {"preview": "#preview", "add": f"#{which}-end", "language": "#writing"}
    if what in {"drop", "up", "down"}:
        anchors[what] = f"#{which.partition(':')[0]}"
    return redirect(address + anchors.get(what, ""))


def _settle(request: PersonRequest, row: Revision, error: OverwrittenError) -> HttpResponse:
    """Two tabs wrote in the same place: show both, and let the person choose."""
    kept = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = {
        "revision": row,
        "title": title_of(row),
        "changes": show_changes(changes(error.theirs, error.mine), error.mine),
        "kept": [(name, value) for name, value in kept if name not in {"csrfmiddlewaretoken", "do", "settle"}],
    }
    return render(request, "curriculum/edit_settle.html", context, status=409)


def _page(request: PersonRequest, row: Revision, content: Content) -> Content:
    form = _form(request, row, content)
    context: Content = {
        "revision": row,
        "course": row.course,
        "title": title_of(row),
        "form": form,
        "saves": recent_saves(row),
        "behind": is_behind(row),
    }
    return context | _preview(request, row, content) | _around(request, row, content, form)


def _around(request: PersonRequest, row: Revision, content: Content, form: EditForm) -> Content:
    """What stands around the fields: languages to switch to, and the text to translate from."""
    if not isinstance(form, LessonForm):
        return {"rows": form.rows("options"), "slots": form.rows("slots"), **_groups(form), **_names(content)}
    needed = row.course.languages
    written = content["text"]
    others = [one for one in _languages(row) if one != form.language and written.get(one)]
    beside = request.GET.get("beside", "")
    beside = beside if beside in others else (others[0] if others else "")
    languages = [(one, OWN_NAMES[one], one in needed, bool(written.get(one))) for one in _languages(row)]
    return {
        "languages": languages,
        "language": form.language,
        "beside": beside,
        "beside_name": OWN_NAMES.get(beside, ""),
        "beside_title": content["title"].get(beside, ""),
        "beside_text": written.get(beside, ""),
    }


def _groups(form: QuestionForm) -> Content:
    names = {"stem": "stem", "scenario_title": "scenario.title", "scenario_text": "scenario.text", "alt": "image.alt"}
    groups: Content = {name: form.group(road) for name, road in names.items()}
    groups["picture"] = form["image.path"] if "image.path" in form.fields else None
    return groups


def _names(content: Content) -> Content:
    """What the rows of this kind are called."""
    title, name, add, hint = ROWS.get(content["kind"], USUAL_ROWS)
    names: Content = {"rows_title": title, "row_name": name, "add_row": add, "rows_hint": hint}
    if content["kind"] in SLOTS:
        names["slots_title"], names["slot_name"], names["add_slot"] = SLOTS[content["kind"]]
    return names | {"skills_open": not content["skills"]}


def _preview(request: PersonRequest, row: Revision, content: Content) -> Content:
    """What learners would see, and what is to be mended."""
    row.content = content
    faults = show_faults(faults_of(row), content)
    language = language_asked(request, _languages(row))
    if row.lesson is not None:
        return {"drawn": drawn(row.lesson, language, content), "faults": faults, "preview_language": language}
    return {"seen": see_question(content, language), "faults": faults, "preview_language": language}


@require_POST
@writes_content
def revision_preview(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The preview of what is typed at this moment; nothing is saved."""
    row = revision_for(request.person, pk)
    typed, _saved = _typed(request, row)
    context = {"revision": row, **_preview(request, row, typed)}
    return render(request, f"curriculum/preview_{_what(row)}.html", context)


@require_POST
@writes_content
def revision_undo(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Back to an earlier save."""
    row = revision_for(request.person, pk)
    to = request.POST.get("to", "")
    try:
        undo_save(row, by=request.person, to=int(to) if to.isdecimal() and len(to) < 9 else 0)
        messages.success(request, _("You are back at the earlier text. What you had is kept among the saves."))
    except NotNowError:
        messages.warning(request, _("This is not a draft any more, so nothing was saved."))
    return redirect("curriculum:revision", row.pk)
