"""/design/ renders every part in each language, and the layouts in both themes."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from opstap.design import layouts, specimens, views


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_every_part_is_shown_in_two_directions(language: str) -> None:
    with override(language):
        html = views.living(RequestFactory().get("/design/")).content.decode()
    assert html.count('class="specimen"') == 2 * len(specimens.SPECIMENS)
    assert 'dir="rtl" data-theme="dark"' in html or 'dir="rtl" data-theme="light"' in html


@pytest.mark.parametrize("name", layouts.LAYOUTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_layout_renders(name: str, theme: str) -> None:
    html = views.layout(RequestFactory().get("/", {"theme": theme}), name).content.decode()
    assert html.count("<h1") == 1
    assert f'data-theme="{theme}"' in html


def test_a_theme_that_does_not_exist_is_ignored() -> None:
    assert views.theme(RequestFactory().get("/", {"theme": "<b>"})) == ""


def test_the_question_before_something_final_is_a_page_of_its_own() -> None:
    request = RequestFactory().get("/")
    context = {"title": "Stop?", "action_label": "Yes, stop", "back_url": "/back/"}
    html = render_to_string("design/confirm.html", context, request)
    assert 'data-kind="danger"' in html
    assert 'href="/back/"' in html
