"""Reads of the curriculum: a lesson as it is shown, a question's texts."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from opstap.curriculum.models import Course, GlossaryTerm, Lesson, Question, QuestionImport, Skill
from opstap.curriculum.rules.gift_questions import ReportLine, read_questions
from opstap.curriculum.rules.imported_text import clean_inline
from opstap.curriculum.rules.kinds import Asked, read_asked
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


def question_text(question: Question, texts: Mapping[str, str], language: str) -> str | SafeString:
    """A text of a question (its stem, an option, a reason) in the nearest language; imported HTML is cleaned once more."""
    text = in_language(texts, language)
    return mark_safe(clean_inline(text)) if question.markup == Question.Markup.HTML else text


def asked_of(question: Question) -> Asked:
    """The question as marking needs it."""
    return read_asked(question.kind, question.options, question.slots)


def check_question(code: str) -> Question | None:
    """The question that stands in the middle of a lesson, in its newest version; none when it is retired or unnamed."""
    return Question.objects.filter(code=code, current=True, retired=False).first()


def report_of(brought: QuestionImport) -> list[ReportLine]:
    """What becomes of each item of the file that waits to be confirmed."""
    prefix = f"gift-{brought.course.code}"
    known = Question.objects.filter(code__startswith=prefix, current=True).values_list("code", flat=True)
    return read_questions(brought.text, prefix=prefix, language=brought.language, known=list(known))


def skills_of_course(course: Course | None) -> QuerySet[Skill]:
    """The skills of the outline that the course follows."""
    return (
        Skill.objects.filter(places__domain__blueprint__courses=course).distinct() if course else Skill.objects.none()
    )
