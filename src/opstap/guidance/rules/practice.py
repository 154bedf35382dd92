"""When we say that a skill is known."""

# One would get most exam-level questions on it right, as practice shows it. Our choice.
KNOWN_FROM = 0.6


def is_known(value: float) -> bool:
    """Whether a skill with this share of right answers (0 to 1) is shown to be known."""
    return value >= KNOWN_FROM
