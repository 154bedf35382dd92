"""What may happen to a sitting, and when.

| state                   | may become                                                            |
| ----------------------- | --------------------------------------------------------------------- |
| proposed                | agreed, declined, cancelled; once its hour has come: missed, failed, passed |
| agreed                  | cancelled; once its hour has come: missed, failed, passed              |
| missed, failed, passed  | one of the others, as a correction with a reason                       |
| declined, cancelled     | nothing: another day is another sitting                                |
"""

from datetime import datetime, time, timedelta, tzinfo

AHEAD = frozenset({"proposed", "agreed"})
RESULTS = frozenset({"missed", "failed", "passed"})
ANSWERED = {"proposed": frozenset({"agreed", "declined"})}

# As the vendor reports it: scaled, not a percentage. Source: `common_rules.passing_score` of certifications.yaml.
LOWEST, PASS, HIGHEST = 1, 700, 1000
# Until a day before, the vendor takes a booking back without a fee; so the learner may step back as long.
WITHDRAW_UNTIL = timedelta(hours=24)
REMIND_FROM = time(9)

# Minutes on the exam's clock, and minutes that the timetable must keep free. Source: `common_rules.duration_minutes`.
MINUTES = {"fundamentals": (45, 65), "associate": (100, 120), "expert": (100, 120)}


def may_answer(state: str, *, starts_at: datetime, at: datetime) -> bool:
    """Whether the learner can still agree, or ask for another day."""
    return state == "proposed" and at < starts_at


def may_withdraw(state: str, *, starts_at: datetime, at: datetime) -> bool:
    """Whether the learner can still step back."""
    return state in AHEAD and at <= starts_at - WITHDRAW_UNTIL


def may_cancel(state: str) -> bool:
    """Whether the school can take it off the calendar."""
    return state in AHEAD


def may_record(state: str, *, starts_at: datetime, at: datetime) -> bool:
    """Whether a first result can be recorded: its hour has come."""
    return state in AHEAD and at >= starts_at


def may_correct(state: str) -> bool:
    """Whether there is a result that could be wrong."""
    return state in RESULTS


def may_verify(state: str, *, verified: bool) -> bool:
    """Whether there is a result of someone who sat, which nobody has seen on the vendor's record yet."""
    return state in {"failed", "passed"} and not verified


def score_fits(outcome: str, score: int | None) -> bool:
    """Whether a score can go with an outcome. It may be missing: not everybody tells it."""
    if score is None:
        return True
    return LOWEST <= score <= HIGHEST and outcome in {"failed", "passed"} and (score >= PASS) == (outcome == "passed")


def reminder_from(starts_at: datetime, zone: tzinfo) -> datetime:
    """From when on the learner is reminded: nine in the morning, the day before."""
    day = starts_at.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, REMIND_FROM, zone)


def minutes_of(level: str) -> tuple[int, int] | None:
    """Minutes of the exam, and minutes to keep free; None when the vendor's figure is not known to us."""
    return MINUTES.get(level)
