"""The ledger takes no free text, and each listener deals with a line once."""

import pytest
from django.db import transaction
from tests.build import make_organisation, make_person

from opstap.kit import ledger
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.kit.tasks import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_listeners", {})


def test_a_line_says_who_did_what_on_what_and_why() -> None:
    bilal, school = make_person("Bilal Coach"), make_organisation()
    line = ledger.record("kit.tested", by=bilal, on=school, why="because", refs={"group": "g-1"})
    line.refresh_from_db()
    assert (line.actor_id, line.subject_type, line.subject_id) == (bilal.pk, "people.organisation", school.pk)
    assert (line.verb, line.why, line.refs) == ("kit.tested", "because", {"group": "g-1"})


@pytest.mark.parametrize(
    "fault",
    [
        {"verb": "Tested"},
        {"verb": "kit.tested.twice"},
        {"why": "Amina is ill"},
        {"refs": {"mail": "amina@example.org"}},
        {"refs": {"name": "Amina Learner"}},
    ],
)
def test_free_text_is_refused(fault: dict[str, object]) -> None:
    values: dict[str, object] = {"verb": "kit.tested", "why": "", "refs": {}, **fault}
    verb = str(values.pop("verb"))
    with pytest.raises(ValueError, match=r"reads|not free text"):
        ledger.record(verb, by=None, on=make_organisation(), **values)  # type: ignore[arg-type]
    assert not LedgerLine.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_listeners_hear_after_the_commit_and_not_after_a_rollback() -> None:
    heard: list[str] = []

    def listen(line: LedgerLine) -> None:
        heard.append(line.verb)

    ledger.listen("kit.tested", listen)
    with transaction.atomic():
        ledger.record("kit.tested", by=None, on=make_organisation())
        assert heard == []
    assert heard == ["kit.tested"]
    with transaction.atomic():
        ledger.record("kit.tested", by=None, on=make_organisation())
        transaction.set_rollback(True)
    assert heard == ["kit.tested"]


def test_a_second_delivery_does_nothing() -> None:
    heard: list[int] = []

    def listen(line: LedgerLine) -> None:
        heard.append(line.sequence)

    ledger.listen("kit.tested", listen)
    line = ledger.record("kit.tested", by=None, on=make_organisation())
    name = next(iter(ledger.listeners_of("kit.tested")))
    deliver.call(line.sequence, name)
    deliver.call(line.sequence, name)
    assert heard == [line.sequence]
    assert ListenerSeen.objects.count() == 1
    deliver.call(line.sequence, "a.listener.that.left")
    assert heard == [line.sequence]
