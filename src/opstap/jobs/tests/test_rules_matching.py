"""Matching: the hard facts one by one, the weights, and what may never count."""

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.jobs.rules.matching import (
    LEVELS,
    SOON,
    Candidate,
    ExamRoad,
    Job,
    Kind,
    Road,
    State,
    match,
    ordered,
    why_not,
)

TODAY = date(2026, 3, 2)
EARNED, LEARNING = ExamRoad(Road.EARNED), ExamRoad(Road.LEARNING)
CARD = Candidate(
    languages={"nl": "B1"}, hours=(19, 38), from_day=None, from_day_shown=True, remote=True, exams={"SC-900": EARNED}
)
JOB = Job(languages={}, hours=(19, 38), starts_on=None, remote=False)


def planned(days: int) -> ExamRoad:
    return ExamRoad(Road.PLANNED, TODAY + timedelta(days=days))


def test_a_match_can_know_nothing_else() -> None:
    """Neither name, age, gender, nationality, origin, place, school, attendance, attempts, risk nor notes has a field."""
    assert {field.name for field in fields(Candidate)} == {
        "languages",
        "hours",
        "from_day",
        "from_day_shown",
        "remote",
        "exams",
    }
    assert {field.name for field in fields(ExamRoad)} == {"road", "on"}
    assert {field.name for field in fields(Job)} == {"languages", "hours", "starts_on", "remote", "required", "wanted"}


@pytest.mark.parametrize("floor", LEVELS)
@pytest.mark.parametrize("level", [*LEVELS, "", "B9"])
def test_a_language_reaches_its_floor(floor: str, level: str) -> None:
    found = match(replace(CARD, languages={"fr": level}), replace(JOB, languages={"fr": floor}), today=TODAY)
    reaches = level in LEVELS and LEVELS.index(level) >= LEVELS.index(floor)
    assert found.fits is reaches
    assert [(line.kind, line.what, line.state) for line in found.lines if line.kind is Kind.LANGUAGE] == [
        (Kind.LANGUAGE, "fr", State.HAS if reaches else State.MISSES)
    ]


@pytest.mark.parametrize(
    ("card", "job", "fits"),
    [
        ({"hours": (19, 38)}, {"hours": (38, 38)}, True),
        ({"hours": (19, 24)}, {"hours": (25, 38)}, False),
        ({"hours": (30, 38)}, {"hours": (19, 30)}, True),
        ({"hours": None}, {}, False),
        ({"from_day": None}, {"starts_on": TODAY}, True),
        ({"from_day": TODAY}, {"starts_on": TODAY}, True),
        ({"from_day": TODAY + timedelta(days=1)}, {"starts_on": TODAY}, False),
        ({"from_day": TODAY + timedelta(days=999)}, {"starts_on": None}, True),
        ({"from_day_shown": False}, {"starts_on": TODAY}, False),
        ({"from_day_shown": False}, {"starts_on": None}, True),
        ({"remote": False}, {"remote": True}, False),
        ({"remote": None}, {"remote": True}, False),
        ({"remote": True}, {"remote": True}, True),
        ({"remote": False}, {"remote": False}, True),
        ({"languages": None}, {"languages": {"nl": "A1"}}, False),
        ({"languages": {}}, {"languages": {}}, True),
    ],
)
def test_hard_facts(card: dict[str, object], job: dict[str, object], fits: bool) -> None:
    found = match(replace(CARD, **card), replace(JOB, **job), today=TODAY)  # type: ignore[arg-type]
    assert found.fits is fits
    assert bool([line for line in found.misses if line.hard]) is not fits


@pytest.mark.parametrize(
    ("exams", "score"),
    [
        ({}, Fraction(0)),
        ({"A": EARNED}, Fraction(3, 4)),
        ({"B": EARNED}, Fraction(1, 4)),
        ({"A": EARNED, "B": EARNED}, Fraction(1)),
        ({"A": LEARNING}, Fraction(0)),
        ({"A": planned(0)}, Fraction(3, 8)),
        ({"A": planned(SOON.days)}, Fraction(3, 8)),
        ({"A": planned(SOON.days + 1)}, Fraction(0)),
        ({"A": planned(-1)}, Fraction(0)),
        ({"A": EARNED, "B": planned(9)}, Fraction(7, 8)),
        ({"C": EARNED}, Fraction(0)),
    ],
)
def test_exams_weigh_three_and_one_and_a_plan_half(exams: dict[str, ExamRoad], score: Fraction) -> None:
    job = replace(JOB, required=["A"], wanted=["B"])
    assert match(replace(CARD, exams=exams), job, today=TODAY).score == score


