"""What is chosen on a paper keeps its version: two tabs, a resend, a queue on the device, the end of the time."""

import json
import re
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from opstap.curriculum.models import Course
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.save_choices import OlderDraftError, save_choices
from opstap.practice.models import Answer, Paper, PaperChoice
from opstap.practice.tests.build import make_course

QUEUED = {"Opstap-Queue": "1"}


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


@pytest.fixture
def paper(course: Course, amina: Person, client: Client) -> Paper:
    client.force_login(amina)
    return begin_mock(amina, course=course, key=new_id())


def sent(paper: Paper, *chosen: str, version: int, **more: str) -> dict[str, object]:
    """What a page of the first question sends, made when `version` was kept and nothing was chosen."""
    return {"question": paper.questions[0], "choice": list(chosen), "version": version, "go": "next", **more}


def kept() -> tuple[list[str], bool, int]:
    row = PaperChoice.objects.get()
    return row.chosen, row.marked, row.version


def test_each_change_has_its_version_and_a_resend_is_none(paper: Paper) -> None:
    first = UUID(paper.questions[0])
    for chosen, seen, version in (["b"], 0, 1), (["b"], 0, 1), (["a"], 1, 2), ([], 2, 3), ([], 2, 3):
        assert save_choices(paper, choices={first: chosen}, versions={first: seen}) == {first: version}
    assert kept() == ([], False, 3)
    with pytest.raises(OlderDraftError) as caught:
        save_choices(paper, choices={first: ["c"]}, versions={first: 2})
    assert caught.value.kept.version == 3
    assert kept() == ([], False, 3)


def test_an_older_draft_writes_none_of_the_others(paper: Paper) -> None:
    first, second = (UUID(pk) for pk in paper.questions[:2])
    save_choices(paper, choices={second: ["a"]})
    with pytest.raises(OlderDraftError):
        save_choices(paper, choices={first: ["b"], second: ["b"]}, versions={first: 0, second: 0})
    assert PaperChoice.objects.get().question_id == second


def test_an_older_tab_is_shown_both_and_decides(client: Client, paper: Paper) -> None:
    url = f"/practice/paper/{paper.pk}/"
    assert client.post(url, sent(paper, "b", version=0)).status_code == 302
    page = client.post(url, sent(paper, "c", version=0, marked="on"))
    text = page.content.decode()
    assert page.status_code == 409
    assert kept() == (["b"], False, 1)
    assert "You chose something else on another page" in text
    assert re.search(r"<strong>[\w-]+ b</strong>", text)
    assert re.findall(r'value="(.)" id="q[0-9a-f]+-\d" checked', text) == ["c"]
    assert 'name="version" value="1"' in text
    assert re.search(r'name="marked"[^>]*checked', text)
    decided = sent(paper, "c", version=1, seen='["b"]', marked="on")
    assert client.post(url, decided).status_code == 302
    assert kept() == (["c"], True, 2)


def test_a_page_carries_the_version_it_was_made_with(client: Client, paper: Paper) -> None:
    url = f"/practice/paper/{paper.pk}/?q=1"
    assert 'name="version" value="0"' in client.get(url).content.decode()
    save_choices(paper, choices={UUID(paper.questions[0]): ["a"]})
    assert 'name="version" value="1"' in client.get(url).content.decode()


def test_what_the_page_itself_sends_is_answered_in_few_bytes(client: Client, paper: Paper) -> None:
    url = f"/practice/paper/{paper.pk}/"
    stays = client.post(url, sent(paper, "b", version=0, go="stay"), headers=QUEUED)
    assert (stays.status_code, stays.content) == (204, b"")
    assert json.loads(stays.headers["Opstap-Fields"]) == {"version": "1", "seen": '["b"]', "seen_marked": ""}
    assert "Opstap-Go" not in stays.headers
    for _ in range(2):
        goes = client.post(url, sent(paper, "b", version=1, seen='["b"]'), headers=QUEUED)
        assert (goes.status_code, goes.headers["Opstap-Go"]) == (204, f"{url}?q=2")
    assert kept() == (["b"], False, 1)
    assert client.post(url, sent(paper, "c", version=0), headers=QUEUED).status_code == 409
    client.logout()
    assert client.post(url, sent(paper, "c", version=1), headers=QUEUED).status_code == 302


