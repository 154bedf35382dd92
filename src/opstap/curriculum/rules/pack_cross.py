"""What only shows across the files of a pack: ids used twice, and what a lesson names but nobody wrote."""

from collections.abc import Collection
from posixpath import dirname

from opstap.curriculum.rules.lesson_source import LessonSource
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import ModuleEntry, TermEntry
from opstap.curriculum.rules.schema import Reader


def check_across(modules: Collection[ModuleEntry], media: Collection[str], reader: Reader) -> None:
    """Note every such fault. `media`: the names of the figures that are there."""
    _check_ids(modules, reader)
    definitions = _definitions(modules, reader)
    # A file that cannot be read may hold what seems to be missing.
    glossary_whole = not any(file.endswith("glossary.yaml") for file in reader.unreadable)
    for module in modules:
        own = {question.code for question in module.questions}
        whole = f"{dirname(module.place.file)}/questions.yaml" not in reader.unreadable
        for lesson in module.lessons.values():
            for line, code in lesson.checks if whole else ():
                if code not in own:
                    message = f"{code} is not a question of this module: mend the id"
                    reader.wrong(_place(lesson, line, "check"), message, "check-unknown", code=code)
            for line, code in lesson.terms if glossary_whole else ():
                if code not in definitions:
                    message = "is in no glossary.yaml of this pack: add the term"
                    reader.wrong(_place(lesson, line, f"[[{code}]]"), message, "term-undefined")
            for line, path, _ in lesson.figures:
                if path not in media:
                    message = f"{path} is not there: put the picture into the folder media, or mend the name"
                    reader.wrong(_place(lesson, line, "figure"), message, "image-missing", path=path)


def _check_ids(modules: Collection[ModuleEntry], reader: Reader) -> None:
    first: dict[tuple[str, str], Node] = {}

    def once(kind: str, code: str, place: Node) -> None:
        other = first.setdefault((kind, code), place)
        if other is not place and code:
            where = f"{other.file} line {other.line}"
            reader.wrong(place, f"the {kind} id {code} is used already, in {where}: give it another", "id-taken")

    for module in modules:
        once("module", module.code, module.place)
        for question in module.questions:
            once("question", question.code, question.place)
        for case in {one.case.code: one.case for one in module.questions if one.case}.values():
            once("case", case.code, case.place)


def _definitions(modules: Collection[ModuleEntry], reader: Reader) -> dict[str, TermEntry]:
    definitions: dict[str, TermEntry] = {}
    for term in (term for module in modules for term in module.terms):
        other = definitions.setdefault(term.code, term)
        if (other.term, other.definition) != (term.term, term.definition):
            where = f"{other.place.file} line {other.place.line}"
            message = f"{term.code} is defined otherwise in {where}: keep one of the two"
            reader.wrong(term.place, message, "term-undefined")
    return definitions


def _place(lesson: LessonSource, line: int, field: str) -> Node:
    return Node(None, lesson.file, line, field)
