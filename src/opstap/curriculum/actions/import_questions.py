"""Bring in questions from a file: first a report, then, once confirmed, all of them or none."""

from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from opstap.curriculum.models import Course, Question, QuestionImport, Skill
from opstap.curriculum.queries import report_of
from opstap.curriculum.rules.gift_questions import ImportedOption, ImportedQuestion, ReportLine
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person

# An upload that nobody confirmed is thrown away after a day.
WAITS = timedelta(days=1)


class HasErrorsError(Exception):
    """A part of the file cannot be read, so nothing is imported."""


def start_import(
    *, key: UUID, course: Course, filename: str, text: str, about: dict[str, str], by: Person | None
) -> QuestionImport:
    """Keep the file until it is confirmed. `about`: language, licence, author and source. The same key gives the first back."""
    QuestionImport.objects.filter(confirmed_at=None, started_at__lt=now() - WAITS).delete()
    brought, _ = QuestionImport.objects.get_or_create(
        key=key,
        defaults={
            "course": course,
            "filename": filename[-200:],
            "text": text,
            "sha256": sha256(text.encode()).hexdigest(),
            "by": by,
            **about,
        },
    )
    return brought


def confirm_import(*, brought: QuestionImport, skills: Collection[Skill] = ()) -> list[ReportLine]:
    """Store every question of the file that we can ask, with its provenance; a second confirmation does nothing.

    `skills` are put on each of them; without any they stay out of practice until someone sets them. Raises HasErrorsError.
    """
    with transaction.atomic():
        brought = QuestionImport.objects.select_for_update().select_related("course").get(pk=brought.pk)
        if brought.confirmed_at:
            return []
        lines = report_of(brought)
        if any(line.outcome == "error" for line in lines):
            raise HasErrorsError
        for line in lines:
            if line.question:
                _store(line.question, line, brought, skills)
        # The text has done its work; what stays is where the questions came from.
        brought.text, brought.confirmed_at = "", now()
        brought.save(update_fields=["text", "confirmed_at"])
        ledger.record("curriculum.questions_imported", by=brought.by, on=brought, refs={"file": brought.sha256})
    return lines


def _store(new: ImportedQuestion, line: ReportLine, brought: QuestionImport, skills: Collection[Skill]) -> None:
    language = brought.language
    question = Question.objects.create(
        code=new.code,
        course=brought.course,
        brought_by=brought,
        kind=new.kind,
        markup=Question.Markup.PLAIN if new.plain else Question.Markup.HTML,
        stem={language: new.stem},
        options=[_option(one, language) for one in new.options],
        slots=[
            {"id": one.id, "text": {language: one.text}, "key": one.key, "why": {language: one.why}}
            for one in new.slots
        ],
        source=(brought.source or f"{brought.filename}: {line.title}")[:300],
        licence=brought.licence,
        author=brought.author,
    )
    question.skills.set(skills)


def _option(one: ImportedOption, language: str) -> dict[str, object]:
    option: dict[str, object] = {"id": one.id, "text": {language: one.text} if one.text else {}}
    option |= {"why": {language: one.why}, "weight": one.weight}
    if one.value:
        option |= {"value": one.value, "tolerance": one.tolerance}
    if one.also:
        option["also"] = {language: list(one.also)}
    return option
