"""Load the competences: all or nothing, twice changes nothing, and what is gone from the files is retired."""

from pathlib import Path

from django.db import transaction

from opstap.curriculum.actions.load_catalogue import FOLDER, ProblemsError
from opstap.curriculum.models import Competence, CompetenceMapping, Skill
from opstap.curriculum.rules import competences
from opstap.curriculum.rules.competences import CompetenceEntry
from opstap.curriculum.rules.report import Report, differs


def load_competences(*, folder: Path = FOLDER, report: Report | None = None) -> Report:
    """Read `competences/*.yaml` of `folder` and store what they say; ProblemsError holds every fault, and nothing is stored then.

    The skills of the catalogue should be stored before. A folder without competences changes nothing. The counts are added
    to `report`, when one is given.
    """
    report = report or Report()
    paths = sorted((folder / competences.FOLDER).glob("*.yaml"))
    if not paths:
        return report
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    entries, problems = competences.read_competences(files)
    skills = {skill.code: skill for skill in Skill.objects.all()}
    problems += [
        evidence.place.problem(f"no skill {evidence.skill} in the catalogue: use the code of one")
        for entry in entries
        for evidence in entry.evidence
        if evidence.skill and evidence.skill not in skills
    ]
    if problems:
        raise ProblemsError(problems)
    with transaction.atomic():
        stored = {
            row.code: row for row in Competence.objects.select_for_update().prefetch_related("skills", "mappings")
        }
        for entry in entries:
            report.add("competences", _store(entry, stored.pop(entry.code, None), skills))
        for row in stored.values():
            if not row.retired:
                row.retired = True
                row.save(update_fields=["retired"])
                report.add("competences", "retired")
    return report


def _store(entry: CompetenceEntry, row: Competence | None, skills: dict[str, Skill]) -> str:
    values: dict[str, object] = {
        "area": entry.area,
        "area_name": entry.area_name,
        "title": entry.title,
        "description": entry.description,
        "position": entry.position,
        "unmapped": entry.unmapped,
        "retired": False,
    }
    evidence = [skills[one.skill] for one in entry.evidence]
    if row is None:
        row = Competence.objects.create(code=entry.code, **values)
        row.skills.set(evidence)
        _map(row, entry)
        return "new"
    changed = differs(row, values)
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
    moved = {one.pk for one in row.skills.all()} != {one.pk for one in evidence}
    if moved:
        row.skills.set(evidence)
    remapped = _map(row, entry)
    return "changed" if changed or moved or remapped else "unchanged"


def _map(row: Competence, entry: CompetenceEntry) -> bool:
    """Let the mappings of `row` be those of the file; whether anything changed."""
    stored = {(one.framework, one.concept): one for one in row.mappings.all()}
    changed = False
    for one in entry.mappings:
        values: dict[str, object] = {
            "label": one.label,
            "relation": one.relation,
            "author": one.author,
            "note": one.note,
        }
        mapping = stored.pop((one.framework, one.concept), None)
        if mapping is None:
            CompetenceMapping.objects.create(competence=row, framework=one.framework, concept=one.concept, **values)
            changed = True
        elif differing := differs(mapping, values):
            CompetenceMapping.objects.filter(pk=mapping.pk).update(**{name: values[name] for name in differing})
            changed = True
    if stored:
        CompetenceMapping.objects.filter(pk__in=[one.pk for one in stored.values()]).delete()
        changed = True
    return changed
