"""An address is proved before anything is saved about whoever has it."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from tests.build import make_person

from opstap.people.actions.prove_address import TooManyCodesError, Verdict, check_address, prove_address, what_waits
from opstap.people.models import Person
from opstap.people.tests.conftest import Letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/join/")
    request.session = SessionStore()
    return request


def ask(request: HttpRequest, address: str = "new@example.org") -> None:
    prove_address(request, purpose="join", address=address, language="fr", given="Amina")


def test_a_code_goes_to_an_address_that_nobody_has(
    request_: HttpRequest, letters: Letters, code_of: Callable[[], str]
) -> None:
    ask(request_)
    assert (letters[0]["address"], letters[0]["language"], letters[0]["person"]) == ("new@example.org", "fr", None)
    waiting = what_waits(request_, "join")
    assert waiting is not None
    assert (waiting.address, waiting.given) == ("new@example.org", "Amina")
    assert code_of() not in str(dict(request_.session)), "only a hash of it is kept"
    assert check_address(request_, purpose="erase", code=code_of()) is Verdict.OVER
    assert check_address(request_, purpose="join", code=code_of()) is Verdict.RIGHT
    assert check_address(request_, purpose="join", code=code_of()) is Verdict.OVER, "it opens once"
    assert not Person.objects.exists()


def test_whoever_is_known_gets_it_in_their_own_language(request_: HttpRequest, letters: Letters) -> None:
    amina = make_person(email="amina@example.org", language="ar")
    ask(request_, "amina@example.org")
    assert (letters[0]["language"], letters[0]["person"]) == ("ar", amina)


def test_five_wrong_codes_end_it(request_: HttpRequest, letters: Letters, code_of: Callable[[], str]) -> None:
    ask(request_)
    wrong = "000000" if code_of() != "000000" else "111111"
    for _ in range(4):
        assert check_address(request_, purpose="join", code=wrong) is Verdict.WRONG
    assert check_address(request_, purpose="join", code=wrong) is Verdict.OVER
    assert check_address(request_, purpose="join", code=code_of()) is Verdict.OVER


def test_nobody_fills_a_telephone_with_codes(request_: HttpRequest, letters: Letters) -> None:
    for _ in range(3):
        ask(request_, "+32470123456")
    with pytest.raises(TooManyCodesError):
        ask(request_, "+32470123456")
    assert len(letters) == 3
