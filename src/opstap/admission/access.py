"""Who sees which application, and who may do what with it.

A coach or a manager sees the applications of their own school's calls; everybody sees their own. Nobody scores or decides
about themselves. A stranger gets 404, as if there were nothing.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.admission.links import Purpose, opened_by
from opstap.admission.models import Application, Call, Draft, Interest
from opstap.admission.rules.status import open_outcomes
from opstap.people.models import Person, Role

READERS = (Role.COACH, Role.MANAGER)


def calls_visible_to(person: Person) -> QuerySet[Call]:
    """The calls of the schools where this person reads applications."""
    return _calls(person, *READERS)


def visible_to(person: Person) -> QuerySet[Application]:
    """The applications this person reads for their school."""
    return Application.objects.filter(call__in=calls_visible_to(person))


def can_read(person: Person, application: Application) -> bool:
    """Agrees with `visible_to`, for one application."""
    return _holds(person, application, *READERS)


def can_score(person: Person, application: Application) -> bool:
    """Readers, as long as it is open, and never about themselves."""
    scorable = application.status in {Application.Status.SENT, Application.Status.ASSESSED}
    return scorable and application.person_id != person.pk and can_read(person, application)


def can_decide(person: Person, application: Application) -> bool:
    """Managers, when a decision is possible from here, and never about themselves."""
    possible = bool(open_outcomes(application.status)) and application.person_id != person.pk
    return possible and _holds(person, application, Role.MANAGER)


def can_export(person: Person, call: Call) -> bool:
    """Managers of the call's school take the list along."""
    return _calls(person, Role.MANAGER).filter(pk=call.pk).exists()


def can_withdraw(person: Person, application: Application) -> bool:
    """The applicant alone, as long as it is open."""
    return application.person_id == person.pk and application.status in Application.OPEN


def application_for(person: Person, pk: UUID) -> Application:
    """One application of the school, or 404."""
    return _one(visible_to(person).select_related("call__edition__programme", "person", "referrer"), pk)


def call_for(person: Person, slug: str) -> Call:
    """One call of the school, or 404."""
    found = calls_visible_to(person).select_related("edition__programme").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def managed_call_for(person: Person, slug: str) -> Call:
    """One call of a school that this person manages, or 404."""
    call = call_for(person, slug)
    if not can_export(person, call):
        raise Http404
    return call


def own_applications(person: Person) -> QuerySet[Application]:
    """What this person applied for, newest first."""
    return (
        Application.objects.filter(person=person).select_related("call__edition__programme").order_by("-sent_at", "-id")
    )


def own_application(person: Person, pk: UUID) -> Application:
    """One of the person's own applications, or 404."""
    return _one(own_applications(person).select_related("person", "referrer"), pk)


def application_by_link(token: str) -> Application:
    """The application that a status link opens, or 404."""
    rows = Application.objects.select_related("call__edition__programme", "person", "referrer")
    return _one(rows, opened_by(Purpose.STATUS, token))


def waiting_by_link(token: str) -> Draft | Application:
    """What a confirmation link opens: the application that waits, or what became of it; or 404."""
    key = opened_by(Purpose.CONFIRM, token)
    draft = Draft.objects.select_related("call__edition__programme").filter(key=key, sent_at__isnull=False).first()
    if draft is not None:
        return draft
    found = Application.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def interest_by_link(token: str) -> Interest:
    """The interest that a link opens, or 404."""
    found = Interest.objects.select_related("programme").filter(pk=opened_by(Purpose.INTEREST, token)).first()
    if found is None:
        raise Http404
    return found


def _calls(person: Person, *roles: Role) -> QuerySet[Call]:
    grants = person.grants.current().filter(role__in=roles)
    return Call.objects.filter(edition__programme__organisation__in=grants.values("organisation"))


def _holds(person: Person, application: Application, *roles: Role) -> bool:
    return _calls(person, *roles).filter(pk=application.call_id).exists()


def _one(rows: QuerySet[Application], pk: UUID) -> Application:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
