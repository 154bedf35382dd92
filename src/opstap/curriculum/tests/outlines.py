"""Exams with outlines, made of rows: what tests of outlines, here and in later stations, start from."""

from collections.abc import Mapping, Sequence
from datetime import date

from opstap.curriculum.models import Blueprint, BlueprintSkill, Domain, Exam, Module, Question, Skill


def make_exam(code: str, **fields: object) -> Exam:
    exam, _ = Exam.objects.get_or_create(
        code=code, defaults={"certification": f"{code} Associate", "level": "associate", "status": "active", **fields}
    )
    return exam


def make_outline(
    exam: Exam,
    as_of: date,
    domains: Mapping[str, Sequence[str]],
    weights: Mapping[str, tuple[int, int]] | None = None,
    **fields: object,
) -> Blueprint:
    """An English outline; its domains by name with the codes of their skills, which may stand in other outlines too."""
    blueprint = Blueprint.objects.create(exam=exam, as_of=as_of, **fields)
    for position, (name, codes) in enumerate(domains.items(), start=1):
        low, high = (weights or {}).get(name, (None, None))
        domain = Domain.objects.create(
            blueprint=blueprint,
            code=f"d{position}",
            name={"en": name},
            weight_min=low,
            weight_max=high,
            position=position,
        )
        place = {"group_code": "g", "group_name": {"en": "Group"}}
        for number, code in enumerate(codes, start=1):
            skill, _ = Skill.objects.get_or_create(
                code=code, defaults={"domain": domain, "text": {"en": f"Do {code}"}, "position": number, **place}
            )
            BlueprintSkill.objects.create(domain=domain, skill=skill, position=number, **place)
    return blueprint


def make_question(module: Module, code: str, *skills: Skill) -> Question:
    question = Question.objects.create(
        code=code,
        course=module.course,
        module=module,
        kind=Question.Kind.SINGLE,
        stem={"en": f"{code}?"},
        options=[],
        licence="x",
        author="x",
    )
    question.skills.set(skills)
    return question
