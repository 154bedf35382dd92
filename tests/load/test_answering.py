"""Twenty learners at the same moment: as `bench/load/answering.py` does with two hundred."""

import pytest

from opstap.curriculum.models import Question
from opstap.practice.tests.build import make_course
from tests.build import grant, make_person
from tests.load.answering import answer_together


@pytest.mark.django_db(transaction=True)
def test_no_answer_is_lost_or_counted_twice_when_many_come_at_once() -> None:
    make_course("load", per_domain=2)
    people = [grant(make_person(), "learner") for _ in range(20)]
    questions = list(Question.objects.order_by("code").prefetch_related("skills"))
    found = answer_together(people, questions, 4)
    assert found.holds, found
    assert found.answers == 80
