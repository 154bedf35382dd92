"""What the marks of a paper come to."""

from collections.abc import Sequence

# Our own line, on our own questions: the exam's scale is another one, and nothing here is ever converted to it.
MOCK_CUT = 0.70
TEST_CUT = 0.80  # four of five
CUTS = {"mock": MOCK_CUT, "module": TEST_CUT}
NEARLY_ALL = 1e-9  # thirds add up to almost 1


def mean_mark(scores: Sequence[float]) -> float:
    """The mean of the marks, 0 to 1; a question left open counts as 0. Summed in order: the same to the last digit."""
    return min(max(sum(scores) / len(scores), 0.0), 1.0) if scores else 0.0


def is_passed(kind: str, score: float) -> bool:
    """Whether a paper of this kind with this mean mark is at our line or above it."""
    return score >= CUTS[kind] - NEARLY_ALL
