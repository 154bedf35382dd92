"""A person's changes: given to them, and forgotten with them."""

from pathlib import Path

import pytest

from opstap.curriculum.actions.publish_revision import publish_revision
from opstap.curriculum.actions.send_for_review import send_for_review
from opstap.curriculum.models import Revision
from opstap.curriculum.privacy import erase, export
from opstap.curriculum.tests.revisions import Desk, make_desk


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_each_gets_what_they_wrote_or_decided(desk: Desk) -> None:
    publish_revision(desk.sent(), by=desk.reviewer, remarks="Good")
    (written,) = export(desk.author.pk)["changes"]  # type: ignore[index, call-overload]
    assert (written["as"], written["of"], written["note"]) == ("author", "open-doors", "Longer to read")
    assert written["content"]["minutes"] == 25
    (decided,) = export(desk.reviewer.pk)["changes"]  # type: ignore[index, call-overload]
    assert (decided["as"], decided["remarks"], decided["content"]) == ("reviewer", "Good", None)


def test_who_is_forgotten_leaves_what_was_published_and_frees_what_was_not(desk: Desk) -> None:
    done = publish_revision(send_for_review(desk.asked(level=4), by=desk.author, note="Hard"), by=desk.reviewer)
    draft = desk.begun(minutes=30)
    assert erase(desk.author.pk) == 2
    assert erase(desk.reviewer.pk) == 1
    done.refresh_from_db()
    draft.refresh_from_db()
    assert (done.author, done.reviewer, done.note, done.remarks, done.state) == (None, None, "", "", "published")
    assert draft.state == "withdrawn"
    assert desk.question().author == "Opstap team, Tomasz Author"
    assert Revision.objects.count() == 2
    assert erase(desk.author.pk) == 0
