"""What every test stands on: the cast of four."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import translation
from hypothesis import HealthCheck, settings
from tests.build import grant, make_organisation, make_person
from xdist.scheduler import LoadScopeScheduling

from opstap.people.models import Organisation, Person
from opstap.site.translations import compile_all

# The invented school, as long as it is there: deleting its package takes its own tests along, and breaks no other.
DEMONSTRATION = find_spec("opstap_demo") is not None
pytest_plugins = ["opstap_demo.tests.fixtures"] if DEMONSTRATION else []
collect_ignore = [] if DEMONSTRATION else ["tests/demonstration"]


class ByHouse(LoadScopeScheduling):  # type: ignore[misc]
    """Each test goes to whoever is free; those of the invented school stay together, so that it is built once, not twice.

    `--dist=loadgroup` did this until pytest 9.2 made node ids fixed: pytest-xdist 3.8 can no longer add the group to them.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "demonstration" if nodeid.startswith(("src/opstap_demo/tests/", "tests/demonstration/")) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByHouse:
    """Called where tests run in parallel."""
    return ByHouse(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """A fresh clone has no compiled translation; compiled once, before the parallel runs start."""
    if not hasattr(config, "workerinput"):
        compile_all()


# Whoever uses the database, or a fixture that does; and whatever starts a program of its own, which these do not show.
USES_DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "django_db_serialized_rollback"})
STARTS_PROGRAMS = ("src/opstap/site/", "src/opstap_demo/", "src/opstap/labs/", "tests/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`OPSTAP_TESTS=database`: only what another database could change. A pure rule was tested on the first one."""
    if os.environ.get("OPSTAP_TESTS") != "database":
        return
    pure = [item for item in items if is_pure(item)]
    config.hook.pytest_deselected(items=pure)
    items[:] = [item for item in items if item not in set(pure)]


def is_pure(item: pytest.Item) -> bool:
    """Whether the test cannot meet a database."""
    marked = item.get_closest_marker("django_db") is not None
    used = USES_DATABASE & set(getattr(item, "fixturenames", ()))
    return not marked and not used and not item.nodeid.startswith(STARTS_PROGRAMS)


# No test asserts a time, on a machine that may be busy: not hypothesis either.
settings.register_profile("opstap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("opstap")


@pytest.fixture(autouse=True)
def force_login_takes_the_second_step() -> Iterator[None]:
    """`client.force_login(bilal)` stands for the whole sign-in: staff need a second step (people.second_step)."""

    def take(request: HttpRequest, user: Person, **kwargs: object) -> None:
        if "REQUEST_METHOD" not in request.META:  # the bare request of the test client
            request.session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0, "type": "totp"}]
            request.session["account_authentication_methods_user"] = str(user.pk)

    user_logged_in.connect(take, dispatch_uid="tests.second_step")
    yield
    user_logged_in.disconnect(dispatch_uid="tests.second_step")


@pytest.fixture(autouse=True)
def no_language_stays() -> Iterator[None]:
    """A request in Arabic leaves Arabic active in this thread: the next test must not read it."""
    yield
    translation.deactivate()


@pytest.fixture
def school(db: None) -> Organisation:
    return make_organisation("Test school")


@pytest.fixture
def amina(school: Organisation) -> Person:
    return grant(make_person("Amina Learner"), "learner", school)


@pytest.fixture
def bilal(school: Organisation) -> Person:
    return grant(make_person("Bilal Coach"), "coach", school)


@pytest.fixture
def manager(school: Organisation) -> Person:
    return grant(make_person("Mona Manager"), "manager", school)


@pytest.fixture
def chidi(db: None) -> Person:
    return grant(make_person("Chidi Employer"), "employer", make_organisation("Firm", "employer"))


@pytest.fixture
def dora(db: None) -> Person:
    return make_person("Dora Stranger")
