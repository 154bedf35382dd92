"""A question's texts, as marking needs it, and what an imported file will bring."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from opstap.curriculum.models import Course, Question, QuestionImport, Skill
from opstap.curriculum.rules.gift_questions import ReportLine, read_questions
from opstap.curriculum.rules.imported_text import clean_inline
from opstap.curriculum.rules.kinds import Asked, read_asked
from opstap.kit.translated import in_language


def question_text(question: Question, texts: Mapping[str, str], language: str) -> str | SafeString:
    """A text of a question (its stem, an option, a reason) in the nearest language; imported HTML is cleaned once more."""
    text = in_language(texts, language)
    return mark_safe(clean_inline(text)) if question.markup == Question.Markup.HTML else text


def asked_of(question: Question) -> Asked:
    """The question as marking needs it."""
    return read_asked(question.kind, question.options, question.slots)


def check_questions(codes: Collection[str]) -> dict[str, Question]:
    """The questions that stand in a lesson, by their code, in their newest version. A retired or unknown one is left out, and one
    that is kept for mock exams.
    """
    asked = Question.objects.filter(code__in=codes, current=True, retired=False).exclude(pool=Question.Pool.MOCK)
    found = asked if codes else ()
    return {question.code: question for question in found}


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
