"""Reads of jobs. Whether the reader may is `access`."""

from opstap.jobs.queries.introductions import follow_ups_waiting, introductions_waiting
from opstap.jobs.queries.outcomes import outcomes_of

__all__ = ["follow_ups_waiting", "introductions_waiting", "outcomes_of"]
