"""The command that invents the school: all of it or none."""

import pytest
from tests.build import make_person

from opstap.people.models import Person
from opstap_demo.build import Tell
from opstap_demo.management.commands import demonstrate


@pytest.mark.django_db(transaction=True)
def test_half_a_school_is_no_school(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**options: object) -> dict[str, int]:
        make_person("Somebody")
        raise RuntimeError

    monkeypatch.setattr(demonstrate, "build", fail)
    with pytest.raises(RuntimeError):
        demonstrate.Command().handle()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_it_says_how_far_it_is_and_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(*, tell: Tell) -> dict[str, int]:
        tell("Four calls")
        return {"people": 1481}

    monkeypatch.setattr(demonstrate, "build", some)
    demonstrate.Command().handle()
    assert capsys.readouterr().out == "  Four calls\nThere are now 1,481 people\n"


@pytest.mark.django_db
def test_nothing_is_invented_beside_real_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstrate, "build", lambda **options: pytest.fail("there are people here"))
    make_person("Somebody")
    demonstrate.Command().handle()
    assert Person.objects.count() == 1
