"""Regular work of admission; see `apps.py`."""

from opstap.admission.actions.forget_drafts import forget_drafts
from opstap.admission.actions.tell_interested import calls_to_announce, tell_interested


def announce_calls() -> int:
    """Tell those who wait about every call that opened; gives how many people."""
    return sum(tell_interested(call) for call in calls_to_announce())


def forget() -> int:
    """Throw away what was kept only until a call was over."""
    return forget_drafts()
