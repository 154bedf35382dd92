"""The outline of the exam: does it exist, does it have the domains and skills that the pack names, is each practised enough?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.marked_yaml import Node

# With fewer, the third round of practice already repeats what was seen (practice asks two or three per skill and sitting).
LEAST_QUESTIONS = 5


def check_outline(material: Material) -> Iterator[Finding]:
    """Every fault against the outline."""
    pack, outline = material.pack, material.outline
    if outline is None and pack.exam:
        place = pack.place.get("blueprint") or pack.place
        message = f"the catalogue has no outline of {pack.exam} of {pack.as_of}: mend the exam or the date"
        yield found("outline-unknown", place.get("as_of") or place, message)
    for module in pack.modules:
        if outline and module.domain and module.domain not in outline.skills:
            place = module.place.get("domain") or module.place
            message = (
                f"the outline of {outline.exam} has no domain {module.domain}: use one of {', '.join(outline.skills)}"
            )
            yield found("domain-unknown", place, message)
        yield from _unknown(material, module.place, module.skills)
        for question in module.questions:
            yield from _unknown(material, question.place, question.skills)
            yield from _elsewhere(material, question.place, question.skills, module.skills)
    yield from _few_questions(material)


def _unknown(material: Material, place: Node, skills: Sequence[str]) -> Iterator[Finding]:
    outline = material.outline
    for skill in skills:
        if outline and skill and not outline.domain_of(skill):
            message = f"{skill} is not a skill of {outline.exam}: look it up in the skills of the catalogue"
            yield found("skill-unknown", _listed(place, skill), message)


def _elsewhere(material: Material, place: Node, skills: Sequence[str], taught: Sequence[str]) -> Iterator[Finding]:
    for skill in skills:
        known = material.outline is None or material.outline.domain_of(skill)
        if skill and skill not in taught and known:
            message = (
                f"{skill} is not taught in this module: name it in module.yaml, or move the question to its module"
            )
            yield found("question-skill-elsewhere", _listed(place, skill), message)


def _few_questions(material: Material) -> Iterator[Finding]:
    practice = [question for question in material.pack.questions if question.pool == "practice"]
    many = Counter(skill for question in practice for skill in question.skills)
    for module in material.pack.modules:
        for skill in module.skills:
            known = material.outline is None or material.outline.domain_of(skill)
            if known and many[skill] < LEAST_QUESTIONS:
                message = f"{skill} has {many[skill]} question(s) to practise with: write at least {LEAST_QUESTIONS}"
                yield found("skill-few-questions", _listed(module.place, skill), message)


def _listed(place: Node, skill: str) -> Node:
    """The place of one skill in the list `skills`."""
    listed = place.get("skills") or place
    parts = listed.value if isinstance(listed.value, list) else []
    return next((part for part in parts if part.value == skill), listed)
