"""Reads of admission. Whether the reader may is `access`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from opstap.admission.models import Application, Assessment, Call, Decision, Draft
from opstap.admission.rules import ranking
from opstap.admission.rules.call_state import CallState, call_state
from opstap.admission.rules.rubric import total
from opstap.people.models import Organisation, OrganisationKind, Person
from opstap.programme.models import Programme

_ADMITTED = Application.Status.ADMITTED


@dataclass(frozen=True, slots=True)
class Shown:
    """A call as a visitor meets it."""

    call: Call
    state: CallState


def programmes() -> list[Programme]:
    """Every programme, oldest first."""
    return list(Programme.objects.select_related("organisation").order_by("id"))


def programme(slug: str) -> Programme | None:
    """One programme by its slug."""
    return Programme.objects.select_related("organisation").filter(slug=slug).first()


def shown_call(programme: Programme, *, at: datetime) -> Shown | None:
    """The call that a visitor of the programme is told about: an open one, else a full one, else the next, else the last."""
    rows = Call.objects.filter(edition__programme=programme).select_related("edition__programme")
    calls = [Shown(call, state_of(call, at=at)) for call in with_admitted(rows)]
    order = [CallState.OPEN, CallState.FULL, CallState.SOON, CallState.CLOSED]
    # Of several: the next to open, the last to have closed.
    calls.sort(key=lambda shown: (order.index(shown.state), _distance(shown, at)))
    return calls[0] if calls else None


def _distance(shown: Shown, at: datetime) -> float:
    moment = shown.call.closes_at if shown.state is CallState.CLOSED else shown.call.opens_at
    return abs((moment - at).total_seconds())


def shown(slug: str, *, at: datetime) -> Shown | None:
    """One call by its slug, with its state."""
    rows = Call.objects.filter(slug=slug).select_related("edition__programme")
    call = with_admitted(rows).first()
    return Shown(call, state_of(call, at=at)) if call else None


def with_admitted(calls: QuerySet[Call]) -> QuerySet[Call]:
    """The calls with `admitted`, how many places are given.

    A subquery that the index on call and status answers: a join would count every application on each page of opening day.
    """
    given = Application.objects.filter(call=OuterRef("pk"), status=_ADMITTED).order_by().values("call")
    return calls.annotate(admitted=Coalesce(Subquery(given.annotate(number=Count("pk")).values("number")), 0))


def state_of(call: Call, *, at: datetime) -> CallState:
    """The state of a call of `with_admitted`."""
    admitted: int = call.admitted  # type: ignore[attr-defined]
    return call_state(opens_at=call.opens_at, closes_at=call.closes_at, places=call.places, admitted=admitted, at=at)


def admitted_count(call: Call) -> int:
    """How many places of the call are given, now."""
    return Application.objects.filter(call=call, status=_ADMITTED).count()


def draft(pk: UUID, call: Call) -> Draft | None:
    """What is being filled in under this id for this call, as long as it is not sent."""
    return Draft.objects.filter(pk=pk, call=call, sent_at__isnull=True).first()


def standing_application(person: Person, call: Call) -> Application | None:
    """This person's application to the call, unless withdrawn."""
    rows = Application.objects.filter(call=call, person=person).exclude(status=Application.Status.WITHDRAWN)
    return rows.first()


def referrers() -> QuerySet[Organisation]:
    """Organisations that send people to us, by name."""
    return Organisation.objects.filter(kind=OrganisationKind.REFERRER).order_by("name")


def referrer(pk: str) -> Organisation | None:
    """The organisation that an application names, if any."""
    return referrers().filter(pk=pk).first() if pk else None


def for_reader(applications: QuerySet[Application], reader: Person) -> QuerySet[Application]:
    """Applications as one reader may see them: `readers` (how many scored), `mine` (whether this reader did).

    No score of another reader is read here: whoever has not scored must not be led by one who has.
    """
    own = Assessment.objects.filter(application=OuterRef("pk"), reader=reader)
    return applications.select_related("person", "call__edition__programme", "referrer").annotate(
        readers=Count("assessments"), mine=Exists(own)
    )


