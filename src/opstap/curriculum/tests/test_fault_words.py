"""What the pack's reader says in English is said to an author in their own language."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from opstap.curriculum.rules import kinds
from opstap.curriculum.rules.check.finding import RULES
from opstap.curriculum.rules.check.schema import RULE_OF
from opstap.curriculum.rules.question_content import blank
from opstap.curriculum.rules.revision_check import Fault, Known, check_question, check_text
from opstap.curriculum.tests.test_question_content import KNOWN, LANGUAGES, filled
from opstap.curriculum.wording_faults import SENTENCES, fault_words

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


STATION = Path(settings.PROJECT) / "src" / "opstap" / "curriculum"
# Where the faults of a lesson or question in the browser are found; the other files read what only a pack on disk has.
IN_THE_BROWSER = ("schema", "lesson_source", "pack_kinds", "pack_questions", "revision_check")
# What these find in files alone: in the browser every text has its languages and a lesson its title, the rows get ids of
# their own, and an option is marked once.
IN_FILES = {"translation-missing", "lesson-form", "id-taken", "right-twice"}
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def words(fault: Fault) -> str:
    said, ours = fault_words(fault)
    assert ours, f"not known to us: {fault.code}: {fault.message}"
    return said


def made(paths: Iterable[Path]) -> Iterator[tuple[str, set[str]]]:
    """The code of each fault that these files make, and the names of the values beside it."""
    calls = (node for path in paths for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        named: dict[str, ast.expr] = {one.arg: one.value for one in call.keywords if one.arg}
        if name in {"wrong", "problem"}:
            code: ast.expr | None = call.args[-1]
            values = set(named)
        elif name in {"Problem", "Fault"}:
            code = named.get("code") or (call.args[4] if len(call.args) > 4 else None)
            given = [one for one in (*call.args, *named.values()) if isinstance(one, ast.Dict)]
            values = {str(key.value) for one in given for key in one.keys if isinstance(key, ast.Constant)}
        else:
            continue
        if isinstance(code, ast.Constant) and CODE.fullmatch(str(code.value)):
            yield str(code.value), values


def test_every_code_that_the_browser_can_give_has_a_sentence() -> None:
    codes = {code for code, _ in made(STATION / "rules" / f"{name}.py" for name in IN_THE_BROWSER)}
    assert len(codes) > 40
    assert codes - IN_FILES == set(SENTENCES)
    assert codes >= IN_FILES


def test_every_code_has_a_rule_or_a_sentence_and_none_is_left_over() -> None:
    codes = {code for code, _ in made(STATION.glob("*/*.py"))}
    assert codes == {*RULE_OF, *SENTENCES}
    assert set(RULE_OF.values()) <= set(RULES)


def test_every_fault_brings_the_values_that_its_sentence_names() -> None:
    for code, values in made(STATION / "rules" / f"{name}.py" for name in IN_THE_BROWSER):
        assert set(re.findall(r"%\((\w+)\)s", SENTENCES.get(code, ""))) <= values, code


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_fault_of_an_empty_question_is_in_words(kind: str) -> None:
    for fault in check_question(blank(kind, module="m", licence="", languages=LANGUAGES), "m-01", KNOWN):
        assert words(fault)


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
        assert words(fault)


def test_every_fault_of_a_lesson_is_in_words() -> None:
    faults = check_text("x" * 201, HOSTILE, "nl", KNOWN)
    assert len(faults) > 10
    for fault in faults:
        assert words(fault)
    assert words(check_question({**filled(kinds.SINGLE), "skills": ["s.2"]}, "m-01", Known(LANGUAGES))[0])


def test_in_the_language_of_who_writes_and_as_it_is_when_unknown() -> None:
    with override("nl"):
        assert fault_words(Fault("source", "is empty: write the text", code="text-empty")) == (
            "Hier staat nog niets.",
            True,
        )
    assert fault_words(Fault("source", "something new")) == ("something new", False)
