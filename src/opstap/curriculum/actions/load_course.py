"""Load course packs into the database. All packs or none; the same pack twice changes nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import models, transaction

from opstap.curriculum.actions.load_catalogue import ProblemsError
from opstap.curriculum.actions.store_questions import store_questions
from opstap.curriculum.models import Blueprint, Course, GlossaryTerm, Lesson, Module, Question, Skill
from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack import COURSE_FILE, check_against_blueprint, read_pack
from opstap.curriculum.rules.pack_entries import ModuleEntry, Pack
from opstap.curriculum.rules.pack_forms import FORMS_FILE
from opstap.curriculum.rules.report import Report, differs
from opstap.kit import ledger
from opstap.kit.clock import now

READ = (COURSE_FILE, FORMS_FILE, "modules/*/*")
MEDIA = "media/*"


def check_courses(paths: Iterable[Path]) -> list[tuple[str, Pack, Blueprint]]:
    """Read every pack under `paths` and check it against the outlines that are loaded; stores nothing.

    A path is a pack, or a folder of packs. Gives (folder, pack, blueprint). Raises ProblemsError with every fault.
    """
    problems: list[Problem] = []
    checked: list[tuple[str, Pack, Blueprint]] = []
    for folder in _packs(paths):
        files, unreadable = _texts(folder)
        pack, found = read_pack(files, _media(folder))
        found = unreadable + found
        if pack is not None and not unreadable:
            blueprint, more = _against_database(pack)
            found += more
            if blueprint and not found:
                checked.append((folder.name, pack, blueprint))
        problems += [Problem(f"{folder.name}/{one.file}", one.line, one.field, one.message) for one in found]
    if problems:
        raise ProblemsError(problems)
    return checked


def load_courses(*, paths: Iterable[Path]) -> Report:
    """Read, check and store every pack under `paths`. Raises ProblemsError, and then stores nothing."""
    checked = check_courses(paths)
    report = Report()
    with transaction.atomic():
        for _, pack, blueprint in checked:
            _store(pack, blueprint, report)
    return report


def _packs(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = (
            [path] if (path / COURSE_FILE).exists() else sorted(one.parent for one in path.glob(f"*/{COURSE_FILE}"))
        )
        if not inside:
            raise ProblemsError([Problem(str(path), 0, "", f"holds no course pack: there is no {COURSE_FILE} in it")])
        found += inside
    return found


def _texts(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(one for pattern in READ for one in folder.glob(pattern) if one.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            problems.append(Problem(name, 0, "", f"is not UTF-8 (byte {error.start}): save it as UTF-8"))
    return texts, problems


def _media(folder: Path) -> dict[str, bytes]:
    paths = sorted(one for one in folder.glob(MEDIA) if one.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _against_database(pack: Pack) -> tuple[Blueprint | None, list[Problem]]:
    outlines = Blueprint.objects.filter(exam__code=pack.exam, language="en")
    blueprint = next((one for one in outlines if one.as_of == pack.as_of), None)
    place = pack.place.get("blueprint") or pack.place
    if blueprint is None:
        message = f"there is no outline of {pack.exam} of {pack.as_of}: mend the date, or run load_catalogue first"
        return None, [place.problem(message)]
    skills: dict[str, list[str]] = {domain.code: [] for domain in blueprint.domains.all()}
    for domain, code in blueprint.domains.values_list("code", "blueprint_skills__skill__code"):
        if code:
            skills[domain].append(code)
    problems = check_against_blueprint(pack, skills)
    return blueprint, problems + _taken_elsewhere(pack)


def _taken_elsewhere(pack: Pack) -> list[Problem]:
    """Ids that another course uses: a lesson's id is its address, a question's id is what answers are counted under."""
    places = {module.code: module.place for module in pack.modules}
    places |= {question.code: question.place for module in pack.modules for question in module.questions}
    lessons = Lesson.objects.filter(retired=False).exclude(module__course__code=pack.code)
    questions = Question.objects.filter(current=True).exclude(course__code=pack.code)
    taken = [*lessons.values_list("code", "module__course__code"), *questions.values_list("code", "course__code")]
    return [
        places[code].problem(f"id: the course {course} has {code} already: give it another id")
        for code, course in taken
        if code in places
    ]


def _store(pack: Pack, blueprint: Blueprint, report: Report) -> None:
    values: dict[str, object] = {
        "version": pack.version,
        "title": pack.title,
        "summary": pack.summary,
        "languages": list(pack.languages),
        "blueprint": blueprint,
        "licence": pack.licence,
    }
    course, outcome = _put(Course, {"code": pack.code}, values)
    report.add("courses", outcome)
    before = report.counts.copy()
    skills = {skill.code: skill for skill in Skill.objects.filter(places__domain__blueprint=blueprint)}
    for entry in pack.modules:
        module = _store_module(course, entry, skills, report)
        for term in entry.terms:
            known = {"term": term.term, "definition": term.definition}
            report.add("terms", _put(GlossaryTerm, {"code": term.code}, known)[1])
        store_questions(course=course, module=module, entries=entry.questions, skills=skills, report=report)
    kept = [entry.code for entry in pack.modules]
    for old in course.modules.filter(retired=False).exclude(code__in=kept):
        old.lessons.update(retired=True)
        old.questions.filter(current=True).update(retired=True)
        Module.objects.filter(pk=old.pk).update(retired=True)
        report.add("modules", "retired")
    if outcome != "unchanged" or any(
        report.counts[key] > before[key] for key in report.counts if key[1] != "unchanged"
    ):
        # The reader's cache is keyed on this moment: a new glossary shows at once.
        Course.objects.filter(pk=course.pk).update(loaded_at=now())
        ledger.record("curriculum.course_loaded", by=None, on=course, refs={"version": pack.version})


def _store_module(course: Course, entry: ModuleEntry, skills: Mapping[str, Skill], report: Report) -> Module:
    values: dict[str, object] = {
        "title": entry.title,
        "summary": entry.summary,
        "position": entry.position,
        "retired": False,
    }
    module, outcome = _put(Module, {"course": course, "code": entry.code}, values)
    report.add("modules", outcome)
    lesson_values: dict[str, object] = {
        # The module's title stands in for a language in which the lesson is not written yet, on the list of lessons.
        "title": {**entry.title, **{language: lesson.title for language, lesson in entry.lessons.items()}},
        "text": {language: lesson.body for language, lesson in entry.lessons.items()},
        "minutes": entry.minutes,
        "position": 1,
        "retired": False,
    }
    old = Lesson.objects.filter(module=module, code=entry.code).first()
    reworded = old is not None and bool(differs(old, {name: lesson_values[name] for name in ("title", "text")}))
    lesson, outcome = _put(Lesson, {"module": module, "code": entry.code}, lesson_values)
    if reworded:
        Lesson.objects.filter(pk=lesson.pk).update(version=models.F("version") + 1)
    wanted = {skills[code] for code in entry.skills}
    if set(lesson.skills.all()) != wanted:
        lesson.skills.set(wanted)
        outcome = "changed" if outcome == "unchanged" else outcome
    report.add("lessons", outcome)
    return module


def _put[M: models.Model](model: type[M], key: Mapping[str, object], values: Mapping[str, object]) -> tuple[M, str]:
    """Make the row or bring it up to date; gives it with "new", "changed" or "unchanged"."""
    row, made = model._default_manager.get_or_create(**key, defaults=values)
    changed = differs(row, values)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return row, "new" if made else "changed" if changed else "unchanged"
