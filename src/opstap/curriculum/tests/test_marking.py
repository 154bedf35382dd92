"""Marking: a truth table per kind, and what holds for every question."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.kinds import Asked, Choice, Slot, decimal_of, read_asked
from opstap.curriculum.rules.marking import NotAnOptionError, best_response, guess_level, mark, normal_form


def choices(**weights: float) -> tuple[Choice, ...]:
    return tuple(Choice(one, weight) for one, weight in weights.items())


ONE = choices(a=0.0, b=1.0, c=0.0, d=0.0)
TWO = choices(a=0.5, b=0.5, c=0.0, d=0.0)
HALF = choices(a=1.0, b=0.5, c=0.0)  # a GIFT question: b earns half
PAIRS = Asked("match", choices(x=0, y=0, z=0), (Slot("1", "x", ("x", "y", "z")), Slot("2", "y", ("x", "y", "z"))))
STEPS = read_asked("order", [{"id": one, "text": {}} for one in "abcd"])
GAPS = Asked("dropdown", (), (Slot("1", "a", ("a", "b")), Slot("2", "b", ("a", "b", "c"))))
NUMBER = read_asked(
    "numeric",
    [
        {"id": "good", "value": "0.5", "tolerance": "0.05", "weight": 1},
        {"id": "near", "value": "0.5", "tolerance": "0.2", "weight": 0.5},
        {"id": "percent", "value": "50", "weight": 0},
    ],
)
WORDS = read_asked(
    "short",
    [
        {"id": "mfa", "text": {"en": "multi-factor authentication", "ar": "المصادقة متعددة العوامل"}, "weight": 1,
         "also": {"nl": ["meerfactorauthenticatie"], "fr": ["authentification à plusieurs facteurs"], "en": ["MFA"]}},
        {"id": "two", "text": {"en": "2FA"}, "weight": 0.5},
        {"id": "sspr", "text": {"en": "SSPR"}, "weight": 0},
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "response", "expected"),
    [
        (Asked("single", ONE), "b", 1.0),
        (Asked("single", ONE), "a", 0.0),
        (Asked("single", ONE), "", 0.0),
        (Asked("single", HALF), "a", 1.0),
        (Asked("single", HALF), "b", 0.5),
        (Asked("single", HALF), "c", 0.0),
        (Asked("truefalse", choices(a=1.0, b=0.0)), "a", 1.0),
        (Asked("truefalse", choices(a=1.0, b=0.0)), "b", 0.0),
        (Asked("hotspot", ONE), "b", 1.0),
        (Asked("hotspot", ONE), "c", 0.0),
        (Asked("multiple", TWO), "a b", 1.0),
        (Asked("multiple", TWO), "a", 0.5),
        (Asked("multiple", TWO), "a c", 0.0),
        (Asked("multiple", TWO), "a b c", 0.5),
        (Asked("multiple", TWO), "a b c d", 0.0),
        (Asked("multiple", TWO), "c d", 0.0),
        (Asked("multiple", TWO), "", 0.0),
        (PAIRS, "1=x 2=y", 1.0),
        (PAIRS, "1=x 2=x", 0.5),
        (PAIRS, "1=x", 0.5),
        (PAIRS, "1=y 2=x", 0.0),
        (PAIRS, "", 0.0),
        (GAPS, "1=a 2=b", 1.0),
        (GAPS, "1=b 2=b", 0.5),
        (GAPS, "2=c", 0.0),
        (STEPS, "1=a 2=b 3=c 4=d", 1.0),
        (STEPS, "1=b 2=c 3=d 4=a", 2 / 3),  # the first step came last: the rest is in order
        (STEPS, "1=b 2=a 3=c 4=d", 1 / 3),
        (STEPS, "1=d 2=c 3=b 4=a", 0.0),
        (STEPS, "1=a 2=b", 1 / 3),
        (STEPS, "1=a 3=b", 0.0),
        (STEPS, "", 0.0),
    ],
)
def test_the_mark(asked: Asked, response: str, expected: float) -> None:
    assert mark(asked, response.split()).score == pytest.approx(expected)


@pytest.mark.parametrize(
    ("typed", "expected", "fits"),
    [
        ("0.5", 1.0, "good"),
        ("0,5", 1.0, "good"),
        (" ,50 ", 1.0, "good"),
        ("0.55", 1.0, "good"),
        ("0.45", 1.0, "good"),
        ("0.56", 0.5, "near"),
        ("٠٫٥", 1.0, "good"),
        ("50", 0.0, "percent"),
        ("half", 0.0, ""),
        ("NaN", 0.0, ""),
        ("", 0.0, ""),
    ],
)
def test_the_mark_of_a_number(typed: str, expected: float, fits: str) -> None:
    marked = mark(NUMBER, [typed] if typed else [])
    assert (marked.score, marked.fits) == (expected, fits)


@pytest.mark.parametrize(
    ("typed", "expected", "fits"),
    [
        ("Multi factor  authentication", 1.0, "mfa"),
        ("multi-factor authentication.", 1.0, "mfa"),
        ("mfa", 1.0, "mfa"),
        ("Authentification a plusieurs facteurs", 1.0, "mfa"),
        ("المصادقه متعدده العوامل", 1.0, "mfa"),
        ("المُصادقة مُتعدّدة العوامل", 1.0, "mfa"),
        ("2fa", 0.5, "two"),
        ("٢FA", 0.5, "two"),
        ("SSPR", 0.0, "sspr"),
        ("authentication", 0.0, ""),
        ("...", 0.0, ""),
    ],
)
def test_the_mark_of_words(typed: str, expected: float, fits: str) -> None:
    marked = mark(WORDS, [typed])
    assert (marked.score, marked.fits) == (expected, fits)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.14", "3.14"),
        ("3,14", "3.14"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 000", "1000"),
        ("−2", "-2"),
        ("12 %", "12"),
        ("١٢", "12"),
        ("1e3", "1E+3"),
        ("", None),
        ("twelve", None),
        ("Infinity", None),
    ],
)
def test_numbers_as_people_type_them(text: str, number: str | None) -> None:
    assert decimal_of(text) == (Decimal(number) if number else None)


def test_the_parts_of_a_response_are_told_apart() -> None:
    marked = mark(Asked("multiple", TWO), ["a", "c"])
    assert (marked.right, marked.wrong, marked.missed) == ({"a"}, {"c"}, {"b"})
    assert mark(Asked("single", HALF), ["b"]).missed == {"a"}
    marked = mark(PAIRS, ["1=x", "2=z"])
    assert (marked.right, marked.wrong, marked.missed) == ({"1=x"}, {"2=z"}, {"2=y"})
    marked = mark(WORDS, ["2fa"])
    assert (marked.right, marked.wrong, marked.missed) == ({"2fa"}, frozenset(), {"mfa"})


@pytest.mark.parametrize(
    ("asked", "response"),
    [
        (Asked("single", ONE), ["z"]),
        (Asked("single", ONE), ["a", "b"]),
        (Asked("hotspot", ONE), ["a", "b"]),
        (Asked("multiple", ONE), ["a", "z"]),
        (PAIRS, ["1=q"]),
        (PAIRS, ["9=x"]),
        (PAIRS, ["x"]),
        (PAIRS, ["1=x", "1=y"]),
        (STEPS, ["1=a", "2=a"]),
        (GAPS, ["1=c"]),
        (NUMBER, ["1", "2"]),
        (WORDS, ["x" * 201]),
    ],
)
def test_a_response_that_cannot_be_is_refused(asked: Asked, response: list[str]) -> None:
    with pytest.raises(NotAnOptionError):
        mark(asked, response)


def test_three_shares_make_a_whole_mark() -> None:
    thirds = choices(a=1 / 3, b=1 / 3, c=1 / 3, d=0.0)
    assert mark(Asked("multiple", thirds), ["c", "b", "a"]).score == 1.0


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0.0, 0.25, 0.5]), min_size=1),
    st.sets(st.sampled_from("abcdef")),
)
def test_a_mark_stays_in_range_and_ticking_everything_earns_no_more_than_the_key(
    weights: dict[str, float], chosen: set[str]
) -> None:
    asked = Asked("multiple", choices(**weights))
    chosen &= set(weights)
    assert 0 <= mark(asked, chosen).score <= 1
    key = {one for one, weight in weights.items() if weight}
    assert mark(asked, chosen).score <= mark(asked, key).score or not key


@given(st.permutations("abcdef"), st.integers(0, 6))
def test_steps_in_any_order_stay_in_range_and_only_the_right_one_earns_all(order: list[str], many: int) -> None:
    steps = read_asked("order", [{"id": one} for one in "abcdef"])
    marked = mark(steps, [f"{place}={one}" for place, one in enumerate(order[:many], start=1)])
    assert 0 <= marked.score <= 1
    assert marked.full == (order[:many] == list("abcdef"))


@given(st.text(max_size=200))
def test_whatever_is_typed_gets_a_mark_and_its_normal_form_is_stable(typed: str) -> None:
    assert 0 <= mark(NUMBER, [typed]).score <= 1
    assert 0 <= mark(WORDS, [typed]).score <= 1
    assert normal_form(normal_form(typed)) == normal_form(typed)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked("single", ONE), 0.2),
        (Asked("hotspot", ONE), 0.2),
        (Asked("truefalse", choices(a=1.0, b=0.0)), 0.4),
        (Asked("multiple", choices(a=0.5, b=0.5, c=0, d=0, e=0)), 0.08),
        (Asked("single", ()), 0.0),
        (PAIRS, 0.8 / 3),
        (GAPS, 0.8 * (1 / 2 + 1 / 3) / 2),
        (STEPS, 0.2),
        (NUMBER, 0.0),
        (WORDS, 0.0),
    ],
    ids=lambda value: value.kind if isinstance(value, Asked) else "",
)
def test_the_chance_of_a_guess_and_the_best_response(asked: Asked, expected: float) -> None:
    assert guess_level(asked) == pytest.approx(expected)
    if asked.options or asked.slots:
        assert mark(asked, best_response(asked)).full
