"""A lesson as it is shown."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from django.utils.translation import gettext, override

from opstap.curriculum.models import GlossaryTerm, Lesson
from opstap.curriculum.rules.lesson_source import TERM
from opstap.curriculum.rules.reader import Rendered, Term, render
from opstap.kit.translated import LANGUAGES, in_language, language_of
from opstap.people.models import Organisation

# One rendered lesson is about 10 KB and takes some milliseconds to make; 200 of them are 2 MB per process.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A lesson in the language that it has: `wanted` may differ from `language`, then the page says so."""

    title: str
    rendered: Rendered
    language: str
    wanted: str
    available: tuple[str, ...]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"


type CacheKey = tuple[UUID, int, str, str, UUID | None, tuple[tuple[str, str], ...]]
_rendered: OrderedDict[CacheKey, Rendered] = OrderedDict()
_lock = Lock()


def show_lesson(lesson: Lesson, wanted: str, organisation: Organisation | None) -> Shown:
    """The lesson in `wanted`, or in the nearest language that it has, with the organisation's facts filled in.

    Kept in memory per version, language and organisation; a changed glossary or fact is seen at once, because the moment
    of loading and the facts are part of the key. `lesson.module.course` should be loaded.
    """
    language = language_of(lesson.text, wanted)
    facts = _facts(organisation)
    loaded = lesson.module.course.loaded_at.isoformat()
    key: CacheKey = (
        lesson.pk,
        lesson.version,
        loaded,
        language,
        organisation.pk if organisation else None,
        tuple(sorted(facts.items())),
    )
    with _lock:
        rendered = _rendered.get(key)
        if rendered is not None:
            _rendered.move_to_end(key)
    if rendered is None:
        rendered = _render(lesson.text.get(language, ""), language, facts)
        with _lock:
            _rendered[key] = rendered
            while len(_rendered) > KEPT:
                _rendered.popitem(last=False)
    available = tuple(code for code in LANGUAGES if lesson.text.get(code))
    return Shown(in_language(lesson.title, language), rendered, language, wanted, available)


def _render(markdown: str, language: str, facts: Mapping[str, str]) -> Rendered:
    codes = {match[1] for match in TERM.finditer(markdown)}
    terms = {
        term.code: Term(term.term, in_language(term.definition, language))
        for term in GlossaryTerm.objects.filter(code__in=codes)
    }
    with override(language):
        fallbacks = {
            "reporting_contact": gettext("the person in your organisation who handles security reports"),
            "dpo": gettext("the data protection officer of your organisation"),
        }
    return render(markdown, terms=terms, facts=facts, fallbacks=fallbacks)


def _facts(organisation: Organisation | None) -> dict[str, str]:
    facts = organisation.facts if organisation else {}
    return {str(name): str(value) for name, value in facts.items() if value}
