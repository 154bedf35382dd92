"""`bin/opstap rebuild`: which stations, in which order, what it says, and that `--check` changes nothing."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from tests.build import make_person

from opstap.kit.rebuilding import all_rebuildings
from opstap.people.models import Organisation
from opstap.programme.actions.offer_place import offer_place
from opstap.programme.models import Participation
from opstap.programme.tests.build import make_edition


@pytest.fixture
def wrong(school: Organisation) -> Participation:
    """A stage that nobody gave."""
    made = offer_place(make_person(), edition=make_edition(school), by=None, key=uuid4())
    Participation.objects.update(stage="completed")
    return made


def test_every_station_that_derives_something_is_there_in_the_order_of_the_house() -> None:
    names = [one.station for one in all_rebuildings()]
    assert names == ["programme", "practice", "admission", "certification", "jobs"]


@pytest.mark.django_db
def test_what_is_wrong_is_mended_and_told(wrong: Participation, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild")
    told = capsys.readouterr().out
    assert "programme: 1 participations, 1 stage changes" in told
    assert f"programme.Participation: 1 rows stood otherwise, first {wrong.pk}" in told
    assert "1 rows stand as the facts say again." in told
    wrong.refresh_from_db()
    assert wrong.stage == "offered"


@pytest.mark.django_db
def test_a_check_changes_nothing_and_fails(wrong: Participation, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("rebuild", "--check")
    assert ended.value.code == 1
    assert "1 rows do not stand as the facts say." in capsys.readouterr().out
    assert Participation.objects.get().stage == "completed"


@pytest.mark.django_db
def test_a_check_of_what_is_right_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild", "--check")
    assert "Everything stood as the facts say." in capsys.readouterr().out
