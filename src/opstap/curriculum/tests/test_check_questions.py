"""Options that speak about each other, and questions that ask for what is not so."""

import pytest

from opstap.curriculum.rules.check.material import gather
from opstap.curriculum.rules.check.negation import check_negation, the_question
from opstap.curriculum.rules.check.options import ALL_OF_THEM, check_options
from opstap.curriculum.rules.pack import read_pack
from opstap.curriculum.tests.check_build import COURSE, FOLDER, MODULE, asked, question


def in_language(language: str, stem: str, option: str = "een") -> list[str]:
    """The rules that one question in one language breaks."""
    text = question("one", stem.replace("'", "''"), [option.replace("'", "''"), "twee", "drie"])
    files = {
        "course.yaml": COURSE.replace("[nl, en]", f"[{language}]"),
        f"{FOLDER}/module.yaml": MODULE,
        f"{FOLDER}/questions.yaml": f"questions:\n{text}".replace("en:", "zz:").replace("nl:", f"{language}:"),
    }
    pack, _ = read_pack(files)
    assert pack is not None
    gathered = gather(pack, files, None)
    return [one.rule for one in (*check_options(gathered), *check_negation(gathered))]


@pytest.mark.parametrize(
    ("language", "option"),
    [
        *(("nl", one) for one in ("Alle bovenstaande", "Geen van bovenstaande.", "Alle antwoorden", "A en B")),
        *(("fr", one) for one in ("Toutes les réponses", "Aucune de ces réponses", "Tout ce qui précède", "A et B")),
        *(("en", one) for one in ("All of the above", "None of these answers", "Both A and B", "A and C")),
        *(("ar", one) for one in ("كل ما سبق", "جميع ما سبق", "لا شيء مما سبق")),
    ],
)
def test_all_of_the_above_is_found_in_each_language(language: str, option: str) -> None:
    assert in_language(language, "Stem", option) == ["option-all-of-them"]
    assert language in ALL_OF_THEM


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("nl", "Alle deelnemers van de lijst"),
        ("nl", "Geen enkele deur"),
        ("fr", "Toutes les portes"),
        ("en", "All users of the tenant"),
        ("en", "A and AAAA records"),
        ("en", "None"),
        ("ar", "كل المستخدمين"),
    ],
)
def test_what_only_begins_so_is_left_alone(language: str, option: str) -> None:
    assert in_language(language, "Stem", option) == []


@pytest.mark.parametrize(
    ("language", "stem", "rule"),
    [
        ("nl", "Welke deur sluit niet?", "negation-unmarked"),
        ("nl", "Welke deur sluit **niet**?", "negation-unmarked"),
        ("nl", "Welke deur sluit NIET?", None),
        ("nl", "De sleutel past niet. Welke deur sluit?", None),
        ("nl", "Welk slot zorgt ervoor dat niemand niet binnen kan?", None),
        ("nl", "Waarom sluit deze deur niet?", None),
        ("nl", "Wie mag de deur niet openen?", "negation-unmarked"),
        ("nl", "Welke deur mag je nooit niet sluiten?", "negation-double"),
        ("fr", "Quelle porte ne ferme pas ?", "negation-unmarked"),
        ("fr", "Quelle porte ne ferme PAS ?", None),
        ("fr", "Quelle serrure est là pour ne pas tomber ?", None),
        ("fr", "Pourquoi cette porte ne ferme-t-elle pas ?", None),
        ("en", "Which door does not close?", "negation-unmarked"),
        ("en", "Which door does NOT close?", None),
        ("en", "Which doors all close, except one?", "negation-unmarked"),
        ("en", "Which door doesn't never close?", "negation-double"),
        ("en", "Nothing is notable here. Which knot holds?", None),
        ("ar", "أي باب لا يُغلق؟", "negation-unmarked"),
        ("ar", "أي باب «لا» يُغلق؟", None),
        ("ar", "لماذا لا يُغلق هذا الباب؟", None),
    ],
)
def test_negation(language: str, stem: str, rule: str | None) -> None:
    assert in_language(language, stem) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("stem", "asks"),
    [
        ("A door is open. What now?", "What now?"),
        ("What now? Choose two.", "What now?"),
        ("Choose two.", "Choose two."),
        ("", ""),
    ],
)
def test_the_sentence_that_asks(stem: str, asks: str) -> None:
    assert the_question(stem) == asks


def test_equal_options_and_an_option_that_is_the_stem() -> None:
    pack = asked(question("one", "What is this?", ["A bolt", "a  bolt!", "What is this"]))
    found = [(one.rule, one.line) for one in check_options(pack)]
    assert found == [("options-equal", 9), ("stem-is-option", 10)]


def test_options_of_signs_only_are_not_equal() -> None:
    assert list(check_options(asked(question("one", "What is this?", ["&&", "||", "=="])))) == []
