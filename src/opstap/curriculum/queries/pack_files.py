"""A course as the files of a pack, from what is stored now: the reverse of loading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from opstap.curriculum.models import Course, Lesson, Module, Question, Skill
from opstap.curriculum.queries.packs import content_of_row
from opstap.curriculum.rules.pack_files import course_file, forms_file, glossary_file, module_file
from opstap.curriculum.rules.pack_writing import lesson_texts, questions_file

NO_FOLDERS: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class PackFiles:
    """Path inside the pack -> content, and what a person should know about what was left out."""

    texts: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def files_of(course: Course, folders: Mapping[str, str] = NO_FOLDERS) -> PackFiles:
    """The whole pack of `course`. Loading it would change nothing. `folders`: names that modules have on disk already."""
    files = PackFiles()
    blueprint = course.blueprint
    files.texts["course.yaml"] = course_file(
        (course.code, course.version, course.licence),
        "draft" if course.draft else "",
        languages=(course.languages, course.glossary_languages),
        blueprint=(blueprint.exam.code, blueprint.as_of) if blueprint else None,
        told=(course.title, course.summary),
        readability=course.readability,
    )
    order = _outline_order(course)
    written = _first_written(course)
    modules = course.modules.filter(retired=False).prefetch_related("terms", "lessons__skills")
    for module in modules:
        folder = folders.get(module.code, f"modules/{module.position:02d}-{module.code}")
        _add_module(folder, module, order, written, files)
    if forms := list(course.mock_forms.filter(retired=False)):
        files.texts["mock-forms.yaml"] = forms_file((form.code, form.title, form.questions) for form in forms)
    for figure in course.media.filter(current=True).order_by("path"):
        files.media[figure.path] = bytes(figure.content)
    _tell_left_out(course, files)
    return files


def _outline_order(course: Course) -> dict[str, int]:
    """Skills as the outline has them: so they stand in module.yaml."""
    places = Skill.objects.filter(places__domain__blueprint=course.blueprint_id)
    codes = places.order_by("places__domain__position", "places__position").values_list("code", flat=True)
    return {code: place for place, code in enumerate(dict.fromkeys(codes))}


def _first_written(course: Course) -> dict[str, str]:
    """When the first version of each question was made: its id sorts by time, so files keep the order of their author."""
    return {code: str(key) for code, key in Question.objects.filter(course=course, version=1).values_list("code", "pk")}


def _add_module(folder: str, module: Module, order: dict[str, int], written: dict[str, str], files: PackFiles) -> None:
    lesson = next((one for one in module.lessons.all() if not one.retired and one.code == module.code), None)
    if lesson is not None:
        _add_lesson(folder, module, lesson, order, files)
    else:
        files.notes.append(f"{module.code} has no lesson: its folder will not load before you write one")
    rows = module.questions.filter(current=True, retired=False, brought_by=None, markup=Question.Markup.PLAIN)
    questions = sorted(rows.prefetch_related("skills"), key=lambda one: (written.get(one.code, "~"), one.code))
    if questions:
        contents = [(one.code, content_of_row(one)) for one in questions]
        _tell_scenarios(contents, files)
        files.texts[f"{folder}/questions.yaml"] = questions_file(contents)
    if terms := sorted(module.terms.all(), key=lambda one: one.code):
        files.texts[f"{folder}/glossary.yaml"] = glossary_file((one.code, one.term, one.definition) for one in terms)


def _add_lesson(folder: str, module: Module, lesson: Lesson, order: dict[str, int], files: PackFiles) -> None:
    skills = sorted((one.code for one in lesson.skills.all()), key=lambda code: (order.get(code, 9999), code))
    files.texts[f"{folder}/module.yaml"] = module_file(
        module.code, module.domain, module.title, module.summary, minutes=lesson.minutes, skills=skills
    )
    for language, text in lesson_texts(lesson.title, lesson.text).items():
        files.texts[f"{folder}/lesson.{language}.md"] = text


def _tell_scenarios(contents: list[tuple[str, dict[str, Any]]], files: PackFiles) -> None:
    """One case is written once; where its questions hold different words, the first one's stand."""
    first: dict[str, Any] = {}
    for code, content in contents:
        case = content["case_code"]
        if case and first.setdefault(case, content["scenario"]) != content["scenario"]:
            files.notes.append(
                f"{code} tells the case {case} in other words: the words of its first question were written"
            )


def _tell_left_out(course: Course, files: PackFiles) -> None:
    current = course.questions.filter(current=True, retired=False)
    brought = current.exclude(brought_by=None, markup=Question.Markup.PLAIN).count()
    loose = current.filter(brought_by=None, markup=Question.Markup.PLAIN, module=None).count()
    if brought:
        files.notes.append(f"{brought} questions were brought in from a file and are left out: they stay in Opstap")
    if loose:
        files.notes.append(f"{loose} questions belong to no module and are left out: they stay in Opstap")
