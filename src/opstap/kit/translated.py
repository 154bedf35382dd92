"""Texts that people wrote in several languages, stored as one JSON object `{"nl": ..., "fr": ..., "en": ..., "ar": ...}`."""

from collections.abc import Mapping

from django.utils.translation import get_language

LANGUAGES = ("nl", "fr", "en", "ar")
# Whom we fall back to when a language is missing: English is the language of the exam, then the two of Brussels.
FALLBACK = ("en", "fr", "nl", "ar")

type Texts = Mapping[str, str]


def language_of(texts: Texts, wanted: str | None = None) -> str:
    """The language in which `texts` can be shown to someone who wants `wanted` (default: the active language)."""
    language = (wanted or get_language() or "en").split("-")[0]
    for candidate in (language, *FALLBACK):
        if texts.get(candidate):
            return candidate
    return language


def in_language(texts: Texts, wanted: str | None = None) -> str:
    """The text in the wanted language, or in the nearest fallback that has one; empty when there is none at all."""
    return texts.get(language_of(texts, wanted), "")
