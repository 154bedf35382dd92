"""Staff: what must be done about exams today? Book, record, verify, mend."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opstap.certification import access
from opstap.certification.actions.append_event import NotNowError
from opstap.certification.actions.cancel_sitting import cancel_sitting
from opstap.certification.actions.correct_result import (
    BadgeIssuedError,
    Correction,
    LaterSittingError,
    correct_result,
)
from opstap.certification.actions.propose_sitting import (
    Booking,
    DayRefusedError,
    SittingAheadError,
    VoucherTakenError,
    propose_sitting,
)
from opstap.certification.actions.record_result import record_result
from opstap.certification.actions.verify_result import verify_result
from opstap.certification.change_pages import coming
from opstap.certification.forms import BookForm, CorrectForm, PeopleFilter, ResultForm, SittingFilter, VerifyForm
from opstap.certification.models import Sitting
from opstap.certification.pages import (
    day_and_hour,
    event_text,
    exam_title,
    kind,
    place_of,
    refusal_text,
    sitting_rows,
    status,
    stock_text,
)
from opstap.certification.queries import (
    WORK,
    ahead_first,
    events_of,
    evidence_of,
    exams_to_book,
    free_vouchers,
    narrowed,
    participation_for,
    stock_for,
    was_booked,
    work_counts,
)
from opstap.certification.queries.changes import changes_ahead
from opstap.certification.rules.codes import masked
from opstap.certification.rules.retakes import retake_fits
from opstap.curriculum.models import Exam
from opstap.curriculum.queries.outlines import outlines_of
from opstap.design.parts import Figure
from opstap.kit.clock import BRUSSELS, now, today
from opstap.kit.forms import KeyedForm
from opstap.kit.paging import page_of
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Person
from opstap.practice.queries.readiness import readiness_of


@requires(*access.STAFF)
@require_safe
def sittings(request: PersonRequest) -> HttpResponse:
    """What waits, counted on top; then every sitting, what is ahead first."""
    at, mine = now(), access.sittings_visible_to(request.person)
    exams = sorted(set(mine.order_by().values_list("exam__code", flat=True)))
    form = SittingFilter(request.GET or None, exams=exams)
    page = page_of(request, ahead_first(narrowed(mine, form.cleaned_data if form.is_valid() else {}, at=at)))
    counts = work_counts(mine, at=at)
    context = {
        "form": form,
        "page": page,
        "rows": [
            {"one": one, "when": day_and_hour(one), "where": place_of(one), "status": status(one), "kind": kind(one)}
            for one in page
        ],
        "figures": [
            Figure(counts[work], label, kind="wait" if counts[work] else "plain") for work, label in WORK.items()
        ],
        "coming": coming(changes_ahead(access.groups_planned_by(request.person), today=today()), today=today()),
        "may_stock": request.person.has_role(*access.COORDINATORS),
    }
    return render(request, "certification/sittings.html", context)


@requires(*access.STAFF)
@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """For whom do I book?"""
    form = PeopleFilter(request.GET or None)
    rows = access.people_to_book(request.person).order_by("name", "pk")
    if form.is_valid() and form.cleaned_data["name"]:
        rows = rows.filter(name__icontains=form.cleaned_data["name"])
    return render(request, "certification/people.html", {"form": form, "page": page_of(request, rows)})


@requires(*access.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Propose a day; the learner then says yes or asks for another."""
    person = access.person_to_book(request.person, pk)
    exams = list(exams_to_book(person))
    form = BookForm(request.POST if request.method == "POST" else None, exams=exams)
    # Once it is booked, the exam is no longer one to book: a resend would meet an error for what went well.
    if was_booked(person, request.POST.get("key", "")) or (form.is_valid() and _booked(request, person, form)):
        flash.success(request, _("Proposed. They get a message, and say yes or ask for another day."))
        if form.is_valid() and not retake_fits(form.starts_at, retired_on=form.chosen.retired_on, zone=BRUSSELS):
            flash.warning(request, _("The exam retires soon after: there is no day left for a second try."))
        return redirect("certification:sittings")
    context = {"form": form, "found": person, "exams": _known_of(person, exams)}
    return render(request, "certification/book.html", context, status=422 if form.errors else 200)


def _known_of(person: Person, exams: Sequence[Exam]) -> list[dict[str, object]]:
    """Per exam: how ready practice shows the person, which informs and refuses nothing; and the vouchers in stock."""
    outlines, stock = outlines_of(exams, on=today()), stock_for(person, exams, day=today())
    return [
        {
            "title": exam_title(exam),
            "ready": readiness_of(person, outlines[exam.pk]) if exam.pk in outlines else None,
            "stock": stock_text(stock.get(exam.pk)),
        }
        for exam in exams
    ]


