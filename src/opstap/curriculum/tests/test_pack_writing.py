"""What is written is read again as the same: texts of any kind, and a question of each kind."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.marked_yaml import parse
from opstap.curriculum.rules.pack import read_pack
from opstap.curriculum.rules.pack_values import content_of, plain, same
from opstap.curriculum.rules.pack_writing import dump, lesson_text, questions_file
from opstap.curriculum.tests.one_of_each import FILES, QUESTIONS_FILE, SVG, read

# What a person can type, and what a text can hold by accident; a file may not hold lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip).filter(bool)


@given(TEXTS)
def test_any_text_comes_back(text: str) -> None:
    assert parse(dump({"a": {"nl": text}, "b": [text]}), "x").plain() == {"a": {"nl": text}, "b": [text]}


@given(TEXTS, TEXTS)
def test_a_text_of_several_lines_comes_back(first: str, second: str) -> None:
    text = f"{first}\n\n{second}"
    assert yaml.safe_load(dump({"a": text})) == {"a": text}


def test_each_kind_of_question_comes_back_the_same() -> None:
    pack, _ = read()
    assert pack is not None
    contents = {one.code: content_of(one, "0") for one in pack.questions}
    files = {**FILES, QUESTIONS_FILE: questions_file(contents.items())}
    again, problems = read_pack(files, {"media/line.svg": SVG})
    assert problems == []
    assert again is not None
    assert [one.code for one in again.questions] == list(contents)
    for question in again.questions:
        assert same(content_of(question, "0"), contents[question.code]), question.code
    assert questions_file((one.code, content_of(one, "0")) for one in again.questions) == files[QUESTIONS_FILE]


def test_numbers_and_empty_values_have_one_form() -> None:
    one = {"options": [{"id": "a", "value": "12.50", "tolerance": "0", "weight": 1, "also": {}, "text": {}}]}
    other = {"options": [{"id": "a", "value": "12,5", "weight": 1.0}], "slots": []}
    assert same(one, other)
    assert not same(one, {"options": [{"id": "a", "value": "12.6", "weight": 1.0}]})
    assert plain({"nl": " Hallo\r\nje ", "fr": ""}) == {"nl": "Hallo\nje"}


def test_a_lesson_is_written_with_its_title() -> None:
    assert lesson_text("Title", "\r\nText\r\n") == "# Title\n\nText\n"
    assert lesson_text("Title", " ") == "# Title\n"
