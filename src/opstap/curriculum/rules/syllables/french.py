"""Syllables of a French word as it sounds in careful speech: a mute e counts inside a word, never at its end."""

import re
import unicodedata

_VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
# Third persons plural in -ment, whose ending is mute; every other -ment is a noun or an adverb (moment, seulement).
_MUTE_MENT = frozenset(
    [
        "aiment",
        "forment",
        "ferment",
        "affirment",
        "confirment",
        "nomment",
        "consomment",
        "consument",
        "résument",
        "transforment",
        "informent",
        "animent",
        "expriment",
        "impriment",
        "suppriment",
        "allument",
        "arment",
        "dorment",
        "endorment",
        "estiment",
        "présument",
        "programment",
        "réforment",
        "calment",
        "réclament",
        "proclament",
        "blâment",
        "filment",
        "enferment",
        "renferment",
        "assument",
        "déforment",
        "entament",
        "sèment",
        "nomment",
        "renomment",
    ]
)
# Nouns and adjectives in -ent, whose ending sounds; every other -ent is a third person plural (utilisent, peuvent). The last
# word is the family of "tient" and "vient": one sounded syllable.
_SOUNDED_ENT = re.compile(
    r"(?:vent|dent|cent|lent|ardent|décent|trident|serpent|event|couvent|auvent)"
    r"|.*(?:agent|client|souvent|accent|accident|incident|président|résident|évident|prudent|étudent|récent|innocent"
    r"|adolescent|différent|urgent|argent|parent|cohérent|adhérent|référent|concurrent|présent|absent|patient|conscient"
    r"|récipient|ingrédient|inconvénient|quotient|orient|expédient|efficient|déficient|coefficient|content|compétent|talent"
    r"|excellent|équivalent|violent|précédent|antécédent|fréquent|conséquent|intelligent|négligent|exigent|contingent"
    r"|permanent|continent|pertinent|éminent|imminent|tangent|sergent|[tv]ient)"
)
_MUTE_END = re.compile(r"(?<=[^aàâäeéèêëiîïoôöuùûüyœæ])es?$|(?<=[qg])ues?$")
# Where two vowels that stand together are two syllables. An i or u is a glide, except after a consonant with l or r.
_APART = (
    (re.compile(r"([bcdfgptv][lr])(i|ou|u)(?=[aàâeéèêoôu])(?!es?$|ui)"), r"\1\2·"),
    (re.compile(r"é(?=[aàâeéèêioôuœ])(?!es?$)"), "é·"),
    (re.compile(r"(?<=[aàâeioôu])([ïëüö])"), r"·\1"),
    (re.compile(r"(?<=[^aeiouéèêàâ])a(?=o(?!û|u|n$))"), "a·"),
    (re.compile(r"o(?=[éèêaà])"), "o·"),
    (re.compile(r"(?<=[^qgaeiouéèêàâôœ])u(?=i·)"), "u·"),
    (re.compile(r"(?<=[aàâeéèêioôu])y(?=[aàâeéèêioôuœ])"), "·y"),
    (re.compile(r"i(?=i)"), "i·"),
    (re.compile(r"^pa(?=ys)"), "pa·"),
    (re.compile(r"^(co|ré|pré)(?=[eiu](?:[ntmx]))"), r"\1·"),
)
_GROUP = re.compile(f"[{_VOWELS}]+")


def french(word: str) -> int:
    """How many syllables `word` (small letters) has."""
    # An elided article has no vowel of its own: l'heure is said as one.
    return sum(_sounds(part) for part in unicodedata.normalize("NFC", word).split("'"))


def _sounds(word: str) -> int:
    word, mute = _without_mute_end(word)
    word = re.sub(r"qu|gu(?=[eéèêiîy])", lambda match: match[0][0], word)
    word = re.sub(r"^y(?=[aeiouéè])", "j", word)
    for pattern, better in _APART:
        word = pattern.sub(better, word)
    return max(len(_GROUP.findall(word)), int(mute))


def _without_mute_end(word: str) -> tuple[str, bool]:
    """The word without the letters at its end that nobody says; whether any were taken off."""
    if word.endswith("ent") and len(word) > 4 and not _ent_sounds(word):
        return word[:-3], True
    shorter = _MUTE_END.sub("", word)
    return (shorter, True) if shorter != word and _GROUP.search(shorter) else (word, False)


def _ent_sounds(word: str) -> bool:
    if word.endswith("ment"):
        return word not in _MUTE_MENT
    return bool(_SOUNDED_ENT.fullmatch(word))
