"""Each kind of question through the front door: asked, answered, marked with why."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override
from tests.build import grant, make_person

from opstap.curriculum.models import Course, Module, Question, Skill
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.answer_question import answer_question
from opstap.practice.models import Answer
from opstap.practice.presenting_questions import present_question
from opstap.practice.queries import learner_of
from opstap.practice.tests.build import make_course
from opstap.practice.tests.every_kind import KINDS, POSTED, RIGHT, SHA, make_every_kind, make_kind

pytestmark = pytest.mark.django_db
KEY = "01990000-0000-7000-8000-000000000003"


@pytest.fixture
def course(db: None) -> Course:
    return make_course("kinds", per_domain=0)


@pytest.fixture
def module(course: Course) -> Module:
    return Module.objects.get(code="kinds-d1")


@pytest.fixture
def questions(module: Module) -> dict[str, Question]:
    return make_every_kind(module, Skill.objects.get(code="kinds.d1.0"))


@pytest.fixture
def as_amina(client: Client, amina: Person, questions: dict[str, Question]) -> Client:
    client.force_login(amina)
    return client


def send(client: Client, question: Question, values: dict[str, object], key: str = KEY) -> object:
    return client.post("/practice/answer/", {"key": key, "question": str(question.pk), "where": "practice", **values})


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_of_every_kind_is_kept_and_says_why(
    as_amina: Client, questions: dict[str, Question], kind: str
) -> None:
    page = as_amina.get(send(as_amina, questions[kind], POSTED[kind]).url).content.decode()  # type: ignore[attr-defined]
    kept = Answer.objects.get()
    assert (kept.chosen, kept.score) == (RIGHT[kind], 1.0)
    assert "Read why, so that it stays with you." in page
    assert "en: why " in page
    assert "[[" not in page
    assert ("practice/learning.css" in page) == (kind not in {"single", "multiple", "truefalse"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_unknown_and_asks_again_when_nothing_is_chosen(
    as_amina: Client, questions: dict[str, Question], kind: str
) -> None:
    empty = dict.fromkeys(POSTED[kind], "") if kind not in {"single", "multiple", "truefalse", "hotspot"} else {}
    asked = send(as_amina, questions[kind], dict(empty))
    assert asked.status_code == 422  # type: ignore[attr-defined]
    assert "Choose an answer, or say that you do not know." in asked.content.decode()  # type: ignore[attr-defined]
    page = as_amina.get(send(as_amina, questions[kind], {"unknown": "on"}).url).content.decode()  # type: ignore[attr-defined]
    assert "Good to know that you do not know" in page
    assert "en: why " in page


UNKNOWN = [
    ("match", {"slot-p1": "nothing"}),
    ("match", {"slot-p9": "entra"}),
    ("dropdown", {"slot-tool": "bolt"}),
    ("order", {"place-see": "7"}),
    ("order", {"place-other": "1"}),
    ("hotspot", {"choice": ["key", "wall"]}),
    ("numeric", {"typed": "1", "choice": "half"}),
    ("short", {"choice": ["right", "usual"]}),
    ("single", {"typed": "nothing"}),
]


@pytest.mark.parametrize(("kind", "values"), UNKNOWN)
def test_what_was_not_offered_is_refused(
    as_amina: Client, questions: dict[str, Question], kind: str, values: dict[str, object]
) -> None:
    status = send(as_amina, questions[kind], values).status_code  # type: ignore[attr-defined]
    assert status == 404
    assert not Answer.objects.exists()


MENDED = [
    ("order", {"place-see": "1", "place-stop": "1", "place-tell": "4"}, "Two steps have the same place."),
    ("short", {"typed": "long " * 60}, "Make your answer shorter: 200 characters at most."),
    ("numeric", {"typed": "half <b>"}, "We cannot read a number in this."),
]


@pytest.mark.parametrize(("kind", "values", "told"), MENDED)
def test_what_can_be_mended_is_shown_again_with_what_was_typed(
    as_amina: Client, questions: dict[str, Question], kind: str, values: dict[str, object], told: str
) -> None:
    answer = send(as_amina, questions[kind], values)
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert told in page
    assert not Answer.objects.exists()
    if kind == "order":
        assert page.count("selected") == 3
    else:
        assert f'value="{str(values["typed"]).strip()}"' in unescape(page)
    send(as_amina, questions[kind], {**values, "unknown": "on"})
    assert Answer.objects.get().chosen == []


def test_pairs_say_which_are_right_and_what_the_others_are(as_amina: Client, questions: dict[str, Question]) -> None:
    sent = send(as_amina, questions["match"], {"slot-p1": "entra", "slot-p2": "purview"})
    page = as_amina.get(sent.url).content.decode()  # type: ignore[attr-defined]
    assert "This earns 50 % of the mark." in page
    assert "You chose: Entra ID" in page
    assert "You chose: Purview" in page
    assert "Right is: Defender" in page
    assert "Right is: Entra ID" not in page
    assert "en: why p2" in page


def test_a_gap_says_why_not_this_and_why_that(as_amina: Client, questions: dict[str, Question]) -> None:
    page = as_amina.get(send(as_amina, questions["dropdown"], {"slot-tool": "wall"}).url).content.decode()  # type: ignore[attr-defined]
    assert page.index("Gap 1 of 2") < page.index("You chose: A wall") < page.index("Right is: A key")
    assert page.index("Right is: A key") < page.index("en: why wall") < page.index("en: why key")
    assert "Left open" in page.split("Gap 2 of 2")[1]
    assert "A … opens the door, a … keeps it shut." in page


def test_steps_that_follow_each_other_count_though_all_are_one_too_late(
    as_amina: Client, questions: dict[str, Question]
) -> None:
    values = {"place-tell": "1", "place-see": "2", "place-stop": "3", "place-clean": "4"}
    page = as_amina.get(send(as_amina, questions["order"], dict(values)).url).content.decode()  # type: ignore[attr-defined]
    assert "This earns 67 % of the mark." in page
    assert page.count("Right after the step before it") == 2
    assert "You put it in place 2" in page
    assert page.index("1. Read the alert") < page.index("4. Write down the lesson")


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("numeric", "0.7", ["Not right", "0.5", "Everything from 0.45 to 0.55 is right", "en: why half"]),
        ("numeric", "2", ["en: why two", "en: why half"]),
        ("numeric", "٠٫٥", ["Right", "en: why half"]),
        ("short", "Lock", ["en: why usual", "key", "Also right: a key", "en: why right"]),
        ("short", "SLEUTEL!", ["en: why right"]),
    ],
)
def test_a_typed_answer_says_what_is_taken_and_why(
    as_amina: Client, questions: dict[str, Question], kind: str, typed: str, told: list[str]
) -> None:
    page = as_amina.get(send(as_amina, questions[kind], {"typed": typed}).url).content.decode()  # type: ignore[attr-defined]
    for words in (typed, *told):
        assert words in page


def test_numbers_are_written_as_the_reader_writes_them(as_amina: Client, questions: dict[str, Question]) -> None:
    url = send(as_amina, questions["numeric"], {"typed": "0.7"}).url  # type: ignore[attr-defined]
    page = as_amina.get(url, headers={"accept-language": "nl"}).content.decode()
    assert "0,45" in page
    assert "0,55" in page


def test_typed_words_are_shown_as_words_and_never_as_markup(as_amina: Client, questions: dict[str, Question]) -> None:
    typed = '<img src=x onerror="alert(1)">'
    page = as_amina.get(send(as_amina, questions["short"], {"typed": typed}).url).content.decode()  # type: ignore[attr-defined]
    assert "&lt;img" in page
    assert "<img" not in page


def test_a_picture_has_its_size_its_words_and_numbered_places(as_amina: Client, questions: dict[str, Question]) -> None:
    page = send(as_amina, questions["hotspot"], {}).content.decode()  # type: ignore[attr-defined]
    assert f'src="/figures/{SHA}.svg"' in page
    assert 'alt="Two areas" width="400" height="240"' in page
    assert '<rect x="5%" y="12.5%" width="37.5%" height="29%"' in page
    assert page.index("1. A wall") < page.index("2. A key"), "numbered from the top, whatever the key"
    assert "practice/learning.js" in page


@pytest.mark.parametrize("kind", ["match", "order", "dropdown"])
def test_lists_lie_the_same_at_each_reload_and_in_another_order_for_others(
    questions: dict[str, Question], kind: str
) -> None:
    question = questions[kind]
    orders = []
    for _ in range(12):
        learner = learner_of(grant(make_person(), "learner"))
        pages = [present_question(question, learner, "en") for _ in range(2)]
        assert pages[0] == pages[1]
        fills = pages[0].fills
        orders.append(tuple((fill.name, *(pick.value for pick in fill.picks)) for fill in fills))
        if kind == "order":
            assert [fill.name.removeprefix("place-") for fill in fills] != ["see", "stop", "clean", "tell"]
    assert len(set(orders)) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_how_the_mark_is_made_is_said_before(as_amina: Client, questions: dict[str, Question], kind: str) -> None:
    with override("en"):
        credit = present_question(questions[kind], learner_of(make_person()), "en").credit
    page = send(as_amina, questions[kind], {}).content.decode()  # type: ignore[attr-defined]
    assert bool(credit) == (kind not in {"single", "truefalse"})
    assert credit in page


def test_a_stem_that_forgets_a_gap_can_still_be_filled(module: Module, amina: Person) -> None:
    question = make_kind(module, "dropdown")
    question.stem = {"en": "Only [[tool]]."}
    page = present_question(question, learner_of(amina), "en")
    assert [part.gap.name for part in page.stem_parts if part.gap] == ["slot-tool", "slot-lock"]


def test_the_next_question_is_about_the_same_situation_which_then_is_folded(
    as_amina: Client, amina: Person, questions: dict[str, Question]
) -> None:
    Question.objects.filter(case_code="").update(retired=True)
    for turn, kind in enumerate(("dropdown", "match", "order")):
        page = as_amina.get("/practice/").content.decode()
        asked = re.search(r'name="question" value="([^"]+)"', page)
        assert asked is not None
        assert asked[1] == str(questions[kind].pk), "by their code"
        assert ('<details class="details" open>' in page) == (turn == 0)
        assert ("Read the situation again" in page) == (turn > 0)
        assert "<strong>twelve</strong>" in page
        answer_question(key=new_id(), person=amina, question=questions[kind], chosen=[])


def test_other_questions_come_after_a_case(as_amina: Client, amina: Person, questions: dict[str, Question]) -> None:
    for kind in ("dropdown", "match", "order"):
        answer_question(key=new_id(), person=amina, question=questions[kind], chosen=[])
    page = as_amina.get("/practice/").content.decode()
    assert "twelve" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_asks_little_of_the_database(
    as_amina: Client, questions: dict[str, Question], kind: str, django_assert_max_num_queries: object
) -> None:
    Question.objects.exclude(pk=questions[kind].pk).update(retired=True)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get("/practice/").status_code == 200
    url = send(as_amina, questions[kind], POSTED[kind]).url  # type: ignore[attr-defined]
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        assert as_amina.get(url).status_code == 200
