"""Store the one lesson of a module: what changed becomes a new version, and the older ones stay as they were."""

from collections.abc import Mapping

from opstap.curriculum.models import Lesson, LessonVersion, Module, Origin, Skill
from opstap.curriculum.rules.pack_entries import ModuleEntry
from opstap.curriculum.rules.report import Report, differs

TOLD = ("title", "text", "minutes")


def store_lesson(*, module: Module, entry: ModuleEntry, skills: Mapping[str, Skill], report: Report) -> Lesson:
    """Bring the lesson of `module` in line with `entry`, inside the caller's transaction."""
    values: dict[str, object] = {
        # The module's title stands in for a language in which the lesson is not written yet, on the list of lessons.
        "title": {**entry.title, **{language: lesson.title for language, lesson in entry.lessons.items()}},
        "text": {language: lesson.body for language, lesson in entry.lessons.items()},
        "minutes": entry.minutes,
        "position": 1,
        "retired": False,
    }
    lesson, made = Lesson.objects.get_or_create(module=module, code=entry.code, defaults=values)
    changed = differs(lesson, values)
    other_skills = {skill.code for skill in lesson.skills.all()} != set(entry.skills)
    another = bool({*changed} & {*TOLD}) or other_skills
    if changed:
        Lesson.objects.filter(pk=lesson.pk).update(**{name: values[name] for name in changed})
    if other_skills:
        lesson.skills.set([skills[code] for code in entry.skills])
    if made or another:
        version = 1 if made else lesson.version + 1
        Lesson.objects.filter(pk=lesson.pk).update(version=version)
        LessonVersion.objects.create(
            lesson=lesson,
            version=version,
            **{name: values[name] for name in TOLD},
            skills=sorted(set(entry.skills)),
            origin=Origin.PACK,
        )
    report.add("lessons", "new" if made else "changed" if changed or another else "unchanged")
    return lesson
