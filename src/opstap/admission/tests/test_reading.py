"""A coach's list, scoring, and the export."""

import csv
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from tests.build import grant, make_organisation, make_person

from opstap.admission.actions.assess import NotAllowedError, ScoredAlreadyError, assess
from opstap.admission.models import Application, Assessment, Call
from opstap.admission.rules.rubric import CODES, ScoreError
from opstap.admission.tests.build import make_application, make_call, score
from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person, Role

pytestmark = pytest.mark.django_db

SCORES = dict.fromkeys(CODES, "3")


def many(call: Call, number: int) -> list[Application]:
    people = Person.objects.bulk_create(
        [Person(name=f"Candidate {n:03}", email=f"c{n}@example.org", password="!") for n in range(number)]
    )
    return Application.objects.bulk_create(
        [
            Application(key=uuid4(), call=call, person=person, language="nl", motivation="Because", availability="mon")
            for person in people
        ]
    )


def test_the_list_of_200_is_paged_and_cheap(
    client: Client, call: Call, bilal: Person, django_assert_max_num_queries: object
) -> None:
    many(call, 200)
    client.force_login(bilal)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = client.get("/admission/", {"page": "3", "name": "candidate", "sort": "name"})
    assert [row.application.person.name for row in page.context["rows"]][:2] == ["Candidate 050", "Candidate 051"]
    assert len(page.context["rows"]) == 25


def test_the_order_of_200_is_paged_and_cheap(
    client: Client, call: Call, bilal: Person, manager: Person, django_assert_max_num_queries: object
) -> None:
    for n, application in enumerate(many(call, 200)):
        score(application, bilal, each=n % 5)
    client.force_login(manager)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = client.get(f"/admission/calls/{call.slug}/", {"page": "2"})
    assert len(page.context["rows"]) == 25


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Ada", "Bo", "Cem"]),
        ({"name": "b"}, ["Bo"]),
        ({"status": "assessed"}, ["Cem"]),
        ({"sort": "newest"}, ["Cem", "Bo", "Ada"]),
        ({"sort": "nonsense", "status": "nonsense"}, ["Ada", "Bo", "Cem"]),
        ({"page": "99"}, ["Ada", "Bo", "Cem"]),
    ],
)
def test_search_filter_and_order(
    client: Client, call: Call, bilal: Person, query: dict[str, str], names: list[str]
) -> None:
    for name, status in (("Ada", "sent"), ("Bo", "sent"), ("Cem", "assessed")):
        make_application(call, make_person(name), status=status)
    client.force_login(bilal)
    page = client.get("/admission/", query)
    assert [row.application.person.name for row in page.context["rows"]] == names


def test_filter_by_call(client: Client, call: Call, school: Organisation, bilal: Person) -> None:
    make_application(call)
    other = make_application(make_call(school))
    client.force_login(bilal)
    page = client.get("/admission/", {"call": other.call.slug})
    assert [row.application for row in page.context["rows"]] == [other]


def test_scoring_saves_and_goes_to_the_next_one(client: Client, call: Call, bilal: Person) -> None:
    first, second = make_application(call), make_application(call)
    client.force_login(bilal)
    assert client.get(f"/admission/calls/{call.slug}/next/").headers["location"] == f"/admission/{first.pk}/"
    values = {**SCORES, "remark": "Concrete", "key": str(uuid4())}
    answer = client.post(f"/admission/{first.pk}/", values, follow=True)
    assert answer.redirect_chain[-1][0] == f"/admission/{second.pk}/"
    made = Assessment.objects.get()
    assert (made.scores, made.remark, made.reader) == (dict.fromkeys(CODES, 3), "Concrete", bilal)
    first.refresh_from_db()
    assert first.status == "assessed"
    assert LedgerLine.objects.filter(verb="admission.assessed", subject_id=first.pk).count() == 1
    client.post(f"/admission/{second.pk}/", {**SCORES, "key": str(uuid4())})
    assert client.get(f"/admission/calls/{call.slug}/next/").headers["location"] == "/admission/"


def test_unread_ones_come_before_those_that_someone_read(client: Client, call: Call, bilal: Person) -> None:
    read, unread = make_application(call), make_application(call)
    score(read, grant(make_person("Other"), "coach", make_organisation()))
    client.force_login(bilal)
    assert client.get(f"/admission/calls/{call.slug}/next/").headers["location"] == f"/admission/{unread.pk}/"


def test_a_reader_sees_nothing_that_must_not_count(client: Client, call: Call, bilal: Person) -> None:
    office = make_organisation("Office of Somewhere", "referrer")
    application = make_application(call, make_person("Ada", email="ada@example.org"), referrer=office, language="ar")
    client.force_login(bilal)
    text = client.get(f"/admission/{application.pk}/", headers={"accept-language": "en"}).content.decode()
    main = text[text.index("<main") : text.index("</main")]
    for word in ("Office of Somewhere", "ada@example.org", "Brussels", "18 or older", "العربية"):
        assert word not in main


