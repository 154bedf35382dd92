"""Syllables of a Dutch word: one per vowel sound, as the word is divided in writing."""

import re
import unicodedata

# Longest first: sounds that are written with several letters. What follows them starts another syllable (mooi-e, groei-en).
# "ie" is one sound, but not in i-eel, ambi-ti-eus, pensi-oen; "ieuw" and "eeuw" are.
_SOUND = re.compile(
    r"aai|ooi|oei|eeu(?=w)|ieu(?=w)|eau|aa|ee|oo|uu|ie(?![eou])|oe|eu|ui|ij|ei|au|ou|ai|oi|ay|ey|oy|[aeiouy]"
)
# A trema begins a syllable: re-eel, in-dus-trie-en.
_TREMA = {"ä": "·a", "ë": "·e", "ï": "·i", "ö": "·o", "ü": "·u"}
_REWRITTEN = (
    (re.compile(r"qu"), "kw"),
    (re.compile(r"(?<![aeo])y(?=[aeiou])"), "j"),
    (re.compile(r"(bur|niv|cad|plat)eau"), r"\1o"),
    (re.compile(r"eau(?!$)"), "e·au"),
    (re.compile(r"eum$"), "e·um"),
    (re.compile(r"^(ge|be)(ui)"), r"\1·\2"),
    # English words that we use in Dutch: their e is silent, before an s too.
    (
        re.compile(
            r"((?:soft|hard|mal|ransom|spy|firm)war|updat|sit|(?<!ip)lin|phon|fir|shar|fil|badg|cach|crèch|offic|scor"
            r"|driv|gam|imag|leagu|suit)e(?=s?$|wall|box|tim)"
        ),
        r"\1",
    ),
    (re.compile(r"team|stream|leak|beamer|^deals?$|^leads?$"), lambda match: match[0].replace("ea", "ie")),
    (re.compile(r"milieu"), "miljø"),
)


def dutch(word: str) -> int:
    """How many syllables `word` (small letters) has."""
    word = unicodedata.normalize("NFC", word).replace("'", "")
    for pattern, better in _REWRITTEN:
        word = pattern.sub(better, word)
    apart = unicodedata.normalize("NFD", "".join(_TREMA.get(one, one) for one in word))
    plain = "".join("o" if one == "ø" else one for one in apart if not unicodedata.combining(one))
    return len(_SOUND.findall(plain))
