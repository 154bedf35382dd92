"""Syllables of an English word, as a dictionary divides it."""

import re

_WHOLE = {
    "recipe": 3,
    "people": 2,
    "hundred": 2,
    "business": 2,
    "businesses": 3,
    "persuade": 2,
    "tier": 1,
    "tiers": 1,
    "lion": 2,
    "priest": 1,
    "queue": 1,
    "element": 3,
    "elements": 3,
    "judgement": 2,
    "clothes": 1,
    "science": 2,
    "being": 2,
    "poem": 2,
}
# Nobody says this e: at the joint of a compound, and before an ending.
_JOINT = re.compile(
    r"^(?P<first>some|home|fire|life|time|name|base|safe|there|where|side|space|line|phone|house|store|fore|care|use|more"
    r"|like|make|white|drive|place|face|file|type|voice|score|share|code)(?=[bcdfghjklmnpqrtvwxyz]\w*[aeiouy]\w|one)"
)
_BEFORE_ENDING = re.compile(r"(?<=[aeiouy][bcdfgklmnprstvz]|[lrn][vcgs])e(?=(?:ly|ments?|ful|fully|less|lessly|ness)$)")
_MUTE_ED = re.compile(r"(?<![dte])ed$")
_MUTE_ES = re.compile(r"(?<!ss)(?<![szxcg])(?<![sc]h)es$")
_MUTE_E = re.compile(r"e$")
# table, settled, centre: the end sounds although its e does not.
_SOUNDED_END = re.compile(r"[^aeiouylr]l$|[tbc]r$")
_NOT = re.compile(r"(?<=[ds])n't$")
_APOSTROPHE = re.compile(r"'(?:s|re|ve|ll|d|m|t)$|'")
_REWRITTEN = (
    (re.compile(r"^every"), "evry"),
    (re.compile(r"gu$"), "g"),
    (re.compile(r"^who(?=e)"), "who·"),
    (re.compile(r"^coo(?=per|rd)"), "co·o"),
    (re.compile(r"^(re|pre)(?=a(?:ct|ss|pp)|e(?:va|nt|ns|st|x)|i(?:n|ss)|o(?:rd|rg|pe)|u(?:se|ni|pl))"), r"\1·"),
    (re.compile(r"(?<=cr)ea(?=t(?!ur))"), "e·a"),
    (re.compile(r"(?<=id|ar)ea(?=s?$|l)|ea(?=lit|lis|liz|tre)|(?<=in|cl)ea(?=r$)"), "e·a"),
    (re.compile(r"eo(?!pl|n$|ns$|u)"), "e·o"),
    (re.compile(r"eu(?=ms?$)"), "e·u"),
    # -tion, -sion, -cious, -cial, -tient are one syllable, other vowels after i begin one: ra-di-o, me-di-a, so-ci-e-ty.
    (re.compile(r"(?<=[tscgxln])i(?=on|ous)"), ""),
    (re.compile(r"(?<=[tsc])i(?=al(?!i)|an|en[ct])"), ""),
    (re.compile(r"i(?=age)"), ""),
    (re.compile(r"i(?=[aou])"), "i·"),
    (re.compile(r"i(?=e(?:t|r$|rs$|st$|n[ct]|rarch))"), "i·"),
    (re.compile(r"(?<![qg])u(?=a|en[ct]|els?$|ou)|(?<=r)u(?=ins?$)|(?<=l)u(?=id)|(?<=[tn])u(?=in|it)"), "u·"),
    (re.compile(r"(?<=[aeouy])(?=ing(?:s|ly)?$)"), "·"),
    (re.compile(r"(?<=[aeou])y(?=[aeiou])"), "y·"),
    (re.compile(r"a(?=ic$|os)|o(?=ic$)"), r"\g<0>·"),
)
_GROUP = re.compile(r"[aeiouy]+")


def english(word: str) -> int:
    """How many syllables `word` (small letters) has."""
    if word in _WHOLE:
        return _WHOLE[word]
    extra = int(bool(_NOT.search(word)))
    word = _APOSTROPHE.sub("", _NOT.sub("", word))
    if (joint := _JOINT.match(word)) and joint["first"] != word:
        return english(joint["first"]) + english(word[joint.end() :]) + extra
    word = _BEFORE_ENDING.sub("", word)
    word = _without_mute_end(word)
    extra += int(bool(_SOUNDED_END.search(word))) + int(word.endswith(("sm", "thm")))
    for pattern, better in _REWRITTEN:
        word = pattern.sub(better, word)
    return len(_GROUP.findall(word)) + extra


def _without_mute_end(word: str) -> str:
    for ending in (_MUTE_ED, _MUTE_ES, _MUTE_E):
        shorter = ending.sub("", word)
        if shorter != word:
            # "red", "yes" and "the" have no other vowel.
            return shorter if re.search(r"[aeiou]|[^y]y", shorter) else word
    return word
