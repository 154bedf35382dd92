"""The simulator answers a question of any kind with what the product takes in, right and wrong."""

from random import Random

import pytest

from opstap.curriculum.models import Module, Question, Skill
from opstap.curriculum.queries import asked_of
from opstap.curriculum.rules.marking import mark
from opstap.practice.tests.build import make_course
from opstap.practice.tests.every_kind import KINDS, make_every_kind
from opstap_demo.material import item_of
from opstap_demo.simulator.answering import Item, reply
from opstap_demo.simulator.memory import Memory, Trace
from opstap_demo.simulator.mind import draw_mind
from opstap_demo.simulator.world import make_world

pytestmark = pytest.mark.django_db
SKILL = "kinds.d1.0"
TURNS = 200


@pytest.fixture
def questions(db: None) -> dict[str, Question]:
    make_course("kinds", per_domain=0)
    return make_every_kind(Module.objects.get(code="kinds-d1"), Skill.objects.get(code=SKILL))


def replies(item: Item, *, taught: bool) -> list[tuple[str, ...]]:
    dice = Random("kinds")
    made = []
    for turn in range(TURNS):
        memory = Memory(draw_mind(dice), make_world(turn, [SKILL]))
        if taught:
            memory.traces[SKILL] = Trace(strength=1.0, stability=1000.0, last=1.0)
        made.append(reply(memory, item, 1.0, dice))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_reply_can_be_marked_and_who_was_taught_does_better(questions: dict[str, Question], kind: str) -> None:
    question = questions[kind]
    item, asked = item_of(question), asked_of(question)
    assert mark(asked, item.key).full
    scores = {
        taught: [mark(asked, chosen).score for chosen in replies(item, taught=taught)] for taught in (True, False)
    }
    assert sum(scores[True]) > sum(scores[False]) + TURNS / 20
    assert min(scores[True]) < 1.0, "a slip"
    assert 0 < sum(scores[False]) / TURNS < 0.8
