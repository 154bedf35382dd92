"""The competences for other programs: JSON-LD with the words of SKOS (W3C Recommendation, 2009-08-18).

A SKOS match needs the address of the other concept. ESCO gives each concept one; ECSF and NICE give a title and a number, so
those stand in `mappings` alone, where every mapping has its framework, id, labels, relation, author and note.
"""

from collections.abc import Iterable, Mapping

from opstap.curriculum.models import Competence, CompetenceMapping
from opstap.curriculum.queries.competences import Area
from opstap.curriculum.rules.competences import Framework

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "opstap": "urn:opstap:competences#",
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    "title": {"@id": "skos:prefLabel", "@container": "@language"},
    "description": {"@id": "skos:definition", "@container": "@language"},
    "code": "skos:notation",
    "scheme": {"@id": "skos:inScheme", "@type": "@id"},
    "licence": {"@id": "dct:license", "@type": "@id"},
    "exact": {"@id": "skos:exactMatch", "@type": "@id"},
    "close": {"@id": "skos:closeMatch", "@type": "@id"},
    "broad": {"@id": "skos:broadMatch", "@type": "@id"},
    "narrow": {"@id": "skos:narrowMatch", "@type": "@id"},
    "related": {"@id": "skos:relatedMatch", "@type": "@id"},
    "area": "opstap:area",
    "evidence": "opstap:evidence",
    "mappings": "opstap:mapping",
    "framework": "opstap:framework",
    "concept": "opstap:concept",
    "label": {"@id": "opstap:label", "@container": "@language"},
    "relation": "opstap:relation",
    "author": "dct:creator",
    "note": "skos:note",
    "frameworks": "opstap:frameworkUsed",
    "name": "dct:title",
    "edition": "opstap:edition",
    "source": "dct:source",
    "terms": "dct:rights",
    "notice": "dct:bibliographicCitation",
    "none": "opstap:noMapping",
    "reason": {"@id": "opstap:reason", "@container": "@language"},
}


def concept_scheme(base: str, areas: Iterable[Area], frameworks: Mapping[str, Framework]) -> dict[str, object]:
    """The document. `base` is the address of the list; a competence has its own page below it."""
    return {
        "@context": CONTEXT,
        "graph": [
            {
                "id": base,
                "type": "skos:ConceptScheme",
                "title": {"en": "Competences of Opstap"},
                "licence": LICENCE,
                "frameworks": [_framework(one) for one in frameworks.values()],
            },
            *(_concept(base, area, row) for area in areas for row in area.competences),
        ],
    }


def _framework(one: Framework) -> dict[str, str]:
    return {
        "code": one.code,
        "name": one.name,
        "edition": one.edition,
        "source": one.source,
        "terms": one.licence,
        "notice": one.notice,
    }


def _concept(base: str, area: Area, row: Competence) -> dict[str, object]:
    mappings = list(row.mappings.all())
    matches: dict[str, list[str]] = {}
    for one in mappings:
        if one.concept.startswith("http"):
            matches.setdefault(one.relation, []).append(one.concept)
    return {
        "id": f"{base}{row.code}/",
        "type": "skos:Concept",
        "scheme": base,
        "code": row.code,
        "area": area.code,
        "title": row.title,
        "description": row.description,
        "evidence": [skill.code for skill in row.skills.all()],
        **matches,
        "mappings": [_mapping(one) for one in mappings],
        "none": [{"framework": framework, "reason": reason} for framework, reason in sorted(row.unmapped.items())],
    }


def _mapping(one: CompetenceMapping) -> dict[str, object]:
    return {
        "framework": one.framework,
        "concept": one.concept,
        "label": one.label,
        "relation": one.relation,
        "author": one.author,
        **({"note": one.note} if one.note else {}),
    }