def test_a_missing_score_is_told_and_the_rest_stays(client: Client, call: Call, bilal: Person) -> None:
    application = make_application(call)
    client.force_login(bilal)
    values = {**SCORES, "plan": "", "remark": "Keep this", "key": str(uuid4())}
    page = client.post(f"/admission/{application.pk}/", values)
    assert page.status_code == 422
    assert "Keep this" in page.content.decode()
    assert not Assessment.objects.exists()


def test_nobody_sees_another_score_before_giving_their_own(client: Client, call: Call, bilal: Person) -> None:
    application = make_application(call)
    other = grant(make_person("Other Reader"), "coach", make_organisation())
    score(application, other, each=4, remark="Brilliant")
    client.force_login(bilal)
    before = client.get(f"/admission/{application.pk}/").content.decode()
    assert "Brilliant" not in before
    assert "Other Reader" not in before
    assert "16 of 16" not in client.get("/admission/", headers={"accept-language": "en"}).content.decode()
    client.post(f"/admission/{application.pk}/", {**SCORES, "key": str(uuid4())})
    after = client.get(f"/admission/{application.pk}/").content.decode()
    assert "Brilliant" in after


def test_scores_are_facts(call: Call, bilal: Person, manager: Person) -> None:
    application, key = make_application(call), uuid4()
    scores = dict.fromkeys(CODES, 2)
    first = assess(application, scores=scores, remark="", by=bilal, key=key)
    assert assess(application, scores=scores, remark="", by=bilal, key=key) == first
    with pytest.raises(ScoredAlreadyError):
        assess(application, scores=scores, remark="", by=bilal, key=uuid4())
    with pytest.raises(ScoreError):
        assess(application, scores={"reason": 9}, remark="", by=manager, key=uuid4())
    assess(application, scores=scores, remark="", by=manager, key=uuid4())
    assert Assessment.objects.count() == 2


def test_nobody_scores_themselves_nor_what_is_decided(call: Call, bilal: Person, dora: Person) -> None:
    scores = dict.fromkeys(CODES, 4)
    for application, reader in (
        (make_application(call, bilal), bilal),
        (make_application(call, status="declined"), bilal),
        (make_application(call), dora),
    ):
        with pytest.raises(NotAllowedError):
            assess(application, scores=scores, remark="", by=reader, key=uuid4())


def test_a_double_tap_on_save_counts_once(client: Client, call: Call, bilal: Person) -> None:
    application = make_application(call)
    client.force_login(bilal)
    values = {**SCORES, "key": str(uuid4())}
    for _ in range(2):
        assert client.post(f"/admission/{application.pk}/", values).status_code == 302
    assert Assessment.objects.count() == 1


def test_the_table_runs_no_formula(client: Client, call: Call, bilal: Person, manager: Person) -> None:
    evil = make_application(call, make_person("=HYPERLINK(1)"), motivation='@SUM(1)"; x', status="sent")
    score(evil, bilal, each=3)
    make_application(call, make_person("Zoë", email=None, phone="+32470123456"))
    client.force_login(manager)
    answer = client.get(f"/admission/calls/{call.slug}/export/")
    text = b"".join(answer).decode("utf-8")  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:]), delimiter=";"))
    assert len(rows) == 3
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][-1] == "'@SUM(1)\"; x"
    assert rows[1][9] == "12.0"
    assert rows[2][2] == "'+32470123456"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_only_managers_take_the_table(client: Client, call: Call, bilal: Person, manager: Person, dora: Person) -> None:
    url = f"/admission/calls/{call.slug}/export/"
    assert client.get(url).status_code == 302
    for person, status in ((bilal, 404), (dora, 404), (manager, 200)):
        client.force_login(person)
        assert client.get(url).status_code == status


@pytest.mark.parametrize("role", [*Role.values, ""])
def test_every_role_at_every_staff_page(client: Client, call: Call, school: Organisation, role: str) -> None:
    application = make_application(call, status="assessed")
    person = make_person("Somebody")
    if role:
        grant(person, role, school)
    client.force_login(person)
    reads, decides = role in {"coach", "manager"}, role == "manager"
    expected = {
        "/admission/": reads,
        f"/admission/{application.pk}/": reads,
        f"/admission/{application.pk}/decide/": decides,
        f"/admission/calls/{call.slug}/": decides,
        f"/admission/calls/{call.slug}/export/": decides,
    }
    assert {url: client.get(url).status_code == 200 for url in expected} == expected
    assert client.get(f"/admission/calls/{call.slug}/next/").status_code == (302 if reads else 404)


@pytest.mark.parametrize("role", ["coach", "manager"])
def test_another_school_sees_nothing(client: Client, call: Call, role: str) -> None:
    application = make_application(call, status="assessed")
    client.force_login(grant(make_person("Elsewhere"), role, make_organisation()))
    assert not client.get("/admission/").context["rows"]
    for url in (f"/admission/{application.pk}/", f"/admission/{application.pk}/decide/"):
        assert client.get(url).status_code == 404
        assert client.post(url, {"key": str(uuid4()), **SCORES}).status_code == 404
    for page in ("", "next/", "export/"):
        assert client.get(f"/admission/calls/{call.slug}/{page}").status_code == 404
    assert not Assessment.objects.exists()
