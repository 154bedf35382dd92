"""The pages of certification: from a voucher to a badge that a stranger checks, and what a stranger is refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.build import grant, make_person

from opstap.certification.actions.answer_sitting import answer_sitting
from opstap.certification.models import Badge, Sitting, Voucher
from opstap.certification.tests.build import make_exam, make_vouchers, propose, sat
from opstap.curriculum.models import Exam
from opstap.kit.clock import BRUSSELS, now, today
from opstap.people.models import Organisation, Person, Role
from opstap.programme.models import Participation
from opstap.programme.tests.build import make_group, make_participation

type Queries = Callable[[int], object]
pytestmark = pytest.mark.django_db


def browser_of(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def text_of(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status, address
    return page.content.decode()


def booking(exam: Exam, **changes: str) -> dict[str, str]:
    there = now().astimezone(BRUSSELS) + timedelta(days=3)
    data = {"key": str(uuid4()), "exam": exam.code, "day": f"{there:%Y-%m-%d}", "time": "10:00", "language": "en"}
    return {**data, "place": "", "with_voucher": "on", **changes}


def begun(sitting: Sitting) -> None:
    """Its hour has come."""
    Sitting.objects.filter(pk=sitting.pk).update(starts_at=now() - timedelta(hours=2))


def test_the_whole_road_by_its_pages(
    amina: Person, bilal: Person, elif_: Person, exam: Exam, takes_part: Participation, school: Organisation
) -> None:
    coordinator, coach, learner = browser_of(elif_), browser_of(bilal), browser_of(amina)
    stock = {"key": str(uuid4()), "exam": exam.code, "expires_on": str(today() + timedelta(days=90)), "cost": "99.00"}
    coordinator.post("/exams/vouchers/stock/", {**stock, "codes": "abcd-1111\nabcd-2222\n"})
    assert Voucher.objects.count() == 2
    assert "ABCD-1111" not in text_of(coordinator, "/exams/vouchers/")

    data = booking(exam)
    for _ in range(2):
        assert coach.post(f"/exams/book/{amina.pk}/", data).status_code == 302
    sitting = Sitting.objects.get()
    assert sitting.voucher is not None
    assert "Does this day suit you?" in text_of(learner, "/exams/")
    learner.post(f"/exams/{sitting.pk}/answer/", {"key": str(uuid4()), "answer": "yes"})
    assert sitting.voucher.code in text_of(coordinator, f"/exams/sittings/{sitting.pk}/")
    assert sitting.voucher.code not in text_of(coach, f"/exams/sittings/{sitting.pk}/")

    begun(sitting)
    result = {"key": str(uuid4()), "outcome": "passed", "score": "812"}
    coach.post(f"/exams/sittings/{sitting.pk}/", result)
    assert "Verify the result" not in text_of(coach, f"/exams/sittings/{sitting.pk}/")
    seen = {"key": str(uuid4()), "evidence": ""}
    for _ in range(2):
        assert coordinator.post(f"/exams/sittings/{sitting.pk}/verify/", seen).status_code == 302
    badge = Badge.objects.get()
    assert f"/badges/{badge.pk}/" in text_of(learner, "/exams/")

    stranger = Client()
    public = text_of(stranger, f"/badges/{badge.pk}/")
    assert "This badge is real" in public
    assert amina.name in public
    learner.post(f"/exams/badges/{badge.pk}/name/", {"public": "no"})
    assert amina.name not in text_of(stranger, f"/badges/{badge.pk}/")
    assert amina.name not in text_of(stranger, f"/badges/{badge.pk}/certificate/")


def test_a_badge_that_was_tampered_with_does_not_verify(
    amina: Person, elif_: Person, exam: Exam, takes_part: Participation
) -> None:
    sat(amina, exam, "passed", verified_by=elif_)
    badge = Badge.objects.get()
    head, payload, seal = badge.credential.split(".")
    for credential in (f"{head}.{payload[:-4]}AAAA.{seal}", "", "x"):
        Badge.objects.update(credential=credential)
        text = text_of(Client(), f"/badges/{badge.pk}/")
        assert "This badge does not verify" in text
        assert "This badge is real" not in text


def test_the_credential_and_the_keys_are_there_for_anyone(
    amina: Person, elif_: Person, exam: Exam, takes_part: Participation
) -> None:
    sat(amina, exam, "passed", verified_by=elif_)
    badge = Badge.objects.get()
    file = Client().get(f"/badges/{badge.pk}/credential.jwt")
    assert file.content.decode() == badge.credential
    assert amina.name not in badge.credential
    document = json.loads(text_of(Client(), "/.well-known/did.json"))
    assert document["verificationMethod"][0]["id"].endswith(badge.signed_with.kid)
    text_of(Client(), f"/badges/{uuid4()}/", 404)


def test_a_manager_takes_a_badge_back(
    amina: Person, elif_: Person, manager: Person, exam: Exam, takes_part: Participation
) -> None:
    sat(amina, exam, "passed", verified_by=elif_)
    badge = Badge.objects.get()
    address = f"/exams/badges/{badge.pk}/revoke/"
    text_of(browser_of(elif_), address, 404)
    assert browser_of(manager).post(address, {}).status_code == 422
    browser_of(manager).post(address, {"reason": "mistake"})
    text = text_of(Client(), f"/badges/{badge.pk}/")
    assert "This badge was taken back" in text
    assert "It was issued by mistake" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "2020-01-01"}, "That moment is over."),
        ({"exam": ""}, "Choose an exam."),
        ({}, "No voucher in stock is valid on that day."),
    ],
)
def test_a_booking_that_cannot_be_says_why(
    amina: Person, bilal: Person, exam: Exam, takes_part: Participation, changes: dict[str, str], words: str
) -> None:
    if changes:
        changes = {**changes, "with_voucher": ""}
    page = browser_of(bilal).post(f"/exams/book/{amina.pk}/", {**booking(exam, place="Brussels centre"), **changes})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Brussels centre" in page.content.decode()
    assert not Sitting.objects.exists()


def test_after_a_fail_the_first_possible_day_is_said(
    amina: Person, bilal: Person, elif_: Person, exam: Exam, takes_part: Participation
) -> None:
    for days in (5, 2):
        sat(amina, exam, "failed", days_ago=days)
    page = browser_of(bilal).post(f"/exams/book/{amina.pk}/", booking(exam, with_voucher=""))
    assert "14 days" in page.content.decode()
    assert "It is possible from" in page.content.decode()


def test_codes_are_stocked_all_or_none(elif_: Person, exam: Exam, school: Organisation) -> None:
    known = make_vouchers(school, exam)[0].code
    client = browser_of(elif_)
    stock = {"key": str(uuid4()), "exam": exam.code, "expires_on": str(today() + timedelta(days=90)), "cost": "99.00"}
    page = client.post("/exams/vouchers/stock/", {**stock, "codes": f"GOOD-0001\n?\n\n{known}\nGOOD-0001"})
    text = page.content.decode()
    assert page.status_code == 422
    for words in ("Line 2: this is not a code", "Line 4: this code is in stock", "Line 5: this code stands on line 1"):
        assert words in text
    assert Voucher.objects.count() == 1


def test_a_learner_tells_how_it_went(amina: Person, exam: Exam, takes_part: Participation) -> None:
    sitting = propose(amina, exam)
    begun(sitting)
    client, address = browser_of(amina), f"/exams/{sitting.pk}/result/"
    data = {"key": str(uuid4()), "outcome": "passed", "score": "812", "evidence": "https://evil.example/x"}
    page = client.post(address, data)
    assert page.status_code == 422
    assert "https://learn.microsoft.com/" in page.content.decode()
    link = "https://learn.microsoft.com/en-us/users/amina/transcript/abc"
    client.post(address, {**data, "evidence": link})
    sitting.refresh_from_db()
    assert (sitting.state, sitting.verified_at) == ("passed", None)
    assert not Badge.objects.exists()


def test_until_a_day_before_a_learner_steps_back(amina: Person, exam: Exam, takes_part: Participation) -> None:
    sitting = propose(amina, exam)
    answer_sitting(sitting, agree=True, by=amina, key=uuid4())
    client = browser_of(amina)
    assert "I cannot come that day" in text_of(client, "/exams/")
    client.post(f"/exams/{sitting.pk}/withdraw/", {"key": str(uuid4())})
    sitting.refresh_from_db()
    assert sitting.state == "cancelled"


def test_a_wrong_record_is_mended(amina: Person, bilal: Person, exam: Exam, takes_part: Participation) -> None:
    sitting = sat(amina, exam, "failed")
    address = f"/exams/sittings/{sitting.pk}/correct/"
    data = {"key": str(uuid4()), "outcome": "passed", "score": "640", "reason": "typing"}
    assert browser_of(bilal).post(address, data).status_code == 422
    browser_of(bilal).post(address, {**data, "score": "760"})
    sitting.refresh_from_db()
    assert (sitting.state, sitting.score) == ("passed", 760)
    assert "A mistake in typing" in text_of(browser_of(bilal), f"/exams/sittings/{sitting.pk}/")


def test_a_stranger_meets_nothing(
    amina: Person, elif_: Person, elsewhere: Person, chidi: Person, exam: Exam, takes_part: Participation
) -> None:
    sitting = propose(amina, exam)
    begun(sitting)
    one = f"/exams/sittings/{sitting.pk}/"
    theirs = [one, f"{one}verify/", f"{one}correct/", f"{one}cancel/", f"/exams/book/{amina.pk}/"]
    theirs += [f"/exams/{sitting.pk}/withdraw/", f"/exams/{sitting.pk}/result/"]
    other = grant(make_person("Dora Learner"), Role.LEARNER)
    coach = grant(make_person("Dora Coach"), Role.COACH)
    for stranger in (elsewhere, chidi, other, coach):
        client = browser_of(stranger)
        for address in theirs:
            text_of(client, address, 404)
            assert client.post(address, {"key": str(uuid4())}).status_code == 404, address
        assert client.post(f"/exams/{sitting.pk}/answer/", {"key": str(uuid4()), "answer": "yes"}).status_code == 404
        if stranger.has_role("coach", "exam_coordinator"):
            assert amina.name not in text_of(client, "/exams/sittings/")
            assert amina.name not in text_of(client, "/exams/people/")
    sitting.refresh_from_db()
    assert sitting.state == "proposed"


def test_many_sittings_cost_few_queries(
    school: Organisation, bilal: Person, elif_: Person, exam: Exam, django_assert_max_num_queries: Queries
) -> None:
    group = make_group(school, coach=bilal)
    make_exam(exam.code, group)
    for number in range(40):
        person = make_person(f"Person {number}")
        make_participation(person, group)
        sitting = propose(person, exam) if number % 2 else sat(person, exam, "failed")
    make_vouchers(school, exam, 40)
    pages = ["/exams/sittings/", "/exams/sittings/?work=verify", f"/exams/sittings/{sitting.pk}/", "/exams/people/"]
    pages += ["/exams/vouchers/", "/exams/vouchers/?state=free", f"/exams/book/{sitting.person_id}/"]
    client = browser_of(elif_)
    for address in pages:
        with django_assert_max_num_queries(15):
            text_of(client, address)
    learner = browser_of(sitting.person)
    with django_assert_max_num_queries(15):
        text_of(learner, "/exams/")
