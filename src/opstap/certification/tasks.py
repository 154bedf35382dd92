"""Regular work of certification."""

from opstap.certification.actions.tell_learner import remind


def remind_of_exams() -> None:
    """Remind learners of tomorrow's exams."""
    remind()
