"""The syllable counters against words that were counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.syllables import COUNTED_LANGUAGES, syllables
from opstap.curriculum.tests.counted_words import DRAWN, TRICKY, counted


@pytest.mark.parametrize("language", COUNTED_LANGUAGES)
@pytest.mark.parametrize("words", [DRAWN, TRICKY], ids=["drawn", "tricky"])
def test_at_least_95_of_100_words_are_counted_as_by_hand(language: str, words: dict[str, str]) -> None:
    pairs = counted(words[language])
    wrong = [(word, many, syllables(word, language)) for word, many in pairs if syllables(word, language) != many]
    assert len(pairs) >= 60
    assert len(wrong) <= len(pairs) * 0.05, wrong


@pytest.mark.parametrize(("word", "many"), [("Wachtwoord-kluis", 3), ("", 1), ("xyz", 1), ("hm", 1)])
def test_a_hyphen_joins_words_and_nothing_counts_less_than_one(word: str, many: int) -> None:
    assert syllables(word, "nl") == many


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert syllables("l’heure", "fr") == syllables("l'heure", "fr") == 1


@given(word=st.text(max_size=40), language=st.sampled_from(COUNTED_LANGUAGES))
def test_any_text_has_at_least_one_syllable_and_at_most_two_for_each_letter(word: str, language: str) -> None:
    assert 1 <= syllables(word, language) <= max(1, 2 * len(word))


@given(word=st.text("abcdefghijklmnopqrstuvwxyzéèêëïöüœ", min_size=1, max_size=20))
def test_capitals_change_nothing(word: str) -> None:
    for language in COUNTED_LANGUAGES:
        assert syllables(word.upper(), language) == syllables(word, language)
