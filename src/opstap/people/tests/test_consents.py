"""/me/privacy/, /me/consents/ and the notices behind them."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from tests.build import make_organisation

from opstap.kit.models import LedgerLine
from opstap.people.actions.consent import note_consent
from opstap.people.actions.load_notices import FOLDER, NoticeError, load_notices, read_notices
from opstap.people.models import ConsentEvent, NoticeKind, NoticeVersion, Organisation, Person
from opstap.people.queries.consents import has_consent, newest_notice, standings
from opstap.people.queries.notices import notice_html, responsible_for

GIVEN, WITHDRAWN = ConsentEvent.What.GIVEN, ConsentEvent.What.WITHDRAWN


@pytest.fixture
def notices(db: None) -> None:
    load_notices()


def write(folder: Path, name: str, text: str) -> None:
    for language in ("nl", "fr", "en", "ar"):
        (folder / f"{name}.{language}.md").write_text(f"{text} {language}")


def test_every_notice_of_ours_is_there_in_every_language(db: None) -> None:
    assert {kind for kind, _ in read_notices(FOLDER)} == set(NoticeKind.values)
    assert load_notices() == len(NoticeKind.values)
    assert load_notices() == 0


def test_a_version_that_was_read_is_not_changed(tmp_path: Path, amina: Person) -> None:
    write(tmp_path, "employer-card.v1", "First")
    load_notices(tmp_path)
    write(tmp_path, "employer-card.v1", "Better")
    assert load_notices(tmp_path) == 1
    note_consent(amina, notice=NoticeVersion.objects.get(), what=GIVEN, key=uuid4())
    write(tmp_path, "employer-card.v1", "Other")
    with pytest.raises(NoticeError, match="write v2"):
        load_notices(tmp_path)
    assert NoticeVersion.objects.get().text["en"] == "Better en"


@pytest.mark.parametrize("name", ["employer-card.v1.de.md", "unknown.v1.en.md", "employer-card.en.md"])
def test_a_file_with_a_strange_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(NoticeError):
        read_notices(tmp_path)


def test_a_missing_language_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "employer-card.v1", "x")
    (tmp_path / "employer-card.v1.ar.md").unlink()
    with pytest.raises(NoticeError, match="ar"):
        read_notices(tmp_path)


@pytest.mark.usefixtures("notices")
def test_the_notice_is_open_to_everyone_in_their_language(client: Client, school: Organisation) -> None:
    client.cookies["django_language"] = "fr"
    page = client.get("/me/privacy/").content.decode()
    assert "<h1>Comment" in page or 'lang="fr"' in page
    assert "Test school" in page
    assert "{{" not in page


def test_a_notice_is_safe_html(db: None) -> None:
    school = make_organisation("<script>x</script> *A* [b](javascript:c)")
    notice = NoticeVersion(
        text={"en": "# T\n\n{{ organisation.name }} <img src=x onerror=y> [link](javascript:z) {{ 7 }}"}
    )
    html = notice_html(notice, school)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.replace("[b](javascript:c)", "").replace("[link](javascript:z)", "")
    assert "<em>" not in html
    assert "href" not in html


def test_the_school_that_answers_is_ones_own(amina: Person, school: Organisation, db: None) -> None:
    make_organisation("A later school")
    assert responsible_for(amina) == school
    assert responsible_for(None) == school


@pytest.mark.usefixtures("notices")
def test_yes_and_no_with_one_button_each_and_a_resend_counts_once(client: Client, amina: Person) -> None:
    client.force_login(amina)
    key = str(uuid4())
    for _ in range(2):
        client.post("/me/consents/", {"key": key, "kind": "employer-card", "what": "given", "organisation": ""})
    assert has_consent(amina, NoticeKind.EMPLOYER_CARD)
    assert ConsentEvent.objects.count() == 1
    line = LedgerLine.objects.get(verb="people.consent_given")
    assert line.refs == {"person": str(amina.pk), "kind": "employer-card"}
    client.post("/me/consents/", {"key": str(uuid4()), "kind": "employer-card", "what": "withdrawn"})
    assert not has_consent(amina, NoticeKind.EMPLOYER_CARD)
    assert [event.what for event in standings(amina)[1].history] == [WITHDRAWN, GIVEN]


@pytest.mark.usefixtures("notices")
def test_a_yes_to_one_organisation_is_no_yes_to_another(client: Client, amina: Person) -> None:
    office, other = make_organisation("Office", "referrer"), make_organisation("Other", "referrer")
    notice = newest_notice(NoticeKind.REFERRER_UPDATES)
    assert notice
    note_consent(amina, notice=notice, what=GIVEN, key=uuid4(), organisation=office)
    assert has_consent(amina, NoticeKind.REFERRER_UPDATES, organisation=office)
    assert not has_consent(amina, NoticeKind.REFERRER_UPDATES, organisation=other)
    client.force_login(amina)
    body = {"key": str(uuid4()), "kind": "referrer-updates", "what": "withdrawn", "organisation": str(office.pk)}
    client.post("/me/consents/", body)
    assert not has_consent(amina, NoticeKind.REFERRER_UPDATES, organisation=office)
    refused = client.post(
        "/me/consents/", {**body, "key": str(uuid4()), "organisation": str(other.pk), "what": "given"}
    )
    assert refused.status_code == 404


@pytest.mark.usefixtures("notices")
@pytest.mark.parametrize("kind", ["privacy-notice", "nonsense"])
def test_one_cannot_agree_to_what_is_not_asked(client: Client, amina: Person, kind: str) -> None:
    client.force_login(amina)
    assert client.post("/me/consents/", {"key": str(uuid4()), "kind": kind, "what": "given"}).status_code == 404


def test_the_key_of_another_opens_nothing(amina: Person, dora: Person, notices: None) -> None:
    notice = newest_notice(NoticeKind.EMPLOYER_CARD)
    assert notice
    key = uuid4()
    note_consent(amina, notice=notice, what=GIVEN, key=key)
    with pytest.raises(ConsentEvent.DoesNotExist):
        note_consent(dora, notice=notice, what=GIVEN, key=key)
