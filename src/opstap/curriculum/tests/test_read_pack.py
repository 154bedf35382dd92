"""A whole pack: as complete as it can be, with every fault at once; lessons, figures and forms of mock exams."""

import pytest

from opstap.curriculum.rules.pack import read_pack
from opstap.curriculum.tests.one_of_each import FILES, QUESTIONS_FILE, SVG, line_of, read

COURSE = "course.yaml"
FORMS = "mock-forms.yaml"
LESSON = "modules/01-all/lesson.en.md"
FIGURE = '![A line](media/line.svg "A line")'


def test_a_whole_pack() -> None:
    pack, problems = read()
    assert problems == []
    assert pack is not None
    assert (pack.readability, pack.glossary_languages) == ({"en": 60}, ())
    assert pack.mock_forms[0].questions == ("q-single", "q-case-1", "q-case-2")
    assert (pack.media["media/line.svg"].width, pack.media["media/line.svg"].content_type) == (40, "image/svg+xml")
    lesson = pack.modules[0].lessons["en"]
    assert lesson.figures == ((5, "media/line.svg", "A line"),)
    assert lesson.checks == ((3, "q-single"), (7, "q-multiple"))


@pytest.mark.parametrize(
    ("file", "old", "new", "marker", "message"),
    [
        (COURSE, "languages: [en]", "languages: []", "languages: []", "name at least one language"),
        (COURSE, "version: 1", "version: 1 beta", "version: 1 beta", "should hold only letters, digits, dots"),
        (COURSE, "{en: 60}", "{en: 101}", "{en: 101}", "should be a whole number from 0 to 100"),
        (COURSE, "{en: 60}", "{nl: 60}", "{nl: 60}", "unknown field"),
        (COURSE, "exam: SC-900, ", "", "blueprint:", "exam is missing: add it"),
        (FORMS, "- q-case-2", "- q-case-9", "- q-case-9", "q-case-9 is not a question of this pack"),
        (FORMS, "- q-case-2", "- q-single", "- q-single\n", "q-single stands in this form already"),
        (FORMS, "- q-single\n  - q-case-1", "- q-case-1\n  - q-single", "- q-case-2", "the case the-case: put them"),
        (FORMS, "- id: form-a", "- id: Form A", "- id: Form A", "small letters"),
        (FORMS, "title: {en: Form A}", "title: {}", "title: {}", "the text in en is missing"),
        (LESSON, "line.svg", "lime.svg", "![", "media/lime.svg is not there: put the picture into the folder media"),
        (LESSON, "[A line]", "[]", "![]", "say between the square brackets what it shows"),
        (LESSON, ' "A line")', ")", "![", "give it a caption"),
        (LESSON, ' "A line")', ' " ")', "![", "give it a caption"),
        (LESSON, FIGURE, f"See {FIGURE}", "See", "write it alone on its line"),
        (LESSON, FIGURE, f"{FIGURE} {FIGURE}", "![", "write it alone on its line"),
        (LESSON, FIGURE, f"Text\n{FIGURE}", "![", "leave an empty line above and below it"),
        (LESSON, FIGURE, f"{FIGURE}\nText", "![", "leave an empty line above and below it"),
        (LESSON, FIGURE, "![x][figure]", "![x]", "write it alone on its line"),
        (LESSON, "q-multiple", "q-single", "{{ check q-single }}\n", "q-single is asked in this lesson already"),
        (LESSON, FIGURE, "<img src=x>", "<img", "HTML is not used in lessons"),
    ],
)
def test_a_fault_is_told_with_its_place(file: str, old: str, new: str, marker: str, message: str) -> None:
    pack, problems = read(file, old, new)
    assert pack is not None
    told = [str(one) for one in problems]
    line = line_of(file, old, new, marker)
    if "already" in message:
        line = max(one.line for one in problems)
    assert any(one.startswith(f"{file}:{line}: ") and message in one for one in told), told


def test_a_figure_may_stand_in_a_box_and_as_text_in_a_fence() -> None:
    _, problems = read(LESSON, FIGURE, f"::: note Look\n{FIGURE}\n:::\n\n```\n![x](y)\n```")
    assert problems == []


def test_a_file_that_cannot_be_read_is_told_once_and_the_rest_is_read() -> None:
    pack, problems = read(QUESTIONS_FILE, "questions:", "questions: [")
    assert [one.file for one in problems] == [QUESTIONS_FILE]
    assert pack is not None
    assert (pack.questions, len(pack.modules[0].lessons)) == ((), 1)


def test_without_module_yaml_its_questions_are_read_all_the_same() -> None:
    files = {path: text for path, text in FILES.items() if not path.endswith("module.yaml")}
    pack, problems = read_pack(files, {"media/line.svg": SVG})
    assert [str(one) for one in problems] == ["modules/01-all/module.yaml: the file is missing: add it"]
    assert pack is not None
    assert (pack.modules[0].code, len(pack.questions)) == ("all", 10)


@pytest.mark.parametrize("course", ["", "[1]", "just words", "id: [", "a: &x 1\nb: *x"])
def test_without_a_course_there_is_no_pack(course: str) -> None:
    pack, problems = read_pack({COURSE: course})
    assert pack is None
    assert problems[0].file == COURSE


def test_an_empty_course_is_told_everything_it_lacks() -> None:
    pack, problems = read_pack({COURSE: "id: x"})
    assert pack is not None
    assert {"title is missing: add it", "languages is missing: add it"} <= {one.message for one in problems}
