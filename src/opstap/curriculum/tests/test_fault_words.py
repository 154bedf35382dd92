"""What the pack's reader says in English is said to an author in their own language."""

import pytest
from django.utils.translation import override

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.question_content import blank
from opstap.curriculum.rules.revision_check import Known, check_question, check_text
from opstap.curriculum.tests.test_question_content import KNOWN, LANGUAGES, filled
from opstap.curriculum.wording_faults import fault_words

HOSTILE = """\
# Title

<b>bold</b> {{ check q-01 }} {{ org.boss }} [[Key|key]] [[lock|lock]]

{{ check q-01 }}

{{ check q-01 }}

{{ check q-02 }}

::: party
:::

:::

::: note One

::: note Two

Text
![](media/b.svg)
Text ![a](media/a.svg "b")
"""


def words(message: str) -> str:
    said, ours = fault_words(message)
    assert ours, f"not known to us: {message}"
    return said


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_fault_of_an_empty_question_is_in_words(kind: str) -> None:
    for fault in check_question(blank(kind, module="m", licence="", languages=LANGUAGES), "m-01", KNOWN):
        assert words(fault.message)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (kinds.SINGLE, {"options": []}),
        (kinds.SINGLE, {"stem": {"nl": "x" * 2001, "en": "y"}}),
        (kinds.SINGLE, {"level": 7}),
        (kinds.SINGLE, {"image": {"path": "media/none.svg", "alt": {"nl": "a", "en": "b"}}}),
        (kinds.MULTIPLE, {"options": filled(kinds.MULTIPLE)["options"][:2]}),  # type: ignore[index]
        (kinds.MATCH, {"slots": []}),
        (kinds.DROPDOWN, {"stem": {"nl": "[[gap-9]]", "en": "none"}}),
        (kinds.NUMERIC, {"options": [{"id": "a", "value": "ten", "tolerance": "-1", "why": {}, "weight": 0.5}]}),
        (kinds.SHORT, {"options": [{"id": "a", "text": {"nl": "!", "en": "?"}, "why": {}, "weight": 1.0}]}),
        (kinds.HOTSPOT, {"options": [{**one, "shape": [90, 0, 20, 20]} for one in filled(kinds.HOTSPOT)["options"]]}),  # type: ignore[attr-defined]
    ],
)
def test_the_other_faults_of_a_question_too(kind: str, change: dict[str, object]) -> None:
    faults = check_question({**filled(kind), **change}, "m-01", KNOWN)
    assert faults
    for fault in faults:
        assert words(fault.message)


def test_every_fault_of_a_lesson_is_in_words() -> None:
    faults = check_text("x" * 201, HOSTILE, "nl", KNOWN)
    assert len(faults) > 10
    for fault in faults:
        assert words(fault.message)
    assert words(check_question({**filled(kinds.SINGLE), "skills": ["s.2"]}, "m-01", Known(LANGUAGES))[0].message)


def test_in_the_language_of_who_writes_and_as_it_is_when_unknown() -> None:
    with override("nl"):
        assert fault_words("is empty: write the text") == ("Hier staat nog niets.", True)
    assert fault_words("something new") == ("something new", False)
