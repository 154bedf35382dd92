"""What is sent twice counts once; what a page says besides the straight road; lists that are long."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.build import make_person

from opstap.certification.actions.issue_badge import issue_track_badge
from opstap.certification.models import Badge, Sitting, SittingEvent, Voucher
from opstap.certification.queries import next_tries
from opstap.certification.tests.build import make_exam, make_vouchers, propose, sat
from opstap.certification.tests.test_pages import begun, booking, browser_of, text_of
from opstap.curriculum.models import Blueprint, Domain, Exam
from opstap.kit.clock import now, today
from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.models import Participation
from opstap.programme.tests.build import make_participation

type Queries = Callable[[int], object]
pytestmark = pytest.mark.django_db
AHEAD = str(today() + timedelta(days=90))


def told_twice(client: Client, address: str, data: dict[str, str]) -> None:
    """Both are answered alike: by another page, without an error."""
    for _ in range(2):
        assert client.post(address, data).status_code == 302, address


def test_what_a_learner_sends_twice_counts_once(amina: Person, exam: Exam, takes_part: Participation) -> None:
    client, sitting = browser_of(amina), propose(amina, exam)
    told_twice(client, f"/exams/{sitting.pk}/answer/", {"key": str(uuid4()), "answer": "yes"})
    begun(sitting)
    told_twice(client, f"/exams/{sitting.pk}/result/", {"key": str(uuid4()), "outcome": "failed", "score": "640"})
    assert list(SittingEvent.objects.order_by("recorded_at").values_list("what", flat=True)) == [
        "proposed",
        "agreed",
        "failed",
    ]


def test_another_answer_after_yes_changes_nothing(amina: Person, exam: Exam, takes_part: Participation) -> None:
    client, sitting = browser_of(amina), propose(amina, exam)
    for answer in ("yes", "no", ""):
        client.post(f"/exams/{sitting.pk}/answer/", {"key": str(uuid4()), "answer": answer})
    sitting.refresh_from_db()
    assert sitting.state == "agreed"


def test_what_staff_send_twice_counts_once(
    amina: Person, elif_: Person, manager: Person, exam: Exam, takes_part: Participation, school: Organisation
) -> None:
    client = browser_of(elif_)
    stock = {"key": str(uuid4()), "exam": exam.code, "expires_on": AHEAD, "cost": "99", "codes": "GOOD-0001\nGOOD-0002"}
    told_twice(client, "/exams/vouchers/stock/", stock)
    assert Voucher.objects.count() == 2
    sitting = propose(amina, exam)
    told_twice(client, f"/exams/sittings/{sitting.pk}/cancel/", {"key": str(uuid4())})
    sitting = propose(amina, exam)
    begun(sitting)
    told_twice(client, f"/exams/sittings/{sitting.pk}/", {"key": str(uuid4()), "outcome": "failed", "score": ""})
    mended = {"key": str(uuid4()), "outcome": "passed", "score": "760", "reason": "vendor"}
    told_twice(client, f"/exams/sittings/{sitting.pk}/correct/", mended)
    told_twice(client, f"/exams/sittings/{sitting.pk}/verify/", {"key": str(uuid4())})
    facts = SittingEvent.objects.filter(sitting=sitting).order_by("recorded_at").values_list("what", flat=True)
    assert list(facts) == ["proposed", "failed", "passed", "verified"]
    told_twice(browser_of(manager), f"/exams/badges/{Badge.objects.get().pk}/revoke/", {"reason": "mistake"})
    assert LedgerLine.objects.filter(verb="certification.badge_revoked").count() == 1


def test_the_voucher_is_shown_whole_to_those_who_book_with_the_vendor(
    amina: Person, bilal: Person, elif_: Person, manager: Person, exam: Exam, takes_part: Participation
) -> None:
    [voucher] = make_vouchers(takes_part.edition.programme.organisation, exam)
    sitting = propose(amina, exam, voucher=voucher)
    address = f"/exams/sittings/{sitting.pk}/"
    assert [voucher.code in text_of(browser_of(one), address) for one in (elif_, manager, bilal)] == [True, True, False]
    begun(sitting)
    browser_of(elif_).post(address, {"key": str(uuid4()), "outcome": "missed", "score": ""})
    assert voucher.code not in text_of(browser_of(elif_), address)


def test_a_learner_reads_when_they_may_try_again(amina: Person, exam: Exam, takes_part: Participation) -> None:
    client = browser_of(amina)
    assert "/practice/readiness/" in text_of(client, "/exams/")
    first, second = sat(amina, exam, "failed", days_ago=9), sat(amina, exam, "failed", days_ago=2)
    assert next_tries([first, second], at=now()) == {second.pk: second.starts_at + timedelta(days=14)}
    assert text_of(client, "/exams/").count("You can try again from") == 1
    ahead = propose(amina, exam, hours=24 * 15)
    assert next_tries([first, second, ahead], at=now()) == {}
    assert "You can try again from" not in text_of(client, "/exams/")


def test_a_moment_that_is_over_is_no_next_try(amina: Person, exam: Exam, takes_part: Participation) -> None:
    at = now()
    assert list(next_tries([sat(amina, exam, "failed", days_ago=9)], at=at).values()) == [at]


def test_who_books_near_the_end_of_an_exam_is_warned(
    amina: Person, bilal: Person, takes_part: Participation, exam: Exam
) -> None:
    Exam.objects.update(retired_on=today() + timedelta(days=3))
    client = browser_of(bilal)
    client.post(f"/exams/book/{amina.pk}/", booking(exam, with_voucher=""))
    assert "no day left for a second try" in text_of(client, "/exams/sittings/")


def test_nobody_books_for_themselves_or_looks_after_their_own(
    bilal: Person, exam: Exam, takes_part: Participation
) -> None:
    own = make_participation(bilal, takes_part.group)  # type: ignore[arg-type]
    sitting = propose(own.person, exam)
    client = browser_of(bilal)
    text_of(client, f"/exams/book/{bilal.pk}/", 404)
    text_of(client, f"/exams/sittings/{sitting.pk}/", 404)
    assert exam.code in text_of(client, "/exams/")


def test_the_lists_are_narrowed_counted_and_paged(
    amina: Person, bilal: Person, exam: Exam, takes_part: Participation
) -> None:
    for number in range(30):
        person = make_person(f"Person {number:02}")
        make_participation(person, takes_part.group)  # type: ignore[arg-type]
        sat(person, exam, "failed")
    propose(amina, exam)
    client = browser_of(bilal)
    first, second = text_of(client, "/exams/sittings/"), text_of(client, "/exams/sittings/?page=2")
    assert first.index(amina.name) < first.index("Person ")
    assert (first.count('scope="row"'), second.count('scope="row"')) == (25, 6)
    assert text_of(client, "/exams/sittings/?name=person+07").count('scope="row"') == 1
    assert text_of(client, "/exams/sittings/?state=proposed").count('scope="row"') == 1
    assert text_of(client, "/exams/sittings/?work=verify").count('scope="row"') == 25
    assert "No exams here" in text_of(client, "/exams/sittings/?name=nobody")
    assert text_of(client, "/exams/people/?name=amina").count("/exams/book/") == 1
    assert "Nobody by that name" in text_of(client, "/exams/people/?name=zzz")


def test_a_track_of_many_exams_is_booked_in_few_queries(
    amina: Person, elif_: Person, exam: Exam, takes_part: Participation, django_assert_max_num_queries: Queries
) -> None:
    for code in ("SC-200", "SC-300"):
        made = make_exam(code, takes_part.group, level="associate")  # type: ignore[arg-type]
        outline = Blueprint.objects.create(exam=made, as_of=today())
        Domain.objects.create(
            blueprint=outline, code="one", name={"en": "One"}, weight_min=100, weight_max=100, position=0
        )
    make_vouchers(takes_part.edition.programme.organisation, exam, 2)
    client = browser_of(elif_)
    with django_assert_max_num_queries(15):
        text = text_of(client, f"/exams/book/{amina.pk}/")
    assert "2 vouchers in stock" in text
    assert text.count("No voucher in stock.") == 2
    assert text.count("Too early to say") == 2


def test_a_badge_page_is_not_for_search_engines_and_needs_no_account(
    amina: Person, elif_: Person, exam: Exam, takes_part: Participation
) -> None:
    sat(amina, exam, "passed", verified_by=elif_)
    badge = issue_track_badge(takes_part)
    for address in (f"/badges/{badge.pk}/", f"/badges/{badge.pk}/certificate/", f"/badges/{badge.pk}/credential.jwt"):
        page = Client().get(address)
        assert page.status_code == 200
        assert page["X-Robots-Tag"] == "noindex"
        assert "revoke" not in page.content.decode()


def test_the_badge_of_an_erased_person_names_nobody(
    amina: Person, elif_: Person, exam: Exam, takes_part: Participation
) -> None:
    from opstap.certification.privacy import erase

    sat(amina, exam, "passed", verified_by=elif_)
    badge = Badge.objects.get()
    erase(amina.pk)
    text = text_of(Client(), f"/badges/{badge.pk}/")
    assert "This badge was taken back" in text
    assert amina.name not in text
    assert Sitting.objects.get().state == "passed"
