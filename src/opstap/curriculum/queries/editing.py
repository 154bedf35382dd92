"""What the editor's pages need besides the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from opstap.curriculum.models import Lesson, Media, Question, Revision
from opstap.curriculum.queries.content import skills_to_name
from opstap.curriculum.queries.lessons import render_draft
from opstap.curriculum.rules.reader import Rendered
from opstap.kit.translated import LANGUAGES, in_language

# As many saves as the page offers to go back to.
OFFERED = 10


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lesson that is being written, as learners would see it; `asked`: what its questions ask, by their code."""

    title: str
    language: str
    rendered: Rendered
    asked: Mapping[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def pieces(self) -> list[tuple[SafeString, str]]:
        """The blocks in order, cleaned by the reader; of a question, what it asks."""
        return [(mark_safe(one.html), self.asked.get(one.check, one.check)) for one in self.rendered.blocks]


def drawn(lesson: Lesson, language: str, content: Mapping[str, Any]) -> Drawn:
    """Draw a changed lesson in one language."""
    rendered = render_draft(lesson.module, language, content["text"].get(language, ""))
    rows = Question.objects.filter(code__in=rendered.checks, current=True) if rendered.checks else ()
    asked = {row.code: in_language(row.stem, language) for row in rows}
    return Drawn(content["title"].get(language, ""), language, rendered, asked)


def content_at(revision: Revision, saved: int) -> dict[str, Any]:
    """The content at one save; where that is not kept, as it is now."""
    if saved == revision.saved:
        return dict(revision.content)
    found = revision.saves.filter(number=saved).first()
    return dict(found.content if found else revision.content)


def recent_saves(revision: Revision) -> list[tuple[int, datetime]]:
    """The newest saves before the one that stands: number and moment."""
    rows = revision.saves.exclude(number=revision.saved).order_by("-number")
    return list(rows.values_list("number", "saved_at")[:OFFERED])


@dataclass(frozen=True, slots=True)
class Offered:
    """What a question may be written in, test, and show."""

    languages: list[str]
    skills: list[tuple[str, str]]
    media: list[tuple[str, str]]


def offered_to(revision: Revision, content: Mapping[str, Any]) -> Offered:
    """What the course offers to this question, and what it has already."""
    course = revision.course
    languages = [one for one in LANGUAGES if one in course.languages or content["stem"].get(one)]
    skills = [(skill.code, in_language(skill.text)) for skill in skills_to_name(course)]
    media = list(Media.objects.filter(course=course, current=True).order_by("path").values_list("path", "sha256"))
    has = content["image"]
    if has.get("path") and has["path"] not in dict(media):
        media.append((has["path"], has.get("sha256", "")))
    return Offered(languages, skills, media)
