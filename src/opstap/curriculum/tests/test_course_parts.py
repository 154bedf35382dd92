"""The page of a long course, as its authors see it: by part of the outline, unfolded where somebody is writing."""

from pathlib import Path

import pytest
from django.test import Client

from opstap.curriculum.models import Course, Module
from opstap.curriculum.tests.revisions import Desk, make_desk

PAGE = "/courses/doors/"
PART = '<details class="details"'


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    """A course of eleven modules, in four parts of its outline."""
    desk = make_desk(tmp_path)
    course = Course.objects.get(code="doors")
    Module.objects.update(domain="d1")
    for number in range(10):
        title = {"nl": f"Deur {number}", "en": f"Door {number}"}
        Module.objects.create(
            course=course, code=f"door-{number}", domain=f"d{1 + number // 3}", title=title, position=10 + number
        )
    return desk


def test_a_long_course_is_folded_by_part(client: Client, desk: Desk, django_assert_max_num_queries: object) -> None:
    client.force_login(desk.author)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page = client.get(PAGE).content.decode()
    assert page.count(PART) == 4
    assert page.count(f"{PART} open") == 0
    desk.begun()
    assert client.get(PAGE).content.decode().count(f"{PART} open") == 1


def test_a_module_in_no_part_leaves_one_list(client: Client, desk: Desk) -> None:
    Module.objects.filter(code="door-9").update(domain="")
    client.force_login(desk.author)
    assert PART not in client.get(PAGE).content.decode()


def test_few_modules_are_one_list(client: Client, desk: Desk) -> None:
    Module.objects.filter(position__gt=15).update(retired=True)
    client.force_login(desk.author)
    page = client.get(PAGE).content.decode()
    assert PART not in page
    assert 'id="module-door-0"' in page
