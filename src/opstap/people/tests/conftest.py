"""Code that was sent, second steps, and a browser that is signed in."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from opstap.people import post
from opstap.people.models import Person

type Letters = list[dict[str, object]]


@pytest.fixture
def letters() -> Iterator[Letters]:
    """What was handed to the post in this test, instead of the messages station."""
    before = list(post._posts)
    written: Letters = []
    post.use(lambda **letter: written.append(letter))
    yield written
    post._posts[:] = before


@pytest.fixture
def code_of(letters: Letters) -> Callable[[], str]:
    """The newest code that was sent."""

    def newest() -> str:
        context = letters[-1]["context"]
        assert isinstance(context, dict)
        code = str(context["code"])
        assert re.fullmatch(r"[0-9]{6}", code)
        return code

    return newest


@pytest.fixture
def one_step(client: Client) -> Callable[[Person], Client]:
    """The browser of a person who signed in with one step only."""

    def sign_in(person: Person) -> Client:
        client.force_login(person)
        session = client.session
        session.pop("account_authentication_methods")
        session.save()
        return client

    return sign_in
