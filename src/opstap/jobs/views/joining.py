"""An employee comes in by the invitation link: page one says what the employer will see, then who they are, then a code."""

import json
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from opstap.jobs.access import staff as access
from opstap.jobs.actions.join_staff_course import AccountClosedError, Newcomer, join_staff_course
from opstap.jobs.actions.take_seat import SeatRefusedError
from opstap.jobs.forms.staff import CodeForm, JoinForm, TakePartForm
from opstap.jobs.models import Seat, StaffCourse
from opstap.jobs.pages.staff import Invitation, invitation
from opstap.jobs.queries.staff import door_of, school_of_the_house, size_of
from opstap.jobs.rules.staff import Door
from opstap.kit.clock import today
from opstap.people.actions.prove_address import TooManyCodesError, Verdict, check_address, prove_address, what_waits
from opstap.people.actions.sign_in import sign_in_by_code
from opstap.people.models import Person
from opstap.people.rules.address import shown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Page one; whoever is signed in takes part from here with one tap."""
    offered = access.staff_course_by_link(token)
    person = request.user if isinstance(request.user, Person) else None
    if person is not None and access.seats_visible_to(person).filter(staff_course=offered).exists():
        return redirect("jobs:seat")
    form = TakePartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if person is None:
            return redirect("jobs:join_you", token)
        if form.is_valid() and (seat := _taken(request, offered, person, form.client_key)) is not None:
            return redirect(_course(seat))
    page = _invitation(offered)
    context = {"page": page, "token": token, "form": form, "person": person}
    return render(request, "jobs/staff/join.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest, token: str) -> HttpResponse:
    """Name, address, language; then a code goes to the address. Nothing is saved about anybody before it is typed."""
    offered = access.staff_course_by_link(token)
    page = _invitation(offered)
    if isinstance(request.user, Person) or page.door is not Door.OPEN:
        return redirect("jobs:join", token)
    form = JoinForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        given = json.dumps(form.given)
        if _send(request, offered, form.cleaned_data["address"], form.cleaned_data["language"], given):
            return redirect("jobs:join_code", token)
        form.add_error("address", _("You asked for many codes. Wait a few minutes, then try again."))
    context = {"page": page, "token": token, "form": form}
    return render(request, "jobs/staff/join_you.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code: the address is proved, and the seat is taken. Whoever is known at that address signs in by it."""
    offered = access.staff_course_by_link(token)
    waiting = what_waits(request, _purpose(offered))
    if waiting is None:
        return redirect("jobs:join", token)
    given = json.loads(waiting.given)
    if "again" in request.POST:
        if not _send(request, offered, waiting.address, given["language"], waiting.given):
            flash.error(request, _("You asked for many codes. Wait a few minutes, then try again."))
        return redirect("jobs:join_code", token)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        match check_address(request, purpose=_purpose(offered), code=form.cleaned_data["code"]):
            case Verdict.RIGHT:
                who = Newcomer(given["name"], waiting.address, given["language"])
                return _in(request, offered, who, UUID(given["key"]), own_phone=form.cleaned_data["own_phone"])
            case Verdict.OVER:
                flash.error(request, _("That was the wrong code too often. Ask for a new one."))
                return redirect("jobs:join_you", token)
        form.add_error("code", _("That is not the code. Look again, or ask for a new one."))
    context = {"token": token, "form": form, "address": shown(waiting.address)}
    return render(request, "jobs/staff/join_code.html", context, status=422 if form.errors else 200)


def _in(request: HttpRequest, offered: StaffCourse, who: Newcomer, key: UUID, *, own_phone: bool) -> HttpResponse:
    seat = _taken(request, offered, who, key)
    if seat is None:
        return redirect("jobs:join", offered.token)
    return sign_in_by_code(request, seat.person, address=who.address, then=_course(seat), own_phone=own_phone)


def _taken(request: HttpRequest, offered: StaffCourse, who: Person | Newcomer, key: UUID) -> Seat | None:
    """The seat; None, with words for the next page, when there is none to have."""
    try:
        return join_staff_course(offered, who=who, key=key)
    except SeatRefusedError:
        return None  # page one says whether it is full or closed
    except AccountClosedError:
        flash.error(request, _("Your account was closed. Ask the school to open it again."))
        return None


def _course(seat: Seat) -> str:
    return f"{reverse('jobs:seat')}?seat={seat.pk}"


def _purpose(offered: StaffCourse) -> str:
    return f"join-{offered.pk}"


def _send(request: HttpRequest, offered: StaffCourse, address: str, language: str, given: str) -> bool:
    try:
        prove_address(request, purpose=_purpose(offered), address=address, language=language, given=given)
    except TooManyCodesError:
        return False
    return True


def _invitation(offered: StaffCourse) -> Invitation:
    door = door_of(offered, today=today())
    return invitation(offered, school_of_the_house(), size_of(offered.course), door)
