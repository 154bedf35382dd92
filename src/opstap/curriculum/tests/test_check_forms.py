"""Mock forms: the shares of the outline, and questions of the right pool, each in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.check.material import Material, Outline
from opstap.curriculum.rules.check.mock_forms import check_forms, shares
from opstap.curriculum.rules.check.outline import check_outline
from opstap.curriculum.tests.check_build import MODULE, OUTLINE, material, question

SECOND = "/modules/02-keys/"


def pack(in_form: dict[str, str], locks: int, keys: int, *, outline: Outline = OUTLINE) -> Material:
    """Two domains with so many mock questions; `in_form` gives the lines of each form."""
    ones = "".join(
        question(f"locks-{number}", f"On lock {number}", ["a", "b", "c"], more="pool: mock") for number in range(locks)
    )
    twos = "".join(
        question(f"keys-{number}", f"On key {number}", ["a", "b", "c"], more="pool: mock") for number in range(keys)
    )
    forms = "".join(
        f"- {{id: {code}, title: {{nl: x, en: x}}, questions: [{listed}]}}\n" for code, listed in in_form.items()
    )
    return material(
        {
            "questions.yaml": f"questions:\n{ones}",
            f"{SECOND}module.yaml": MODULE.replace("id: doors", "id: keys")
            .replace("d1", "d2")
            .replace("locks", "keys"),
            f"{SECOND}lesson.nl.md": "# Sleutels\n\nKort.\n",
            f"{SECOND}lesson.en.md": "# Keys\n\nShort.\n",
            f"{SECOND}questions.yaml": f"questions:\n{twos}".replace("xx1.locks", "xx1.keys"),
            "/mock-forms.yaml": f"forms:\n{forms}",
        },
        outline,
    )


def listed(locks: int, keys: int) -> str:
    return ", ".join([*(f"locks-{number}" for number in range(locks)), *(f"keys-{number}" for number in range(keys))])


@pytest.mark.parametrize(
    ("locks", "keys", "wrong"),
    # Both domains should have 40 to 60 percent; half a question is allowed either way.
    [(5, 5, 0), (6, 4, 0), (3, 7, 2), (7, 3, 2), (1, 2, 0), (10, 0, 2)],
)
def test_shares_of_a_form(locks: int, keys: int, wrong: int) -> None:
    found = list(check_forms(pack({"a": listed(locks, keys)}, locks, keys)))
    assert [(one.rule, one.line) for one in found] == [("form-weights", 2)] * wrong


def test_without_weights_nothing_is_said_of_shares() -> None:
    unknown = Outline("XX-1", OUTLINE.skills, {"d1": None, "d2": None})
    assert list(check_forms(pack({"a": listed(10, 0)}, 10, 0, outline=unknown))) == []


def test_a_course_that_leaves_out_a_domain_cannot_keep_the_shares() -> None:
    wider = Outline("XX-1", {**OUTLINE.skills, "d3": ("xx1.roofs",)}, {**OUTLINE.weights, "d3": (40, 60)})
    assert list(check_forms(pack({"a": listed(10, 0)}, 10, 0, outline=wider))) == []


def test_a_question_of_two_forms_and_one_of_none() -> None:
    found = list(check_forms(pack({"a": "locks-0, keys-0", "b": "locks-0, keys-1"}, 2, 2)))
    assert [(one.rule, one.file, one.line) for one in found] == [
        ("form-shared-question", "mock-forms.yaml", 3),
        ("mock-unused", "modules/01-doors/questions.yaml", 20),
    ]


@given(st.lists(st.sampled_from([("xx1.locks",), ("xx1.keys",), ("xx1.locks", "xx1.keys")]), max_size=12))
def test_the_shares_make_up_the_whole_form(skills: list[tuple[str, ...]]) -> None:
    class Asked:
        def __init__(self, skills: tuple[str, ...]) -> None:
            self.skills = skills

    counted = shares([Asked(one) for one in skills], OUTLINE)  # type: ignore[misc]
    assert sum(counted.values()) == pytest.approx(len(skills))


def test_a_skill_without_outline_is_neither_known_nor_unknown() -> None:
    rules = {one.rule for one in check_outline(material({"module.yaml": MODULE.replace("xx1", "yy9")}, None))}
    assert rules == {"outline-unknown", "skill-few-questions"}
