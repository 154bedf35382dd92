"""The GIFT reader against files that others expect something of, against each type, and against noise."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from opstap.curriculum.rules.gift import FAULTS, MOST_ITEMS, parse
from opstap.curriculum.rules.gift_shapes import (
    Choice,
    Description,
    Essay,
    Fault,
    Item,
    Matching,
    MultipleChoice,
    Number,
    NumberChoice,
    Numerical,
    Rich,
    ShortAnswer,
    TrueFalse,
)

GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "data" / "gift"


def rich_json(text: Rich | None) -> object:
    return None if text is None else {"format": text.format, "text": text.text}


def number_json(number: Number | None) -> object:
    if number is None:
        return None
    if number.interval:
        return {"type": "high-low", "numberHigh": number.high, "numberLow": number.low}
    if number.tolerance is None:
        return {"type": "simple", "number": number.low}
    middle = round((number.low + number.high) / 2, 10)
    return {"type": "range", "number": middle, "range": number.tolerance}


def choices_json(choices: tuple[Choice, ...] | tuple[NumberChoice, ...]) -> list[object]:
    return [
        {
            "isCorrect": choice.right,
            "weight": choice.weight,
            "text": number_json(choice.number) if isinstance(choice, NumberChoice) else rich_json(choice.text),
            "feedback": rich_json(choice.feedback),
        }
        for choice in choices
    ]


def item_json(item: Item) -> dict[str, object]:
    """Our value in the words of the expected files."""
    known: dict[str, object] = {
        "id": item.id or None,
        "tags": list(item.tags) or None,
        "title": item.title or None,
        "stem": rich_json(item.stem),
        "hasEmbeddedAnswers": item.embedded,
        "globalFeedback": rich_json(item.feedback),
    }
    match item.answers:
        case MultipleChoice(choices):
            return {**known, "type": "MC", "choices": choices_json(choices)}
        case ShortAnswer(choices):
            return {**known, "type": "Short", "choices": choices_json(choices)}
        case TrueFalse(is_true, when_true, when_false):
            told = {"trueFeedback": rich_json(when_true), "falseFeedback": rich_json(when_false)}
            return {**known, "type": "TF", "isTrue": is_true, **told}
        case Numerical(choices, single):
            shown = number_json(choices[0].number) if single else choices_json(choices)
            return {**known, "type": "Numerical", "choices": shown}
        case Matching(pairs):
            shown = [{"subquestion": rich_json(pair.question), "subanswer": pair.answer} for pair in pairs]
            return {**known, "type": "Matching", "matchPairs": shown}
        case other:
            return {**known, "type": type(other).__name__}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.gift")), ids=lambda path: path.stem)
def test_the_golden_files(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    items = parse(path.read_text(encoding="utf-8"))
    assert [item for item in items if isinstance(item, Fault)] == []
    assert [item_json(item) for item in items if isinstance(item, Item)] == expected


def only(text: str) -> Item:
    (item,) = parse(text)
    assert isinstance(item, Item)
    return item


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is 1+1? {=2 ~3}", MultipleChoice),
        ("Sky is blue. {T}", TrueFalse),
        ("Sky is red. {false#No#Yes}", TrueFalse),
        ("Who? {=me =I}", ShortAnswer),
        ("Pi? {#3.14:0.01}", Numerical),
        ("Pi? {#=3.14:0.01#good =%50%3..4 ~#too far}", Numerical),
        ("Match {=a -> b =c -> d}", Matching),
        ("Write. {}", Essay),
        ("Only a text.", Description),
    ],
)
def test_each_type(text: str, kind: type) -> None:
    assert isinstance(only(text).answers, kind)


def test_feedback_of_true_false_goes_to_the_wrong_answer_first() -> None:
    assert only("A {TRUE#wrong#right}").answers == TrueFalse(True, Rich("right"), Rich("wrong"))
    assert only("A {FALSE#wrong#right}").answers == TrueFalse(False, Rich("wrong"), Rich("right"))


def test_ids_tags_categories_and_comments() -> None:
    first, second = parse("$CATEGORY: top/net\n\n// [id:q7] [tag:easy] [tag:net]\nA {T}\n\n// just words\nB {F}")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.id, first.tags, first.category, first.line) == ("q7", ("easy", "net"), "top/net", 4)
    assert (second.id, second.tags, second.category, second.line) == ("", (), "top/net", 7)


def test_escapes_formats_and_layout() -> None:
    item = only("::A \\: B::[markdown]**x**\ny {=[html]<b>\\=</b>#[plain]c\\\\d\\n e ~ f }")
    assert (item.title, item.stem) == ("A : B", Rich("**x**\ny", "markdown"))
    assert isinstance(item.answers, MultipleChoice)
    assert item.answers.choices[0].text == Rich("<b>=</b>", "html")
    assert item.answers.choices[0].feedback == Rich("c\\d\n e", "plain")
    assert item.answers.choices[1].text == Rich("f", "markdown")
    assert only("[unknown] x {T}").stem == Rich("[unknown] x")


def test_a_blank_line_inside_braces_is_layout() -> None:
    item = only("Which? {\n\n=a\n\n~b\n\n}")
    assert isinstance(item.answers, MultipleChoice)
    assert len(item.answers.choices) == 2


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("::title\nWhich? {=a ~b}", "unclosed_title", 1),
        ("\n\nWhich? {=a ~b\n\n::next:: B {T}", "unclosed_braces", 3),
        ("Which } x", "stray_brace", 1),
        ("A {=a} B {=b}", "two_answer_parts", 1),
        ("{=a ~b}", "empty_question", 1),
        ("A {a b}", "no_mark", 1),
        ("A {x =a ~b}", "no_mark", 1),
        ("A {= ~b}", "empty_answer", 1),
        ("A {#four}", "not_a_number", 1),
        ("A {~%500%a =b}", "weight_over_100", 1),
        ("A {T#a#b#c}", "too_many_feedbacks", 1),
    ],
)
def test_a_fault_has_its_line_and_reading_goes_on(text: str, why: str, line: int) -> None:
    faults = [item for item in parse(f"{text}\n\nLast. {{T}}") if isinstance(item, Fault)]
    assert [(fault.why, fault.line) for fault in faults] == [(why, line)]
    assert isinstance(parse(f"{text}\n\nLast. {{T}}")[-1], Item)


def test_a_file_without_end_is_cut_off() -> None:
    items = parse("A {T}\n\n" * (MOST_ITEMS + 5))
    assert len(items) == MOST_ITEMS + 1
    assert isinstance(items[-1], Fault)


gift_like = st.lists(
    st.one_of(
        st.sampled_from(["::", "{", "}", "=", "~", "#", "####", "->", "%50%", "\\", "\n", "\n\n", "//", "[html]", "T"])
        | st.sampled_from(["$CATEGORY:", "..", ":", "1", "\\n", " ", "\ufeff", "\x00", "e"]),
        st.text(max_size=5),
    ),
    max_size=60,
).map("".join)


@settings(max_examples=500)
@given(gift_like)
@example("{" * 50 + "}" * 50)
@example("\\" * 101)
def test_noise_never_breaks_the_reader(text: str) -> None:
    for item in parse(text):
        assert item.line >= 1
        assert isinstance(item, Item) or item.why in FAULTS


@given(st.binary(max_size=300))
def test_bytes_never_break_the_reader(noise: bytes) -> None:
    parse(noise.decode("latin-1"))


@pytest.mark.parametrize(
    "text", ["{" * 200_000, "\\" * 200_000, "~" * 200_000, "A {" + "=a" * 100_000, "::" * 100_000, "#" * 200_000]
)
def test_long_noise_ends(text: str) -> None:
    assert len(parse(text)) == 1
