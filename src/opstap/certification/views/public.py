"""A badge for anyone: is it real? And the keys by which anyone can check it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from opstap.certification import access, badge_words
from opstap.certification.actions.revoke_badge import revoke_badge
from opstap.certification.credentials import did_document, did_of
from opstap.certification.forms import RevokeForm
from opstap.certification.models import Badge
from opstap.certification.queries import checked, public_keys, url_of
from opstap.kit.translated import in_language
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Person, Role


@never_cache
@require_safe
def badge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The signature is checked now, at each look."""
    return _page(request, access.badge_at(pk), "certification/badge.html")


@never_cache
@require_safe
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same, to print and frame."""
    return _page(request, access.badge_at(pk), "certification/certificate.html")


def _page(request: HttpRequest, found: Badge, template: str) -> HttpResponse:
    verified = checked(found)
    viewer = request.user if isinstance(request.user, Person) else None
    own = viewer is not None and found.person_id == viewer.pk
    shows_name = found.person is not None and found.person.is_active and (found.public or own)
    context = {
        "badge": found,
        "name": in_language(found.name),
        "verified": verified,
        "words": badge_words.of(found.kind, in_language(found.name), found.issuer.name, verified.codes)
        if verified
        else None,
        "holder": found.person.name if shows_name and found.person else "",
        "own": own,
        "url": url_of(found),
        "may_revoke": viewer is not None and access.can_revoke(viewer, found),
        "why": Badge.Revoked(found.revoked_for).label if found.revoked_at and found.revoked_for else "",
    }
    response = render(request, template, context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def credential(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The signed credential itself, for another place to check or keep (VC-JWT)."""
    found = access.badge_at(pk)
    response = HttpResponse(found.credential, content_type="application/vc+jwt")
    response["Content-Disposition"] = f'attachment; filename="badge-{found.pk}.jwt"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """did:web of this installation: every public key that ever signed."""
    keys = [(key.kid, key.public) for key in public_keys()]
    response = JsonResponse(did_document(did_of(settings.OPSTAP_URL), keys))
    response["Access-Control-Allow-Origin"] = "*"
    return response


@requires(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a badge back, with a reason that its page shows."""
    found = access.managed_badge(request.person, pk)
    if not access.can_revoke(request.person, found):  # a resend, or a colleague was first: its page says so
        return redirect("certification:badge", pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        revoke_badge(found, reason=form.cleaned_data["reason"], by=request.person)
        flash.success(request, _("It is taken back. Its page says so from now on."))
        return redirect("certification:badge", pk)
    context = {"form": form, "badge": found, "name": in_language(found.name)}
    return render(request, "certification/revoke.html", context, status=422 if form.errors else 200)