def test_an_exam_never_keeps_anybody_out() -> None:
    assert match(replace(CARD, exams={}), replace(JOB, required=["A"]), today=TODAY).fits


def test_certificates_kept_off_the_card_do_not_count_and_are_not_denied() -> None:
    """ "Not on the card" is true; "not earned yet" would not be."""
    found = match(replace(CARD, exams=None), replace(JOB, required=["SC-900"]), today=TODAY)
    assert (found.fits, found.score) == (True, 0)
    assert [(line.what, line.shown) for line in found.misses] == [("SC-900", False)]


def test_no_exam_asked_is_a_full_score() -> None:
    assert match(CARD, JOB, today=TODAY).score == 1


def test_required_wins_over_wanted() -> None:
    found = match(replace(CARD, exams={"A": EARNED}), replace(JOB, required=["A"], wanted=["A"]), today=TODAY)
    assert [line.need for line in found.lines if line.kind is Kind.EXAM] == ["required"]


def test_what_keeps_cards_out_is_counted() -> None:
    job = replace(JOB, languages={"nl": "C1"}, hours=(40, 40))
    found = [match(replace(CARD, hours=hours), job, today=TODAY) for hours in ((19, 38), (40, 40), None)]
    assert why_not(found) == {(Kind.LANGUAGE, "nl"): 3, (Kind.HOURS, ""): 2}


ROADS = st.one_of(st.just(EARNED), st.just(LEARNING), st.integers(-90, 200).map(planned))
EXAMS = st.dictionaries(st.sampled_from("ABCDE"), ROADS)
SPOKEN = st.one_of(st.none(), st.dictionaries(st.sampled_from(["nl", "fr", "en"]), st.sampled_from(LEVELS)))
HOURS = st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda pair: (min(pair), max(pair)))
DAYS = st.one_of(st.none(), st.integers(-100, 400).map(lambda days: TODAY + timedelta(days=days)))
CANDIDATES = st.builds(
    Candidate,
    languages=SPOKEN,
    hours=st.one_of(st.none(), HOURS),
    from_day=DAYS,
    from_day_shown=st.booleans(),
    remote=st.one_of(st.none(), st.booleans()),
    exams=st.one_of(st.none(), EXAMS),
)
JOBS = st.builds(
    Job,
    languages=st.dictionaries(st.sampled_from(["nl", "fr", "en"]), st.sampled_from(LEVELS)),
    hours=HOURS,
    starts_on=DAYS,
    remote=st.booleans(),
    required=st.sets(st.sampled_from("ABCDE")),
    wanted=st.sets(st.sampled_from("ABCDE")),
)


@given(CANDIDATES, JOBS, st.sampled_from("ABCDE"))
def test_one_more_certificate_never_lowers_the_score(candidate: Candidate, job: Job, code: str) -> None:
    before = match(candidate, job, today=TODAY)
    after = match(replace(candidate, exams={**(candidate.exams or {}), code: EARNED}), job, today=TODAY)
    assert after.score >= before.score
    assert after.fits is before.fits


@given(CANDIDATES, JOBS)
def test_the_score_is_a_share_and_every_line_is_in_one_list(candidate: Candidate, job: Job) -> None:
    found = match(candidate, job, today=TODAY)
    assert 0 <= found.score <= 1
    assert sorted(map(repr, [*found.has, *found.misses])) == sorted(map(repr, found.lines))
    assert found == match(candidate, job, today=TODAY)


@given(st.dictionaries(st.text("ABCDEFGH23456", min_size=4, max_size=4), st.fractions(0, 1)), st.text(), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_coming(scores: dict[str, Fraction], seed: str, random) -> None:  # type: ignore[no-untyped-def]
    rows = list(scores.items())
    first = ordered(rows, seed=seed)
    random.shuffle(rows)
    assert ordered(rows, seed=seed) == first
    assert [scores[name] for name in first] == sorted(scores.values(), reverse=True)


def test_the_draw_differs_per_vacancy() -> None:
    names = [(f"C{n:03}", Fraction(1)) for n in range(60)]
    assert ordered(names, seed="one") != ordered(names, seed="two")
