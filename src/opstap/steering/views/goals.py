"""A manager before a funder's meeting: will we make it, and what would help most? And the funder who asks."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opstap.kit.clock import today
from opstap.kit.paging import page_of
from opstap.kit.spreadsheet import whole_table
from opstap.people.access import PersonRequest, requires
from opstap.people.models import Role
from opstap.steering import access
from opstap.steering.pages.funnel import exams_of
from opstap.steering.pages.goals import goals_page
from opstap.steering.pages.names import names_page
from opstap.steering.pages.table import table
from opstap.steering.pages.words import step_label
from opstap.steering.queries.goals import Choice, State, choice_for, people_behind, roads_of, standing_of
from opstap.steering.queries.records import facts_of


@requires(*access.READERS)
@require_safe
def goals(request: PersonRequest, pk: UUID | None = None) -> HttpResponse:
    """Will we make it, and what would help most?"""
    choice = choice_for(request.person, pk, today=today())
    if choice is None:
        return render(request, "steering/none.html")
    return render(request, "steering/goals.html", goals_page(choice, standing_of(choice.edition, today=today())))


@requires(*access.READERS)
@require_safe
def report(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The same on paper: the figures, how each is counted, and the day."""
    choice, state = _chosen(request, pk)
    return render(request, "steering/report.html", goals_page(choice, state))


@requires(*access.READERS)
@require_safe
def export(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The funnel as a table for a spreadsheet."""
    choice, state = _chosen(request, pk)
    return whole_table(table(state, named=choice.named), f"goals-{state.today.isoformat()}.csv")


@requires(Role.MANAGER)
@require_safe
def names(request: PersonRequest, pk: UUID, step: str) -> HttpResponse:
    """Who is behind one figure."""
    edition = access.named_edition_for(request.person, pk)
    roads = roads_of(facts_of(edition), today=today())
    label = step_label(step, exams_of(roads))
    if label is None:
        raise Http404
    page = page_of(request, people_behind(roads, step))
    return render(request, "steering/names.html", {**names_page(edition, roads, page, step=step), "label": label})


def _chosen(request: PersonRequest, pk: UUID) -> tuple[Choice, State]:
    choice = choice_for(request.person, pk, today=today())
    if choice is None:
        raise Http404
    return choice, standing_of(choice.edition, today=today())
