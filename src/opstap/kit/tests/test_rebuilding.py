"""Compare what stood with what is made anew, row by row."""

from collections.abc import Mapping

import pytest

from opstap.kit.clock import now
from opstap.kit.models import PeriodicWork
from opstap.kit.rebuilding import Derived, Difference, Rebuilding, run

WHEN = now()


def rebuild() -> Mapping[str, int]:
    """Pretend that one work follows from facts, and that it is always the same."""
    PeriodicWork.objects.all().delete()
    PeriodicWork.objects.create(name="right", begun_at=WHEN)
    return {"works": 1}


PRETENDED = Rebuilding("kit", (Derived(PeriodicWork, ("begun_at",), by=("name",)),), rebuild)


@pytest.mark.django_db
def test_missing_and_needless_rows_are_differences_and_are_mended() -> None:
    PeriodicWork.objects.create(name="wrong", begun_at=WHEN)
    assert run(PRETENDED).differences == (Difference("kit.PeriodicWork", 2, (("right",), ("wrong",))),)
    assert run(PRETENDED).differences == ()


@pytest.mark.django_db
def test_looking_keeps_nothing() -> None:
    PeriodicWork.objects.create(name="wrong", begun_at=WHEN)
    assert run(PRETENDED, keep=False).differences[0].rows == 2
    assert [work.name for work in PeriodicWork.objects.all()] == ["wrong"]