def next_to_score(applications: QuerySet[Application], reader: Person, *, call: Call) -> Application | None:
    """The application of this call that has waited longest for this reader; those that nobody read come first."""
    open_ones = applications.filter(call=call, status__in=[Application.Status.SENT, Application.Status.ASSESSED])
    unread = open_ones.exclude(person=reader).exclude(assessments__reader=reader).annotate(readers=Count("assessments"))
    return unread.order_by("readers", "sent_at", "pk").first()


def entries(call: Call) -> list[ranking.Entry]:
    """What may count of each application of a call that stands: scores and time, nothing of the person."""
    rows = Application.objects.filter(call=call).exclude(status=Application.Status.WITHDRAWN)
    scores = Prefetch("assessments", queryset=Assessment.objects.only("application_id", "scores"))
    found = rows.only("id", "sent_at").prefetch_related(scores)
    return [
        ranking.Entry(row.pk, tuple(total(made.scores) for made in row.assessments.all()), row.sent_at) for row in found
    ]


def ranked(call: Call) -> list[ranking.Ranked]:
    """The proposed order of a call's applications."""
    return ranking.rank(entries(call))


def applications_in(pks: Iterable[UUID]) -> dict[UUID, Application]:
    """Applications by id, with the person."""
    rows = Application.objects.filter(pk__in=list(pks)).select_related("person")
    return {row.pk: row for row in rows}


def decisions_of(application: Application) -> QuerySet[Decision]:
    """Every decision on an application, newest first, with who took it."""
    return Decision.objects.filter(application=application).select_related("by").order_by("-at")


def assessments_of(application: Application) -> QuerySet[Assessment]:
    """Every reader's scores, oldest first."""
    return Assessment.objects.filter(application=application).select_related("reader").order_by("made_at")


def assessment_by(application: Application, reader: Person) -> Assessment | None:
    """What this reader gave, if they scored it."""
    return Assessment.objects.filter(application=application, reader=reader).first()


@dataclass(frozen=True, slots=True)
class Work:
    """What one reader still has to read of a call, and how many of its places are given."""

    call: Call
    to_read: int
    admitted: int


def calls_with_work(calls: QuerySet[Call], reader: Person) -> list[Work]:
    """Every call of the reader, newest first."""
    waiting = Application.objects.filter(
        call__in=calls, status__in=[Application.Status.SENT, Application.Status.ASSESSED]
    )
    unread = waiting.exclude(person=reader).exclude(assessments__reader=reader)
    numbers = dict(unread.order_by().values_list("call").annotate(Count("pk")))
    given = Application.objects.filter(call__in=calls, status=_ADMITTED).order_by()
    admitted = dict(given.values_list("call").annotate(Count("pk")))
    rows = calls.select_related("edition__programme").order_by("-opens_at")
    return [Work(call, numbers.get(call.pk, 0), admitted.get(call.pk, 0)) for call in rows]


def for_export(call: Call) -> QuerySet[Application]:
    """Every application of a call with all that the export shows, as sent."""
    rows = Application.objects.filter(call=call).select_related("person", "referrer")
    return rows.prefetch_related("assessments").order_by("sent_at", "pk")


def with_applications(ranks: Iterable[ranking.Ranked]) -> list[tuple[ranking.Ranked, Application]]:
    """Each place in the order with its application."""
    ranks = list(ranks)
    found = applications_in(rank.application for rank in ranks)
    return [(rank, found[rank.application]) for rank in ranks if rank.application in found]


def status_counts(calls: Iterable[Call]) -> dict[str, int]:
    """Status -> how many applications to these calls."""
    rows = Application.objects.filter(call__in=calls).values("status").annotate(number=Count("pk"))
    return {row["status"]: row["number"] for row in rows}
