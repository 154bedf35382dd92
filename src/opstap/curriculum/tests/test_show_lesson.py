"""A lesson as it is shown: languages, facts, figures, and what is kept in memory."""

from pathlib import Path

import pytest
from django.utils.translation import override
from tests.build import make_organisation

from opstap.curriculum import queries
from opstap.curriculum.actions.load_course import load_courses
from opstap.curriculum.models import Lesson, Media
from opstap.curriculum.queries import lessons
from opstap.curriculum.rules.reader import Pair
from opstap.curriculum.tests.packs import GLOSSARY, LESSON, lay_pack, load_doors


@pytest.fixture
def lesson(db: None, tmp_path: Path) -> Lesson:
    load_doors(tmp_path)
    return fresh()


def fresh() -> Lesson:
    return Lesson.objects.select_related("module__course").get()


def test_a_lesson_is_rendered_once_and_anew_when_something_changes(
    lesson: Lesson, tmp_path: Path, django_assert_num_queries: object
) -> None:
    school = make_organisation()
    queries.show_lesson(lesson, "en", school)
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.show_lesson(lesson, "en", school)
    school.facts = {"reporting_contact": "Fatima"}
    assert "Fatima" in queries.show_lesson(lesson, "en", school).rendered.html
    assert "Fatima" not in queries.show_lesson(lesson, "en", None).rendered.html
    load_courses(paths=[lay_pack(tmp_path, glossary=GLOSSARY.replace("Opens a lock.", "Turns a lock."))])
    assert "Turns a lock." in queries.show_lesson(fresh(), "en", school).rendered.html
    load_courses(paths=[lay_pack(tmp_path, lesson_en=LESSON.replace("opens a door", "unlocks a door"))])
    assert "unlocks a door" in queries.show_lesson(fresh(), "en", school).rendered.html


def test_the_fallback_words_are_in_the_language_of_the_lesson(lesson: Lesson) -> None:
    with override("ar"):
        shown = queries.show_lesson(lesson, "nl", None)
    assert (shown.language, shown.direction, shown.title) == ("nl", "ltr", "Open deuren")
    assert "meldingen over beveiliging" in shown.rendered.html


def test_memory_is_bounded(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "KEPT", 3)
    for _ in range(6):
        queries.show_lesson(lesson, "en", make_organisation())
    assert len(lessons._rendered) <= 3


def test_one_language(lesson: Lesson) -> None:
    shown = queries.show_lesson(lesson, "en", None)
    assert (shown.second, shown.second_language, shown.second_title) == (None, "", "")
    assert shown.pairs == tuple(Pair((block,), ()) for block in shown.rendered.blocks)
    assert shown.available == ("nl", "en")


def test_two_languages_side_by_side(lesson: Lesson) -> None:
    shown = queries.show_lesson(lesson, "en", None, "nl")
    assert shown.second is not None
    assert (shown.second_language, shown.second_direction, shown.second_title) == ("nl", "ltr", "Open deuren")
    assert [(len(pair.first), len(pair.second)) for pair in shown.pairs] == [(1, 1), (1, 0), (1, 1), (1, 1), (1, 1)]
    assert shown.pairs[1].first[0].check == "doors-01"
    assert 'id="term-key"' in shown.rendered.html
    assert 'id="nl-term-key"' in shown.second.html


@pytest.mark.parametrize("second", ["", "en", "fr", "xx"])
def test_a_second_language_that_is_not_there_is_not_shown(lesson: Lesson, second: str) -> None:
    shown = queries.show_lesson(lesson, "en", None, second)
    assert (shown.second, shown.second_language) == (None, "")


def test_terms_are_explained_in_the_readers_own_language_too(lesson: Lesson) -> None:
    with override("nl"):
        page = queries.show_lesson(lesson, "en", None).rendered.html
    assert '<span lang="en" dir="ltr">Opens a lock.</span><br><span lang="nl" dir="ltr">Opent een slot.</span>' in page
    assert "Opent een slot." not in queries.show_lesson(lesson, "en", None, reader="en").rendered.html
    # No meaning in that language: the lesson's alone.
    assert "<br>" not in queries.show_lesson(lesson, "en", None, reader="ar").rendered.html


def test_a_meaning_that_the_lessons_language_lacks_says_what_language_it_is(lesson: Lesson) -> None:
    lesson.text["fr"] = "Une [[key|clé]]."
    page = queries.show_lesson(lesson, "fr", None, reader="fr").rendered.html
    assert '<span lang="en" dir="ltr">Opens a lock.</span>' in page


def test_figures_cost_one_query_and_from_memory_none(lesson: Lesson, django_assert_num_queries: object) -> None:
    lesson.text["en"] = "![A door](media/door.svg)\n\n![A lock](media/lock.svg)"
    course = lesson.module.course
    for path, current in (("media/door.svg", True), ("media/lock.svg", False)):
        Media.objects.create(
            course=course,
            path=path,
            sha256="ab" * 32,
            content_type="image/svg+xml",
            content=b"<svg/>",
            width=20,
            height=10,
            current=current,
        )
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = queries.show_lesson(lesson, "en", None)
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.show_lesson(lesson, "en", None)
    figure, gone = first.rendered.blocks
    assert f'<img src="/figures/{"ab" * 32}.svg" alt="A door" width="20" height="10" loading="lazy">' in figure.html
    assert gone.html.strip() == "<p>A lock</p>"
