"""Read a course pack: the files of one course into plain values, with every fault named by file, line and field.

The format is told in docs/writing-a-course.md. What only the database knows (do these skills exist?) is checked by
`check_against_blueprint`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from opstap.curriculum.rules.marked_yaml import Node, Problem
from opstap.curriculum.rules.pack_cross import check_across
from opstap.curriculum.rules.pack_entries import Pack
from opstap.curriculum.rules.pack_forms import FORMS_FILE, read_forms
from opstap.curriculum.rules.pack_kinds import Ground
from opstap.curriculum.rules.pack_media import read_media
from opstap.curriculum.rules.pack_modules import parsed, read_module
from opstap.curriculum.rules.schema import LANGUAGES, Reader

COURSE_FILE = "course.yaml"
MODULE_FILE = re.compile(
    r"modules/(?P<folder>\d\d-[a-z0-9-]+)/(?:module\.yaml|questions\.yaml|glossary\.yaml|lesson\.\w+\.md)"
)
# A course that is still being written says so; then what is not complete yet is no error of `course check`.
DRAFT = "draft"
STATUSES = (DRAFT, "ready")
VERSION = re.compile(r"[A-Za-z0-9_.-]+")
NO_MEDIA: Mapping[str, bytes] = MappingProxyType({})


def read_pack(files: Mapping[str, str], media: Mapping[str, bytes] = NO_MEDIA) -> tuple[Pack | None, list[Problem]]:
    """The pack in `files` (path inside the pack -> text) and `media` (path -> bytes), and its problems.

    With problems there still is a pack, as complete as it can be, for who wants to check more of it; it must not be
    stored. There is none only when course.yaml itself cannot be read.
    """
    reader = Reader()
    if COURSE_FILE not in files:
        return None, [Problem(COURSE_FILE, 0, "", "the file is missing: a course pack starts with it", "file-missing")]
    course = parsed(COURSE_FILE, files, reader)
    if course is None or not isinstance(course.value, dict):
        return None, reader.problems or [Problem(COURSE_FILE, 1, "", "should hold names and values, such as `id: x`")]
    blueprint = _check_fields(course, reader)
    languages = tuple(reader.choice(node, LANGUAGES) for node in reader.items(course.get("languages")))
    defined_in = tuple(reader.choice(node, LANGUAGES) for node in reader.items(course.get("glossary_languages")))
    ground = Ground(languages, media, reader)
    folders = _folders(files, reader)
    if not folders:
        reader.wrong(course, "there are no modules: add modules/01-name/module.yaml")
    modules = tuple(read_module(folder, files, defined_in or languages, ground) for folder in folders)
    check_across(modules, media, reader)
    forms = parsed(FORMS_FILE, files, reader)
    pack = Pack(
        code=reader.slug(course.get("id"), most=60),
        version=_version(course.get("version"), reader),
        licence=reader.text(course.get("licence"), most=40),
        languages=languages,
        title=reader.texts(course.get("title"), required=languages, most=200),
        summary=reader.texts(course.get("summary"), required=languages, most=600),
        exam=reader.text(blueprint.get("exam"), most=20) if blueprint else "",
        as_of=reader.day(blueprint.get("as_of")) if blueprint else None,
        modules=modules,
        place=course,
        glossary_languages=defined_in,
        readability=_readability(course.get("readability"), languages, reader),
        mock_forms=read_forms(forms, modules, ground) if forms else (),
        media=read_media(media, reader),
        draft=reader.choice(course.get("status"), STATUSES) == DRAFT,
    )
    return pack, reader.problems


def check_against_blueprint(pack: Pack, skills: Mapping[str, Collection[str]]) -> list[Problem]:
    """The domains and skills that the pack names but the blueprint has not. `skills`: domain code -> skill codes."""
    everything = {code for codes in skills.values() for code in codes}
    problems = []
    for module in pack.modules:
        if module.domain and module.domain not in skills:
            place = module.place.get("domain") or module.place
            problems.append(place.problem(f"domain {module.domain} is not in the outline of {pack.exam}"))
        problems += _unknown(module.place, module.skills, everything, pack.exam)
        for question in module.questions:
            problems += _unknown(question.place, question.skills, everything, pack.exam)
    return problems


def _unknown(place: Node, skills: Sequence[str], known: Collection[str], exam: str) -> list[Problem]:
    listed = place.get("skills") or place
    return [listed.problem(f"{code} is not a skill of {exam}") for code in skills if code and code not in known]


def _check_fields(course: Node, reader: Reader) -> Node | None:
    """Note unknown and missing fields; gives the blueprint, when that is in order."""
    known = ("id", "version", "licence", "languages", "title", "summary", "blueprint")
    reader.mapping(course, required=known, optional=("glossary_languages", "readability", "status"))
    languages = course.get("languages")
    if languages is not None and languages.value == []:
        reader.wrong(languages, f"name at least one language: {', '.join(LANGUAGES)}")
    blueprint = course.get("blueprint")
    return blueprint if blueprint and reader.mapping(blueprint, required=("exam", "as_of")) else None


def _version(node: Node | None, reader: Reader) -> str:
    """It goes into the ledger, which takes codes only."""
    version = reader.text(node, most=20)
    if node is not None and version and not VERSION.fullmatch(version):
        reader.wrong(node, f"{version!r} should hold only letters, digits, dots and hyphens")
    return version


def _folders(files: Mapping[str, str], reader: Reader) -> list[str]:
    folders: dict[str, None] = {}
    for path in sorted(files):
        if match := MODULE_FILE.fullmatch(path):
            folders[match["folder"]] = None
        elif path.startswith("modules/"):
            message = "is not a file of a course pack: rename it or take it out"
            reader.problems.append(Problem(path, 0, "", message, "file-unknown"))
    return list(folders)


def _readability(node: Node | None, languages: Collection[str], reader: Reader) -> dict[str, int]:
    """The lowest reading ease that each lesson promises, per language."""
    if node is None or not reader.mapping(node, required=(), optional=languages):
        return {}
    return {language: reader.number(part, least=0, most=100) for language, part in node.items()}
