"""Check course packs on disk and report everything at once. Stores nothing and needs no database: a trainer may have none."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from opstap.curriculum.actions.load_catalogue import FOLDER
from opstap.curriculum.actions.pack_folder import pack_folders, read_folder
from opstap.curriculum.rules.catalogue import CERTIFICATIONS, DOMAIN_NAMES, read_catalogue
from opstap.curriculum.rules.check.checking import check_quality
from opstap.curriculum.rules.check.material import Outline, gather
from opstap.curriculum.rules.check.report import CheckReport, PackReport
from opstap.curriculum.rules.check.schema import from_problems
from opstap.curriculum.rules.check.summary import summarise
from opstap.curriculum.rules.marked_yaml import Problem
from opstap.curriculum.rules.pack_entries import Pack

type Outlines = Mapping[tuple[str, date], Outline]


def check_course(*, paths: Iterable[Path], catalogue: Path = FOLDER) -> CheckReport:
    """Read every pack under `paths` and check it by all rules. Raises ProblemsError when a path holds no pack."""
    outlines = _outlines(catalogue)
    read = [(folder, *read_folder(folder)) for folder in pack_folders(paths)]
    lessons = {folder: {module.code for module in pack.modules} for folder, pack, _ in read if pack}
    reports = []
    for folder, pack, problems in read:
        others = frozenset(code for other, codes in lessons.items() if other != folder for code in codes)
        reports.append(_check(folder, pack, problems, outlines, others))
    return CheckReport(tuple(reports))


def _check(
    folder: Path, pack: Pack | None, problems: list[Problem], outlines: Outlines, others: frozenset[str]
) -> PackReport:
    findings = from_problems(problems)
    if pack is None:
        return PackReport(folder.name, "", False, tuple(findings), None)
    outline = outlines.get((pack.exam, pack.as_of)) if pack.as_of else None
    material = gather(pack, _texts(folder, pack), outline, others)
    findings = list(dict.fromkeys([*findings, *check_quality(material)]))
    findings.sort(key=lambda one: (one.file, one.line, one.rule, one.field))
    return PackReport(folder.name, pack.code, pack.draft, tuple(findings), summarise(material))


def _texts(folder: Path, pack: Pack) -> dict[str, str]:
    """The lessons as they are written: the pack keeps them without their lines."""
    paths = [lesson.file for module in pack.modules for lesson in module.lessons.values()]
    return {path: (folder / path).read_text(encoding="utf-8") for path in paths}


def _outlines(folder: Path) -> dict[tuple[str, date], Outline]:
    """Every outline of the catalogue's files, by exam and date. A fault in one of them is for `load_catalogue` to tell."""
    skills = sorted([*folder.glob("skills/*/d*.yaml"), *folder.glob("skills/*/*/d*.yaml")])
    paths = [folder / CERTIFICATIONS, folder / DOMAIN_NAMES, *skills]
    exams, _ = read_catalogue({one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8") for one in paths})
    return {
        (exam.code, outline.as_of): Outline(
            exam.code,
            {domain.code: tuple(skill.code for skill in domain.skills) for domain in outline.domains},
            {domain.code: domain.weight for domain in outline.domains},
        )
        for exam in exams
        for outline in exam.outlines
    }