def test_handing_in_twice_from_the_device_is_once(client: Client, paper: Paper) -> None:
    url = f"/practice/paper/{paper.pk}/"
    for _ in range(2):
        done = client.post(f"{url}hand-in/", headers=QUEUED)
        assert (done.status_code, done.headers["Opstap-Go"]) == (204, url)
    late = client.post(url, sent(paper, "a", version=0), headers=QUEUED)
    assert (late.status_code, late.headers["Opstap-Go"]) == (204, url)
    assert Answer.objects.count() == 45


def test_what_comes_at_the_end_is_taken_in_and_handed_in(client: Client, paper: Paper, amina: Person) -> None:
    url = f"/practice/paper/{paper.pk}/"
    assert paper.ends_at is not None
    with time_machine.travel(paper.ends_at + timedelta(seconds=20), tick=False):
        client.force_login(amina)
        done = client.post(url, sent(paper, "a", version=0, go=""), headers=QUEUED)
    assert done.headers["Opstap-Go"] == url
    paper.refresh_from_db()
    assert (paper.by_clock, paper.handed_in_at) == (True, paper.ends_at)
    assert Answer.objects.filter(score=1).count() == 1


def test_a_mock_exam_is_sat_in_the_language_of_the_exam(client: Client, course: Course, amina: Person) -> None:
    course.languages = ["nl", "fr"]
    course.save()
    client.force_login(amina)
    page = client.get("/practice/mock/").content.decode()
    assert re.findall(r'<option value="(\w\w)"', page) == ["nl", "fr", "en"]
    values = {"key": str(new_id()), "course": course.code}
    assert client.post("/practice/mock/", {**values, "language": "ar"}).status_code == 404
    assert client.post("/practice/mock/", {**values, "language": "nl"}).status_code == 302
    paper = Paper.objects.get()
    assert paper.language == "nl"
    question = paper.questions[0]
    stem = {"en": "In English?", "nl": "In het Nederlands?"}
    type(paper.course.questions.get(pk=question)).objects.filter(pk=question).update(stem=stem)
    page = client.get(f"/practice/paper/{paper.pk}/?q=1&in=en").content.decode()
    assert "In het Nederlands?" in page
    assert "In another language" not in page
    client.post(f"/practice/paper/{paper.pk}/hand-in/")
    assert set(Answer.objects.values_list("language", flat=True)) == {"nl"}
    assert '<option value="nl" selected' in client.get("/practice/mock/").content.decode()
    page = client.get("/practice/readiness/").content.decode()
    assert "the language of your last mock exam: Dutch" in page
    assert "does not prove that you would pass in another" in page


def test_the_button_says_until_when(client: Client, course: Course, amina: Person) -> None:
    with time_machine.travel(timezone.now().replace(year=2026, month=11, day=25, hour=9, minute=0), tick=False):
        client.force_login(amina)
        page = client.get("/practice/mock/").content.decode()
    assert "Start now, until 10:45" in page
    assert "45 minutes, and the clock runs on when you leave" in page


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_do_not_write_over_each_other(paper: Paper) -> None:
    first, barrier, outcomes = UUID(paper.questions[0]), Barrier(2), []

    def save(option: str) -> None:
        barrier.wait()
        try:
            outcomes.append(save_choices(paper, choices={first: [option]}, versions={first: 0})[first])
        except OlderDraftError as error:
            outcomes.append(error.kept.version + 100)
        finally:
            connection.close()

    threads = [Thread(target=save, args=(option,)) for option in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [1, 101]
    assert PaperChoice.objects.get().version == 1
