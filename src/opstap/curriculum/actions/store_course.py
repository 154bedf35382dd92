"""Store one course as its pack says: course, modules, lessons, terms, figures, questions, forms of mock exams."""

from collections.abc import Mapping

from django.db import models

from opstap.curriculum.actions.store_lesson import store_lesson
from opstap.curriculum.actions.store_media import store_media
from opstap.curriculum.actions.store_questions import store_questions
from opstap.curriculum.models import Blueprint, Course, GlossaryTerm, MockForm, Module, Skill
from opstap.curriculum.queries.packs import written_content
from opstap.curriculum.rules.pack_entries import ModuleEntry, Pack
from opstap.curriculum.rules.report import Report, differs
from opstap.kit import ledger
from opstap.kit.clock import now


def store_course(*, pack: Pack, blueprint: Blueprint, report: Report) -> Course:
    """Bring the course in line with its pack, inside the caller's transaction. What vanished is retired."""
    values: dict[str, object] = {
        "version": pack.version,
        "title": pack.title,
        "summary": pack.summary,
        "languages": list(pack.languages),
        "blueprint": blueprint,
        "licence": pack.licence,
        "glossary_languages": list(pack.glossary_languages),
        "readability": pack.readability,
        "draft": pack.draft,
    }
    course, outcome = _put(Course, {"code": pack.code}, values)
    report.add("courses", outcome)
    before = report.counts.copy()
    store_media(course=course, media=pack.media, report=report)
    skills = {skill.code: skill for skill in Skill.objects.filter(places__domain__blueprint=blueprint)}
    for entry in pack.modules:
        module = _store_module(course, entry, report)
        store_lesson(module=module, entry=entry, skills=skills, report=report)
        _store_terms(module, entry, report)
        contents = [(one.code, written_content(pack, one)) for one in entry.questions]
        store_questions(course=course, module=module, contents=contents, skills=skills, report=report)
    _retire_modules(course, [entry.code for entry in pack.modules], report)
    _store_forms(course, pack, report)
    if outcome != "unchanged" or any(
        report.counts[key] > before[key] for key in report.counts if key[1] != "unchanged"
    ):
        # The reader's cache is keyed on this moment: a new glossary shows at once.
        Course.objects.filter(pk=course.pk).update(loaded_at=now())
        ledger.record("curriculum.course_loaded", by=None, on=course, refs={"version": pack.version})
    return course


def _store_module(course: Course, entry: ModuleEntry, report: Report) -> Module:
    values: dict[str, object] = {
        "domain": entry.domain,
        "title": entry.title,
        "summary": entry.summary,
        "position": entry.position,
        "retired": False,
    }
    module, outcome = _put(Module, {"course": course, "code": entry.code}, values)
    report.add("modules", outcome)
    return module


def _store_terms(module: Module, entry: ModuleEntry, report: Report) -> None:
    held = {term.code: term for term in module.terms.all()}
    for term in entry.terms:
        known: dict[str, object] = {"term": term.term, "definition": term.definition}
        row, outcome = _put(GlossaryTerm, {"code": term.code}, known)
        if held.pop(term.code, None) is None:
            row.modules.add(module)
            outcome = "changed" if outcome == "unchanged" else outcome
        report.add("terms", outcome)
    for row in held.values():
        row.modules.remove(module)
        report.add("terms", "retired")


def _retire_modules(course: Course, kept: list[str], report: Report) -> None:
    for old in course.modules.filter(retired=False).exclude(code__in=kept):
        old.lessons.update(retired=True)
        old.questions.filter(current=True).update(retired=True)
        old.terms.clear()
        Module.objects.filter(pk=old.pk).update(retired=True)
        report.add("modules", "retired")


def _store_forms(course: Course, pack: Pack, report: Report) -> None:
    for form in pack.mock_forms:
        values: dict[str, object] = {
            "title": form.title,
            "questions": list(form.questions),
            "position": form.position,
            "retired": False,
        }
        report.add("mock exams", _put(MockForm, {"course": course, "code": form.code}, values)[1])
    gone = course.mock_forms.filter(retired=False).exclude(code__in=[form.code for form in pack.mock_forms])
    for old in gone:
        MockForm.objects.filter(pk=old.pk).update(retired=True)
        report.add("mock exams", "retired")


def _put[M: models.Model](model: type[M], key: Mapping[str, object], values: Mapping[str, object]) -> tuple[M, str]:
    """Make the row or bring it up to date; gives it with "new", "changed" or "unchanged"."""
    row, made = model._default_manager.get_or_create(**key, defaults=values)
    changed = differs(row, values)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return row, "new" if made else "changed" if changed else "unchanged"
