"""Store the questions of one module: a changed question becomes a new version, a vanished one is retired."""

from collections.abc import Mapping, Sequence
from typing import Any

from opstap.curriculum.models import Course, Module, Origin, Question, Skill
from opstap.curriculum.queries.packs import content_of_row
from opstap.curriculum.rules.pack_values import ABOUT, ASKED, same
from opstap.curriculum.rules.report import Report, differs


def store_questions(
    *,
    course: Course,
    module: Module,
    contents: Sequence[tuple[str, Mapping[str, Any]]],
    skills: Mapping[str, Skill],
    report: Report,
) -> None:
    """Bring the questions of `module` in line with `contents` (id and content), inside the caller's transaction.

    Answers point to the version that was answered, so a version is never edited in what it asks.
    """
    codes = [code for code, _ in contents]
    stored = {
        question.code: question
        for question in Question.objects.filter(current=True, code__in=codes).prefetch_related("skills")
    }
    placed: dict[str, object] = {"course_id": course.pk, "module_id": module.pk, "retired": False}
    for code, content in contents:
        old = stored.get(code)
        if old is None:
            _add(code, 1, content, placed, skills)
            report.add("questions", "new")
        elif old.markup != Question.Markup.PLAIN or not same(content_of_row(old), content, ASKED):
            Question.objects.filter(pk=old.pk).update(current=False)
            _add(code, old.version + 1, content, placed, skills)
            report.add("questions", "changed")
        else:
            # What a person took out of use stays out, until what it asks changes.
            values = {**{name: content[name] for name in ABOUT}, **placed, "retired": old.taken_out}
            changed = differs(old, values)
            if changed:
                Question.objects.filter(pk=old.pk).update(**{name: values[name] for name in changed})
            report.add("questions", "changed" if changed else "unchanged")
    vanished = module.questions.filter(current=True, retired=False, brought_by=None).exclude(code__in=codes)
    for question in vanished:
        Question.objects.filter(pk=question.pk).update(retired=True)
        report.add("questions", "retired")


def _add(
    code: str, version: int, content: Mapping[str, Any], placed: Mapping[str, object], skills: Mapping[str, Skill]
) -> None:
    values = {name: content[name] for name in ASKED + ABOUT if name != "skills"}
    question = Question.objects.create(code=code, version=version, origin=Origin.PACK, **values, **placed)
    question.skills.set([skills[one] for one in content["skills"]])
