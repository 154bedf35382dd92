"""The pages of an author and a reviewer."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.build import grant, make_person

from opstap.curriculum.models import Lesson, Question, Revision
from opstap.curriculum.rules import kinds
from opstap.curriculum.tests.revisions import Desk, make_desk
from opstap.people.models import Person

LESSON = "/courses/doors/lessons/open-doors/"
QUESTION = "/courses/doors/questions/doors-01/"


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def at(client: Client, desk: Desk) -> Client:
    """The author's browser, in English."""
    client.force_login(desk.author)
    client.cookies["language"] = "en"
    return client


def page_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status, path
    return str(answer.content.decode())


def change(row: Revision) -> str:
    return reverse("curriculum:revision", args=[row.pk])


def test_the_courses_with_what_waits(at: Client, desk: Desk, django_assert_max_num_queries: object) -> None:
    row = desk.sent()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = page_of(at, "/courses/")
    assert "1 waits for review" in page
    assert change(row) not in page
    at.force_login(desk.reviewer)
    page = page_of(at, "/courses/")
    assert change(row) in page
    assert "Longer to read" in page


def test_without_a_course_the_page_says_how_to_load_one(client: Client, db: None) -> None:
    client.force_login(grant(make_person(language="en"), "author"))
    assert "bin/opstap course load" in page_of(client, "/courses/")


def test_a_course_tells_languages_kinds_and_who_works(
    at: Client, desk: Desk, django_assert_max_num_queries: object
) -> None:
    desk.begun()
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        page = page_of(at, "/courses/doors/")
    assert "one answer: " in page
    assert "Tomasz Author, since" in page
    assert "/courses/doors/modules/open-doors/new/" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"doors-01", "doors-02"}),
        ("?q=opens+a", {"doors-01"}),
        ("?q=SLOTEN", {"doors-02"}),
        ("?q=doors-02", {"doors-02"}),
        ("?q=nothing+here", set()),
        ("?kind=multiple", {"doors-02"}),
        ("?level=2", {"doors-01"}),
        ("?skill=sc900.defense-in-depth", {"doors-02"}),
        ("?module=open-doors&level=3", {"doors-02"}),
        ("?state=open", {"doors-01"}),
        ("?state=review", set()),
        ("?state=mock", set()),
        ("?state=unskilled", set()),
        ("?state=browser", set()),
        ("?state=retired", set()),
        ("?level=x&kind=y&page=99", {"doors-01", "doors-02"}),
    ],
)
def test_questions_are_searched_and_narrowed_also_in_the_table(
    at: Client, desk: Desk, django_assert_max_num_queries: object, query: str, found: set[str]
) -> None:
    desk.asked(level=4)
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        page = page_of(at, "/courses/doors/questions/" + query)
    assert {code for code in ("doors-01", "doors-02") if f"/questions/{code}/" in page} == found
    answer = at.get("/courses/doors/questions.csv" + query)
    lines = b"".join(answer).decode().splitlines()  # type: ignore[arg-type]
    assert {line.partition(";")[0] for line in lines[1:]} == found
    assert lines[0].startswith("\ufeffCode;Version")


def test_a_gap_reads_as_a_gap_in_the_list(at: Client, desk: Desk) -> None:
    Question.objects.filter(code="doors-01").update(stem={"en": "A [[key]] opens", "nl": "Een [[key]] opent"})
    page = page_of(at, "/courses/doors/questions/")
    assert "A … opens" in page
    assert "[[" not in page


def test_no_cell_is_run_by_a_spreadsheet(at: Client, desk: Desk) -> None:
    Question.objects.filter(code="doors-01").update(source="=cmd()")
    text = b"".join(at.get("/courses/doors/questions.csv")).decode()  # type: ignore[arg-type]
    assert ";'=cmd();" in text


