"""A lesson as it is shown, in one language or in two."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from django.utils.translation import get_language, gettext, override

from opstap.curriculum.models import GlossaryTerm, Lesson, Module
from opstap.curriculum.queries.media import figure_urls
from opstap.curriculum.rules.lesson_source import TERM
from opstap.curriculum.rules.reader import Pair, Rendered, Term, pair_blocks, render
from opstap.kit.translated import LANGUAGES, Texts, in_language, language_of
from opstap.people.models import Organisation

# One rendered lesson is about 40 KB and takes some milliseconds to make; 200 of them are 8 MB per process.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A lesson in the language that it has: `wanted` may differ from `language`, then the page says so.

    `second` is the same lesson in `second_language`, when that was asked for and is there; `pairs` holds the blocks of both.
    """

    title: str
    rendered: Rendered
    language: str
    wanted: str
    available: tuple[str, ...]
    pairs: tuple[Pair, ...]
    second: Rendered | None = None
    second_language: str = ""
    second_title: str = ""

    @property
    def direction(self) -> str:
        return _direction(self.language)

    @property
    def second_direction(self) -> str:
        return _direction(self.second_language)


@dataclass(frozen=True, slots=True)
class _Key:
    """All that a rendered lesson depends on. What changes terms or figures sets `Course.loaded_at`."""

    lesson: UUID
    version: int
    loaded: str
    language: str
    prefix: str
    reader: str
    organisation: UUID | None
    facts: tuple[tuple[str, str], ...]


_rendered: OrderedDict[_Key, Rendered] = OrderedDict()
_lock = Lock()


def show_lesson(
    lesson: Lesson, wanted: str, organisation: Organisation | None, second: str = "", *, reader: str = ""
) -> Shown:
    """The lesson in `wanted`, or in the nearest language that it has, with the organisation's facts filled in.

    `second` is a further language to read beside it. Terms are explained in the lesson's language and in `reader`, by default
    the language of the page. Kept in memory; a changed lesson, glossary, figure or fact is seen at once, because all of these
    are part of the key. `lesson.module.course` should be loaded.
    """
    language = language_of(lesson.text, wanted)
    reader = reader or _short(get_language() or "en")
    rendered = _kept(lesson, language, organisation, "", reader)
    beside = None
    if second != language and lesson.text.get(second):
        beside = _kept(lesson, second, organisation, f"{second}-", reader)
    return Shown(
        title=in_language(lesson.title, language),
        rendered=rendered,
        language=language,
        wanted=wanted,
        available=tuple(code for code in LANGUAGES if lesson.text.get(code)),
        pairs=pair_blocks(rendered, beside) if beside else tuple(Pair((block,), ()) for block in rendered.blocks),
        second=beside,
        second_language=second if beside else "",
        second_title=in_language(lesson.title, second) if beside else "",
    )


def _kept(lesson: Lesson, language: str, organisation: Organisation | None, prefix: str, reader: str) -> Rendered:
    """From memory, else from source."""
    facts = _facts(organisation)
    key = _Key(
        lesson=lesson.pk,
        version=lesson.version,
        loaded=lesson.module.course.loaded_at.isoformat(),
        language=language,
        prefix=prefix,
        reader=reader,
        organisation=organisation.pk if organisation else None,
        facts=tuple(sorted(facts.items())),
    )
    with _lock:
        rendered = _rendered.get(key)
        if rendered is not None:
            _rendered.move_to_end(key)
    if rendered is None:
        rendered = _render(lesson, language, facts, prefix, reader)
        with _lock:
            _rendered[key] = rendered
            while len(_rendered) > KEPT:
                _rendered.popitem(last=False)
    return rendered


def _render(lesson: Lesson, language: str, facts: Mapping[str, str], prefix: str, reader: str) -> Rendered:
    markdown = lesson.text.get(language, "")
    codes = {match[1] for match in TERM.finditer(markdown)}
    terms = {
        term.code: _term(term.term, term.definition, language, reader)
        for term in GlossaryTerm.objects.filter(code__in=codes)
    }
    with override(language):
        fallbacks = {
            "reporting_contact": gettext("the person in your organisation who handles security reports"),
            "dpo": gettext("the data protection officer of your organisation"),
        }
    figures = figure_urls(lesson.module.course) if "![" in markdown else {}
    return render(markdown, terms=terms, facts=facts, fallbacks=fallbacks, figures=figures, prefix=prefix)


def _term(name: str, definition: Texts, language: str, reader: str) -> Term:
    shown = language_of(definition, language)
    own = definition.get(reader, "") if reader != shown else ""
    return Term(name, definition.get(shown, ""), shown, own, reader if own else "")


def _short(language: str) -> str:
    return language.split("-")[0]


def _direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


def _facts(organisation: Organisation | None) -> dict[str, str]:
    facts = organisation.facts if organisation else {}
    return {str(name): str(value) for name, value in facts.items() if value}


def render_draft(module: Module, language: str, markdown: str) -> Rendered:
    """A text that is being written, as learners would see it, with the general words for an organisation's facts. Not kept."""
    lesson = Lesson(module=module, text={language: markdown})
    return _render(lesson, language, {}, "", _short(get_language() or "en"))
