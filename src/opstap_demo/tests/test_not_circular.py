"""What the demonstration shows about readiness is found by the product: the simulator does not know its model."""

import ast
from collections import defaultdict
from pathlib import Path
from uuid import UUID

from opstap.certification.models import Sitting
from opstap.curriculum.models import Blueprint, Question
from opstap.practice.models import Answer
from opstap.practice.rules.knowledge import Held, hard_before
from opstap.practice.rules.readiness import DomainKnown, readiness
from opstap_demo import simulator
from opstap_demo.tests.fixtures import Built

SIMULATOR = Path(str(simulator.__file__)).parent


def _imported(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_the_simulator_imports_nothing_of_opstap() -> None:
    files = list(SIMULATOR.glob("*.py"))
    assert len(files) >= 7
    for path in files:
        names = _imported(path.read_text(encoding="utf-8"))
        assert not {name for name in names if name.split(".")[0] in {"opstap", "django"}}, path.name
        assert {name.split(".")[1] for name in names if name.startswith("opstap_demo")} <= {"simulator"}, path.name


def test_readiness_before_a_sitting_tells_something_and_not_everything(built_demonstration: Built) -> None:
    """The area under the curve: how often, of one who passed and one who did not, the former was held to be readier."""
    blueprint = Blueprint.objects.filter(exam__code="SC-900", language="en").latest("as_of")
    sat = Sitting.objects.filter(exam=blueprint.exam, state__in=Sitting.SAT, attempt=1).select_related(
        "person__learner"
    )
    chances = _chances(list(sat), blueprint)
    passed = [chance for chance, state in chances if state == "passed"]
    failed = [chance for chance, state in chances if state == "failed"]
    assert min(len(passed), len(failed)) >= 15
    pairs = [(one > other) + (one == other) / 2 for one in passed for other in failed]
    area = sum(pairs) / len(pairs)
    print(f"\nreadiness before {len(chances)} first sittings against their result: AUC {area:.2f}")  # noqa: T201
    assert 0.6 < area < 0.95


def _chances(sittings: list[Sitting], blueprint: Blueprint) -> list[tuple[float, str]]:
    """What practice would have said on the day: its rules over the answers given until then."""
    domains = [
        (
            one.code,
            ((one.weight_min or 0) + (one.weight_max or 0)) / 2,
            [row.skill_id for row in one.blueprint_skills.all()],
        )
        for one in blueprint.domains.prefetch_related("blueprint_skills")
    ]
    skills = {
        one.pk: [skill.pk for skill in sorted(one.skills.all(), key=lambda skill: skill.code)]
        for one in Question.objects.prefetch_related("skills")
    }
    answers = defaultdict(list)
    for answer in Answer.objects.select_related("question").order_by("sequence"):
        answers[answer.learner_id].append(answer)
    found = []
    for sitting in sittings:
        held = Held[UUID]()
        for one in answers[sitting.person.learner.pk]:
            if one.happened_at < sitting.starts_at:
                about, code = skills[one.question_id], one.question.code
                meeting = held.meet(about, code, hard_before(one.difficulty, one.features), one.happened_at)
                held.learn(meeting, about, code, one.score, one.happened_at)
        outline = [DomainKnown(code, weight, tuple(held.skill(one) for one in some)) for code, weight, some in domains]
        found.append((readiness(held.person, outline).chance, sitting.state))
    return found
