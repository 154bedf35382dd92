"""The files of a course pack that are not lessons or questions: course.yaml, module.yaml, glossary.yaml, mock-forms.yaml."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from opstap.curriculum.rules.pack_writing import Row, dump, texts
from opstap.curriculum.rules.schema import LANGUAGES

type Texts = Mapping[str, str]


def course_file(
    named: tuple[str, str, str],
    status: str,
    *,
    languages: tuple[Sequence[str], Sequence[str]],
    blueprint: tuple[str, date] | None,
    told: tuple[Texts, Texts],
    readability: Mapping[str, int],
) -> str:
    """`named`: id, version, licence. `status`: "draft" or nothing.

    `languages`: of the course, of its glossary. `told`: title and summary.
    """
    code, version, licence = named
    taught_in, defined_in = languages
    document: dict[str, object] = {
        "id": code,
        "version": int(version) if version.isdecimal() and str(int(version)) == version else version,
        **({"status": status} if status else {}),
        "licence": licence,
        "languages": Row(taught_in),
    }
    if defined_in:
        document["glossary_languages"] = Row(defined_in)
    if blueprint:
        document["blueprint"] = {"exam": blueprint[0], "as_of": blueprint[1]}
    document |= {"title": texts(told[0]), "summary": texts(told[1])}
    if readability:
        document["readability"] = {one: readability[one] for one in LANGUAGES if one in readability}
    return dump(document)


def module_file(code: str, domain: str, title: Texts, summary: Texts, *, minutes: int, skills: Iterable[str]) -> str:
    """`skills` in the order in which they should stand."""
    return dump(
        {
            "id": code,
            "domain": domain,
            "title": texts(title),
            "summary": texts(summary),
            "minutes": minutes,
            "skills": list(skills),
        }
    )


def glossary_file(terms: Iterable[tuple[str, str, Texts]]) -> str:
    """`terms`: id, the English word, what it means."""
    return dump(
        {"terms": [{"id": code, "term": term, "definition": texts(definition)} for code, term, definition in terms]}
    )


def forms_file(forms: Iterable[tuple[str, Texts, Sequence[str]]]) -> str:
    """`forms`: id, title, ids of questions in order."""
    return dump(
        {"forms": [{"id": code, "title": texts(title), "questions": list(codes)} for code, title, codes in forms]}
    )
