"""The short test of a module: a few questions over its skills; who passes need not read its lessons.

Five questions at 80 % is design.md's "test out": four in five right by guessing alone has a chance of 2 in 100 with four
options. A wrong pass costs little (practice asks about the same skills again), so it is short. Our choice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from opstap.practice.rules.drawing import Drawable, cases_together, draw
from opstap.practice.rules.mock_form import TooFewQuestionsError

MOST = 5
LEAST = 3
REST = timedelta(days=1)


def short_form(pool: Sequence[Drawable], seed: str) -> list[str]:
    """The codes of its questions, one of each skill first. Raises TooFewQuestionsError."""
    if len(pool) < LEAST:
        raise TooFewQuestionsError(f"{len(pool)} questions are not enough for a short test")
    drawn = draw(pool, MOST, seed)
    return cases_together([one.code for one in drawn], {one.code: one.case for one in drawn})


def again_from(last: datetime | None) -> datetime | None:
    """From when it may be tried again after a test handed in at `last` that was not passed."""
    return last + REST if last else None