def test_strangers_learners_coaches_and_the_unknown_stay_out(
    client: Client, desk: Desk, amina: Person, bilal: Person, dora: Person
) -> None:
    row = desk.sent()
    reads = ["/courses/", "/courses/doors/", "/courses/doors/questions/", "/courses/doors/questions.csv"]
    reads += [LESSON, QUESTION, f"{LESSON}compare/", f"{QUESTION}compare/", "/courses/doors/modules/open-doors/new/"]
    reads += [change(row), f"{change(row)}send/", f"{change(row)}newer/", f"{change(row)}withdraw/"]
    posts = [f"{LESSON}change/", f"{QUESTION}change/", change(row)]
    posts += [f"{change(row)}{one}/" for one in ("preview", "back", "take-back", "decide", "withdraw", "newer")]
    for person in (amina, bilal, dora):
        client.force_login(person)
        assert {client.get(path).status_code for path in reads} == {404}
        assert {client.post(path, {"key": uuid4(), "do": "publish"}).status_code for path in posts} == {404}
    client.logout()
    assert {client.get(path).status_code for path in reads} == {302}
    row.refresh_from_db()
    assert row.state == "review"


def test_what_does_not_exist_is_not_found(at: Client, desk: Desk) -> None:
    for path in ("/courses/none/", "/courses/doors/lessons/none/", "/courses/doors/questions/none/"):
        assert at.get(path).status_code == 404
    assert at.get(f"/changes/{uuid4()}/").status_code == 404
    assert at.post(f"{LESSON}change/", {"key": uuid4(), "version": "99"}).status_code == 404
    assert at.post(f"{LESSON}change/", {"key": "no"}).status_code == 404


# A lesson


def begin(client: Client, path: str = LESSON, **more: str) -> str:
    """Press Edit; gives the address of the change."""
    answer = client.post(f"{path}change/", {"key": str(uuid4()), **more})
    return str(answer.url)  # type: ignore[attr-defined]


def typed(desk: Desk, **changed: str) -> dict[str, str]:
    row = Revision.objects.get()
    usual = {"title": "Open doors", "text": row.content["text"]["en"], "minutes": "20", "saved": str(row.saved)}
    return {**usual, "do": "save", **changed}


def test_an_author_writes_saves_and_sends(at: Client, desk: Desk, django_assert_max_num_queries: object) -> None:
    where = begin(at)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = page_of(at, f"{where}?language=en")
    assert "Nothing to mend" in page
    assert "What opens a door?" in page, "the preview shows what the check asks"
    answer = at.post(f"{where}?language=en", typed(desk, text="New text.\r\n\r\n<b>x</b>", do="language:nl"))
    assert answer.url == f"{where}?language=nl#writing"  # type: ignore[attr-defined]
    assert Revision.objects.get().content["text"]["en"] == "New text.\n\n<b>x</b>\n"
    page = page_of(at, f"{where}?language=nl")
    assert "1 thing to mend" in page
    assert "HTML is not used here" in page
    assert at.post(f"{where}send/", {"note": "x"}).status_code == 422
    at.post(f"{where}?language=en", typed(desk, text="New text."))
    answer = at.post(f"{where}?language=en", typed(desk, text="New text.", do="send"))
    assert answer.url == f"{where}send/"  # type: ignore[attr-defined]
    page = page_of(at, f"{where}send/")
    assert "<ins>" in page
    assert at.post(f"{where}send/", {"note": ""}).status_code == 422
    assert at.post(f"{where}send/", {"note": "Shorter"}).status_code == 302
    assert Revision.objects.get().state == "review"
    assert "Take it back to go on writing" in page_of(at, where)


def test_the_preview_draws_what_is_typed_and_saves_nothing(at: Client, desk: Desk) -> None:
    where = begin(at)
    answer = at.post(f"{where}preview/?language=en", typed(desk, text="**Bold** <script>", title=""))
    page = answer.content.decode()
    assert "<strong>Bold</strong>" in page
    assert "<script>" not in page
    assert "2 things to mend" in page
    assert Revision.objects.get().saved == 1


def test_an_arabic_text_may_be_added_to_a_course_without_arabic(at: Client, desk: Desk) -> None:
    where = begin(at)
    at.post(f"{where}?language=ar", typed(desk, text="باب.", title="أبواب"))
    page = page_of(at, f"{where}?language=ar")
    assert 'dir="rtl"' in page
    assert Revision.objects.get().content["title"] == {"nl": "Open deuren", "en": "Open doors", "ar": "أبواب"}


