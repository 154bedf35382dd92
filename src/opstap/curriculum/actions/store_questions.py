"""Store the questions of one module: a changed question becomes a new version, a vanished one is retired."""

from collections.abc import Mapping, Sequence

from opstap.curriculum.models import Course, Module, Question, Skill
from opstap.curriculum.rules.pack_entries import QuestionEntry
from opstap.curriculum.rules.report import Report, differs

# What a learner reads or is judged by: a change of these is another question. The rest is about the question.
ASKED = ("kind", "level", "markup", "stem", "options")
ABOUT = ("course_id", "module_id", "source", "licence", "author", "reviewer", "retired")


def store_questions(
    *,
    course: Course,
    module: Module,
    entries: Sequence[QuestionEntry],
    skills: Mapping[str, Skill],
    report: Report,
) -> None:
    """Bring the questions of `module` in line with `entries`, inside the caller's transaction.

    Answers point to the version that was answered, so a version is never edited in what it asks.
    """
    stored = {
        question.code: question
        for question in Question.objects.filter(current=True, code__in=[entry.code for entry in entries])
        .prefetch_related("skills")
        .order_by("code")
    }
    for entry in entries:
        values = _values(entry, course, module)
        old = stored.get(entry.code)
        if old is None:
            _add(entry, values, 1, skills)
            report.add("questions", "new")
            continue
        same_skills = {skill.code for skill in old.skills.all()} == set(entry.skills)
        if differs(old, {name: values[name] for name in ASKED}) or not same_skills:
            Question.objects.filter(pk=old.pk).update(current=False)
            _add(entry, values, old.version + 1, skills)
            report.add("questions", "changed")
        elif changed := differs(old, {name: values[name] for name in ABOUT}):
            Question.objects.filter(pk=old.pk).update(**{name: values[name] for name in changed})
            report.add("questions", "changed")
        else:
            report.add("questions", "unchanged")
    vanished = module.questions.filter(current=True, retired=False, brought_by=None)
    for question in vanished.exclude(code__in=[entry.code for entry in entries]):
        Question.objects.filter(pk=question.pk).update(retired=True)
        report.add("questions", "retired")


def _values(entry: QuestionEntry, course: Course, module: Module) -> dict[str, object]:
    return {
        "course_id": course.pk,
        "module_id": module.pk,
        "kind": entry.kind,
        "level": entry.level,
        "markup": Question.Markup.PLAIN,
        "stem": entry.stem,
        "options": [
            {"id": option.id, "text": option.text, "why": option.why, "weight": option.weight}
            for option in entry.options
        ],
        "source": entry.source,
        "licence": entry.licence,
        "author": entry.author,
        "reviewer": entry.reviewer,
        "retired": False,
    }


def _add(entry: QuestionEntry, values: dict[str, object], version: int, skills: Mapping[str, Skill]) -> None:
    question = Question.objects.create(code=entry.code, version=version, **values)
    question.skills.set([skills[code] for code in entry.skills])
