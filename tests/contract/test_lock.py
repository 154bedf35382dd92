"""The lock files hold what pyproject.toml asks for, with hashes, and name no host (docs/decisions/0001-lock-file.md)."""

import re
import tomllib

import pytest

from tests.contract.tree import ROOT

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def plain(requirement: str) -> str:
    """The name of the package in a requirement, as an index writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[~=<>!; ]", requirement)[0]).lower()


def pinned(name: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / name).read_text()))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_everything_asked_for_is_pinned(lock: str, wanted: list[str]) -> None:
    assert {plain(one) for one in wanted} - pinned(lock).keys() == set(), "run bin/lock"


def test_what_runs_is_what_was_tested() -> None:
    tested = pinned("requirements-dev.lock")
    assert {name: version for name, version in pinned("requirements.lock").items() if tested[name] != version} == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
