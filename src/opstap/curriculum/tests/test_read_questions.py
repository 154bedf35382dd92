"""Every kind of question as a pack holds it: what is read, and how each fault is told: file, line, field, what to do."""

from decimal import Decimal

import pytest

from opstap.curriculum.rules.kinds import KINDS, read_asked
from opstap.curriculum.rules.marking import best_response, mark
from opstap.curriculum.rules.pack_entries import Pack
from opstap.curriculum.rules.pack_values import content_of
from opstap.curriculum.tests.one_of_each import QUESTIONS_FILE, line_of, read


def whole() -> Pack:
    pack, problems = read()
    assert problems == []
    assert pack is not None
    return pack


def test_each_kind_is_read_and_its_best_response_earns_the_whole_mark() -> None:
    pack = whole()
    assert {one.kind for one in pack.questions} == {*KINDS}
    for question in pack.questions:
        content = content_of(question, "0")
        asked = read_asked(content["kind"], content["options"], content["slots"])
        assert mark(asked, best_response(asked)).score == 1, question.code


def test_what_each_kind_holds() -> None:
    questions = {one.code: one for one in whole().questions}
    assert [one.weight for one in questions["q-single"].options] == [1.0, 0.5]
    assert [one.weight for one in questions["q-multiple"].options] == [0.5, 0.5, 0.0]
    assert questions["q-multiple"].pool == "mock"
    assert questions["q-hotspot"].options[1].shape == (50, 50, 50, 50)
    assert (questions["q-hotspot"].image, questions["q-hotspot"].alt) == ("media/line.svg", {"en": "A line"})
    assert [(slot.id, slot.key) for slot in questions["q-match"].slots] == [("p", "h"), ("q", "i")]
    assert [one.id for one in questions["q-order"].options] == ["j", "k", "l"]
    assert [(slot.id, slot.key, len(slot.options)) for slot in questions["q-dropdown"].slots] == [
        ("gap-m", "a", 2),
        ("gap-n", "d", 2),
    ]
    first, second = questions["q-numeric"].options
    assert (first.value, first.tolerance, first.weight) == (Decimal("12.5"), Decimal("0.1"), 1.0)
    assert (second.value, second.tolerance, second.weight) == (Decimal(12), Decimal(0), 0.5)
    assert questions["q-short"].options[0].also == {"en": ("pass key",), "ar": ("مفتاح مرور",)}
    case = questions["q-case-1"].case
    assert case is not None
    assert (case.code, case.text) == ("the-case", {"en": "It happened."})
    assert questions["q-case-2"].case == case


