"""What the database knows about a pack that was read: its outline, ids that are taken, what was edited in the browser."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from posixpath import dirname
from typing import Any

from opstap.curriculum.models import Blueprint, Course, GlossaryTerm, Lesson, LessonVersion, Origin, Question
from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack import check_against_blueprint
from opstap.curriculum.rules.pack_entries import ModuleEntry, Pack, QuestionEntry
from opstap.curriculum.rules.pack_meanwhile import Difference, lesson_difference, question_difference
from opstap.curriculum.rules.pack_values import ABOUT, ASKED, content_of, same
from opstap.curriculum.rules.pack_writing import dump, lesson_texts


def blueprint_of(pack: Pack) -> Blueprint | None:
    """The dated outline that the pack follows; none when it is not loaded."""
    outlines = Blueprint.objects.filter(exam__code=pack.exam, language="en").select_related("exam")
    return next((one for one in outlines if one.as_of == pack.as_of), None)


def faults_against_database(pack: Pack) -> list[Problem]:
    """An outline that is not there, skills and domains that it has not, ids that another course uses."""
    blueprint = blueprint_of(pack)
    if blueprint is None:
        place = pack.place.get("blueprint")
        if place is None or not pack.exam or pack.as_of is None:
            return []  # told already: the field is missing or wrong
        message = f"there is no outline of {pack.exam} of {pack.as_of}: mend the date, or run load_catalogue first"
        return [place.problem(message)]
    skills: dict[str, list[str]] = {domain.code: [] for domain in blueprint.domains.all()}
    for domain, code in blueprint.domains.values_list("code", "blueprint_skills__skill__code"):
        if code:
            skills[domain].append(code)
    return check_against_blueprint(pack, skills) + _taken_elsewhere(pack)


def _taken_elsewhere(pack: Pack) -> list[Problem]:
    """Ids that another course uses: a lesson's id is its address, a question's id is what answers are counted under."""
    places = {module.code: module.place for module in pack.modules}
    places |= {question.code: question.place for question in pack.questions}
    lessons = Lesson.objects.filter(retired=False).exclude(module__course__code=pack.code)
    questions = Question.objects.filter(current=True).exclude(course__code=pack.code)
    taken = [*lessons.values_list("code", "module__course__code"), *questions.values_list("code", "course__code")]
    faults = [
        places[code].problem(f"id: the course {course} has {code} already: give it another id")
        for code, course in taken
        if code in places
    ]
    return faults + _defined_elsewhere(pack)


def _defined_elsewhere(pack: Pack) -> list[Problem]:
    terms = {term.code: term for module in pack.modules for term in module.terms}
    others = GlossaryTerm.objects.filter(code__in=terms, modules__isnull=False, modules__retired=False)
    return [
        terms[row.code].place.problem(
            f"another course defines {row.code} otherwise: take over its words, or give this term another id"
        )
        for row in others.exclude(modules__course__code=pack.code).distinct()
        if (row.term, row.definition) != (terms[row.code].term, terms[row.code].definition)
    ]


def content_of_row(question: Question) -> dict[str, Any]:
    """The content of a stored question, as `rules.pack_values` compares it. Its skills should be loaded."""
    content = {name: getattr(question, name) for name in ASKED + ABOUT if name != "skills"}
    return {**content, "skills": sorted(skill.code for skill in question.skills.all())}


def written_content(pack: Pack, entry: QuestionEntry) -> dict[str, Any]:
    """The content of a question of the pack, with its picture as it is now."""
    picture = pack.media.get(entry.image)
    return content_of(entry, sha256(picture.content).hexdigest() if picture else "")


def edited_meanwhile(pack: Pack) -> list[Difference]:
    """Every lesson and question whose newest version was written in the browser, and is not what the files say.

    Its rows are locked, so that nobody publishes between this look and the storing.
    """
    course = Course.objects.filter(code=pack.code).first()
    if course is None:
        return []
    return [*_lessons(pack, course), *_questions(pack, course)]


def _lessons(pack: Pack, course: Course) -> Iterator[Difference]:
    modules = {module.code: module for module in pack.modules}
    stored = Lesson.objects.select_for_update(of=("self",)).filter(module__course=course, retired=False)
    newest: dict[object, str] = {
        row.lesson_id: row.origin
        for row in LessonVersion.objects.filter(lesson__module__course=course).order_by("version")
    }
    for lesson in stored.prefetch_related("skills").order_by("code"):
        if newest.get(lesson.pk) != Origin.BROWSER:
            continue
        module = modules.get(lesson.code)
        browser = _lesson_files(
            lesson_texts(lesson.title, lesson.text), lesson.minutes, [skill.code for skill in lesson.skills.all()]
        )
        files = _files_of(module) if module else {}
        if browser != files:
            folder = dirname(module.place.file) if module else f"no module {lesson.code}"
            yield lesson_difference(lesson.code, lesson.version, browser=browser, files=files, folder=folder)


def _files_of(module: ModuleEntry) -> dict[str, str]:
    title = {language: lesson.title for language, lesson in module.lessons.items()}
    text = {language: lesson.body for language, lesson in module.lessons.items()}
    return _lesson_files(lesson_texts(title, text), module.minutes, module.skills)


def _lesson_files(
    texts: Mapping[str, str], minutes: int, skills: Iterator[str] | list[str] | tuple[str, ...]
) -> dict[str, str]:
    """As the files of a pack hold them: the texts, and the two lines of module.yaml that belong to the lesson."""
    files = {f"lesson.{language}.md": text for language, text in texts.items()}
    return {**files, "module.yaml": dump({"minutes": minutes, "skills": sorted(skills)})}


def _questions(pack: Pack, course: Course) -> Iterator[Difference]:
    entries = {entry.code: entry for entry in pack.questions}
    edited = Question.objects.select_for_update(of=("self",)).filter(
        course=course, current=True, origin=Origin.BROWSER, brought_by=None
    )
    for row in edited.prefetch_related("skills").order_by("code"):
        entry = entries.get(row.code)
        if entry is None and (row.retired or row.module_id is None):
            continue
        browser = content_of_row(row)
        written = written_content(pack, entry) if entry else None
        if written is None or not same(browser, written):
            file = f"{entry.place.file}:{entry.place.line}" if entry else "in no questions.yaml"
            yield question_difference(row.code, row.version, browser=browser, written=written, file=file)
