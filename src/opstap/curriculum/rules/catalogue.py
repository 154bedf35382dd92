"""Read the catalogue: certifications.yaml, domain_names.yaml and the skill files, into plain values.

An outline is known by its exam and its date; an exam has one or several, of which the newest stands first. An exam whose
outline date is not known has none yet. What an outline holds is the same in each language: a localised form of the exam
only begins to ask it on a later day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from opstap.curriculum.rules.marked_yaml import Node, Problem, UnreadableError, parse
from opstap.curriculum.rules.schema import LANGUAGES, Reader

CERTIFICATIONS = "certifications.yaml"
DOMAIN_NAMES = "domain_names.yaml"
# Where the sources give no "skills measured as of", the date on which an outline was published or last seen stands in.
DATE_FIELDS = ("skills_measured_as_of", "skills_measured_published", "last_skills_measured_as_of")
# Source: common_rules.localisation of certifications.yaml. The vendor says "approximately", so that it is only used where
# the file asks for it by this word, and the page says that it is an estimate.
LOCALISED_AFTER = timedelta(weeks=8)
ESTIMATED = "estimated"
ESTIMATE = "estimated, about eight weeks later"


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
class OutlineEntry:
    """`dates`: from when on the exam asks this outline, and the evidence for that, per language; English is always there."""

    as_of: date
    domains: tuple[DomainEntry, ...]
    dates: Mapping[str, tuple[date | None, str]]
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
    outlines: tuple[OutlineEntry, ...]
    undated: bool
    place: Node


@dataclass(frozen=True, slots=True)
class _SkillFile:
    exam: str
    domain: str
    as_of: date | None
    skills: tuple[SkillEntry, ...]
    place: Node


def read_catalogue(files: Mapping[str, str]) -> tuple[list[ExamEntry], list[Problem]]:
    """Every exam with its outlines, their domains and skills. `files` maps a path inside the data folder to its text.

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
    files_of: dict[str, list[_SkillFile]] = {}
    for entry in skill_files:
        mine = files_of.setdefault(entry.exam, [])
        if any((entry.domain, entry.as_of) == (other.domain, other.as_of) for other in mine):
            reader.wrong(entry.place, f"domain {entry.domain} of {entry.exam} has a file already: keep one")
        mine.append(entry)
    texts = _texts(skill_files, reader)
    files_of = {exam: [_with_texts(one, texts, reader) for one in mine] for exam, mine in files_of.items()}
    exams = [_exam(node, names, files_of, reader) for node in reader.items(parsed[CERTIFICATIONS].get("exams"))]
    _cross_check(exams, skill_files, reader)
    return exams, reader.problems


def _exam(node: Node, names: Node | None, files_of: Mapping[str, Sequence[_SkillFile]], reader: Reader) -> ExamEntry:
    code = reader.text(node.get("code"), most=20)
    for key in ("code", "certification", "level", "status"):
        if node.get(key) is None:
            reader.wrong(node, f"{key} is missing: add it")
    named = names.get(code) if names else None
    newest = next((day for key in DATE_FIELDS if (day := reader.day(node.get(key)))), None)
    mine = files_of.get(code, ())
    outlines = [_outline(node, newest, named, mine, reader)] if newest else []
    for earlier in reader.items(node.get("outlines")):
        reader.mapping(
            earlier, required=("as_of", "domains"), optional=("effective_from", "languages", "evidence", "note")
        )
        as_of = reader.day(earlier.get("as_of"))
        if as_of is None:
            continue
        if newest is None or as_of >= newest:
            reader.wrong(earlier, f"the newest outline stands at the exam itself, and {as_of} is not before it")
        outlines.append(_outline(earlier, as_of, None, mine, reader))
    return ExamEntry(
        code=code,
        certification=reader.text(node.get("certification"), most=160),
        level=reader.text(node.get("level"), most=40),
        status=reader.choice(node.get("status"), ("active", "retired", "beta")),
        retired_on=reader.day(node.get("retired_on")),
        successor=reader.text(node.get("successor"), most=20),
        evidence=reader.text(node.get("evidence"), most=300),
        outlines=tuple(sorted(outlines, key=lambda one: one.as_of, reverse=True)),
        undated=newest is None and bool(reader.items(node.get("domains"))),
        place=node,
    )


def _outline(node: Node, as_of: date, names: Node | None, files: Sequence[_SkillFile], reader: Reader) -> OutlineEntry:
    by_domain = {file.domain: file for file in files if file.as_of == as_of}
    domains = []
    for position, part in enumerate(reader.items(node.get("domains")), start=1):
        code = reader.slug(part.get("id"), most=10)
        file = by_domain.get(code)
        name = _name(part, names.get(code) if names else None, reader)
        domains.append(DomainEntry(code, name, _weight(part, reader), position, file.skills if file else (), part))
    return OutlineEntry(as_of, tuple(domains), _dates(node, as_of, reader), node)


