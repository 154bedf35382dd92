"""Read `questions.yaml` of a module."""

from collections.abc import Collection

from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import OptionEntry, QuestionEntry
from opstap.curriculum.rules.schema import Reader

KINDS = ("single", "multiple", "truefalse")
MOST_OPTIONS = {"single": 8, "multiple": 10, "truefalse": 2}


def read_questions(node: Node, languages: Collection[str], reader: Reader) -> tuple[QuestionEntry, ...]:
    """Every question of the file; faults go to `reader`."""
    if not reader.mapping(node, required=("questions",)):
        return ()
    return tuple(_question(part, languages, reader) for part in reader.items(node.get("questions")))


def _question(node: Node, languages: Collection[str], reader: Reader) -> QuestionEntry:
    required = ("id", "skills", "type", "level", "stem", "options", "key", "source", "licence", "author")
    reader.mapping(node, required=required, optional=("reviewer",))
    kind = reader.choice(node.get("type"), KINDS)
    skills = tuple(reader.slug(part, dots=True) for part in reader.items(node.get("skills")))
    if not skills and node.get("skills") is not None:
        reader.wrong(node, "skills: name at least one skill")
    key = [reader.text(part, most=20) for part in reader.items(node.get("key"))]
    options = tuple(_option(part, key, languages, reader) for part in reader.items(node.get("options")))
    _check_key(node, kind, key, options, reader)
    return QuestionEntry(
        code=reader.slug(node.get("id"), most=120),
        skills=tuple(sorted(set(skills))),
        kind=kind,
        level=reader.number(node.get("level"), least=1, most=5),
        stem=reader.texts(node.get("stem"), required=languages, most=2000),
        options=options,
        source=reader.text(node.get("source"), most=300, empty=True),
        licence=reader.text(node.get("licence"), most=40),
        author=reader.text(node.get("author"), most=120),
        reviewer=reader.text(node.get("reviewer"), most=120, empty=True),
        place=node,
    )


def _option(node: Node, key: list[str], languages: Collection[str], reader: Reader) -> OptionEntry:
    reader.mapping(node, required=("id", "text", "why"))
    code = reader.text(node.get("id"), most=20)
    return OptionEntry(
        id=code,
        text=reader.texts(node.get("text"), required=languages, most=1000),
        why=reader.texts(node.get("why"), required=languages, most=2000),
        weight=1 / len(key) if code in key else 0.0,
    )


def _check_key(node: Node, kind: str, key: list[str], options: tuple[OptionEntry, ...], reader: Reader) -> None:
    ids = [option.id for option in options]
    if kind not in KINDS or not options:
        return
    if len(set(ids)) != len(ids):
        reader.wrong(node, "options: two options have the same id: give each its own")
    for code in key:
        if code not in ids:
            reader.wrong(node, f"key: {code} is not the id of an option")
    if len(set(key)) != len(key):
        reader.wrong(node, "key: an option is named twice: name it once")
    if not 2 <= len(options) <= MOST_OPTIONS[kind]:
        reader.wrong(node, f"options: a {kind} question has 2 to {MOST_OPTIONS[kind]} options, not {len(options)}")
    if kind == "multiple" and not 2 <= len(key) < len(options):
        reader.wrong(node, "key: a multiple question has at least two right options, and at least one wrong one")
    if kind != "multiple" and len(key) != 1:
        reader.wrong(node, f"key: a {kind} question has exactly one right option")
