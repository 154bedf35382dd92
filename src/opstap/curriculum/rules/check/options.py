"""The options of a question: each says something else, none repeats the question, none speaks about the others."""

import re
from collections.abc import Iterator

from opstap.curriculum.rules.check.finding import Finding, found, inside
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.pack_entries import OptionEntry, QuestionEntry

# "All of the above" rewards who is sure of two, and makes no sense among shuffled options.
ALL_OF_THEM = {
    "nl": r"al(?:le|les)(?: van)? (?:het |de )?(?:bovenstaande|bovengenoemde|vorige|andere antwoorden|antwoorden)"
    r"|geen(?: enkele)?(?: van)? (?:het |de |deze )?(?:bovenstaande|bovengenoemde|vorige|andere antwoorden|antwoorden)"
    r"|(?:a|b|c|zowel a)(?:,? ?en|, b en) [bcd](?: zijn (?:juist|goed))?",
    "fr": r"tou(?:te|t|s|tes) (?:les |ces )?(?:réponses|ce qui précède|propositions)|tout ce qui précède"
    r"|toutes les réponses .*|aucune? (?:de ces|des) (?:réponses|propositions).*|aucune réponse.*|aucune des précédentes"
    r"|(?:a|b|c)(?: et|, b et) [bcd](?: sont .*)?",
    "en": r"(?:all|none|both|any|neither) (?:of )?(?:the )?(?:above|answers|options|these answers|previous).*"
    r"|(?:both )?(?:a|b|c)(?: and|, b and) [bcd](?: are .*)?",
    "ar": r"(?:كل|جميع) (?:ما سبق|الإجابات|ما ذكر|الخيارات).*|(?:لا شيء|ليس أي) مما (?:سبق|ذكر).*|لا أحد مما سبق",
}
_PATTERNS = {language: re.compile(rf"(?:{words})[.!]?", re.IGNORECASE) for language, words in ALL_OF_THEM.items()}


def check_options(material: Material) -> Iterator[Finding]:
    """Every such fault of every question; each once, in the first language that shows it."""
    for question in material.pack.questions:
        groups = [question.options] if question.options else [slot.options for slot in question.slots]
        for options in groups:
            yield from _equal(options)
        for option in question.options:
            yield from _repeats(question, option)
        for option in (one for options in groups for one in options):
            yield from _speaks_of_others(option)


def _equal(options: tuple[OptionEntry, ...]) -> Iterator[Finding]:
    first: dict[tuple[str, str], OptionEntry] = {}
    told: set[str] = set()
    for option in options:
        for language, text in option.text.items():
            other = first.setdefault((language, _plain(text)), option)
            if text and other is not option and option.id not in told and option.place:
                told.add(option.id)
                message = f"says the same as option {other.id} in {language}: give it its own meaning"
                yield found("options-equal", inside(option.place, "text", language), message)


def _repeats(question: QuestionEntry, option: OptionEntry) -> Iterator[Finding]:
    for language, text in option.text.items():
        if text and _plain(text) == _plain(question.stem.get(language, "")) and option.place:
            message = f"is the question itself, in {language}: write an answer"
            yield found("stem-is-option", inside(option.place, "text", language), message)
            return


def _speaks_of_others(option: OptionEntry) -> Iterator[Finding]:
    for language, text in option.text.items():
        if option.place and language in _PATTERNS and _PATTERNS[language].fullmatch(text.strip()):
            message = f"{text!r}: options are shuffled, so let each stand on its own, or make it a multiple question"
            yield found("option-all-of-them", inside(option.place, "text", language), message)
            return


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower())) or text
