"""Save, and go on later by a code to the address."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from opstap.admission.actions.save_draft import answers_of
from opstap.admission.models import Draft
from opstap.admission.tests.build import MOTIVATION, answers
from opstap.admission.tests.conftest import Visitor
from opstap.kit.clock import now
from opstap.messages.models import Message
from opstap.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def saved(visitor: Visitor, **changes: object) -> Visitor:
    """Half an application, saved; then another phone."""
    visitor.check()
    answer = visitor.client.post(visitor.url("you/"), {**answers(name="", notice="", **changes), "later": "1"})
    assert answer.headers["location"] == visitor.url("kept/")
    return Visitor(visitor.call)


def ask(visitor: Visitor, address: str = "0470/12.34.56") -> None:
    assert visitor.client.post(visitor.url("resume/"), {"address": address}).status_code == 302


def last_code() -> str:
    message = Message.objects.filter(template="admission/mail/resume_code").latest("created_at")
    return re.findall(r"\b\d{6}\b", message.body)[0]


def type_code(visitor: Visitor, code: str) -> int:
    return visitor.client.post(visitor.url("resume/code/"), {"code": code}).status_code


def test_half_an_application_is_saved_and_opened_on_another_phone(visitor: Visitor) -> None:
    other = saved(visitor)
    assert "opstap_draft" not in {name for name, m in visitor.client.cookies.items() if m.value}
    assert Message.objects.get().template == "admission/mail/draft_kept"
    assert "+32 ••• 56" in visitor.client.get(visitor.url("kept/")).content.decode()
    ask(other)
    assert type_code(other, last_code()) == 302
    page = other.client.get(other.url("you/"))
    assert MOTIVATION in page.content.decode()
    version = page.context["form"].initial["version"]
    assert other.fill(version=version) == 302
    assert other.send(other.key()) == 302
    assert Person.objects.get().phone == "+32470123456"


def test_saving_needs_only_an_address(visitor: Visitor) -> None:
    visitor.check()
    page = visitor.client.post(visitor.url("you/"), {**answers(name="", address=""), "later": "1"}, follow=True)
    assert set(page.context["form"].errors) == {"address"}
    assert answers_of(Draft.objects.get())["motivation"] == MOTIVATION


def test_an_address_confirmed_by_a_code_needs_no_second_confirmation(visitor: Visitor) -> None:
    other = saved(visitor)
    owner = Person.objects.make(name="Amina", phone="+32470123456")
    ask(other)
    type_code(other, last_code())
    version = other.client.get(other.url("you/")).context["form"].initial["version"]
    other.fill(version=version)
    other.send(other.key())
    assert owner.applications.count() == 1


def test_a_changed_address_is_unconfirmed_again(visitor: Visitor) -> None:
    other = saved(visitor)
    victim = Person.objects.make(name="Victim", email="victim@example.org")
    ask(other)
    type_code(other, last_code())
    version = other.client.get(other.url("you/")).context["form"].initial["version"]
    other.fill(version=version, address="victim@example.org")
    other.send(other.key())
    assert victim.applications.count() == 0


def test_the_page_is_the_same_for_an_address_that_saved_nothing(visitor: Visitor) -> None:
    other = saved(visitor, address="amina@example.org")
    stranger = Visitor(visitor.call)
    ask(other, "amina@example.org")
    ask(stranger, "adam@example.org")
    pages = []
    for one in (other, stranger):
        text = one.client.get(one.url("resume/code/")).content.decode()
        pages.append(re.sub(r"(a\w+@example.org|value=\"[^\"]{64}\")", "", text))
    assert pages[0] == pages[1]
    assert Message.objects.filter(template="admission/mail/resume_code").count() == 1
    assert type_code(stranger, "123456") == 422


def test_a_wrong_code_is_refused_and_after_five_also_the_right_one(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    right = last_code()
    wrong = "000000" if right != "000000" else "000001"
    assert [type_code(other, wrong) for _ in range(5)] == [422] * 5
    assert type_code(other, right) == 422
    assert not Draft.objects.get().verified_address


def test_a_code_is_too_old_after_ten_minutes(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    with time_machine.travel(now() + timedelta(minutes=10, seconds=1)):
        assert type_code(other, last_code()) == 422


def test_a_code_opens_once(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    code = last_code()
    assert type_code(other, code) == 302
    third = Visitor(visitor.call)
    third.client.cookies["opstap_address"] = other.client.cookies["opstap_address"].value
    ask(third)
    assert type_code(third, code) in {302, 422}
    if last_code() != code:
        assert Draft.objects.get().code_tries <= 1


def test_a_new_code_takes_the_place_of_the_old(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    old = last_code()
    with time_machine.travel(now() + timedelta(minutes=1)):
        ask(other)
        new = last_code()
        if old != new:
            assert type_code(other, old) == 422
        assert type_code(other, new) == 302


def test_three_codes_an_hour_and_no_more(visitor: Visitor) -> None:
    other = saved(visitor)
    for minute in range(6):
        with time_machine.travel(now() + timedelta(minutes=minute)):
            ask(other)
    assert Message.objects.filter(template="admission/mail/resume_code").count() == 3


def test_the_code_is_not_in_the_database(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    assert last_code() not in Draft.objects.get().code_hash
    assert len(Draft.objects.get().code_hash) == 64


def test_digits_of_another_script_and_spaces_are_read(visitor: Visitor) -> None:
    other = saved(visitor)
    ask(other)
    arabic = last_code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert type_code(other, f"{arabic[:3]} {arabic[3:]}") == 302


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef"])
def test_what_is_no_code_is_told(visitor: Visitor, typed: str) -> None:
    other = saved(visitor)
    ask(other)
    assert type_code(other, typed) == 422
    assert Draft.objects.get().code_tries == 0


def test_the_code_page_needs_an_address(client: Client, visitor: Visitor) -> None:
    assert client.get(visitor.url("resume/code/")).headers["location"] == visitor.url("resume/")


def test_a_saved_application_tells_the_way_back_once_a_day(visitor: Visitor) -> None:
    for _ in range(3):
        saved(Visitor(visitor.call))
    assert Message.objects.filter(template="admission/mail/draft_kept").count() == 1
