"""Read the catalogue: certifications.yaml, domain_names.yaml and the skill files, into plain values.

A blueprint is known by its exam and its date. An exam whose outline date is not known has no blueprint yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opstap.curriculum.rules.marked_yaml import Node, Problem, UnreadableError, parse
from opstap.curriculum.rules.schema import LANGUAGES, Reader

CERTIFICATIONS = "certifications.yaml"
DOMAIN_NAMES = "domain_names.yaml"
# Where the sources give no "skills measured as of", the date on which an outline was published or last seen stands in.
DATE_FIELDS = ("skills_measured_as_of", "skills_measured_published", "last_skills_measured_as_of")


@dataclass(frozen=True, slots=True)
class SkillEntry:
    code: str
    group_code: str
    group_name: dict[str, str]
    text: dict[str, str]
    position: int
    place: Node


@dataclass(frozen=True, slots=True)
class DomainEntry:
    code: str
    name: dict[str, str]
    weight: tuple[int, int] | None
    position: int
    skills: tuple[SkillEntry, ...]
    place: Node


@dataclass(frozen=True, slots=True)
class ExamEntry:
    code: str
    certification: str
    level: str
    status: str
    retired_on: date | None
    successor: str
    evidence: str
    as_of: date | None
    domains: tuple[DomainEntry, ...]
    place: Node


@dataclass(frozen=True, slots=True)
class _SkillFile:
    exam: str
    domain: str
    as_of: date | None
    skills: tuple[SkillEntry, ...]
    place: Node


def read_catalogue(files: Mapping[str, str]) -> tuple[list[ExamEntry], list[Problem]]:
    """Every exam with its domains and skills. `files` maps a path inside the data folder to its text.

    Gives the exams and the problems; with a problem nothing may be stored.
    """
    reader = Reader()
    parsed: dict[str, Node] = {}
    for path, text in files.items():
        try:
            parsed[path] = parse(text, path)
        except UnreadableError as error:
            reader.problems.append(error.problem)
    if CERTIFICATIONS not in parsed:
        if CERTIFICATIONS not in files:
            reader.problems.append(Problem(CERTIFICATIONS, 0, "", "the file is missing"))
        return [], reader.problems
    names = parsed.get(DOMAIN_NAMES)
    skill_files = [_skill_file(node, reader) for path, node in parsed.items() if path.startswith("skills/")]
    by_domain: dict[tuple[str, str], _SkillFile] = {}
    for entry in skill_files:
        if (entry.exam, entry.domain) in by_domain:
            reader.wrong(entry.place, f"domain {entry.domain} of {entry.exam} has a file already: keep one")
        by_domain[entry.exam, entry.domain] = entry
    exams = [_exam(node, names, by_domain, reader) for node in reader.items(parsed[CERTIFICATIONS].get("exams"))]
    _cross_check(exams, skill_files, reader)
    return exams, reader.problems


def _exam(
    node: Node, names: Node | None, skill_files: Mapping[tuple[str, str], _SkillFile], reader: Reader
) -> ExamEntry:
    code = reader.text(node.get("code"), most=20)
    for key in ("code", "certification", "level", "status"):
        if node.get(key) is None:
            reader.wrong(node, f"{key} is missing: add it")
    as_of = next((reader.day(node.get(key)) for key in DATE_FIELDS if node.get(key)), None)
    domains = []
    for position, part in enumerate(reader.items(node.get("domains")), start=1):
        domain = reader.slug(part.get("id"), most=10)
        english = reader.text(part.get("name"), most=200)
        named = names.get(code) if names else None
        translated = named.get(domain) if named else None
        name = reader.texts(translated, required=LANGUAGES, most=200) if translated else {"en": english}
        file = skill_files.get((code, domain))
        if file and as_of and file.as_of != as_of:
            reader.wrong(file.place, f"is written for {file.as_of}, but the outline of {code} is of {as_of}")
        skills = file.skills if file else ()
        domains.append(DomainEntry(domain, name, _weight(part, reader), position, skills, part))
    return ExamEntry(
        code=code,
        certification=reader.text(node.get("certification"), most=160),
        level=reader.text(node.get("level"), most=40),
        status=reader.choice(node.get("status"), ("active", "retired", "beta")),
        retired_on=reader.day(node.get("retired_on")),
        successor=reader.text(node.get("successor"), most=20),
        evidence=reader.text(node.get("evidence"), most=300),
        as_of=as_of,
        domains=tuple(domains),
        place=node,
    )


def _weight(domain: Node, reader: Reader) -> tuple[int, int] | None:
    node = domain.get("weight")
    if node is None or node.value is None:
        return None
    parts = [reader.number(part, least=0, most=100) for part in reader.items(node)]
    if len(parts) != 2 or parts[0] > parts[1]:
        reader.wrong(node, "should be the lowest and the highest percentage, such as [10, 15]")
        return None
    return parts[0], parts[1]


def _skill_file(node: Node, reader: Reader) -> _SkillFile:
    reader.mapping(node, required=("exam", "domain", "skills_measured_as_of", "groups"))
    skills: list[SkillEntry] = []
    for group in reader.items(node.get("groups")):
        reader.mapping(group, required=("id", "name", "skills"))
        group_code = reader.text(group.get("id"), most=20)
        group_name = reader.texts(group.get("name"), required=LANGUAGES, most=200)
        for leaf in reader.items(group.get("skills")):
            reader.mapping(leaf, required=("id", "text"))
            skills.append(
                SkillEntry(
                    code=reader.slug(leaf.get("id"), dots=True),
                    group_code=group_code,
                    group_name=group_name,
                    text=reader.texts(leaf.get("text"), required=LANGUAGES, most=90),
                    position=len(skills) + 1,
                    place=leaf,
                )
            )
    exam, domain = reader.text(node.get("exam"), most=20), reader.text(node.get("domain"), most=10)
    return _SkillFile(exam, domain, reader.day(node.get("skills_measured_as_of")), tuple(skills), node)


def _cross_check(exams: list[ExamEntry], skill_files: list[_SkillFile], reader: Reader) -> None:
    seen_exams: set[str] = set()
    known: set[tuple[str, str]] = set()
    for exam in exams:
        if exam.code in seen_exams:
            reader.wrong(exam.place, f"{exam.code} is listed twice: keep one")
        seen_exams.add(exam.code)
        for domain in exam.domains:
            if (exam.code, domain.code) in known:
                reader.wrong(domain.place, f"{domain.code} is listed twice: keep one")
            known.add((exam.code, domain.code))
    seen: dict[str, SkillEntry] = {}
    for file in skill_files:
        if (file.exam, file.domain) not in known:
            reader.wrong(file.place, f"{file.exam} has no domain {file.domain} in {CERTIFICATIONS}")
        for skill in file.skills:
            if skill.code in seen:
                first = seen[skill.code].place
                reader.wrong(skill.place, f"{skill.code} is used already, in {first.file} line {first.line}")
            seen[skill.code] = skill
