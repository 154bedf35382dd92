"""The invented school, built once in a run and shared by whoever wants to look at it.

It lives in a database of its own, a copy of the tests' empty one, so that no other test meets these people. A test that
asks for `built_demonstration` looks at that database inside a transaction that is undone.
`ByHouse` in the root conftest.py gives all such tests to one process: then one builds, not each.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time

import pytest
from django.conf import settings as all_settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import get_resolver
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from opstap.site import context
from opstap_demo.build import build

SUFFIX = "demonstration"


@dataclass
class Built:
    """What was built: how much of what, and how many seconds of work it took."""

    connection: BaseDatabaseWrapper
    counted: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @contextmanager
    def instead(self) -> Iterator[None]:
        """Inside, this thread's database is the demonstration's."""
        ordinary = connections["default"]
        connections["default"] = self.connection
        try:
            yield
        finally:
            connections["default"] = ordinary


def _copy_of_the_empty_database() -> BaseDatabaseWrapper:
    ordinary = connections["default"]
    if ordinary.vendor == "sqlite":
        with ordinary.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file is copied, its write-ahead log is not
    ordinary.close()  # PostgreSQL copies no database that somebody is in
    ordinary.creation.clone_test_db(SUFFIX, verbosity=0, autoclobber=True)
    copy = connections.create_connection("default")
    copy.settings_dict = dict(ordinary.creation.get_test_db_clone_settings(SUFFIX))
    # A pool goes by the alias alone: with one, every test after these would be given a connection to these people.
    copy.settings_dict["OPTIONS"] = {
        name: value for name, value in copy.settings_dict["OPTIONS"].items() if name != "pool"
    }
    return copy


@pytest.fixture(scope="session")
def demonstration_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """The database with the invented school in it."""
    with django_db_blocker.unblock():
        built = Built(_copy_of_the_empty_database())
        began = process_time()
        with built.instead():
            built.counted = build()
        built.seconds = process_time() - began
        yield built
        built.connection.close()
        connections["default"].creation.destroy_test_db(suffix=SUFFIX, verbosity=0)


@pytest.fixture
def built_demonstration(demonstration_database: Built, db: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """The invented school, for one test: whatever the test writes is undone.

    It asks for `db` because pytest-django makes the empty database only in a run where some test does.
    """
    with django_db_blocker.unblock(), demonstration_database.instead(), transaction.atomic():
        yield demonstration_database
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(settings: Settings) -> Iterator[None]:
    """Demonstration mode, switched on for one test and off again."""
    # The product's own road map is drawn before the package is there, else it would keep its page for later tests.
    get_resolver("opstap.site.urls").url_patterns  # noqa: B018
    announcers = list(context._announcers)
    settings.DEMONSTRATION = True
    settings.OPSTAP_OUTBOX_OPEN = True
    settings.INSTALLED_APPS = [*all_settings.INSTALLED_APPS, "opstap_demo"]
    settings.ROOT_URLCONF = "opstap_demo.tests.urls"
    yield
    context._announcers[:] = announcers