def test_two_tabs_in_one_place_show_both_and_let_one_choose(at: Client, desk: Desk) -> None:
    where = begin(at)
    first = typed(desk, text="From one tab.")
    second = typed(desk, text="From the other tab.")
    at.post(f"{where}?language=en", first)
    answer = at.post(f"{where}?language=en", second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the other tab." in page
    at.post(f"{where}?language=en", {**second, "settle": "theirs"})
    row = Revision.objects.get()
    assert row.content["text"]["en"] == "From one tab.\n"
    assert "From the other tab.\n" in [save.content["text"]["en"] for save in row.saves.all()]
    at.post(f"{where}?language=en", {**second, "settle": "mine"})
    assert Revision.objects.get().content["text"]["en"] == "From the other tab.\n"
    at.post(f"{where}back/", {"to": "1"})
    assert "Lock it." in Revision.objects.get().content["text"]["en"]


def test_a_second_author_sees_who_works_on_it_and_reads_along(at: Client, desk: Desk) -> None:
    where = begin(at)
    at.force_login(grant(make_person("Other", language="en"), "author"))
    page = page_of(at, LESSON)
    assert "Tomasz Author is changing this" in page
    assert begin(at) == where
    page = page_of(at, where)
    assert "textarea" not in page
    assert Revision.objects.count() == 1


def test_an_older_version_comes_back_as_a_proposal(at: Client, desk: Desk) -> None:
    at.force_login(desk.author)
    row = desk.sent()
    at.force_login(desk.reviewer)
    at.post(f"{change(row)}decide/", {"do": "publish"})
    assert desk.lesson.version == 2
    page = page_of(at, f"{LESSON}compare/")
    assert "From version 1 to version 2" in page
    assert "<ins>" in page
    at.force_login(desk.author)
    page = page_of(at, LESSON)
    assert "written by Tomasz Author, published by Greet Reviewer" in page
    where = begin(at, version="1")
    row = Revision.objects.get(state="draft")
    assert where == change(row)
    assert (row.content["minutes"], row.based_on) == (20, 2)
    assert desk.lesson.minutes == 25


# Review


def test_a_reviewer_sends_back_with_remarks_only_then_publishes(
    at: Client, desk: Desk, django_assert_max_num_queries: object
) -> None:
    row = desk.sent()
    at.force_login(desk.reviewer)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = page_of(at, change(row))
    assert "Your decision" in page
    assert "Longer to read" in page
    answer = at.post(f"{change(row)}decide/", {"do": "send_back", "remarks": " "})
    assert answer.status_code == 422
    at.post(f"{change(row)}decide/", {"do": "send_back", "remarks": "Why longer?"})
    at.force_login(desk.author)
    assert "Why longer?" in page_of(at, change(row))
    at.post(f"{change(row)}send/", {"note": "A story came in"})
    at.post(f"{change(row)}decide/", {"do": "publish"})
    row.refresh_from_db()
    assert row.state == "review", "the author does not decide"
    at.force_login(desk.reviewer)
    at.post(f"{change(row)}decide/", {"do": "publish", "remarks": "Good"})
    at.post(f"{change(row)}decide/", {"do": "publish"})
    row.refresh_from_db()
    assert (row.state, desk.lesson.version) == ("published", 2)


def test_what_changed_underneath_is_shown_and_brought_together(at: Client, desk: Desk) -> None:
    row = desk.sent()
    Lesson.objects.filter(pk=desk.lesson.pk).update(version=2, title={"nl": "Deuren!", "en": "Doors!"})
    at.force_login(desk.reviewer)
    page = page_of(at, change(row))
    assert "it would write over the newer version" in page
    assert 'value="publish"' not in page
    at.post(f"{change(row)}decide/", {"do": "publish"})
    assert "Its author brings it onto the newest version" in page_of(at, f"{change(row)}newer/")
    at.force_login(desk.author)
    page = page_of(at, f"{change(row)}newer/")
    assert "The two do not touch the same text" in page
    at.post(f"{change(row)}newer/")
    row.refresh_from_db()
    assert (row.state, row.based_on, row.content["title"]["en"], row.content["minutes"]) == ("draft", 2, "Doors!", 25)


def test_taken_back_and_withdrawn(at: Client, desk: Desk) -> None:
    row = desk.sent()
    at.post(f"{change(row)}take-back/")
    assert "Withdraw this change?" in page_of(at, f"{change(row)}withdraw/")
    at.post(f"{change(row)}withdraw/")
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert at.get(f"{change(row)}send/").status_code == 302
    assert at.post(change(row), {"do": "save"}).status_code == 200, "it is only read from now on"


# A question


def fields(page_content: dict[str, object], prefix: str = "") -> dict[str, str]:
    """Every text of a content as the form would send it."""
    sent: dict[str, str] = {}
    items = page_content.items() if isinstance(page_content, dict) else enumerate(page_content)
    for name, value in items:
        road = f"{prefix}.{name}".lstrip(".")
        if isinstance(value, dict | list):
            sent |= fields(value, road)  # type: ignore[arg-type]
        else:
            sent[road] = str(value)
    return sent


def test_a_question_is_changed_option_by_option(at: Client, desk: Desk, django_assert_max_num_queries: object) -> None:
    where = begin(at, QUESTION)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = page_of(at, where)
    assert "This one is right" in page
    row = Revision.objects.get()
    post = {"saved": "1", "options.0.text.en": "A golden key", "right": "b", "skills": "sc900.zero-trust"}
    answer = at.post(where, {**fields(row.content), **post, "do": "add:options"})
    assert answer.url == f"{where}#options-end"  # type: ignore[attr-defined]
    content = Revision.objects.get().content
    assert [one["id"] for one in content["options"]] == ["a", "b", "c", "d"]
    assert content["options"][0]["text"]["en"] == "A golden key"
    assert [one["weight"] for one in content["options"]] == [0.0, 1.0, 0.0, 0.0]
    at.post(where, {"saved": "2", "do": "drop:options:3"})
    at.post(where, {"saved": "3", "do": "up:options:1"})
    content = Revision.objects.get().content
    assert [one["id"] for one in content["options"]] == ["b", "a", "c"]
    assert content["stem"]["nl"] == "Wat opent een deur?"


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_each_kind_opens_takes_what_is_typed_and_is_previewed(at: Client, desk: Desk, kind: str) -> None:
    new = "/courses/doors/modules/open-doors/new/"
    assert at.post(new, {"key": uuid4()}).status_code == 422
    answer = at.post(new, {"key": str(uuid4()), "kind": kind})
    where = str(answer.url)  # type: ignore[attr-defined]
    page = page_of(at, where)
    assert "to mend before you send it" in page
    content = Revision.objects.get().content
    post = {name: value or f"Text {at}" for at, (name, value) in enumerate(fields(content).items())}
    post |= {"saved": "1", "stem.nl": "Vraag?", "stem.en": "Question?", "do": "save"}
    post |= {"options.0.value": "1,5", "options.0.weight": "100", "options.0.also.nl": "een\ntwee"}
    at.post(where, post)
    after = Revision.objects.get().content
    assert after["stem"]["en"] == "Question?"
    if kind == kinds.SHORT:
        assert after["options"][0]["also"]["nl"] == ["een", "twee"]
    if kind == kinds.NUMERIC:
        assert (after["options"][0]["value"], after["options"][0]["weight"]) == ("1,5", 1.0)
    assert at.post(f"{where}preview/", {**post, "saved": "2"}).status_code == 200
    assert "Question?" in page_of(at, where)


def test_a_question_is_compared_and_shown_with_its_whys(at: Client, desk: Desk) -> None:
    page = page_of(at, f"{QUESTION}?language=en")
    assert "Right, a key does." in page
    assert "Nothing differs." in page_of(at, f"{QUESTION}compare/?from=x&to=7")


def test_a_question_from_a_file_stands_in_no_module_and_can_be_translated(at: Client, desk: Desk) -> None:
    Question.objects.filter(code="doors-01").update(module=None, markup="html", stem={"en": "<b>What</b> opens?"})
    assert "/questions/doors-01/" in page_of(at, "/courses/doors/questions/")
    assert "doors-01;1;;" in b"".join(at.get("/courses/doors/questions.csv")).decode()  # type: ignore[arg-type]
    where = begin(at, QUESTION)
    page = page_of(at, where)
    assert "Keep its tags in pairs" in page
    assert "<b>What</b> opens?" in page, "the preview"
    at.post(where, {"saved": "1", "stem.nl": "<b>Wat</b> opent?", "do": "send"})
    at.post(f"{where}send/", {"note": "Now in Dutch"})
    at.force_login(desk.reviewer)
    at.post(f"{where}decide/", {"do": "publish"})
    assert (desk.question().stem["nl"], desk.question().markup) == ("<b>Wat</b> opent?", "html")
