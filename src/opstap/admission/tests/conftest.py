"""What the tests of admission share: an open call, and a visitor who goes through the pages as a browser does."""

import re
from dataclasses import dataclass, field

import pytest
from django.test import Client

from opstap.admission.models import Call
from opstap.admission.tests.build import FITTING, answers, fill_programme, make_call, make_notice
from opstap.people.models import NoticeVersion, Organisation


@dataclass
class Visitor:
    """Somebody without an account who applies, page by page."""

    call: Call
    client: Client = field(default_factory=Client)

    def url(self, page: str = "") -> str:
        return f"/apply/{self.call.slug}/{page}"

    def check(self, **changes: str) -> int:
        return self.client.post(self.url(), {**FITTING, **changes}).status_code

    def fill(self, **changes: object) -> int:
        return self.client.post(self.url("you/"), answers(**changes)).status_code

    def key(self) -> str:
        page = self.client.get(self.url("review/"))
        return str(page.context["form"].initial["key"])

    def send(self, key: str) -> int:
        return self.client.post(self.url("send/"), {"key": key}).status_code

    def text(self, page: str) -> str:
        """The page without what differs on each rendering."""
        text = self.client.get(self.url(page)).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)

    def apply(self, **changes: object) -> str:
        """The whole road; gives the key that was sent."""
        assert (self.check(), self.fill(**changes)) == (302, 302)
        key = self.key()
        assert self.send(key) == 302
        return key


@pytest.fixture
def call(school: Organisation) -> Call:
    made = make_call(school)
    fill_programme(made.edition.programme)
    return made


@pytest.fixture
def notice(db: None) -> NoticeVersion:
    return make_notice()


@pytest.fixture
def visitor(call: Call, notice: NoticeVersion) -> Visitor:
    return Visitor(call)