FAULTS = {
    "another type": ("type: single", "type: essay", "type: essay", "'essay' should be one of: single, multiple"),
    "an unknown field": ("level: 2", "level: 2\n  colour: x", "colour", "unknown field: take it out"),
    "a misspelled field": ("  pool: mock", "  pol: mock", "pol:", "unknown field; did you mean pool?"),
    "a field of another kind": ("  key: [a]", "  key: [a]\n  gaps: []", "gaps:", "unknown field"),
    "another pool": ("pool: mock", "pool: exam", "pool: exam", "should be one of: practice, mock"),
    "no skills": ("[sc900.zero-trust]", "[]", "skills: []", "name at least one skill"),
    "level too high": ("level: 2", "level: 6", "level: 6", "should be a whole number from 1 to 5"),
    "a stem that is missing": ("  stem: {en: Which one?}\n", "", "- id: q-single", "stem is missing: add it"),
    "a text in no language": ("{en: Which one?}", "{nl: Welke?}", "stem: {nl", "the text in en is missing"),
    "a language of nobody": ("{en: Which one?}", "{en: x, de: y}", "{en: x", "de is not one of our languages"),
    "one id twice": ("{id: b,", "{id: a,", "{id: a, text: {en: Two}", "the id a stands twice here"),
    "an id in capitals": ("{id: b,", "{id: B,", "{id: B,", "'B' should hold only small letters"),
    "a key that is no option": ("key: [a]", "key: [z]", "key: [z]", "z is not the id of an option: mend one"),
    "a key twice": ("key: [c, d]", "key: [c, c]", "key: [c, c]", "an option is named twice"),
    "two keys of a single one": ("key: [a]", "key: [a, b]", "key: [a, b]", "has exactly one right option"),
    "everything right": ("key: [c, d]", "key: [c, d, e]", "key: [c, d, e]", "at least one wrong one"),
    "one option": (
        "  - {id: b, text: {en: Two}, why: {en: Wrong.}, weight: 0.5}\n",
        "",
        "options:\n  - {id: a",
        "a question of the type single has 2 to 8 options, not 1",
    ),
    "a wrong one that earns all": ("weight: 0.5", "weight: 1", "weight: 1}", "an option of the key earns 1, another"),
    "a weight too large": ("weight: 0.5", "weight: 2", "weight: 2}", "should be a number from 0 to 1"),
    "a weight of a wrong choice": (
        "{en: Three}, why: {en: Wrong.}}",
        "{en: Three}, why: {en: Wrong.}, weight: 0.2}",
        "weight: 0.2",
        "only the right options have a weight",
    ),
    "shares that do not add up": (
        "{id: c, text: {en: One}, why: {en: Right.}}",
        "{id: c, text: {en: One}, why: {en: Right.}, weight: 0.9}",
        "weight: 0.9",
        "should make 1 together",
    ),
    "no reason": (", why: {en: Right.}}", "}", "- {id: a", "why is missing: add it"),
    "a hotspot without a picture": (
        "  image: {file: media/line.svg, alt: {en: A line}}\n",
        "",
        "- id: q-hotspot",
        "image is missing: add it",
    ),
    "a picture that is not there": ("media/line.svg", "media/lime.svg", "image:", "media/lime.svg is not there"),
    "a picture elsewhere": ("media/line.svg", "http://x/y.svg", "image:", "is not the path of a figure"),
    "no words for the picture": (", alt: {en: A line}", "", "image:", "alt is missing: add it"),
    "a place outside": ("[50, 50, 50, 50]", "[60, 50, 50, 50]", "[60,", "reaches outside the picture"),
    "a place of three numbers": ("[50, 50, 50, 50]", "[50, 50, 50]", "[50, 50, 50]", "four numbers in percent"),
    "a place that is nan": ("[50, 50, 50, 50]", "[.nan, 50, 50, 50]", "[.nan", "reaches outside the picture"),
    "places over each other": ("[50, 50, 50, 50]", "[40, 40, 50, 50]", "[40,", "covers a part of f"),
    "a prompt without an option": ("key: i,", "key: y,", "key: y,", "y is not the id of an option"),
    "a prompt twice": ("{id: q,", "{id: p,", "{id: p, text: {en: R}", "the id p stands twice here"),
    "one prompt": (
        "  - {id: q, text: {en: R}, key: i, why: {en: R is right.}}\n",
        "",
        "prompts:",
        "has 2 to 8 of them, not 1",
    ),
    "a match with a key": ("  prompts:", "  key: [h]\n  prompts:", "key: [h]", "unknown field"),
    "two steps": (
        "  - {id: l, text: {en: Three}, why: {en: Last.}}\n",
        "",
        "options:\n  - {id: j",
        "a question of the type order has 3 to 8 options, not 2",
    ),
    "a gap that the stem lacks": (
        "[[gap-m]] and ",
        "",
        'stem: {en: "It is [[gap-n]]',
        "should hold [[gap-m]] once, where the gap stands, not 0 times",
    ),
    "a gap twice in the stem": ("[[gap-n]].", "[[gap-n]] [[gap-n]].", 'stem: {en: "It', "not 2 times"),
    "a gap that nobody wrote": ("[[gap-n]].", "[[gap-n]] [[gap-o]].", 'stem: {en: "It', "[[gap-o]] is not a gap"),
    "a gap without its key": ("key: d", "key: a", "key: a\n    options:\n    - {id: c", "a is not the id of an option"),
    "a gap with one option": (
        "    - {id: d, text: {en: new}, why: {en: Right.}}\n",
        "",
        "options:\n    - {id: c",
        "a gap has 2 to 8 options, not 1",
    ),
    "a number in words": ('"12.50"', "twelve", "value: twelve", "'twelve' should be a number"),
    "a number without end": ('"12.50"', ".inf", "value: .inf", "should be a number"),
    "a number too large": ('"12.50"', '"1e999999"', "value: ", "should be a number"),
    "a tolerance below zero": ('"0.1"', '"-0.1"', 'tolerance: "-0.1"', "should be at least 0"),
    "no accepted number": ("key: [r]", "key: []", "key: []", "name at least one right answer"),
    "an answer in two options": ("{en: password}", "{en: Pass-key}", "- {id: v", "is an answer of option u already"),
    "an answer of marks only": ("{en: password}", '{en: "..."}', "- {id: v", "holds no letter or digit"),
    "spellings that are no list": ("also: {en: [pass key]", "also: {en: pass key", "also:", "should be a list"),
    "spellings without language": (
        "also: {en: [pass key], ar: [مفتاح مرور]}",
        "also: [pass key]",
        "also:",
        "a list of other spellings per language",
    ),
    "a case that is not there": ("case: the-case", "case: a-case", "case: a-case", "a-case is not the id of a case"),
    "a case that nobody names": (
        "questions:\n",
        "- {id: lost, title: {en: Lost}, text: {en: Lost.}}\nquestions:\n",
        "- {id: lost",
        "no question names the case lost",
    ),
    "a case twice": (
        "questions:\n",
        "- {id: the-case, title: {en: Lost}, text: {en: Lost.}}\nquestions:\n",
        "- {id: the-case, title",
        "the case id the-case stands twice",
    ),
    "no source": ("  source: s\n", "", "- id: q-single", "source is missing: add it"),
    "a date for a text": ("source: s", "source: 2026-02-31", "source: 2026-02-31", "put it between quotes"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place(name: str) -> None:
    old, new, marker, message = FAULTS[name]
    pack, problems = read(QUESTIONS_FILE, old, new)
    assert pack is not None
    line = line_of(QUESTIONS_FILE, old, new, marker)
    told = [str(one) for one in problems]
    assert any(one.startswith(f"{QUESTIONS_FILE}:{line}: ") and message in one for one in told), told


def test_a_question_that_is_no_mapping_leaves_the_others() -> None:
    pack, problems = read(QUESTIONS_FILE, "questions:\n", "questions:\n- 12\n")
    assert pack is not None
    assert len(pack.questions) == 11
    assert any("should be a mapping" in str(one) for one in problems)
