"""Read a course pack: the files of one course into plain values, with every fault named by file, line and field.

The format is told in docs/writing-a-course.md. What only the database knows (do these skills exist?) is checked by
`check_against_blueprint`.
"""

import re
from collections.abc import Collection, Mapping

from opstap.curriculum.rules.lesson_source import LessonSource, read_lesson
from opstap.curriculum.rules.marked_yaml import Node, Problem, UnreadableError, parse
from opstap.curriculum.rules.pack_entries import ModuleEntry, Pack, TermEntry
from opstap.curriculum.rules.pack_questions import read_questions
from opstap.curriculum.rules.schema import LANGUAGES, Reader

COURSE_FILE = "course.yaml"
MODULE_FILE = re.compile(
    r"modules/(?P<folder>(?P<position>\d\d)-[a-z0-9-]+)/(?P<file>module\.yaml|questions\.yaml|glossary\.yaml|lesson\.\w+\.md)"
)
LESSON_FILE = re.compile(r"lesson\.(\w+)\.md")


def read_pack(files: Mapping[str, str]) -> tuple[Pack | None, list[Problem]]:
    """The pack in `files` (path inside the pack -> text), and its problems; with problems there is no pack."""
    reader = Reader()
    if COURSE_FILE not in files:
        return None, [Problem(COURSE_FILE, 0, "", "the file is missing: a course pack starts with it")]
    course = _parsed(COURSE_FILE, files, reader)
    if course is None or not _is_course(course, reader):
        return None, reader.problems
    languages = tuple(reader.choice(node, LANGUAGES) for node in reader.items(course.get("languages")))
    folders: dict[str, dict[str, str]] = {}
    for path in sorted(files):
        if match := MODULE_FILE.fullmatch(path):
            folders.setdefault(match["folder"], {})[match["file"]] = path
        elif path.startswith("modules/"):
            reader.problems.append(Problem(path, 0, "", "is not a file of a course pack: rename it or take it out"))
    if not folders:
        reader.wrong(course, "there are no modules: add modules/01-name/module.yaml")
    glossary = [
        node.value for node in reader.items(course.get("glossary_languages")) if isinstance(node.value, str)
    ] or list(languages)
    modules = [_module(folder, paths, files, (languages, glossary), reader) for folder, paths in folders.items()]
    whole = tuple(module for module in modules if module)
    _cross_check(whole, reader)
    blueprint = course.get("blueprint")
    pack = Pack(
        code=reader.slug(course.get("id"), most=60),
        version=reader.text(course.get("version"), most=20),
        licence=reader.text(course.get("licence"), most=40),
        languages=languages,
        title=reader.texts(course.get("title"), required=languages, most=200),
        summary=reader.texts(course.get("summary"), required=languages, most=600),
        exam=reader.text(blueprint.get("exam"), most=20) if blueprint else "",
        as_of=reader.day(blueprint.get("as_of")) if blueprint else None,
        modules=whole,
        place=course,
    )
    return (None if reader.problems else pack), reader.problems


def check_against_blueprint(pack: Pack, skills: Mapping[str, Collection[str]]) -> list[Problem]:
    """The domains and skills that the pack names but the blueprint has not. `skills`: domain code -> skill codes."""
    everything = {code for codes in skills.values() for code in codes}
    problems = []
    for module in pack.modules:
        if module.domain not in skills:
            problems.append(module.place.problem(f"domain {module.domain} is not in the outline of {pack.exam}"))
        unknown = [code for code in module.skills if code not in everything]
        problems += [module.place.problem(f"skills: {code} is not a skill of {pack.exam}") for code in unknown]
        for question in module.questions:
            unknown = [code for code in question.skills if code not in everything]
            problems += [question.place.problem(f"skills: {code} is not a skill of {pack.exam}") for code in unknown]
    return problems


def _parsed(path: str, files: Mapping[str, str], reader: Reader) -> Node | None:
    try:
        return parse(files[path], path)
    except UnreadableError as error:
        reader.problems.append(error.problem)
        return None


