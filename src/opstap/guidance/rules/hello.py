"""The greeting at a time of the day."""

from datetime import time
from enum import StrEnum


class Hello(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def hello(at: time) -> Hello:
    """Until noon, until six, after that; the small hours belong to the evening before."""
    if time(5) <= at < time(12):
        return Hello.MORNING
    return Hello.AFTERNOON if time(12) <= at < time(18) else Hello.EVENING
