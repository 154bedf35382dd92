"""How many syllables a word has, per language."""

from opstap.curriculum.rules.syllables.count import COUNTED_LANGUAGES, syllables

__all__ = ["COUNTED_LANGUAGES", "syllables"]
