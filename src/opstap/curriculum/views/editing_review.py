"""A change is sent, read by a colleague, and published or sent back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opstap.curriculum.access.revisions import NotNowError, can, revision_for
from opstap.curriculum.actions.publish_revision import publish_revision
from opstap.curriculum.actions.rebase_revision import rebase_revision
from opstap.curriculum.actions.send_back import send_back
from opstap.curriculum.actions.send_for_review import (
    BehindError,
    NothingChangedError,
    NotReadyError,
    send_for_review,
    take_back,
)
from opstap.curriculum.actions.withdraw_revision import withdraw_revision
from opstap.curriculum.forms.editing import DecideForm, SendForm
from opstap.curriculum.models import Revision
from opstap.curriculum.presenting_editing import OWN_NAMES, see_question, show_changes, show_faults
from opstap.curriculum.queries.editing import drawn
from opstap.curriculum.queries.revisions import Version, base_of, faults_of, is_behind, now_of, title_of
from opstap.curriculum.rules import revision as rules
from opstap.curriculum.rules.content import changes, merge
from opstap.curriculum.views.editing_courses import writes_content
from opstap.curriculum.views.editing_things import language_asked
from opstap.kit.translated import LANGUAGES
from opstap.people.access import PersonRequest


def look(request: PersonRequest, row: Revision, form: DecideForm | None = None) -> HttpResponse:
    """A change to read: what differs, how it will look, and what this person may do with it."""
    base, behind = base_of(row), is_behind(row)
    context: dict[str, Any] = {
        "revision": row,
        "course": row.course,
        "title": title_of(row),
        "changes": show_changes(changes(base.content, row.content), row.content) if base.number else [],
        "behind": behind,
        "form": form or DecideForm(),
        "own": row.author_id == request.person.pk,
        "may": {name: can(request.person, row, name) for name in rules.STARTS_FROM},
        **_seen(request, row),
    }
    return render(request, "curriculum/revision.html", context, status=422 if form is not None else 200)


def _seen(request: PersonRequest, row: Revision) -> dict[str, Any]:
    """How it will look, in one language of those that it has."""
    texts = row.content["text"] if row.lesson_id is not None else row.content["stem"]
    has = [one for one in LANGUAGES if texts.get(one)]
    language = language_asked(request, has)
    languages = [(one, OWN_NAMES[one], one == language) for one in has]
    if row.lesson is not None:
        return {"drawn": drawn(row.lesson, language, row.content), "languages": languages}
    return {"seen": see_question(row.content, language), "languages": languages}


@require_http_methods(["GET", "POST"])
@writes_content
def revision_send(request: PersonRequest, pk: UUID) -> HttpResponse:
    """To the reviewer: what was changed, and why."""
    row = revision_for(request.person, pk)
    if not can(request.person, row, rules.SEND):
        return redirect("curriculum:revision", row.pk)
    form = SendForm(request.POST if request.method == "POST" else None, initial={"note": row.note})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _sent(request, row, form.cleaned_data["note"]):
            messages.success(request, _("Sent. A colleague reads it, and you get a message."))
            return redirect("curriculum:revision", row.pk)
    base = base_of(row)
    context = {
        "revision": row,
        "title": title_of(row),
        "form": form,
        "faults": show_faults(faults_of(row), row.content),
        "behind": is_behind(row),
        "base": base.number,
        "changes": show_changes(changes(base.content, row.content), row.content) if base.number else [],
    }
    return render(request, "curriculum/revision_send.html", context, status=status)


def _sent(request: PersonRequest, row: Revision, note: str) -> bool:
    try:
        send_for_review(row, by=request.person, note=note)
    except (NotReadyError, BehindError, NothingChangedError):
        return False  # the page says which of them
    except NotNowError:
        messages.warning(request, _("This was decided meanwhile."))
    return True


@require_POST
@writes_content
def revision_decide(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Publish, or send back with remarks."""
    row = revision_for(request.person, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return look(request, row, form)
    remarks = form.cleaned_data["remarks"]
    try:
        if request.POST.get("do") == "publish":
            publish_revision(row, by=request.person, remarks=remarks)
            messages.success(request, _("Published. Learners see it from now on, and the author gets a message."))
        else:
            send_back(row, by=request.person, remarks=remarks)
            messages.success(request, _("Sent back. The author gets a message with what you wrote."))
    except NotNowError:
        messages.warning(request, _("This was decided meanwhile."))
    except BehindError:
        messages.warning(request, _("A newer version came out meanwhile, so this was not published."))
    except NotReadyError:
        messages.warning(request, _("Something in it does not fit any more. Send it back, so that it can be mended."))
    return redirect("curriculum:revision", row.pk)


@require_POST
@writes_content
def revision_take_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The author goes on writing."""
    row = revision_for(request.person, pk)
    try:
        take_back(row, by=request.person)
    except NotNowError:
        messages.warning(request, _("This was decided meanwhile."))
    return redirect("curriculum:revision", row.pk)


@require_http_methods(["GET", "POST"])
@writes_content
def revision_newer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Three texts: what stood, what came out meanwhile, and mine; bring mine onto the newer one."""
    row = revision_for(request.person, pk)
    mine_to_bring = can(request.person, row, rules.SAVE) or can(request.person, row, rules.TAKE_BACK)
    if request.method == "POST" and mine_to_bring:
        try:
            rebase_revision(row, by=request.person)
            messages.success(
                request, _("Your text stands on the newest version now. Look at it once more, then send it.")
            )
        except NotNowError:
            messages.warning(request, _("This was decided meanwhile."))
        return redirect("curriculum:revision", row.pk)
    if not is_behind(row):
        return redirect("curriculum:revision", row.pk)
    return render(request, "curriculum/revision_newer.html", _three(row) | {"may_bring": mine_to_bring})


def _three(row: Revision) -> dict[str, Any]:
    base, newest = base_of(row), now_of(row)
    merged = merge(base.content, row.content, newest.content)
    clashing = [change for change in changes(newest.content, merged.content) if _within(change.road, merged.clashes)]
    return {
        "revision": row,
        "title": title_of(row),
        "newest": newest.number,
        "theirs": show_changes(changes(base.content, newest.content), newest.content),
        "mine": show_changes(changes(base.content, row.content), row.content),
        "clashes": show_changes(clashing, merged.content),
        "retired": _retired(newest),
    }


def _within(road: tuple[str, ...], clashes: tuple[tuple[str, ...], ...]) -> bool:
    return any(road[: len(clash)] == clash for clash in clashes)


def _retired(newest: Version) -> bool:
    return not newest.content


@require_http_methods(["GET", "POST"])
@writes_content
def revision_withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give the change up."""
    row = revision_for(request.person, pk)
    if not can(request.person, row, rules.WITHDRAW):
        return redirect("curriculum:revision", row.pk)
    if request.method == "POST":
        try:
            withdraw_revision(row, by=request.person)
            messages.success(request, _("Withdrawn. Others can change it now."))
        except NotNowError:
            messages.warning(request, _("This was decided meanwhile."))
        return redirect("curriculum:course", row.course.code)
    context = {
        "title": _("Withdraw this change?"),
        "text": _("What learners see stays as it is. Your text is kept in the history."),
        "action_label": _("Withdraw"),
        "back_url": reverse("curriculum:revision", args=[row.pk]),
    }
    return render(request, "design/confirm.html", context)
