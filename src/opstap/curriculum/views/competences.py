"""What employers ask for: the list, one competence, and both for other programs. Open to everybody: it is openly licensed."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from opstap.curriculum.doors import Doors
from opstap.curriculum.forms.competences import CompetenceSearch
from opstap.curriculum.presenting_competences import present_areas, present_evidence, present_mappings
from opstap.curriculum.queries import competences as queries
from opstap.curriculum.skos import concept_scheme
from opstap.kit.translated import in_language


@require_safe
def competences(request: HttpRequest) -> HttpResponse:
    """All of them, by area, or those that were looked for."""
    rows = list(queries.competences())
    form = CompetenceSearch(rows, request.GET)
    areas = queries.areas(rows, **form.asked)
    context = {
        "form": form,
        "areas": present_areas(areas),
        "many": sum(len(area.competences) for area in areas),
        "narrowed": bool(form.asked),
        "frameworks": queries.frameworks().values(),
    }
    return render(request, "curriculum/competences.html", context)


@require_safe
def competence(request: HttpRequest, code: str) -> HttpResponse:
    """One: what it means, what proves it, and its place in the frameworks."""
    row = queries.competence_at(code)
    if row is None:
        raise Http404
    context = {
        "area": in_language(row.area_name),
        "title": in_language(row.title),
        "description": in_language(row.description),
        "retired": row.retired,
        "evidence": present_evidence(queries.evidence_of(row), Doors(request.user)),
        "mappings": present_mappings(row),
        "authors": sorted({one.author for one in row.mappings.all()}),
        "frameworks": queries.frameworks().values(),
    }
    return render(request, "curriculum/competence.html", context)


@require_safe
@conditional_page
def competences_json(request: HttpRequest) -> HttpResponse:
    """All of them as JSON-LD, with an ETag."""
    base = request.build_absolute_uri(reverse("curriculum:competences"))
    document = concept_scheme(base, queries.areas(queries.competences()), queries.frameworks())
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False}, content_type="application/ld+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
