"""bin/opstap: a list that a person understands, help per command, a hint after a typo, a database on first use."""

import subprocess
import sys
from pathlib import Path

import pytest

from opstap.site import command_line


def opstap(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {"OPSTAP_MODE": "production", "OPSTAP_DATA": str(data), "PYTHONPATH": "src", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "opstap", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_list_names_our_commands_in_groups() -> None:
    shown = command_line.overview(command_line.own_commands())
    assert shown.index("Start\n") < shown.index("  up ") < shown.index("What is taught")
    assert "Bring the database up to date" in shown
    for django_s_own in ("runserver", "squashmigrations", "sendtestemail"):
        assert django_s_own not in shown


def test_a_command_in_no_group_is_shown_under_more() -> None:
    assert "More\n  dance  Dance." in command_line.overview({"dance": "Dance."})


def test_every_own_command_says_what_it_does() -> None:
    assert [name for name, says in command_line.own_commands().items() if len(says) < 10] == []


def test_help_says_what_a_command_takes_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    command_line.run(["help", "worker"])
    shown = capsys.readouterr().out
    assert "--batch" in shown
    assert "--settings" not in shown


@pytest.mark.parametrize(
    ("typed", "hint"), [("wroker", "Did you mean `worker`?"), ("xyzzy", "`bin/opstap` lists them all")]
)
def test_a_typo_gets_a_hint(typed: str, hint: str) -> None:
    with pytest.raises(SystemExit, match=r".*") as caught:
        command_line.run([typed])
    assert hint in str(caught.value)


def test_the_first_command_makes_the_database(tmp_path: Path) -> None:
    result = opstap("register", data=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "opstap.sqlite3").exists()


def test_a_course_is_checked_without_a_database(tmp_path: Path) -> None:
    result = opstap("course", "check", "course_packs/sc-900", data=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "sc-900: in order" in result.stdout
    assert not (tmp_path / "opstap.sqlite3").exists()
