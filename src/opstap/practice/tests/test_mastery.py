"""When a skill is mastered: a truth table."""

from datetime import UTC, datetime, timedelta

import pytest

from opstap.practice.rules.mastery import Criterion, Evidence, Met, met

END = datetime(2026, 11, 25, 23, tzinfo=UTC)
LATER, TODAY = END + timedelta(hours=1), END - timedelta(hours=1)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(0.75, 5, 2, LATER), Met(sure=True, answers=True, days=True, remembered=True)),
        (Evidence(0.749, 5, 2, LATER), Met(sure=False, answers=True, days=True, remembered=True)),
        (Evidence(0.9, 4, 2, LATER), Met(sure=True, answers=False, days=True, remembered=True)),
        (Evidence(0.9, 50, 1, LATER), Met(sure=True, answers=True, days=False, remembered=True)),
        (Evidence(0.9, 5, 2, TODAY), Met(sure=True, answers=True, days=True, remembered=False)),
        (Evidence(0.9, 5, 2, END), Met(sure=True, answers=True, days=True, remembered=True)),
        (Evidence(0.0, 0, 0, None), Met(sure=False, answers=False, days=False, remembered=False)),
    ],
)
def test_each_part_of_the_criterion(evidence: Evidence, expected: Met) -> None:
    assert met(evidence, END) == expected
    assert met(evidence, END).all == (expected == Met(sure=True, answers=True, days=True, remembered=True))


def test_the_criterion_is_data() -> None:
    assert met(Evidence(0.5, 1, 1, LATER), END, Criterion(low=0.5, answers=1, days=1)).all
