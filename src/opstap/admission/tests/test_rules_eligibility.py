"""Conditions of a call: a truth table per kind, and that a verdict is never a bare no."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.admission.rules.eligibility import OPTIONS, Rule, RuleError, check, read

TODAY = date(2027, 1, 15)
TEXTS = {"nl": "a", "fr": "b", "en": "c", "ar": "d"}


def rule(kind: str, value: object, code: str = "it", **changes: Any) -> dict[str, object]:
    texts = {"question": TEXTS, "reason": TEXTS, "alternative": TEXTS}
    return {"code": code, "kind": kind, "value": value, **texts, **changes}


@pytest.mark.parametrize(
    ("kind", "value", "answer", "fits"),
    [
        ("age_min", 18, "yes", True),
        ("age_min", 18, "no", False),
        ("residence", "brussels", "yes", True),
        ("residence", "brussels", "no", False),
        ("registered_job_seeker", "now", "yes", True),
        ("registered_job_seeker", "now", "soon", False),
        ("registered_job_seeker", "now", "no", False),
        ("registered_job_seeker", "by_start", "yes", True),
        ("registered_job_seeker", "by_start", "soon", True),
        ("registered_job_seeker", "by_start", "no", False),
        ("language_floor", "a2", "none", False),
        ("language_floor", "a2", "a1", False),
        ("language_floor", "a2", "a2", True),
        ("language_floor", "a2", "b1", True),
        ("days_per_week", 4, "3", False),
        ("days_per_week", 4, "4", True),
        ("days_per_week", 4, "5", True),
    ],
)
def test_each_kind(kind: str, value: int | str, answer: str, fits: bool) -> None:
    verdict = check(read([rule(kind, value)]), {"it": answer}, today=TODAY)
    assert verdict.fits is fits
    assert verdict.checked_on == TODAY


def test_a_condition_that_is_not_met_says_why_and_shows_the_other_road() -> None:
    verdict = check(read([rule("age_min", 18)]), {"it": "no"}, today=TODAY)
    assert [(f.code, f.reason, f.alternative) for f in verdict.failures] == [("it", TEXTS, TEXTS)]


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "18"])
def test_an_answer_that_is_not_on_offer_is_missing_and_no_failure(answer: str) -> None:
    verdict = check(read([rule("age_min", 18)]), {"it": answer}, today=TODAY)
    assert (verdict.fits, verdict.missing, verdict.failures) == (False, ("it",), ())


def test_a_call_without_conditions_fits_everybody() -> None:
    assert check((), {}, today=TODAY).fits


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"code": "", "kind": "age_min", "value": 1}, "needs a code"),
        (rule("shoe_size", 40), "unknown kind"),
        (rule("age_min", [18]), "a number or a code"),
        (rule("registered_job_seeker", "later"), "now or by_start"),
        (rule("language_floor", "c2"), "nobody can answer"),
        (rule("days_per_week", 9), "nobody can answer"),
        (rule("age_min", 18, reason={"en": "only English"}), "reason must be there"),
        (rule("age_min", 18, alternative={}), "alternative must be there"),
        (rule("age_min", 18, question="Hoe oud?"), "question must be there"),
    ],
)
def test_a_badly_written_condition_is_refused(raw: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        read([raw])


def test_a_code_is_used_once() -> None:
    with pytest.raises(RuleError, match="twice"):
        read([rule("age_min", 18), rule("age_min", 21)])


values = {
    "age_min": st.integers(16, 30),
    "registered_job_seeker": st.sampled_from(["now", "by_start"]),
    "residence": st.just("brussels"),
    "language_floor": st.sampled_from(["a1", "a2", "b1"]),
    "days_per_week": st.integers(1, 5),
}
one_rule = st.sampled_from(sorted(OPTIONS)).flatmap(lambda kind: st.tuples(st.just(kind), values[kind]))


@st.composite
def calls(draw: st.DrawFn) -> tuple[tuple[Rule, ...], dict[str, str]]:
    kinds = draw(st.lists(one_rule, max_size=6))
    rules = read([rule(kind, value, code=f"r{i}") for i, (kind, value) in enumerate(kinds)])
    answers = {r.code: draw(st.sampled_from([*r.options, ""])) for r in rules}
    return rules, answers


@given(calls())
def test_every_condition_is_met_failed_or_missing_and_only_once(
    case: tuple[tuple[Rule, ...], dict[str, str]],
) -> None:
    rules, answers = case
    verdict = check(rules, answers, today=TODAY)
    failed, missing = {f.code for f in verdict.failures}, set(verdict.missing)
    assert not failed & missing
    assert failed | missing <= {r.code for r in rules}
    assert verdict.fits == (not failed and not missing)
    assert all(f.reason and f.alternative for f in verdict.failures)


@given(calls())
def test_a_higher_answer_never_hurts(case: tuple[tuple[Rule, ...], dict[str, str]]) -> None:
    rules, answers = case
    before = {f.code for f in check(rules, answers, today=TODAY).failures}
    best = {r.code: r.options[-1] if answers[r.code] else "" for r in rules}
    assert {f.code for f in check(rules, best, today=TODAY).failures} <= before


@given(calls(), st.dates())
def test_the_day_does_not_change_what_codes_say(case: tuple[tuple[Rule, ...], dict[str, str]], day: date) -> None:
    rules, answers = case
    first, second = check(rules, answers, today=TODAY), check(rules, answers, today=day)
    assert (first.failures, first.missing) == (second.failures, second.missing)
