"""Bringing in GIFT files: what becomes of each item, by command and by page, and what hostile files meet."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.build import grant, make_person

from opstap.curriculum import access
from opstap.curriculum.models import Course, Question, QuestionImport, Skill
from opstap.curriculum.queries import question_text
from opstap.curriculum.rules.gift_questions import ReportLine, read_questions
from opstap.curriculum.rules.kinds import read_asked
from opstap.curriculum.rules.marking import best_response, mark
from opstap.curriculum.rules.upload import MOST_BYTES, NotTextError, decode
from opstap.curriculum.tests.packs import load_doors
from opstap.curriculum.tests.test_gift import gift_like
from opstap.curriculum.wording import NOT_TEXT, NOTES, OUTCOMES, WHY
from opstap.people.models import Person

KEY = "01990000-0000-7000-8000-000000000003"
GOOD = "::Door::What opens a door? {=A key#Yes, it turns. ~A wall#It stands. ~A window#It shows.}\n\nWrite it. {}\n"


def read(text: str, language: str = "en") -> list[ReportLine]:
    return read_questions(text, prefix="gift-x", language=language)


@pytest.mark.parametrize(
    ("answers", "outcome", "detail"),
    [
        ("{=a ~b}", "import", "single"),
        ("{=a ~%50%b ~c}", "import", "single"),
        ("{~%50%a ~%50%b ~c}", "import", "multiple"),
        ("{~%33.333%a ~%33.333%b ~%33.333%c ~d}", "import", "multiple"),
        ("{~%50%a ~%50%b ~%-50%c}", "import", "multiple"),
        ("{T}", "import", "truefalse"),
        ("{=a =b}", "import", "short"),
        ("{=me}", "import", "short"),
        ("{=a =%50%b =%0%*}", "import", "short"),
        ("{=a* =b}", "later", "later_wildcard"),
        ("{=%50%a =%0%b}", "error", "weights_not_100"),
        ("{=" + "x" * 201 + "}", "error", "too_long_typed"),
        ("{#4}", "import", "numeric"),
        ("{#3..4}", "import", "numeric"),
        ("{#=3.14:0.01#good =%50%3..4 ~#too far}", "import", "numeric"),
        ("{#~3}", "error", "no_right_answer"),
        ("{=a->b =c->d}", "import", "match"),
        ("{=a->b =->d}", "error", "too_few_pairs"),
        ("{}", "later", "later_essay"),
        ("", "later", "later_description"),
        ("{~a ~b}", "error", "no_right_answer"),
        ("{~%50%a ~b}", "error", "weights_not_100"),
        ("{~%50%a ~%50%b}", "error", "no_wrong_answer"),
        ("{~a}", "error", "too_few_options"),
        ("{" + "~x" * 10 + "=y}", "error", "too_many_options"),
        ("{=<img src\\=x> ~b}", "error", "nothing_left"),
        ("{=" + "x" * 4001 + " ~b}", "error", "too_long"),
    ],
)
def test_what_becomes_of_an_item(answers: str, outcome: str, detail: str) -> None:
    (line,) = read(f"Which? {answers}")
    assert (line.outcome, line.question.kind if line.question else line.why) == (outcome, detail)


def test_weights_become_shares_of_the_mark() -> None:
    (line,) = read("Which? {~%33.333%a ~%33.333%b ~%33.333%c ~%-100%d}")
    assert line.question
    assert [option.weight for option in line.question.options] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert "penalty_is_ours" in line.notes


@pytest.mark.parametrize(
    ("answers", "options"),
    [
        ("{#3.14:0.01}", [("3.14", "0.01", 1.0)]),
        ("{#3..4}", [("3.5", "0.5", 1.0)]),
        ("{#=2 =%50%2:1}", [("2", "0", 1.0), ("2", "1", 0.5)]),
        ("{#-1e3}", [("-1000", "0", 1.0)]),
    ],
)
def test_numbers_become_a_value_and_a_tolerance(answers: str, options: list[tuple[str, str, float]]) -> None:
    (line,) = read(f"How many? {answers}")
    assert line.question
    assert [(one.value, one.tolerance, one.weight) for one in line.question.options] == options


def test_spellings_that_earn_and_say_the_same_are_one_answer() -> None:
    (line,) = read("Who? {=%100%[html]<b>C&amp;D</b>#Yes =c and d#Yes =%50%C#Half =%0%E#No =*#Sorry}")
    assert line.question
    assert [(one.text, one.also, one.weight, one.why) for one in line.question.options] == [
        ("C&D", ("c and d",), 1.0, "Yes"),
        ("C", (), 0.5, "Half"),
        ("E", (), 0.0, "No"),
    ]
    assert "other_lost" in line.notes


def test_pairs_become_prompts_and_an_answer_without_a_question_fits_none() -> None:
    (line,) = read("Match. {=cat -> animal =rose -> plant =dog -> animal = -> stone ####They live.}")
    assert line.question
    assert [one.text for one in line.question.options] == ["animal", "plant", "stone"]
    assert [(one.id, one.text, one.key, one.why) for one in line.question.slots] == [
        ("p1", "cat", "a", "They live."),
        ("p2", "rose", "b", "They live."),
        ("p3", "dog", "a", "They live."),
    ]
    assert line.notes == ()


def test_the_code_of_a_choice_is_what_it_was_before_other_kinds_came() -> None:
    (line,) = read("A? {=a ~b}")
    assert line.question
    assert line.question.code == "gift-x-8b1dd29de1835c07"


@given(gift_like)
def test_what_is_imported_can_be_marked(text: str) -> None:
    for line in read(text):
        if line.question:
            new = line.question
            options = [
                {"id": one.id, "text": {"en": one.text}, "weight": one.weight, "value": one.value}
                | {"tolerance": one.tolerance or "0", "also": {"en": list(one.also)}}
                for one in new.options
            ]
            asked = read_asked(new.kind, options, [{"id": one.id, "key": one.key} for one in new.slots])
            assert mark(asked, best_response(asked)).score > 0


def test_true_and_false_are_said_in_the_language_of_the_file() -> None:
    (line,) = read("Le ciel est bleu. {T#Non#Oui}", "fr")
    assert line.question
    assert [(one.text, one.why, one.weight) for one in line.question.options] == [
        ("Vrai", "Oui", 1),
        ("Faux", "Non", 0),
    ]


@pytest.mark.parametrize(
    ("stem", "plain", "expected"),
    [
        ("1 \\< 2 & 3", True, "1 \\< 2 & 3"),
        ("[html]<p>A</p><p>B &amp; C</p>", False, "A<br>B &amp; C"),
        ("[html]<p>B &amp; C</p>", True, "B & C"),
        ("[html]<script>alert(1)</script>Hello <b onclick\\=x>you</b>", False, "Hello <b>you</b>"),
        ('[html]<a href\\="javascript\\:x">go</a>', True, "go"),
        ("[markdown]**A** <i>b</i>", False, "<strong>A</strong> &lt;i&gt;b&lt;/i&gt;"),
        ("[plain]<b>A</b>", True, "<b>A</b>"),
    ],
)
def test_texts_are_made_safe(stem: str, plain: bool, expected: str) -> None:
    (line,) = read(f"{stem} {{=a ~b}}")
    assert line.question
    assert (line.question.plain, line.question.stem) == (plain, expected)


def test_a_picture_that_is_lost_is_told() -> None:
    (line,) = read('[html]Look <img src\\="@@PLUGINFILE@@/a.png"> here {=a#x ~b#y}')
    assert line.notes == ("picture_lost",)


def test_the_same_question_twice_is_one() -> None:
    first, second = read("A? {=a ~b}\n\n::other title::A? {=a ~b}")
    assert (first.outcome, second.outcome) == ("import", "there")


@given(gift_like)
def test_noise_always_gives_a_report_in_words(text: str) -> None:
    for line in read(text):
        assert line.outcome in OUTCOMES
        assert not line.why or line.why in WHY
        assert set(line.notes) <= set(NOTES)
        assert (line.question is not None) == (line.outcome == "import")


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ("é {T}".encode(), "é {T}", "utf-8"),
        ("é {T}".encode("utf-8-sig"), "é {T}", "utf-8"),
        ("é {T}".encode("utf-16"), "é {T}", "utf-16"),
        ("é {T}".encode("latin-1"), "é {T}", "windows-1252"),
    ],
)
def test_encodings_are_told_apart(content: bytes, text: str, encoding: str) -> None:
    assert (decode(content).text, decode(content).encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (MOST_BYTES + 1), "too_big"),
        (b"", "empty"),
        (b" \n ", "empty"),
        ("abc".encode("utf-16-le"), "not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
        (b"\xff\xfe\x00", "not_text"),
        (b"\xef\xbb\xbf\xff", "not_text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, why: str) -> None:
    assert why in NOT_TEXT
    with pytest.raises(NotTextError, match=why):
        decode(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    told = ""
    try:
        assert "\x00" not in decode(content).text
    except NotTextError as error:
        told = str(error)
    assert not told or told in NOT_TEXT


@pytest.fixture
def doors(db: None, tmp_path: Path) -> Course:
    return load_doors(tmp_path)


@pytest.fixture
def author(db: None) -> Person:
    return grant(make_person("Ana Author"), "author")


def run(path: Path, *more: str) -> str:
    out = StringIO()
    call_command("questions", "import", str(path), "--course=doors", "--licence=MIT", "--author=Us", *more, stdout=out)
    return out.getvalue()


def test_the_command_shows_a_report_then_imports_with_provenance(doors: Course, tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    path.write_text(GOOD)
    assert "1 will be imported, 1 read, comes later" in run(path, "--check")
    assert Question.objects.filter(brought_by__isnull=False).count() == 0
    assert "1 questions imported" in run(path, "--skill=sc900.zero-trust")
    question = Question.objects.get(brought_by__isnull=False)
    assert (question.licence, question.author, question.source) == ("MIT", "Us", "a.gift: Door")
    assert [skill.code for skill in question.skills.all()] == ["sc900.zero-trust"]
    assert (question.brought_by.filename, question.brought_by.text) == ("a.gift", "")
    assert "1 is here already" in run(path)
    assert Question.objects.filter(brought_by__isnull=False).count() == 1


def test_one_fault_keeps_everything_out(doors: Course, tmp_path: Path) -> None:
    path = tmp_path / "a.gift"
    path.write_text(GOOD + "\nBroken {=a\n")
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(path)
    assert Question.objects.filter(brought_by__isnull=False).count() == 0
    assert QuestionImport.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--course=none"], "no course none"),
        (["--skill=sc900.none"], "no skill sc900.none"),
        (["missing.gift"], "opened"),
    ],
)
def test_the_command_says_what_is_wrong(doors: Course, tmp_path: Path, arguments: list[str], message: str) -> None:
    path = tmp_path / "a.gift"
    path.write_text(GOOD)
    if arguments == ["missing.gift"]:
        path, arguments = tmp_path / "missing.gift", []
    with pytest.raises(CommandError, match=message):
        run(path, *arguments)


def upload(client: Client, doors: Course, content: bytes = GOOD.encode(), **more: str) -> object:
    values = {
        "key": KEY,
        "file": SimpleUploadedFile("a.gift", content),
        "course": str(doors.pk),
        "language": "en",
        "author": "Us",
        "source": "Our own",
        "licence": "MIT",
        **more,
    }
    return client.post("/questions/import/", values)


def test_an_author_uploads_reads_the_report_and_confirms(
    client: Client, author: Person, doors: Course, django_assert_max_num_queries: object
) -> None:
    client.force_login(author)
    answer = upload(client, doors)
    assert upload(client, doors).url == answer.url == f"/questions/import/{KEY}/"  # type: ignore[attr-defined]
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Import 1 question" in page
    assert "this type (an open answer) comes later" in page
    assert Question.objects.filter(brought_by__isnull=False).count() == 0
    for _ in range(2):
        client.post(answer.url)  # type: ignore[attr-defined]
    question = Question.objects.get(brought_by__isnull=False)
    assert (question.brought_by.by, question.skills.count()) == (author, 0)
    assert "1 question imported" in client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert "What opens a door?" in client.get("/questions/").content.decode()
    skill = Skill.objects.get(code="sc900.zero-trust")
    where = f"/questions/{question.pk}/skills/"
    assert client.post(where, {}).status_code == 422
    assert client.post(where, {"skills": [str(skill.pk)]}).status_code == 302
    assert list(question.skills.all()) == [skill]
    assert client.get(where).status_code == 404


def test_a_file_with_a_fault_shows_no_way_to_import(client: Client, author: Person, doors: Course) -> None:
    client.force_login(author)
    answer = upload(client, doors, b"Broken {=a\n")
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Nothing can be imported yet" in page
    assert "never close with }" in page
    assert "Importing" not in page
    client.post(answer.url)  # type: ignore[attr-defined]
    assert QuestionImport.objects.get().confirmed_at is None


@pytest.mark.parametrize("field", ["author", "source", "licence", "course"])
def test_provenance_is_asked(client: Client, author: Person, doors: Course, field: str) -> None:
    client.force_login(author)
    assert upload(client, doors, **{field: ""}).status_code == 422  # type: ignore[attr-defined]
    assert not QuestionImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"x" * (MOST_BYTES + 1), "larger than 2 MB"), (b"\x00\x01", "not a text file"), (b" ", "is empty")],
)
def test_a_hostile_file_is_refused_in_words(
    client: Client, author: Person, doors: Course, content: bytes, words: str
) -> None:
    client.force_login(author)
    answer = upload(client, doors, content)
    assert words in answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]


def test_strangers_learners_and_coaches_stay_out(
    client: Client, amina: Person, bilal: Person, dora: Person, author: Person, doors: Course
) -> None:
    client.force_login(author)
    where = upload(client, doors).url  # type: ignore[attr-defined]
    other = grant(make_person(), "author")
    for person in (amina, bilal, dora):
        client.force_login(person)
        for path in ("/questions/", "/questions/import/", where):
            assert client.get(path).status_code == 404
    client.force_login(other)
    assert client.get(where).status_code == 404
    client.force_login(grant(make_person(), "administrator"))
    assert client.get(where).status_code == 200


def test_the_two_halves_of_each_policy_agree(amina: Person, author: Person, doors: Course) -> None:
    brought = QuestionImport.objects.create(course=doors, filename="a", sha256="x", language="en", by=author)
    question = Question.objects.get(code="doors-01")
    for waits in (False, True):
        for person in (amina, author, grant(make_person(), "reviewer"), grant(make_person(), "administrator")):
            assert access.can_see_import(person, brought) == (brought in access.imports_visible_to(person))
            assert access.can_complete(person, question) == (question in access.questions_to_complete(person))
        if not waits:
            question.skills.clear()


def test_markup_that_slipped_into_the_database_is_cleaned_when_shown(doors: Course) -> None:
    question = Question.objects.get(code="doors-01")
    question.markup = "html"
    assert question_text(question, {"en": "<script>x</script><b>y</b>"}, "en") == "<b>y</b>"
    question.markup = "plain"
    assert question_text(question, {"en": "<b>y</b>"}, "en") == "<b>y</b>"
    assert not hasattr(question_text(question, {"en": "<b>y</b>"}, "en"), "__html__")
