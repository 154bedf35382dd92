"""The conditions of a call, as data, and what someone's answers say about them.

A call keeps its conditions as a list of objects:

    {"code": "age", "kind": "age_min", "value": 18,
     "question": {"en": ...}, "reason": {"en": ...}, "alternative": {"en": ...}}

`question` is what is asked, `reason` what is told when the condition is not met, `alternative` the other road: a verdict
is never a bare no. Answers are codes, `{"age": "yes"}`; no date of birth and no postcode is asked or kept.
The kinds and the meaning of their `value`:

    age_min                 years; answered yes or no
    registered_job_seeker   "now", or "by_start" when registering before the first day is in time
    residence               a code of the region; answered yes or no
    language_floor          "a1", "a2" or "b1" of the Common European Framework: what the class needs
    days_per_week           how many days the person can come, at least
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

type Texts = Mapping[str, str]
type Value = int | str

# What can be answered per kind, from least to most. The place in the list is the rank that is compared.
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "age_min": ("no", "yes"),
    "registered_job_seeker": ("no", "soon", "yes"),
    "residence": ("no", "yes"),
    "language_floor": ("none", "a1", "a2", "b1"),
    "days_per_week": ("1", "2", "3", "4", "5"),
}
_YES = ("age_min", "residence")
_LANGUAGES = ("nl", "fr", "en", "ar")


class RuleError(ValueError):
    """A condition is not written as this module reads it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of a call."""

    code: str
    kind: str
    value: Value
    question: Texts
    reason: Texts
    alternative: Texts

    @property
    def options(self) -> tuple[str, ...]:
        """The answers one can give, least first."""
        return OPTIONS[self.kind]

    @property
    def needed(self) -> str:
        """The least answer that meets the condition."""
        if self.kind in _YES:
            return "yes"
        if self.kind == "registered_job_seeker":
            return "yes" if self.value == "now" else "soon"
        return str(self.value)

    def is_met_by(self, answer: str) -> bool:
        """Whether the answer reaches the condition."""
        return self.options.index(answer) >= self.options.index(self.needed)


@dataclass(frozen=True, slots=True)
class Failure:
    """A condition that is not met, why it exists, and the other road."""

    code: str
    reason: Texts
    alternative: Texts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers say. `fits` only when nothing failed and nothing is missing on `checked_on`."""

    failures: tuple[Failure, ...]
    missing: tuple[str, ...]
    checked_on: date

    @property
    def fits(self) -> bool:
        """Whether the person can apply."""
        return not self.failures and not self.missing


def read(rules: Sequence[Mapping[str, object]]) -> tuple[Rule, ...]:
    """The conditions of a call, checked: codes once, known kinds, values that can be met, every text in every language.

    Raises RuleError with the code of the first condition that is wrong.
    """
    found = tuple(_one(rule) for rule in rules)
    codes = [rule.code for rule in found]
    if len(set(codes)) != len(codes):
        raise RuleError(f"a code is used twice in {codes}")
    return found


def check(rules: Sequence[Rule], answers: Mapping[str, str], *, today: date) -> Verdict:
    """Hold the answers against the conditions. An answer that is not on offer counts as not given."""
    failures: list[Failure] = []
    missing: list[str] = []
    for rule in rules:
        answer = answers.get(rule.code, "")
        if answer not in rule.options:
            missing.append(rule.code)
        elif not rule.is_met_by(answer):
            failures.append(Failure(rule.code, rule.reason, rule.alternative))
    return Verdict(tuple(failures), tuple(missing), today)


def _one(raw: Mapping[str, object]) -> Rule:
    code, kind, value = raw.get("code"), raw.get("kind"), raw.get("value")
    if not isinstance(code, str) or not code.isidentifier():
        raise RuleError(f"a condition needs a code like 'age', not {code!r}")
    if not isinstance(kind, str) or kind not in OPTIONS:
        raise RuleError(f"{code}: unknown kind {kind!r}")
    if not isinstance(value, int | str):
        raise RuleError(f"{code}: the value is a number or a code, not {value!r}")
    if kind == "registered_job_seeker" and value not in {"now", "by_start"}:
        raise RuleError(f"{code}: the value is now or by_start")
    rule = Rule(code, kind, value, *(_texts(raw, code, part) for part in ("question", "reason", "alternative")))
    if rule.needed not in rule.options:
        raise RuleError(f"{code}: nobody can answer {value!r}")
    return rule


def _texts(raw: Mapping[str, object], code: str, part: str) -> dict[str, str]:
    texts = raw.get(part)
    if not isinstance(texts, Mapping) or not all(str(texts.get(language, "")).strip() for language in _LANGUAGES):
        raise RuleError(f"{code}: {part} must be there in {', '.join(_LANGUAGES)}")
    return {str(language): str(text) for language, text in texts.items()}
