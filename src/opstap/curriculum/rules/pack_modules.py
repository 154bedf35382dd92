"""Read one module of a pack: its folder of module.yaml, lessons, questions.yaml and glossary.yaml."""

import re
from collections.abc import Collection, Mapping

from opstap.curriculum.rules.lesson_source import LessonSource, read_lesson
from opstap.curriculum.rules.marked_yaml import Node, Problem, UnreadableError, parse
from opstap.curriculum.rules.pack_entries import ModuleEntry, TermEntry
from opstap.curriculum.rules.pack_kinds import Ground
from opstap.curriculum.rules.pack_questions import read_questions
from opstap.curriculum.rules.schema import LANGUAGES, Reader

LESSON_FILE = re.compile(r"lesson\.(\w+)\.md")


def parsed(path: str, files: Mapping[str, str], reader: Reader) -> Node | None:
    """One YAML file; none when it is not there or cannot be read, and the reader then knows."""
    if path not in files:
        return None
    try:
        return parse(files[path], path)
    except UnreadableError as error:
        reader.problems.append(error.problem)
        reader.unreadable.add(path)
        return None


def read_module(folder: str, files: Mapping[str, str], defined_in: Collection[str], ground: Ground) -> ModuleEntry:
    """The module in modules/`folder`, as complete as its files allow; faults go to the reader.

    `defined_in`: the languages of the glossary.
    """
    reader, languages = ground.reader, ground.languages
    place = f"modules/{folder}/"
    node = parsed(f"{place}module.yaml", files, reader)
    if node is None:
        # The rest is read all the same, so that every fault is told at once.
        if f"{place}module.yaml" not in files:
            missing = Problem(f"{place}module.yaml", 0, "", "the file is missing: add it", "file-missing")
            reader.problems.append(missing)
        node = Node({}, f"{place}module.yaml", 0, "")
    else:
        reader.mapping(node, required=("id", "domain", "title", "summary", "minutes", "skills"))
    questions = parsed(f"{place}questions.yaml", files, reader)
    glossary = parsed(f"{place}glossary.yaml", files, reader)
    return ModuleEntry(
        code=reader.slug(node.get("id")) or folder[3:],
        position=int(folder[:2]),
        domain=reader.text(node.get("domain"), most=10),
        title=reader.texts(node.get("title"), required=languages, most=200),
        summary=reader.texts(node.get("summary"), required=languages, most=600),
        minutes=reader.number(node.get("minutes"), least=1, most=600),
        skills=tuple(reader.slug(part, dots=True) for part in reader.items(node.get("skills"))),
        lessons=_lessons(place, files, languages, reader),
        questions=read_questions(questions, ground) if questions else (),
        terms=_terms(glossary, defined_in, reader) if glossary else (),
        place=node,
    )


def _lessons(
    place: str, files: Mapping[str, str], languages: Collection[str], reader: Reader
) -> dict[str, LessonSource]:
    lessons: dict[str, LessonSource] = {}
    for path in sorted(files):
        match = LESSON_FILE.fullmatch(path.removeprefix(place)) if path.startswith(place) else None
        if match and match[1] in LANGUAGES:
            lessons[match[1]] = read_lesson(files[path], path, reader)
        elif match:
            message = f"is in no language of ours: {', '.join(LANGUAGES)}"
            reader.problems.append(Problem(path, 0, "", message, "file-unknown"))
    for language in languages:
        if language not in lessons:
            path = f"{place}lesson.{language}.md"
            reader.problems.append(Problem(path, 0, "", "the file is missing: add it", "translation-missing"))
    return lessons


def _terms(node: Node, languages: Collection[str], reader: Reader) -> tuple[TermEntry, ...]:
    reader.mapping(node, required=("terms",))
    terms = []
    for part in reader.items(node.get("terms")):
        reader.mapping(part, required=("id", "term", "definition"))
        definition = reader.texts(part.get("definition"), required=languages, most=600)
        terms.append(TermEntry(reader.slug(part.get("id")), reader.text(part.get("term"), most=120), definition, part))
    return tuple(terms)
