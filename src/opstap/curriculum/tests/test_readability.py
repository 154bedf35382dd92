"""Reading ease: the formulas on numbers worked out by hand, sentences, and what is left out of the count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.prose import MASKED, blocks_of
from opstap.curriculum.rules.readability import flesch, read_ease, sentences


@pytest.mark.parametrize(
    ("language", "text", "words", "counted", "syllables", "ease"),
    [
        # 6 words in 2 sentences; slot, klemt, Nadia, olie: 206.84 - 77 x 10/6 - 0.93 x 3
        ("nl", "Het slot klemt. Nadia pakt olie.", 6, 6, 9, 206.84 - 77 * 9 / 6 - 0.93 * 3),
        # La 1 clé 1 tourne 1, elle 1 ouvre 1 la 1 porte 1 du 1 garage 2
        ("fr", "La clé tourne. Elle ouvre la porte du garage.", 9, 9, 10, 207 - 1.015 * 4.5 - 73.6 * 10 / 9),
        # The 1 cat 1 sat 1 on 1 the 1 table 2
        ("en", "The cat sat on the table.", 6, 6, 7, 206.835 - 1.015 * 6 - 84.6 * 7 / 6),
        # Masked: a term, code, a fact, an abbreviation, a number, a product; they count as words only.
        ("en", "Use [[mfa|strong proof]] and `az login`.", 6, 2, 2, 206.835 - 1.015 * 6 - 84.6),
        ("en", "Ask {{ org.dpo }} about 27 MFA in Azure.", 7, 3, 4, 206.835 - 1.015 * 7 - 84.6 * 4 / 3),
    ],
)
def test_worked_out_by_hand(language: str, text: str, words: int, counted: int, syllables: int, ease: float) -> None:
    reading = read_ease(blocks_of(text), language)
    assert reading.words == words
    assert sum(one.counted for one in reading.sentences) == counted
    assert sum(one.syllables for one in reading.sentences) == syllables
    assert reading.ease == pytest.approx(ease)


def test_a_term_of_the_glossary_is_masked_without_a_link_too() -> None:
    reading = read_ease(blocks_of("We love conditional access here."), "en", ["Conditional Access"])
    assert (reading.words, sum(one.counted for one in reading.sentences)) == (5, 3)


def test_arabic_has_words_but_no_ease() -> None:
    reading = read_ease(blocks_of("الباب مغلق. أين المفتاح؟ هنا."), "ar")
    assert (reading.words, len(reading.sentences), reading.ease) == (5, 3, None)


def test_nothing_to_read_has_no_ease() -> None:
    assert read_ease(blocks_of("## Only a heading\n\n```\ncode\n```"), "nl").ease is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Het kost 3.50 euro. Meer niet.", ["Het kost 3.50 euro.", "Meer niet."]),
        ("Neem bv. Microsoft Entra. Of niet.", ["Neem bv. Microsoft Entra.", "Of niet."]),
        ("« Bonjour ! » Elle ouvre.", ["« Bonjour ! »", "Elle ouvre."]),
        ('"Stop!" zegt hij. Ze stopt.', ['"Stop!" zegt hij.', "Ze stopt."]),
        ("M. Dupont entre. Il rit.", ["M. Dupont entre.", "Il rit."]),
        (f"Ask. {MASKED} answers.", ["Ask.", f"{MASKED} answers."]),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [one for one, _ in sentences(text)] == found


def test_each_sentence_has_its_line() -> None:
    blocks = blocks_of("One.\nTwo. Three\nis long.\n\n- Four.\n- Five.\n\n::: note Six\nSeven.\n:::\n", 2)
    lines = [(one.text.split()[0], one.line) for one in read_ease(blocks, "en").sentences]
    assert lines == [("One.", 2), ("Two.", 3), ("Three", 3), ("Four.", 6), ("Five.", 7), ("Seven.", 10)]


@given(st.sampled_from(["nl", "fr", "en"]), st.floats(1, 60), st.floats(1, 5), st.floats(0.1, 10))
def test_longer_sentences_and_longer_words_are_harder(
    language: str, words: float, syllables: float, more: float
) -> None:
    assert flesch(language, words + more, syllables) < flesch(language, words, syllables)
    assert flesch(language, words, syllables + more) < flesch(language, words, syllables)


@given(st.lists(st.text("ab .!?\n", min_size=1), max_size=5))
def test_no_word_is_lost_between_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert "".join(one for one, _ in sentences(text)).replace(" ", "").replace("\n", "") == "".join(text.split())
