"""Read the competences: `competences/N-area.yaml`, and `competences/frameworks.yaml` with the concepts that they may name.

A competence names concepts of ESCO, ECSF and NICE by their id. An id that stands not in frameworks.yaml is a fault, so that
nobody invents one; where nothing of a framework fits, the file says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opstap.curriculum.rules.marked_yaml import Node, Problem, UnreadableError, parse
from opstap.curriculum.rules.schema import LANGUAGES, Reader

FOLDER = "competences"
FRAMEWORKS_FILE = "competences/frameworks.yaml"
FRAMEWORKS = ("esco", "ecsf", "nice")
ABOUT = ("name", "edition", "source", "licence", "notice")
# Of SKOS, from our competence to their concept: `broad` says that theirs is the broader one.
RELATIONS = ("exact", "close", "broad", "narrow", "related")

type Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """A competence beside one concept of a framework."""

    framework: str
    concept: str
    label: Texts
    relation: str
    author: str
    note: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The code of a skill that supports a competence, and where the file says so."""

    skill: str
    place: Node


@dataclass(frozen=True, slots=True)
class CompetenceEntry:
    """One competence as it stands in its file."""

    code: str
    area: str
    area_name: Texts
    title: Texts
    description: Texts
    evidence: tuple[Evidence, ...]
    mappings: tuple[MappingEntry, ...]
    unmapped: dict[str, Texts]
    place: Node
    position: int = 0


@dataclass(frozen=True, slots=True)
class Framework:
    """Where a framework comes from, and the notice that stands on pages which show it."""

    code: str
    name: str
    edition: str
    source: str
    licence: str
    notice: str


type Concepts = Mapping[tuple[str, str], Texts]


@dataclass(slots=True)
class _Reading:
    reader: Reader
    concepts: Concepts
    found: list[CompetenceEntry] = field(default_factory=list)
    areas: dict[str, Node] = field(default_factory=dict)
    seen: dict[str, Node] = field(default_factory=dict)


def read_competences(files: Mapping[str, str]) -> tuple[list[CompetenceEntry], list[Problem]]:
    """Every competence in the order of its files. `files` maps a path inside the data folder to its text.

    Gives the entries and the problems; with a problem nothing may be stored. Whether a skill exists is for the action to see.
    """
    reader = Reader()
    parsed: dict[str, Node] = {}
    for path in sorted(files):
        try:
            parsed[path] = parse(files[path], path)
        except UnreadableError as error:
            reader.problems.append(error.problem)
    frameworks = parsed.pop(FRAMEWORKS_FILE, None)
    if frameworks is None:
        if FRAMEWORKS_FILE not in files:
            reader.problems.append(Problem(FRAMEWORKS_FILE, 0, "", "the file is missing"))
        return [], reader.problems
    reading = _Reading(reader, _concepts(frameworks, reader))
    for node in parsed.values():
        _read_area(node, reading)
    return reading.found, reader.problems


def read_frameworks(text: str) -> dict[str, Framework]:
    """What frameworks.yaml says of each framework, without its concepts. The file should be one that loads."""
    root, reader = parse(text, FRAMEWORKS_FILE), Reader()
    return {
        code: Framework(code, *(reader.text(framework.get(key)) for key in ABOUT))
        for code, framework in root.items()
        if code in FRAMEWORKS
    }


def _concepts(root: Node, reader: Reader) -> dict[tuple[str, str], Texts]:
    found: dict[tuple[str, str], Texts] = {}
    reader.mapping(root, required=FRAMEWORKS)
    for name in FRAMEWORKS:
        framework = root.get(name)
        if framework is None:
            continue
        reader.mapping(framework, required=(*ABOUT, "concepts"))
        for node in reader.items(framework.get("concepts")):
            reader.mapping(node, required=("id", "label"))
            key = name, reader.text(node.get("id"), most=200)
            if key in found:
                reader.wrong(node, f"{key[1]} is listed twice: keep one")
            found[key] = reader.texts(node.get("label"), required=("en",), most=200)
    return found


def _read_area(root: Node, reading: _Reading) -> None:
    reader = reading.reader
    reader.mapping(root, required=("area", "name", "author", "competences"))
    area = reader.slug(root.get("area"), most=40)
    if area in reading.areas:
        reader.wrong(root, f"area {area} has a file already, {reading.areas[area].file}: keep one")
    reading.areas[area] = root
    name = reader.texts(root.get("name"), required=LANGUAGES, most=60)
    author = reader.text(root.get("author"), most=120)
    for node in reader.items(root.get("competences")):
        reader.mapping(node, required=("id", "title", "description", "evidence", "mappings"), optional=("none",))
        code = reader.slug(node.get("id"))
        if code in reading.seen:
            first = reading.seen[code]
            reader.wrong(node, f"{code} is used already, in {first.file} line {first.line}")
        reading.seen[code] = node
        mappings = _mappings(node, author, reading)
        reading.found.append(
            CompetenceEntry(
                code=code,
                area=area,
                area_name=name,
                title=reader.texts(node.get("title"), required=LANGUAGES, most=80),
                description=reader.texts(node.get("description"), required=LANGUAGES, most=400),
                evidence=_evidence(node, reader),
                mappings=mappings,
                unmapped=_unmapped(node, {one.framework for one in mappings}, reader),
                place=node,
                position=len(reading.found) + 1,
            )
        )


def _evidence(node: Node, reader: Reader) -> tuple[Evidence, ...]:
    found: dict[str, Evidence] = {}
    for part in reader.items(node.get("evidence")):
        code = reader.slug(part, dots=True)
        if code in found:
            reader.wrong(part, f"{code} is given twice: keep one")
        found[code] = Evidence(code, part)
    return tuple(found.values())


def _mappings(node: Node, author: str, reading: _Reading) -> tuple[MappingEntry, ...]:
    reader = reading.reader
    found: dict[tuple[str, str], MappingEntry] = {}
    for part in reader.items(node.get("mappings")):
        reader.mapping(part, required=("framework", "concept", "relation"), optional=("author", "note"))
        framework = reader.choice(part.get("framework"), FRAMEWORKS)
        concept = reader.text(part.get("concept"), most=200)
        if concept and framework in FRAMEWORKS and (framework, concept) not in reading.concepts:
            reader.wrong(part, f"{framework} has no {concept} in {FRAMEWORKS_FILE}: use an id that is there")
        if (framework, concept) in found:
            reader.wrong(part, f"{concept} is mapped twice: keep one")
        found[framework, concept] = MappingEntry(
            framework=framework,
            concept=concept,
            label=dict(reading.concepts.get((framework, concept), {})),
            relation=reader.choice(part.get("relation"), RELATIONS),
            author=reader.text(part.get("author"), most=120) or author,
            note=reader.text(part.get("note"), most=300),
        )
    return tuple(found.values())


def _unmapped(node: Node, mapped: set[str], reader: Reader) -> dict[str, Texts]:
    """Why nothing fits, for exactly those frameworks to which there is no mapping."""
    none = node.get("none")
    found: dict[str, Texts] = {}
    for framework, reason in none.items() if none else ():
        if framework not in FRAMEWORKS:
            reader.wrong(reason, f"{framework} should be one of: {', '.join(FRAMEWORKS)}")
        elif framework in mapped:
            reader.wrong(reason, f"there is a mapping to {framework}: take the reason out")
        else:
            found[framework] = reader.texts(reason, required=LANGUAGES, most=200)
    for framework in FRAMEWORKS:
        if framework not in mapped and framework not in found:
            reader.wrong(node, f"{framework} is missing: map to a concept of it, or say under none why nothing fits")
    return found
