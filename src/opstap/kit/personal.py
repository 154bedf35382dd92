"""The register of personal data: each personal field says what it is for, on which ground, and how long it is kept.

Source: GDPR (EU 2016/679), Art. 5(1)(b) and (e), 6, 9, 13 and 30. `tests/contract/test_register.py` fails on a field of a
model that belongs to a person and is declared neither in `personal` nor in `not_personal`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Legal ground, GDPR Art. 6(1); SENSITIVE adds explicit consent under Art. 9(2)(a)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal duty"
    LEGITIMATE_INTEREST = "legitimate interest"
    SENSITIVE = "explicit consent"


class Retention(StrEnum):
    """How long a field is kept; the clock starts at the event named."""

    ACCOUNT = "until the account is erased"
    DECISION_2_YEARS = "2 years after the decision"
    PROGRAMME_5_YEARS = "5 years after the edition ends"
    MESSAGE_1_YEAR = "1 year after sending"
    CALL_CLOSES = "6 months after the call closes"
    PSEUDONYM = "kept under a pseudonym that nothing maps back"


@dataclass(frozen=True, slots=True)
class Personal:
    """One line of the register."""

    purpose: str
    basis: Basis
    retention: Retention
