"""Demonstration mode, switched on for one test and off again."""

from collections.abc import Iterator

import pytest
from django.conf import settings as all_settings
from django.urls import get_resolver
from pytest_django import Settings

from opstap.site import context


@pytest.fixture
def demonstration(settings: Settings) -> Iterator[None]:
    # The product's own road map is drawn before the package is there, else it would keep its page for later tests.
    get_resolver("opstap.site.urls").url_patterns  # noqa: B018
    announcers = list(context._announcers)
    settings.DEMONSTRATION = True
    settings.OPSTAP_OUTBOX_OPEN = True
    settings.INSTALLED_APPS = [*all_settings.INSTALLED_APPS, "opstap_demo"]
    settings.ROOT_URLCONF = "opstap_demo.tests.urls"
    yield
    context._announcers[:] = announcers
