"""The pages of competences are open to everybody, and say what there is in the reader's language."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from tests.build import grant, make_person

from opstap.curriculum.models import Competence
from opstap.curriculum.tests.packs import load_doors

pytestmark = pytest.mark.django_db

type MostQueries = Callable[[int], AbstractContextManager[object]]
LIST, ONE, DATA = "/competences/", "/competences/triage-alerts/", "/competences.json"


@pytest.fixture
def loaded() -> None:
    call_command("load_catalogue", verbosity=0)


def shown(client: Client, path: str, language: str = "en", **query: str) -> str:
    return client.get(path, query, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize("role", ["", "learner", "employer", "coach", "author"])
def test_everybody_sees_them(client: Client, loaded: None, role: str) -> None:
    if role:
        client.force_login(grant(make_person("Amina"), role))
    for path in (LIST, ONE, DATA):
        assert client.get(path).status_code == 200


def test_before_the_catalogue_is_there_the_list_says_so(client: Client) -> None:
    assert "No competences yet" in shown(client, LIST)
    assert client.get(ONE).status_code == 404
    assert len(client.get(DATA).json()["graph"]) == 1


@pytest.mark.parametrize(
    ("language", "area", "title"),
    [
        ("nl", "Bewaken en zoeken", "Alerts beoordelen (triage)"),
        ("fr", "Surveiller et chercher", "Trier les alertes"),
        ("en", "Watching and searching", "Triage alerts"),
        ("ar", "المراقبة والبحث", "فرز التنبيهات"),
    ],
)
def test_the_list_in_four_languages(client: Client, loaded: None, language: str, area: str, title: str) -> None:
    page = shown(client, LIST, language)
    assert area in page
    assert title in page
    assert "This service uses the ESCO classification of the European Commission." in page
    assert len(re.findall('href="/competences/[a-z]', page)) == 36


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ({"words": "kql"}, "write-kql", "ask-for-help"),
        ({"words": "  FRENCH, english "}, "use-languages-at-work", "write-kql"),
        ({"words": "PD-WRL-007"}, "handle-vulnerabilities", "write-kql"),
        ({"concept": "ecsf:forensics"}, "preserve-evidence", "triage-alerts"),
        ({"exam": "SC-900"}, "protect-networks", "write-kql"),
        ({"exam": "SC-200", "concept": "nice:OG-WRL-008"}, "act-with-integrity", "classify-and-label"),
        ({"exam": "SC-900", "concept": "nonsense"}, "protect-networks", "write-kql"),
    ],
)
def test_looking_for_one(client: Client, loaded: None, query: dict[str, str], there: str, absent: str) -> None:
    page = shown(client, LIST, **query)
    assert f"/competences/{there}/" in page
    assert f"/competences/{absent}/" not in page


@pytest.mark.parametrize(
    ("language", "words", "many"),
    [("fr", "neerlandais", 1), ("nl", "logs", 3), ("nl", "néerlandais", 0), ("ar", "المناوبات", 1)],
)
def test_words_are_those_of_the_reader_or_of_the_exam(
    client: Client, loaded: None, language: str, words: str, many: int
) -> None:
    assert len(re.findall('href="/competences/[a-z]', shown(client, LIST, language, words=words))) == many


def test_nothing_found_is_said(client: Client, loaded: None) -> None:
    assert "Nothing found" in shown(client, LIST, words="xylophone")


def test_one_with_its_evidence_and_its_places(client: Client, loaded: None) -> None:
    page = shown(client, ONE)
    assert "You look at a new alert" in page
    assert "SC-200 · " in page
    assert "SC-900 · " in page
    assert "Work through a Sentinel incident" in page
    assert "Cyber Incident Responder" in page
    assert "PD-<wbr>WRL-<wbr>001" in page
    assert "part of this wider one" in page
    assert ">incident-responder<" not in page, "the id of a profile is ours, not ENISA's"


def test_without_evidence_or_a_match_the_page_says_so(client: Client, loaded: None) -> None:
    page = shown(client, "/competences/ask-for-help/")
    assert "No exam proves this yet" in page
    assert "Every work role asks for it; none is about it." in page


def test_skills_of_an_outline_that_is_not_asked_any_more_stand_apart(client: Client, loaded: None) -> None:
    assert "earlier outline" in shown(client, "/competences/use-ai-with-care/")
    assert "earlier outline" not in shown(client, "/competences/classify-and-label/")


def test_a_retired_one_leaves_the_list_but_keeps_its_page(client: Client, loaded: None) -> None:
    Competence.objects.filter(code="triage-alerts").update(retired=True)
    assert ONE not in shown(client, LIST)
    assert "no longer in use" in shown(client, ONE)
    assert "triage-alerts" not in client.get(DATA).content.decode()


def test_lessons_are_links_for_whoever_may_open_them(client: Client, loaded: None, tmp_path: Path) -> None:
    load_doors(tmp_path)
    path = "/competences/explain-security-basics/"
    page = shown(client, path)
    assert "Open doors" in page
    assert "/learn/open-doors/" not in page
    client.force_login(grant(make_person("Chidi"), "employer"))
    assert "/learn/open-doors/" not in shown(client, path)
    client.force_login(grant(make_person("Amina"), "learner"))
    assert "/learn/open-doors/" in shown(client, path)


@pytest.mark.parametrize(("path", "most"), [(LIST, 3), (ONE, 7), (DATA, 3)])
def test_few_queries_however_many(
    client: Client, loaded: None, path: str, most: int, django_assert_max_num_queries: MostQueries
) -> None:
    with django_assert_max_num_queries(most):
        client.get(path)


def test_the_document_for_programs(client: Client, loaded: None) -> None:
    answer = client.get(DATA)
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    document = json.loads(answer.content)
    scheme, *concepts = document["graph"]
    assert scheme["id"] == "http://testserver/competences/"
    assert {one["code"] for one in scheme["frameworks"]} == {"esco", "ecsf", "nice"}
    assert len(concepts) == 36
    kql = next(one for one in concepts if one["code"] == "write-kql")
    assert kql["id"] == "http://testserver/competences/write-kql/"
    assert set(kql["title"]) == {"nl", "fr", "en", "ar"}
    assert kql["broad"] == ["http://data.europa.eu/esco/skill/9cf681c7-89ec-470c-b651-7fe03786f586"]
    assert "sc200.kql-threats" in kql["evidence"]
    assert {"ecsf", "nice", "esco"} == {one["framework"] for one in kql["mappings"]}
    assert {one["author"] for one in kql["mappings"]} == {"Opstap team"}
    known = set(document["@context"])
    assert {key for one in concepts for key in one} <= known, "a name without meaning is lost for who reads linked data"


def test_what_has_not_changed_is_not_sent_again(client: Client, loaded: None) -> None:
    tag = client.get(DATA)["ETag"]
    assert client.get(DATA, headers={"if-none-match": tag}).status_code == 304
    Competence.objects.filter(code="write-kql").update(title={"en": "KQL"})
    assert client.get(DATA, headers={"if-none-match": tag}).status_code == 200


def test_only_reading(client: Client, loaded: None) -> None:
    assert client.post(LIST).status_code == 405
    assert client.post(DATA).status_code == 405
