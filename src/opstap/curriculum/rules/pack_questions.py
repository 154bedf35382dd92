"""Read `questions.yaml` of a module: its case studies and its questions."""

from collections.abc import Mapping

from opstap.curriculum.rules.kinds import KINDS
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import CaseEntry, QuestionEntry, Texts
from opstap.curriculum.rules.pack_kinds import Ground, fields_of, read_answers
from opstap.curriculum.rules.pack_media import MEDIA_FILE
from opstap.curriculum.rules.schema import Reader

REQUIRED = ("id", "skills", "type", "level", "stem", "source", "licence", "author")
OPTIONAL = ("reviewer", "pool", "case", "image")
POOLS = ("practice", "mock")


def read_questions(node: Node, ground: Ground) -> tuple[QuestionEntry, ...]:
    """Every question of the file; faults go to the reader."""
    reader = ground.reader
    reader.mapping(node, required=("questions",), optional=("cases",))
    cases = _cases(node, ground)
    questions = tuple(_question(part, cases, ground) for part in reader.items(node.get("questions")))
    named = {question.case.code for question in questions if question.case}
    for case in cases.values():
        if case.code not in named:
            reader.wrong(
                case.place, f"no question names the case {case.code}: add `case: {case.code}` to its questions"
            )
    return questions


def _cases(node: Node, ground: Ground) -> dict[str, CaseEntry]:
    reader = ground.reader
    cases: dict[str, CaseEntry] = {}
    for part in reader.items(node.get("cases")):
        reader.mapping(part, required=("id", "title", "text"))
        case = CaseEntry(
            code=reader.slug(part.get("id"), most=120),
            title=reader.texts(part.get("title"), required=ground.languages, most=200),
            text=reader.texts(part.get("text"), required=ground.languages, most=6000),
            place=part,
        )
        if case.code in cases:
            reader.wrong(part, f"the case id {case.code} stands twice here: give each its own", "id-taken")
        cases[case.code] = case
    return cases


def _question(node: Node, cases: Mapping[str, CaseEntry], ground: Ground) -> QuestionEntry:
    reader = ground.reader
    kind = reader.choice(node.get("type"), KINDS)
    known = kind in KINDS
    own = fields_of(kind) if known else ("options", "key", "prompts", "gaps", "image")
    required, optional = (*REQUIRED, *own), OPTIONAL
    reader.mapping(node, required=required if known else REQUIRED, optional=optional if known else (*optional, *own))
    listed = node.get("skills")
    skills = tuple(reader.slug(part, dots=True) for part in reader.items(listed))
    if listed is not None and listed.value == []:
        reader.wrong(listed, "name at least one skill", "skills-none")
    stem = reader.texts(node.get("stem"), required=ground.languages, most=2000)
    options, slots = read_answers(node, kind, stem, ground) if known else ((), ())
    image, alt = _image(node.get("image"), ground)
    pool = node.get("pool")
    return QuestionEntry(
        code=reader.slug(node.get("id"), most=120),
        skills=tuple(sorted(set(skills))),
        kind=kind,
        level=reader.number(node.get("level"), least=1, most=5),
        stem=stem,
        options=options,
        source=reader.text(node.get("source"), most=300, empty=True),
        licence=reader.text(node.get("licence"), most=40),
        author=reader.text(node.get("author"), most=120),
        reviewer=reader.text(node.get("reviewer"), most=120, empty=True),
        place=node,
        slots=slots,
        image=image,
        alt=alt,
        case=_case(node.get("case"), cases, reader),
        pool=reader.choice(pool, POOLS) if pool is not None else POOLS[0],
    )


def _case(node: Node | None, cases: Mapping[str, CaseEntry], reader: Reader) -> CaseEntry | None:
    code = reader.text(node, most=120)
    if node is not None and code and code not in cases:
        reader.wrong(node, f"{code} is not the id of a case of this file: add it under `cases:` or mend the id")
    return cases.get(code)


def _image(node: Node | None, ground: Ground) -> tuple[str, Texts]:
    """The picture of a question: its path inside the pack and what it shows, for who does not see it."""
    reader = ground.reader
    if node is None:
        return "", {}
    reader.mapping(node, required=("file", "alt"))
    place = node.get("file")
    path = reader.text(place, most=200)
    if place is not None and path and not MEDIA_FILE.fullmatch(path):
        reader.wrong(place, f"{path} is not the path of a figure: write media/name.svg (or .png, .jpg, .webp)")
    elif place is not None and path and path not in ground.media:
        message = f"{path} is not there: put the picture into the folder media, or mend the name"
        reader.wrong(place, message, "image-missing", path=path)
    return path, reader.texts(node.get("alt"), required=ground.languages, most=1000)
