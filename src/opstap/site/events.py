"""What an earlier station causes in a later one: each line ties a verb of the ledger to a listener."""

from opstap.guidance.actions.tell_coaches import on_absence_said, on_help_asked
from opstap.kit.ledger import listen


def wire() -> None:
    """Called once, when every station is loaded."""
    listen("messages.help_asked", on_help_asked)
    listen("programme.absence_said", on_absence_said)
