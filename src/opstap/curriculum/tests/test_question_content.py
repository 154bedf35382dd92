"""A question that is edited: what a pack has comes through unchanged, and rows can be added, dropped and moved."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.question_content import (
    add_row,
    as_pack,
    blank,
    drop_row,
    mark_right,
    rearranged,
    right_ids,
)
from opstap.curriculum.rules.revision_check import Fault, Known, check_lesson, check_question, check_text

LANGUAGES = ("nl", "en")
KNOWN = Known(LANGUAGES, questions={"q-01"}, terms={"key"}, media={"media/a.svg"}, skills={"s.one"})
BUTTONS = st.builds(
    "{}:{}:{}".format,
    st.sampled_from(["add", "drop", "up", "down", "fly"]),
    st.sampled_from(["options", "slots", "slots.0.options", "slots.9.options", "stem", "slots.x.options", ""]),
    st.sampled_from(["0", "1", "2", "7", "-1", "x", ""]),
)


def filled(kind: str) -> dict[str, object]:
    """A question of this kind with nothing to mend."""
    content = blank(kind, module="m", licence="CC-BY-4.0", languages=LANGUAGES)
    content |= {"skills": ["s.one"], "source": "Here"}
    if kind != kinds.DROPDOWN:
        content["stem"] = {"nl": "Wat?", "en": "What?"}
    for at, row in enumerate([*content["options"], *content["slots"]]):
        row["why"] = {"nl": "Daarom.", "en": "Because."}
        row["text"] = {"nl": f"nl{at}", "en": f"en{at}"}
        row |= {"value": "1"} if kind == kinds.NUMERIC else {}
        row |= {"shape": [at * 25, 0, 20, 20]} if kind == kinds.HOTSPOT else {}
    for slot in content["slots"]:
        slot["key"] = "a"
        for at, option in enumerate(slot.get("options", ())):
            option |= {"text": {"nl": f"n{at}", "en": f"e{at}"}, "why": {"nl": "Ja.", "en": "Yes."}}
    if kind == kinds.DROPDOWN:
        for slot in content["slots"]:
            del slot["text"], slot["why"]
    if kind in {*kinds.ONE_CHOICE, kinds.MULTIPLE}:
        content = mark_right(content, ["a", "b"] if kind == kinds.MULTIPLE else ["a"])
    if kind == kinds.HOTSPOT:
        content["image"] = {"path": "media/a.svg", "alt": {"nl": "Deur", "en": "Door"}}
    return content


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_question_of_each_kind_can_be_written_here(kind: str) -> None:
    assert check_question(filled(kind), "m-01", KNOWN) == []


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_empty_one_says_what_to_write_and_where(kind: str) -> None:
    faults = check_question(blank(kind, module="m", licence="", languages=LANGUAGES), "m-01", KNOWN)
    fields = {fault.field for fault in faults}
    assert {"skills", "source", "licence"} <= fields
    if kind != kinds.DROPDOWN:
        assert {"stem.nl", "stem.en"} <= fields
    if kind in {kinds.SINGLE, kinds.MULTIPLE, kinds.HOTSPOT}:
        assert {"right", "options.0.text.nl", "options.1.why.en"} <= fields
    if kind == kinds.MATCH:
        assert {"slots.0.text.nl", "slots.1.key"} <= fields
    if kind == kinds.DROPDOWN:
        assert {"slots.0.options.0.text.nl", "slots.0.key"} <= fields


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"skills": ["s.two"]}, Fault("skills", "s.two is not a skill of this exam")),
        ({"level": 9}, Fault("level", "should be a whole number from 1 to 5")),
        ({"stem": {"nl": "Wat?"}}, Fault("stem.en", "is empty: write the text")),
        ({"case_code": "c", "scenario": {}}, Fault("scenario.title.nl", "is empty: write the text")),
        ({"image": {"path": "media/b.svg", "alt": {}}}, Fault("image.path", "")),
    ],
)
def test_a_fault_names_its_field(change: dict[str, object], fault: Fault) -> None:
    found = check_question({**filled(kinds.SINGLE), **change}, "m-01", KNOWN)
    assert any(one.field == fault.field and fault.message in one.message for one in found)


@given(st.sampled_from(kinds.KINDS), st.lists(BUTTONS, max_size=6))
def test_whatever_is_pressed_the_rows_keep_ids_of_their_own(kind: str, pressed: list[str]) -> None:
    content = filled(kind)
    for do in pressed:
        content = rearranged(content, do)
    for rows in (content["options"], content["slots"], *(slot.get("options", []) for slot in content["slots"])):
        ids = [row["id"] for row in rows]
        assert len(set(ids)) == len(ids)
    as_pack(content, "m-01", LANGUAGES)


def test_a_dropped_option_is_nobodys_right_answer() -> None:
    content = drop_row(filled(kinds.MATCH), "options", 0)
    assert [slot["key"] for slot in content["slots"]] == ["", ""]
    gap = drop_row(filled(kinds.DROPDOWN), "slots.0.options", 0)
    assert gap["slots"][0]["key"] == ""
    assert add_row(content, "options")["options"][-1]["id"] == "a"


def test_shares_stay_while_the_same_options_are_right() -> None:
    content = filled(kinds.MULTIPLE)
    content["options"][0]["weight"], content["options"][1]["weight"] = 0.7, 0.3
    assert mark_right(content, ["b", "a"]) == content
    assert [one["weight"] for one in mark_right(content, ["a", "c"])["options"]] == [0.5, 0.0, 0.5, 0.0]
    assert right_ids(content) == ["a", "b"]


def test_every_question_of_our_courses_is_read_here_as_in_its_file() -> None:
    files = [*settings.COURSE_PACKS.glob("*/modules/*/questions.yaml")]
    assert files
    for path in files:
        for entry in _entries(path):
            languages = tuple(entry["stem"])
            content = blank(entry["type"], module="m", licence="x", languages=languages)
            content |= {name: entry[name] for name in ("stem", "level", "skills", "source", "licence")}
            content["options"] = [{**one, "weight": 0.0} for one in entry["options"]]
            content = mark_right(content, entry["key"])
            known = Known(languages, skills=entry["skills"])
            assert check_question(content, entry["id"], known) == []


def _entries(path: Path) -> list[dict[str, object]]:
    """Those with options and a key; the others have no plain road from a file into a content."""
    found = yaml.safe_load(path.read_text())["questions"]
    return [one for one in found if one["type"] in {"single", "multiple", "truefalse"}]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "is empty"),
        ("One\n<b>two</b>\n", 2, "HTML"),
        ("{{ check q-02 }}", 1, "q-02 is not a question of this module"),
        ("One\n\n[[lock|lock]]", 3, "lock is not a key term"),
        ('![A door](media/b.svg "B")', 1, "media/b.svg is not a figure of this course"),
        ("# Title", 1, "one title"),
        ("::: note Look\nNever closed", 1, "never closed"),
    ],
)
def test_a_lesson_names_the_line_of_a_fault(text: str, line: int, words: str) -> None:
    (fault,) = check_text("Doors", text, "nl", KNOWN)
    assert (fault.field, fault.line) == ("text.nl", line)
    assert words in fault.message


def test_a_good_lesson_and_one_that_lacks_a_language() -> None:
    text = 'A [[key|key]].\n\n{{ check q-01 }}\n\n![A door](media/a.svg "A door")\n'
    content = {"title": {"nl": "A", "en": "B"}, "text": {"nl": text, "en": text}, "minutes": 20, "skills": ["s.one"]}
    assert check_lesson(content, KNOWN) == []
    lacking = {**content, "text": {"nl": text}, "title": {"nl": "A"}, "minutes": 0, "skills": ["s.two"]}
    assert [one.field for one in check_lesson(lacking, KNOWN)] == ["title.en", "text.en", "minutes", "skills"]
    arabic = {**content, "text": {**content["text"], "ar": "<b>"}}  # type: ignore[dict-item]
    assert [one.field for one in check_lesson(arabic, KNOWN)] == ["title.ar", "text.ar"]
