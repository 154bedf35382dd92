"""A course with an outline of four domains and questions enough for a mock exam, made of rows."""

from datetime import date

from opstap.curriculum.models import Blueprint, BlueprintSkill, Course, Domain, Exam, Lesson, Module, Question, Skill

WEIGHTS = {"d1": (10, 15), "d2": (25, 30), "d3": (35, 40), "d4": (20, 25)}
SKILLS_PER_DOMAIN = 5


def make_course(code: str = "paper-course", *, per_domain: int = 20, level: str = "fundamentals") -> Course:
    """A course of four modules, one a domain, each with a lesson and `per_domain` questions (right: "a", of a to d)."""
    exam = Exam.objects.create(code=code[:20].upper(), certification="Papers", level=level, status="active")
    blueprint = Blueprint.objects.create(exam=exam, as_of=date(2026, 1, 1))
    course = Course.objects.create(
        code=code, version="1", title={"en": "Papers"}, licence="CC-BY-4.0", blueprint=blueprint
    )
    for position, (name, (low, high)) in enumerate(WEIGHTS.items(), start=1):
        domain = Domain.objects.create(
            blueprint=blueprint,
            code=name,
            name={"en": f"Domain {name}"},
            weight_min=low,
            weight_max=high,
            position=position,
        )
        skills = [_skill(domain, f"{code}.{name}.{number}", number) for number in range(SKILLS_PER_DOMAIN)]
        module = Module.objects.create(course=course, code=f"{code}-{name}", title={"en": name}, position=position)
        Lesson.objects.create(
            module=module, code=f"{code}-lesson-{name}", title={"en": f"Lesson {name}"}, text={}, minutes=5, position=1
        )
        for number in range(per_domain):
            make_question(module, f"{code}-{name}-{number:02}", skills[number % SKILLS_PER_DOMAIN])
    return course


def _skill(domain: Domain, code: str, position: int) -> Skill:
    skill = Skill.objects.create(
        domain=domain, code=code, group_code="g", group_name={}, text={"en": code}, position=position
    )
    BlueprintSkill.objects.create(domain=domain, skill=skill, group_code="g", group_name={}, position=position)
    return skill


def make_question(module: Module, code: str, *skills: Skill) -> Question:
    options = [
        {"id": name, "text": {"en": f"{code} {name}"}, "why": {"en": f"why {name}"}, "weight": float(name == "a")}
        for name in "abcd"
    ]
    question = Question.objects.create(
        code=code,
        course=module.course,
        module=module,
        kind="single",
        stem={"en": f"{code}?"},
        options=options,
        licence="x",
        author="x",
    )
    question.skills.set(skills)
    return question
