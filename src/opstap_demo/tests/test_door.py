"""One click and you are someone else: in the demonstration, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.build import grant, make_person

from opstap.people.models import Organisation, Person
from opstap.site import context
from opstap_demo.apps import DemonstrationConfig
from opstap_demo.cast import part, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(school: Organisation) -> Person:
    return grant(make_person(part("coach").name, email=part("coach").email), "coach", school)


def test_the_page_is_there_in_each_language_and_says_what_it_is(demonstration: None, client: Client) -> None:
    for language, word in {"nl": "verzonnen", "fr": "inventées", "en": "invented", "ar": "الخيال"}.items():
        page = client.get(reverse("opstap_demo:door"), headers={"accept-language": language}).content.decode()
        assert word in page
        assert "Els Verbeke" in page


def test_nine_doors_follow_the_road_and_each_lands_on_the_page_that_matters(
    demonstration: None, client: Client, els: Person
) -> None:
    page = client.get(reverse("opstap_demo:door"), headers={"accept-language": "en"})
    kinds = [one.code for one in page.context["doors"]]
    road = ["candidate", "learner", "coach", "author", "exam_coordinator", "manager", "employer", "employee", "funder"]
    assert kinds == road
    assert [one.number for one in page.context["doors"]] == list(range(1, 10))
    assert {one.code for one in parts()} == {*kinds, *(one.code for one in page.context["more"])}
    assert client.post(reverse("opstap_demo:enter", args=["coach"]))["Location"] == reverse("guidance:coach")


def test_staff_enter_without_a_second_step_here_alone(demonstration: None, client: Client, els: Person) -> None:
    assert client.post(reverse("opstap_demo:enter", args=["coach"])).status_code == 302
    assert client.get(reverse("guidance:coach")).status_code == 200
    assert "Demonstration" in client.get(reverse("guidance:coach")).content.decode()


def test_becoming_someone_else_forgets_who_one_was(demonstration: None, client: Client, els: Person) -> None:
    client.post(reverse("opstap_demo:enter", args=["coach"]))
    before = client.session.session_key
    make_person(part("candidate").name, email=part("candidate").email)
    client.post(reverse("opstap_demo:enter", args=["candidate"]))
    assert client.session.session_key != before
    assert client.get(reverse("guidance:coach")).status_code == 404


def test_only_a_part_can_be_played_and_only_by_a_click(demonstration: None, client: Client, els: Person) -> None:
    assert client.get(reverse("opstap_demo:enter", args=["coach"])).status_code == 405
    assert client.post(reverse("opstap_demo:enter", args=["nobody"])).status_code == 404
    assert client.post(reverse("opstap_demo:enter", args=["manager"])).status_code == 404  # not in this database
    assert "_auth_user_id" not in client.session


def test_the_package_refuses_to_load_elsewhere(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    announcers = list(context._announcers)
    with pytest.raises(ImproperlyConfigured, match="OPSTAP_MODE=demonstration"):
        DemonstrationConfig.create("opstap_demo").ready()
    assert context._announcers == announcers


@pytest.mark.parametrize("mode", ["production", "test"])
def test_settings_of_production_refuse_to_start_with_it(mode: str, tmp_path: Path) -> None:
    environment = os.environ | {"OPSTAP_MODE": mode, "OPSTAP_DATA": str(tmp_path), "OPSTAP_EXTRA_APPS": "opstap_demo"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    tried = subprocess.run(
        [sys.executable, "-m", "opstap", "check"],
        env=environment | {"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode != 0
    assert "signs anybody in as anybody" in tried.stderr + tried.stdout


def test_without_it_there_is_no_such_page(client: Client) -> None:
    assert client.get("/demonstration/").status_code == 404
    assert client.post("/demonstration/coach/").status_code == 404