def _name(domain: Node, translated: Node | None, reader: Reader) -> dict[str, str]:
    """The name of a domain: in every language of the pages where `domain_names.yaml` or the entry itself has them."""
    node = domain.get("name")
    if node is not None and isinstance(node.value, dict):
        return reader.texts(node, required=LANGUAGES, most=200)
    english = reader.text(node, most=200)
    return reader.texts(translated, required=LANGUAGES, most=200) if translated else {"en": english}


def _dates(node: Node, as_of: date, reader: Reader) -> dict[str, tuple[date | None, str]]:
    """`effective_from` for English; `languages` gives a date, or the word `estimated`, for each other one."""
    evidence = reader.text(node.get("evidence"), most=300)
    english = reader.day(node.get("effective_from"))
    dates: dict[str, tuple[date | None, str]] = {"en": (english, evidence)}
    languages = node.get("languages")
    for language, day in languages.items() if languages else ():
        if language not in LANGUAGES or language == "en":
            reader.wrong(day, f"{language} is not one of our languages beside English: nl, fr, ar")
        elif day.value == ESTIMATED:
            dates[language] = ((english or as_of) + LOCALISED_AFTER, ESTIMATE)
        else:
            dates[language] = (reader.day(day), evidence)
    return dates


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
            reader.mapping(leaf, required=("id",), optional=("text",))
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


def _texts(files: Sequence[_SkillFile], reader: Reader) -> dict[tuple[str, str], dict[str, str]]:
    """By exam and id, the one text of each skill: in the newest outline that has it; older ones name the id alone."""
    found: dict[tuple[str, str], SkillEntry] = {}
    seen: dict[tuple[str, date | None, str], SkillEntry] = {}
    owner: dict[str, tuple[str, SkillEntry]] = {}
    for file in sorted(files, key=lambda one: one.as_of or date.min, reverse=True):
        for skill in file.skills:
            key = file.exam, file.as_of, skill.code
            exam, first = owner.setdefault(skill.code, (file.exam, skill))
            if exam != file.exam or key in seen:
                first = seen.get(key, first)
                reader.wrong(
                    skill.place, f"{skill.code} is used already, in {first.place.file} line {first.place.line}"
                )
            elif skill.text and (file.exam, skill.code) in found:
                first = found[file.exam, skill.code]
                where = f"{first.place.file} line {first.place.line}"
                reader.wrong(skill.place, f"{skill.code} has its text in {where}: name only its id here")
            seen[key] = skill
            if skill.text:
                found.setdefault((file.exam, skill.code), skill)
    return {key: skill.text for key, skill in found.items()}


def _with_texts(file: _SkillFile, texts: Mapping[tuple[str, str], dict[str, str]], reader: Reader) -> _SkillFile:
    skills = []
    for skill in file.skills:
        text = texts.get((file.exam, skill.code), {})
        if not text and skill.place.get("text") is None:
            reader.wrong(skill.place, f"text is missing: no other outline of {file.exam} has {skill.code}")
        skills.append(replace(skill, text=text))
    return replace(file, skills=tuple(skills))


def _cross_check(exams: Sequence[ExamEntry], skill_files: Collection[_SkillFile], reader: Reader) -> None:
    seen: set[str] = set()
    known: dict[str, dict[date, set[str]]] = {}
    for exam in exams:
        if exam.code in seen:
            reader.wrong(exam.place, f"{exam.code} is listed twice: keep one")
        seen.add(exam.code)
        for outline in exam.outlines:
            domains = known.setdefault(exam.code, {}).setdefault(outline.as_of, set())
            if domains:
                reader.wrong(outline.place, f"the outline of {outline.as_of} is listed twice: keep one")
            for domain in outline.domains:
                if domain.code in domains:
                    reader.wrong(domain.place, f"{domain.code} is listed twice: keep one")
                domains.add(domain.code)
    for file in skill_files:
        dated = known.get(file.exam, {})
        if file.as_of not in dated and any(file.domain in domains for domains in dated.values()):
            days = " and ".join(str(day) for day in sorted(dated))
            reader.wrong(file.place, f"is written for {file.as_of}, but the outline of {file.exam} is of {days}")
        elif file.as_of is None or file.domain not in dated.get(file.as_of, set()):
            reader.wrong(file.place, f"{file.exam} has no domain {file.domain} in {CERTIFICATIONS}")
