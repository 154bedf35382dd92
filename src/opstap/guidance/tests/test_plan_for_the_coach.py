"""A coach reads whether the plans of their people hold, and what would help."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from opstap.guidance.words import plan as plan_words
from opstap.kit.clock import today
from opstap.people.models import Person
from opstap.practice.actions.wish_plan import Change, wish_plan
from opstap.practice.queries.plan import PlanState
from opstap.practice.tests.build import make_course
from opstap.programme.models import Participation

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 1)


def text_of(client: Client, name: str, pk: object) -> str:
    return client.get(reverse(name, args=[pk]), headers={"accept-language": "en"}).content.decode()


def test_the_coach_sees_a_plan_that_does_not_fit(
    client: Client, bilal: Person, amina: Person, takes_part: Participation
) -> None:
    client.force_login(bilal)
    assert "does not fit" not in text_of(client, "guidance:group", takes_part.group_id)
    change = Change(course=make_course(per_domain=1), hours_a_week=1.0, exam_on=today() + timedelta(days=10))
    wish_plan(key=uuid4(), person=amina, change=change)
    assert "The plan of 1 person does not fit" in text_of(client, "guidance:group", takes_part.group_id)
    assert "The plan needs " in text_of(client, "guidance:person", amina.pk)
    wish_plan(key=uuid4(), person=amina, change=Change(exam_on=today() + timedelta(days=400)))
    assert "does not fit" not in text_of(client, "guidance:group", takes_part.group_id)
    assert "in time for the exam" in text_of(client, "guidance:person", amina.pk)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (PlanState(True, None, 4, 0, 0), "Plan: 4 h a week, no exam date yet."),
        (PlanState(True, DAY, 2.5, 0, 0), "Plan: 2.5 h a week, and in time for the exam on 1 March 2027."),
        (
            PlanState(False, DAY, 4, 9, 12),
            "The plan needs 9 h a week, and has 4. More hours, or an exam on 13 March 2027",
        ),
        (PlanState(False, DAY, 4, 0, 12), "does not fit before the exam on 1 March 2027. An exam on 13 March 2027"),
    ],
)
def test_what_is_told(state: PlanState, told: str) -> None:
    assert told in plan_words(state)
