"""Two languages of a lesson side by side: what stands beside what, and that nothing is lost or doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.reader import Block, Pair, Rendered, pair_blocks, render

KINDS = {
    "h": "heading",
    "p": "paragraph",
    "l": "list",
    "t": "table",
    "c": "code",
    "b": "box",
    "f": "figure",
    "q": "quote",
    "r": "rule",
}


def lesson(letters: str, prefix: str = "") -> Rendered:
    """A letter per block; `h` begins a section, a digit is a check on that question."""
    blocks: list[Block] = []
    section = 0
    for number, letter in enumerate(letters, start=1):
        section += letter == "h"
        kind, check = ("check", f"q-{letter}") if letter.isdigit() else (KINDS[letter], "")
        blocks.append(
            Block(f"{prefix}b{number}", kind, "" if check else "<p>", check, section, 0 if check else 1, letter)
        )
    return Rendered(tuple(blocks), (), (), tuple(dict.fromkeys(block.check for block in blocks if block.check)), 0)


def written(pairs: tuple[Pair, ...]) -> str:
    """`p|p` is a pair, blanks between pairs."""
    return " ".join(
        "|".join("".join(block.text for block in side) for side in (one.first, one.second)) for one in pairs
    )


@pytest.mark.parametrize(
    ("first", "second", "paired"),
    [
        ("", "", ""),
        ("ppl", "ppl", "p|p p|p l|l"),
        ("p1p", "p1p", "p|p 1| p|p"),
        # Paragraphs between two fixed points stay together where their number differs.
        ("pppfp", "ppfp", "ppp|pp f|f p|p"),
        ("ppfpb", "ppfppb", "p|p p|p f|f p|pp b|b"),
        # A section more in one language: the others keep their partner by number.
        ("phphp", "phhphp", "p|p h|h p| h|h p|p |hp"),
        # Where a translator made a list of a paragraph.
        ("plp", "ppp", "plp|ppp"),
        ("pf", "p", "p|p f|"),
        ("p", "", "p|"),
        ("", "hp", "|hp"),
        # A question stands once, at its place in the first language, also in the middle of a run.
        ("pp1p", "ppp", "p|p p|p 1| p|p"),
        ("pp1p", "pp", "pp|pp 1| p|"),
        ("1p", "p1", "1| p|p"),
        ("p", "p2", "p|p |2"),
        # A figure that only one language has.
        ("pfp", "pp", "p|p f| p|p"),
        ("pfp", "ptp", "p|p f|t p|p"),
        ("fpb", "bpf", "|bp f|f pb|"),
    ],
)
def test_what_stands_beside_what(first: str, second: str, paired: str) -> None:
    assert written(pair_blocks(lesson(first), lesson(second, "fr-"))) == paired


letters = st.text(alphabet="hhpppppltcbfqr", max_size=25)


def with_checks(text: str, places: list[int]) -> str:
    """The letters with the questions 0, 1, 2, ... at these places: each question once in a lesson."""
    for number, place in enumerate(places):
        at = place % (len(text) + 1)
        text = text[:at] + str(number) + text[at:]
    return text


lessons = st.builds(with_checks, letters, st.lists(st.integers(0, 30), max_size=4))


@given(lessons, lessons)
def test_every_block_of_both_is_there_once_and_in_order(one: str, two: str) -> None:
    first, second = lesson(one), lesson(two, "fr-")
    pairs = pair_blocks(first, second)
    assert [block for pair in pairs for block in pair.first] == list(first.blocks)
    once = [block for block in second.blocks if not block.check or block.check not in first.checks]
    assert [block for pair in pairs for block in pair.second] == once
    assert all(pair.first or pair.second for pair in pairs)


@given(lessons, lessons)
def test_a_question_has_a_pair_of_its_own(one: str, two: str) -> None:
    for pair in pair_blocks(lesson(one), lesson(two, "fr-")):
        kinds = [block.kind for block in pair.first + pair.second]
        assert "check" not in kinds or kinds == ["check"]


@given(lessons)
def test_a_lesson_beside_itself_goes_one_to_one(one: str) -> None:
    for pair in pair_blocks(lesson(one), lesson(one, "fr-")):
        assert [block.text for block in pair.first] == [block.text for block in pair.second] or pair.first[0].check


@given(lessons, lessons)
def test_sections_never_mix(one: str, two: str) -> None:
    for pair in pair_blocks(lesson(one), lesson(two, "fr-")):
        assert len({block.section for block in pair.first + pair.second}) == 1


def test_two_languages_on_a_page_share_no_id() -> None:
    text = "## A\n\n::: note N\nx\n:::\n\ny"
    pairs = pair_blocks(render(text), render(text, prefix="fr-"))
    assert [(pair.first[0].anchor, pair.second[0].anchor) for pair in pairs] == [
        ("b1", "fr-b1"),
        ("b2", "fr-b2"),
        ("b3", "fr-b3"),
    ]
    assert '<h2 id="fr-part-1">' in pairs[0].second[0].html
    assert 'id="fr-box-1"' in pairs[1].second[0].html
