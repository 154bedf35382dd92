"""Questions that ask for what is not so. People under stress read over a small "not": it should stand out, and stand alone."""

import re
from collections.abc import Iterator

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.readability import sentences

_ONE = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|behalve)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:ne\b|n['’]).{0,40}?\b(?:pas|aucune?|jamais)\b|\bsauf\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|except|cannot|\w+n['’]t)\b", re.IGNORECASE),
    "ar": re.compile(r"(?<!\w)(?:ليس|ليست|لا|لم|لن|باستثناء)(?!\w)|ما عدا"),
}
# NOT. A question is shown as plain text, so that stars would be shown as stars. Arabic has no capitals: it has these marks.
_STANDS_OUT = {
    "nl": re.compile(r"\b(?:NIET|GEEN|NOOIT|BEHALVE)\b"),
    "fr": re.compile(r"\b(?:PAS|AUCUNE?|JAMAIS|SAUF)\b"),
    "en": re.compile(r"\b(?:NOT|NEVER|EXCEPT|CANNOT)\b"),
    "ar": re.compile(r"«(?:ليس|ليست|لا|لم|لن|باستثناء|ما عدا)»"),
}
# "Which measure makes sure that nobody can ..." and "a role, and not a group" ask for what is so.
_DEPENDS = re.compile(
    r"(?<=[\s,])(?:zodat|dat|die|wie|omdat|als|wanneer|opdat|terwijl|en niet|maar niet"
    r"|qui|que|pour|parce que|si|quand|et non|mais pas|et pas"
    r"|that|who|because|if|when|while|and not|but not)\b"
    r"|(?<!\w)(?:حتى|لكي|كي|الذي|التي|عندما|إذا)(?!\w)",
    re.IGNORECASE,
)
# "Why can she not sign in?" asks for a cause and denies nothing of the answer.
_CAUSE = re.compile(r"\b(?:waarom|pourquoi|why|hoe komt|comment se fait|how come)\b|لماذا", re.IGNORECASE)


def check_negation(material: Material) -> Iterator[Finding]:
    """Each question once, in the first language that shows it."""
    for question in material.pack.questions:
        place = question.place.get("stem") or question.place
        for language, stem in question.stem.items():
            if language not in _ONE:
                continue
            asked = the_question(stem)
            denials = len(_ONE[language].findall(asked))
            if denials > 1:
                message = f"denies twice ({language}): say what is so"
                yield found("negation-double", place.get(language) or place, message)
                break
            if denials and not _STANDS_OUT[language].search(asked) and not _CAUSE.search(asked):
                message = f"asks for what is not so ({language}): ask for what is so, or write the word in CAPITALS"
                yield found("negation-unmarked", place.get(language) or place, message)
                break


def the_question(stem: str) -> str:
    """The clause that asks: of the last question (else the last sentence), what stands before a clause that depends on it."""
    said = [text for text, _ in sentences(stem)]
    asking = [text for text in said if text.rstrip(' *"»”').endswith(("?", "؟"))]
    return _DEPENDS.split((asking or said or [""])[-1])[0]