def _is_course(course: Node, reader: Reader) -> bool:
    known = ("id", "version", "licence", "languages", "title", "summary", "blueprint")
    if not reader.mapping(course, required=known, optional=("glossary_languages", "readability")):
        return False
    blueprint = course.get("blueprint")
    return blueprint is not None and reader.mapping(blueprint, required=("exam", "as_of"))


def _module(
    folder: str,
    paths: Mapping[str, str],
    files: Mapping[str, str],
    languages: tuple[tuple[str, ...], list[str]],
    reader: Reader,
) -> ModuleEntry | None:
    taught_in, defined_in = languages
    if "module.yaml" not in paths:
        reader.problems.append(Problem(f"modules/{folder}/module.yaml", 0, "", "the file is missing: add it"))
        return None
    node = _parsed(paths["module.yaml"], files, reader)
    if node is None:
        return None
    reader.mapping(node, required=("id", "domain", "title", "summary", "minutes", "skills"))
    lessons: dict[str, LessonSource] = {}
    for file, path in paths.items():
        if match := LESSON_FILE.fullmatch(file):
            lessons[match[1]] = read_lesson(files[path], path, reader)
            if match[1] not in LANGUAGES:
                reader.problems.append(Problem(path, 0, "", "is in a language that we do not have: nl, fr, en, ar"))
    missing = [language for language in taught_in if language not in lessons]
    reader.problems += [
        Problem(f"modules/{folder}/lesson.{language}.md", 0, "", "the file is missing: add it") for language in missing
    ]
    questions = _parsed(paths["questions.yaml"], files, reader) if "questions.yaml" in paths else None
    glossary = _parsed(paths["glossary.yaml"], files, reader) if "glossary.yaml" in paths else None
    return ModuleEntry(
        code=reader.slug(node.get("id")),
        position=int(folder[:2]),
        domain=reader.text(node.get("domain"), most=10),
        title=reader.texts(node.get("title"), required=taught_in, most=200),
        summary=reader.texts(node.get("summary"), required=taught_in, most=600),
        minutes=reader.number(node.get("minutes"), least=1, most=600),
        skills=tuple(reader.slug(part, dots=True) for part in reader.items(node.get("skills"))),
        lessons=lessons,
        questions=read_questions(questions, taught_in, reader) if questions else (),
        terms=_terms(glossary, defined_in, reader) if glossary else (),
        place=node,
    )


def _terms(node: Node, languages: list[str], reader: Reader) -> tuple[TermEntry, ...]:
    reader.mapping(node, required=("terms",))
    terms = []
    for part in reader.items(node.get("terms")):
        reader.mapping(part, required=("id", "term", "definition"))
        definition = reader.texts(part.get("definition"), required=languages, most=600)
        terms.append(TermEntry(reader.slug(part.get("id")), reader.text(part.get("term"), most=120), definition, part))
    return tuple(terms)


def _cross_check(modules: tuple[ModuleEntry, ...], reader: Reader) -> None:
    """What only shows across files: ids used twice, terms and questions that a lesson names but nobody wrote."""
    first: dict[tuple[str, str], Node] = {}
    definitions: dict[str, TermEntry] = {}

    def once(kind: str, code: str, place: Node) -> None:
        other = first.setdefault((kind, code), place)
        if other is not place:
            reader.wrong(
                place, f"the {kind} id {code} is used already, in {other.file} line {other.line}: give it another"
            )

    for module in modules:
        once("module", module.code, module.place)
        for question in module.questions:
            once("question", question.code, question.place)
        for term in module.terms:
            other = definitions.setdefault(term.code, term)
            if (other.term, other.definition) != (term.term, term.definition):
                where = f"{other.place.file} line {other.place.line}"
                reader.wrong(term.place, f"{term.code} is defined otherwise in {where}: keep one of the two")
    for module in modules:
        own = {question.code for question in module.questions}
        for lesson in module.lessons.values():
            for line, code in lesson.checks:
                if code not in own:
                    reader.problems.append(
                        Problem(lesson.file, line, "check", f"{code} is not a question of this module: mend the id")
                    )
            for line, code in lesson.terms:
                if code not in definitions:
                    reader.problems.append(
                        Problem(lesson.file, line, f"[[{code}]]", "is in no glossary.yaml of this pack: add the term")
                    )
