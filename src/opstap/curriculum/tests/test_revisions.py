"""A change on its road: begun, saved, sent, sent back, published, withdrawn."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.build import grant, make_person

from opstap.curriculum import access
from opstap.curriculum.access.revisions import (
    NotNowError,
    can_review,
    can_see_revision,
    revisions_visible_to,
    waiting_for,
)
from opstap.curriculum.actions.begin_revision import (
    BeingChangedError,
    begin_lesson,
    begin_new_question,
    begin_question,
)
from opstap.curriculum.actions.publish_revision import publish_revision, with_author
from opstap.curriculum.actions.rebase_revision import rebase_revision
from opstap.curriculum.actions.save_revision import OverwrittenError, keep_theirs, save_revision
from opstap.curriculum.actions.send_back import send_back
from opstap.curriculum.actions.send_for_review import (
    BehindError,
    NothingChangedError,
    NotReadyError,
    send_for_review,
    take_back,
)
from opstap.curriculum.actions.undo_save import undo_save
from opstap.curriculum.actions.withdraw_revision import withdraw_revision
from opstap.curriculum.models import Lesson, LessonVersion, Question, Revision
from opstap.curriculum.queries import show_lesson
from opstap.curriculum.queries.revisions import base_of, changes_of, is_behind
from opstap.curriculum.tests.revisions import Desk, make_desk
from opstap.kit.models import LedgerLine
from opstap.messages.models import Message
from opstap.people.models import Person

BETTER = "One key opens one door.\n\n{{ check doors-01 }}\n"


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def texts(desk: Desk, english: str = BETTER) -> dict[str, str]:
    return {**desk.lesson.text, "en": english}


# Beginning


def test_beginning_twice_with_one_key_is_once(desk: Desk) -> None:
    key = uuid4()
    first = begin_lesson(desk.lesson, by=desk.author, key=key)
    assert begin_lesson(desk.lesson, by=desk.author, key=key) == first
    assert (first.state, first.based_on, first.saved) == ("draft", 1, 1)
    assert first.content == base_of(first).content


def test_a_second_author_hears_who_works_on_it(desk: Desk) -> None:
    first = desk.begun()
    other = grant(make_person("Other"), "author")
    with pytest.raises(BeingChangedError) as caught:
        begin_lesson(desk.lesson, by=other, key=uuid4())
    assert caught.value.revision == first
    withdraw_revision(first, by=desk.author)
    assert begin_lesson(desk.lesson, by=other, key=uuid4()).author == other


def test_two_authors_never_have_one_question(desk: Desk) -> None:
    first = desk.asked()
    with pytest.raises(BeingChangedError):
        begin_question(desk.question(), by=desk.reviewer, key=uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(course=desk.course, question_code=first.question_code, based_on=1, content={})


def test_new_questions_get_the_next_free_code(desk: Desk) -> None:
    module = desk.lesson.module
    one, two = (begin_new_question(module, kind="order", by=desk.author, key=uuid4()) for _ in range(2))
    assert (one.question_code, two.question_code, one.based_on) == ("open-doors-01", "open-doors-02", 0)


# Saving


def test_every_save_is_kept_and_a_save_of_nothing_is_none(desk: Desk) -> None:
    row = desk.begun(minutes=21)
    row = desk.saved(row, minutes=22)
    assert desk.saved(row).saved == row.saved == 3
    assert list(row.saves.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_going_back_can_itself_be_undone(desk: Desk) -> None:
    row = desk.saved(desk.begun(minutes=21), minutes=22)
    row = undo_save(row, by=desk.author, to=2)
    assert (row.content["minutes"], row.saved) == (21, 4)
    assert undo_save(row, by=desk.author, to=3).content["minutes"] == 22
    assert undo_save(row, by=desk.author, to=99).saved == 5


def test_two_tabs_in_different_places_are_brought_together(desk: Desk) -> None:
    row = desk.begun()
    content = row.content
    save_revision(row, by=desk.author, content={**content, "minutes": 30}, saved=1)
    row = save_revision(row, by=desk.author, content={**content, "text": texts(desk)}, saved=1)
    assert (row.content["minutes"], row.content["text"]["en"]) == (30, BETTER)


def test_two_tabs_in_one_place_lose_nothing(desk: Desk) -> None:
    row = desk.begun()
    save_revision(row, by=desk.author, content={**row.content, "minutes": 30}, saved=1)
    mine = {**row.content, "minutes": 40}
    with pytest.raises(OverwrittenError) as caught:
        save_revision(row, by=desk.author, content=mine, saved=1)
    assert (caught.value.theirs["minutes"], caught.value.mine["minutes"]) == (30, 40)
    row = keep_theirs(row, by=desk.author, content=mine)
    assert row.content["minutes"] == 30
    assert 40 in [save.content["minutes"] for save in row.saves.all()]


def test_nobody_else_writes_in_a_draft(desk: Desk) -> None:
    row = desk.begun()
    for other in (desk.reviewer, grant(make_person(), "administrator"), grant(make_person(), "author")):
        with pytest.raises(NotNowError):
            save_revision(row, by=other, content={}, saved=1)
        with pytest.raises(NotNowError):
            send_for_review(row, by=other, note="x")


# Sending


def test_what_is_not_ready_is_not_sent(desk: Desk) -> None:
    row = desk.begun(text=texts(desk, "<b>bold</b>"))
    with pytest.raises(NotReadyError) as caught:
        send_for_review(row, by=desk.author, note="x")
    assert [(fault.field, fault.line) for fault in caught.value.faults] == [("text.en", 1)]
    with pytest.raises(NothingChangedError):
        send_for_review(undo_save(row, by=desk.author, to=1), by=desk.author, note="x")


def test_sending_twice_is_once_and_the_author_takes_it_back(desk: Desk) -> None:
    row = desk.sent()
    assert send_for_review(row, by=desk.author, note="again").note == "Longer to read"
    with pytest.raises(NotNowError):
        desk.saved(row, minutes=1)
    assert take_back(row, by=desk.author).state == "draft"
    assert LedgerLine.objects.filter(verb="curriculum.revision_sent").count() == 1


def test_a_missing_language_keeps_a_question_from_review(desk: Desk) -> None:
    row = desk.asked(stem={"nl": "Wat opent een deur nu?"})
    with pytest.raises(NotReadyError) as caught:
        send_for_review(row, by=desk.author, note="x")
    assert [fault.field for fault in caught.value.faults] == ["stem.en"]


# Deciding


def test_the_author_never_publishes_whatever_else_they_are(desk: Desk) -> None:
    grant(desk.author, "reviewer")
    grant(desk.author, "administrator")
    row = desk.sent()
    assert list(waiting_for(desk.author)) == []
    for decide in (publish_revision, send_back):
        with pytest.raises(NotNowError):
            decide(row, by=desk.author, remarks="Fine")
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=row.pk).update(reviewer=desk.author)


def test_sent_back_with_remarks_and_again(desk: Desk) -> None:
    row = send_back(desk.sent(), by=desk.reviewer, remarks="Which door?")
    assert (row.state, row.remarks) == ("draft", "Which door?")
    row = send_for_review(desk.saved(row, minutes=26), by=desk.author, note="Now?")
    send_back(row, by=desk.reviewer, remarks="Still not")
    told = Message.objects.filter(template="curriculum/mail/sent_back").order_by("created_at")
    assert ["Which door?" in told[0].body, "Still not" in told[1].body] == [True, True]
    assert {one.person for one in told} == {desk.author}


def test_a_published_lesson_is_seen_at_once_and_the_older_one_stays(desk: Desk) -> None:
    assert "Lock it." in str(show_lesson(desk.lesson, "en", None).rendered)
    row = desk.sent(text=texts(desk))
    publish_revision(row, by=desk.reviewer, remarks="Good")
    lesson = desk.lesson
    assert (lesson.version, lesson.text["en"]) == (2, BETTER)
    assert "One key opens one door." in str(show_lesson(lesson, "en", None).rendered)
    kept = LessonVersion.objects.filter(lesson=lesson).order_by("version")
    assert [(one.version, one.origin) for one in kept] == [(1, "pack"), (2, "browser")]
    assert "Lock it." in kept[0].text["en"]
    message = Message.objects.get(template="curriculum/mail/published")
    assert (message.person, message.language) == (desk.author, "en")
    assert "Good" in message.body


def test_publishing_twice_is_once(desk: Desk) -> None:
    row = desk.sent()
    first = publish_revision(row, by=desk.reviewer)
    again = publish_revision(row, by=desk.reviewer)
    assert (first.published_as, again.published_as, desk.lesson.version) == (2, 2, 2)
    with pytest.raises(NotNowError):
        publish_revision(row, by=grant(make_person(), "reviewer"))
    assert Message.objects.filter(template="curriculum/mail/published").count() == 1


def test_a_published_question_is_a_new_version_with_both_names(desk: Desk) -> None:
    old = desk.question()
    row = desk.asked(stem={"nl": "Wat opent elke deur?", "en": "What opens every door?"})
    publish_revision(send_for_review(row, by=desk.author, note="Clearer"), by=desk.reviewer)
    new = desk.question()
    old.refresh_from_db()
    assert (old.current, old.version, new.version, new.origin) == (False, 1, 2, "browser")
    assert (new.author, new.reviewer) == ("Opstap team, Tomasz Author", "Greet Reviewer")
    assert [skill.code for skill in new.skills.all()] == ["sc900.zero-trust"]
    assert (new.module, new.course, new.licence, new.options) == (old.module, old.course, old.licence, old.options)


def test_a_new_question_is_asked_from_then_on(desk: Desk) -> None:
    row = begin_new_question(desk.lesson.module, kind="truefalse", by=desk.author, key=uuid4())
    content = row.content
    why = {"nl": "Daarom.", "en": "Because."}
    options = [{**one, "why": why, "weight": float(at == 0)} for at, one in enumerate(content["options"])]
    stem = {"nl": "Een deur kan open.", "en": "A door can open."}
    row = desk.saved(row, options=options, stem=stem, source="Doors", skills=["sc900.zero-trust"])
    publish_revision(send_for_review(row, by=desk.author, note="New"), by=desk.reviewer)
    new = desk.question("open-doors-01")
    assert (new.version, new.author, new.kind, new.retired) == (1, "Tomasz Author", "truefalse", False)
    assert new.module == desk.lesson.module


def test_all_questions_of_a_case_tell_the_same_story(desk: Desk) -> None:
    story = {"title": {"nl": "Kantoor", "en": "Office"}, "text": {"nl": "Een kantoor.", "en": "An office."}}
    Question.objects.filter(current=True).update(case_code="office", scenario=story)
    told = {**story, "text": {"nl": "Een groot kantoor.", "en": "A large office."}}
    publish_revision(send_for_review(desk.asked(scenario=told), by=desk.author, note="Size"), by=desk.reviewer)
    other = desk.question("doors-02")
    assert (other.version, other.scenario) == (2, told)
    assert [skill.code for skill in other.skills.order_by("code")] == ["sc900.defense-in-depth", "sc900.zero-trust"]
    assert Question.objects.get(code="doors-02", version=1).scenario == story


@pytest.mark.parametrize(
    ("authors", "author", "both"),
    [
        ("Opstap team", "Tomasz", "Opstap team, Tomasz"),
        ("Opstap team, Tomasz", "Tomasz", "Opstap team, Tomasz"),
        ("", "Tomasz", "Tomasz"),
        ("Opstap team", "", "Opstap team"),
        ("x" * 119, "Tomasz", "x" * 119),
    ],
)
def test_every_author_stays_named(authors: str, author: str, both: str) -> None:
    assert with_author(authors, author) == both


# Something newer came out meanwhile


def newer(desk: Desk, **changed: object) -> None:
    lesson = desk.lesson
    Lesson.objects.filter(pk=lesson.pk).update(version=lesson.version + 1, **changed)


def test_what_is_behind_is_not_published_until_it_is_brought_onto_the_newer(desk: Desk) -> None:
    row = desk.sent(text=texts(desk))
    newer(desk, minutes=50, text={**desk.lesson.text, "nl": "Nieuw.\n"})
    assert is_behind(row)
    with pytest.raises(BehindError):
        publish_revision(row, by=desk.reviewer)
    with pytest.raises(NotNowError):
        rebase_revision(row, by=desk.reviewer)
    row = rebase_revision(row, by=desk.author)
    assert (row.state, row.based_on, row.content["minutes"]) == ("draft", 2, 50)
    assert row.content["text"] == {"nl": "Nieuw.\n", "en": BETTER}
    assert rebase_revision(row, by=desk.author).saved == row.saved
    LessonVersion.objects.filter(lesson=desk.lesson, version=2).delete()
    publish_revision(send_for_review(row, by=desk.author, note="Both"), by=desk.reviewer)
    assert (desk.lesson.version, desk.lesson.text["nl"]) == (3, "Nieuw.\n")


def test_where_both_changed_the_same_text_the_authors_stands_and_nothing_is_lost(desk: Desk) -> None:
    row = desk.begun(text=texts(desk))
    newer(desk, text={**desk.lesson.text, "en": "Theirs.\n"})
    with pytest.raises(BehindError):
        send_for_review(row, by=desk.author, note="x")
    row = rebase_revision(row, by=desk.author)
    assert row.content["text"]["en"] == BETTER
    assert [change.road for change in changes_of(row)] == [("text", "en")]


def test_a_question_that_the_pack_took_out_is_not_published(desk: Desk) -> None:
    row = desk.asked(level=4)
    send_for_review(row, by=desk.author, note="Hard")
    Question.objects.filter(pk=desk.question().pk).update(retired=True)
    with pytest.raises(BehindError):
        publish_revision(row, by=desk.reviewer)


# Withdrawing, and who sees what


def test_an_administrator_frees_what_somebody_left_behind(desk: Desk) -> None:
    row = desk.begun()
    with pytest.raises(NotNowError):
        withdraw_revision(row, by=desk.reviewer)
    boss = grant(make_person(), "administrator")
    assert withdraw_revision(row, by=boss).state == "withdrawn"
    assert withdraw_revision(row, by=boss).state == "withdrawn"
    assert desk.begun().state == "draft"


def test_the_two_halves_of_each_policy_agree(desk: Desk, amina: Person, bilal: Person) -> None:
    row = desk.sent()
    people = [amina, bilal, desk.author, desk.reviewer, grant(make_person(), "administrator")]
    for person in people:
        assert can_see_revision(person, row) == (row in revisions_visible_to(person))
        assert can_review(person, row) == (row in waiting_for(person))
    assert [can_see_revision(person, row) for person in people] == [False, False, True, True, True]
    assert [can_review(person, row) for person in people] == [False, False, False, True, True]
    assert access.WRITES_CONTENT


def test_the_ledger_holds_no_words(desk: Desk) -> None:
    publish_revision(desk.sent(), by=desk.reviewer, remarks="Private remark")
    lines = LedgerLine.objects.filter(verb__startswith="curriculum.revision")
    assert [line.verb for line in lines.order_by("sequence")] == [
        "curriculum.revision_begun",
        "curriculum.revision_sent",
        "curriculum.revision_published",
    ]
    assert not any("remark" in str(line.refs) or "remark" in line.why for line in lines)
