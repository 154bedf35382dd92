"""Load the catalogue into the database: exams, blueprints, domains, skills. All or nothing, and twice changes nothing."""

from collections.abc import Collection
from pathlib import Path

from django.db import transaction

from opstap.curriculum.models import Blueprint, BlueprintSkill, Domain, Exam, Skill
from opstap.curriculum.rules.catalogue import (
    CERTIFICATIONS,
    DOMAIN_NAMES,
    DomainEntry,
    ExamEntry,
    OutlineEntry,
    read_catalogue,
)
from opstap.curriculum.rules.marked_yaml import Node, Problem
from opstap.curriculum.rules.report import Report, differs
from opstap.kit import ledger

FOLDER = Path(__file__).resolve().parent.parent / "data"


class ProblemsError(Exception):
    """The files cannot be loaded; nothing was stored."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_catalogue(*, folder: Path = FOLDER) -> Report:
    """Read the files of `folder` and store what is new. Raises ProblemsError with every fault, and then stores nothing.

    An outline that is stored is never edited: other weights or domains under the same date are refused, a new date makes
    a new blueprint. Only our own wording (translations, names) of a skill may change, and the day from which on an exam
    asks an outline: an estimate gives way to what the vendor announces.
    """
    skills = sorted([*folder.glob("skills/*/d*.yaml"), *folder.glob("skills/*/*/d*.yaml")])
    paths = [folder / CERTIFICATIONS, folder / DOMAIN_NAMES, *skills]
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths if path.exists()}
    exams, problems = read_catalogue(files)
    if problems:
        raise ProblemsError(problems)
    report = Report()
    with transaction.atomic():
        for entry in exams:
            _store_exam(entry, report)
    return report


def _refuse(place: Node, message: str) -> ProblemsError:
    return ProblemsError([place.problem(message)])


def _store_exam(entry: ExamEntry, report: Report) -> None:
    values: dict[str, object] = {
        "certification": entry.certification,
        "level": entry.level,
        "status": entry.status,
        "retired_on": entry.retired_on,
        "successor": entry.successor,
        "evidence": entry.evidence,
    }
    exam, made = Exam.objects.get_or_create(code=entry.code, defaults=values)
    changed = differs(exam, values)
    for name in changed:
        setattr(exam, name, values[name])
    if changed:
        exam.save(update_fields=changed)
    report.add("exams", "new" if made else "changed" if changed else "unchanged")
    if entry.retired_on and (made or "retired_on" in changed):
        refs = {"exam": entry.code, "last_day": entry.retired_on.isoformat()}
        ledger.record("curriculum.retirement_set", by=None, on=exam, refs=refs)
    if entry.undated:
        report.notes.append(f"{entry.code}: the date of its outline is not known, so it has no blueprint yet")
    # The newest first: a skill is made where it stands there, and older outlines point to it.
    for outline in entry.outlines:
        _store_outline(exam, outline, report)


def _store_outline(exam: Exam, entry: OutlineEntry, report: Report) -> None:
    """One row per language. The English one holds the domains: what is asked is the same in each language."""
    for language, (effective_from, evidence) in entry.dates.items():
        values: dict[str, object] = {"effective_from": effective_from, "evidence": evidence}
        blueprint, made = Blueprint.objects.get_or_create(
            exam=exam, as_of=entry.as_of, language=language, defaults=values
        )
        changed = differs(blueprint, values)
        for name in changed:
            setattr(blueprint, name, values[name])
        if changed:
            blueprint.save(update_fields=changed)
        refs = {"exam": exam.code, "language": language, "from": blueprint.counts_from.isoformat()}
        if made:
            ledger.record("curriculum.blueprint_added", by=None, on=blueprint, refs=refs)
        elif "effective_from" in changed:
            ledger.record("curriculum.blueprint_dated", by=None, on=blueprint, refs=refs)
        report.add("blueprints", "new" if made else "changed" if changed else "unchanged")
        if language == "en":
            _store_domains(blueprint, entry, made, report)


def _store_domains(blueprint: Blueprint, entry: OutlineEntry, made: bool, report: Report) -> None:
    stored = {domain.code: domain for domain in blueprint.domains.all()}
    if not made and set(stored) != {part.code for part in entry.domains}:
        raise _refuse(
            entry.place, f"the outline of {entry.as_of} is stored with other domains: give the new one its own date"
        )
    newer = BlueprintSkill.objects.filter(
        domain__blueprint__exam=blueprint.exam_id, domain__blueprint__as_of__gt=blueprint.as_of
    )
    elsewhere = set(newer.values_list("skill__code", flat=True))
    for part in entry.domains:
        low, high = part.weight or (None, None)
        domain = stored.get(part.code)
        if domain is None:
            domain = Domain.objects.create(
                blueprint=blueprint,
                code=part.code,
                name=part.name,
                weight_min=low,
                weight_max=high,
                position=part.position,
            )
            report.add("domains", "new")
        elif (domain.weight_min, domain.weight_max) != (low, high):
            stands = f"{domain.weight_min} to {domain.weight_max}"
            raise _refuse(
                part.place, f"the outline of {entry.as_of} is stored with {stands} %: give the new one its own date"
            )
        elif domain.name != part.name:
            domain.name = part.name
            domain.save(update_fields=["name"])
            report.add("domains", "changed")
        else:
            report.add("domains", "unchanged")
        _store_skills(domain, part, elsewhere, report)


def _store_skills(domain: Domain, part: DomainEntry, elsewhere: Collection[str], report: Report) -> None:
    """`elsewhere`: codes that a newer outline has. Their row stays as that one has it."""
    there = {row.skill.code: row for row in domain.blueprint_skills.select_related("skill")}
    if gone := sorted(set(there) - {skill.code for skill in part.skills}):
        raise _refuse(
            part.place, f"{gone[0]} is stored in this outline and answers may point to it: keep it in its file"
        )
    for entry in part.skills:
        values: dict[str, object] = {
            "group_code": entry.group_code,
            "group_name": entry.group_name,
            "position": entry.position,
        }
        row = there.get(entry.code)
        skill, made = Skill.objects.get_or_create(
            code=entry.code, defaults={"domain": domain, "text": entry.text, **values}
        )
        placed = row is None or bool(differs(row, values))
        if row is None:
            BlueprintSkill.objects.create(domain=domain, skill=skill, **values)
        elif placed:
            BlueprintSkill.objects.filter(pk=row.pk).update(**values)
        wanted = {"domain_id": domain.pk, "text": entry.text, **values}
        changed = differs(skill, wanted) if entry.code not in elsewhere else []
        if changed:
            Skill.objects.filter(pk=skill.pk).update(**{name: wanted[name] for name in changed})
        report.add("skills", "new" if made else "changed" if changed or placed else "unchanged")