def _booked(request: PersonRequest, person: Person, form: BookForm) -> bool:
    """Whether it was booked; else the form says why not."""
    given, exam = form.cleaned_data, form.chosen
    participation = participation_for(person, exam)
    voucher = None
    if given["with_voucher"] and participation is not None:
        school = participation.edition.programme.organisation
        voucher = free_vouchers(school, exam, day=form.starts_at.astimezone(BRUSSELS).date()).first()
        if voucher is None:
            form.add_error(
                "with_voucher",
                _("No voucher in stock is valid on that day. Choose another day, stock some first, or book without."),
            )
            return False
    booking = Booking(exam, form.starts_at, given["place"], given["language"], voucher)
    try:
        propose_sitting(person, booking=booking, by=request.person, key=form.client_key)
    except DayRefusedError as refused:
        form.add_error("day", refusal_text(refused.refusal))
    except SittingAheadError:
        form.add_error("exam", _("There is a day for this exam already. Cancel that one first."))
    except VoucherTakenError:
        form.add_error("with_voucher", _("A colleague took that voucher a moment ago. Try again."))
    return form.is_valid()


@never_cache
@requires(*access.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Everything of one sitting, and the one thing to do about it now."""
    found = access.sitting_for(request.person, pk)
    form = ResultForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            outcome, score = given["outcome"], given["score"]
            record_result(found, outcome=outcome, score=score, by=request.person, key=form.client_key)
            flash.success(request, _("Recorded. They are told."))
        except NotNowError:
            flash.info(request, _("This was recorded before, or its hour has not come."))
        return redirect("certification:sitting", pk)
    context = {**_shown(request.person, found), "form": form, "verify_form": VerifyForm()}
    return render(request, "certification/sitting.html", context, status=422 if form.errors else 200)


def _shown(person: Person, found: Sitting) -> dict[str, object]:
    code = ""
    if found.voucher is not None:
        code = found.voucher.code if access.can_see_code(person, found) else masked(found.voucher.code)
    return {
        "one": found,
        "title": exam_title(found.exam),
        "status": status(found),
        "kind": kind(found),
        "rows": sitting_rows(found),
        "code": code,
        "evidence": evidence_of(found),
        "events": [{"at": event.happened_at, "by": event.by, "text": event_text(event)} for event in events_of(found)],
        "may_record": access.can_record(person, found),
        "may_verify": access.can_verify(person, found),
        "may_correct": access.can_correct(person, found),
        "may_cancel": access.can_cancel(person, found),
    }


@requires(*access.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: PersonRequest, pk: UUID) -> HttpResponse:
    """I saw it on the vendor's own record."""
    found = access.sitting_for(request.person, pk)
    if request.method == "POST" and not access.can_verify(request.person, found) and found.verified_at is None:
        raise Http404
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verify_result(found, by=request.person, key=form.client_key, evidence=form.cleaned_data["evidence"])
            flash.success(request, _("Verified. It counts."))
        except NotNowError:
            flash.info(request, _("This was verified before."))
        return redirect("certification:sitting", pk)
    if not access.can_verify(request.person, found):
        raise Http404
    context = {**_shown(request.person, found), "verify_form": form}
    return render(request, "certification/verify.html", context, status=422 if form.errors else 200)


@requires(*access.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The result was recorded wrongly: the first record stays, with the correction beside it."""
    found = access.sitting_for(request.person, pk)
    if not access.can_correct(request.person, found):
        raise Http404
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _corrected(request, found, form):
        flash.success(request, _("Mended. They are told, and it waits to be verified."))
        return redirect("certification:sitting", pk)
    context = {**_shown(request.person, found), "form": form}
    return render(request, "certification/correct.html", context, status=422 if form.errors else 200)


def _corrected(request: PersonRequest, found: Sitting, form: CorrectForm) -> bool:
    given = form.cleaned_data
    mended = Correction(given["outcome"], given["score"], given["reason"])
    try:
        correct_result(found, correction=mended, by=request.person, key=form.client_key)
    except (BadgeIssuedError, NotNowError):
        form.add_error(None, _("A badge rests on this result by now. Take that back first."))
    except LaterSittingError:
        form.add_error("outcome", _("The exam was booked again since. Cancel that day first."))
    return form.is_valid()


@requires(*access.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take it off the calendar; the voucher is free again and the learner is told."""
    found = access.sitting_for(request.person, pk)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            cancel_sitting(found, by=request.person, key=form.client_key)
            flash.success(request, _("Cancelled. They are told, and the voucher is free again."))
        except NotNowError:
            flash.info(request, _("This sitting is over already."))
        return redirect("certification:sitting", pk)
    if not access.can_cancel(request.person, found):
        raise Http404
    return render(request, "certification/cancel.html", {**_shown(request.person, found), "form": form})
