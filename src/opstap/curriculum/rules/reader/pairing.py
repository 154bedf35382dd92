"""Two languages of one lesson, side by side: which block stands beside which."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from opstap.curriculum.rules.reader.shapes import CHECK, PARAGRAPH, Block, Pair, Rendered

type Blocks = tuple[Block, ...]


def pair_blocks(first: Rendered, second: Rendered) -> tuple[Pair, ...]:
    """Pair by section. Inside a section everything but paragraphs is a fixed point; between two of them paragraphs go one to
    one when both languages have as many, else they stay together in one pair.

    Every block of both is in exactly one pair, in order. Only a question that both ask is not asked again in the second
    language; a question always has a pair of its own.
    """
    asked = set(first.checks)
    ones = _by_section(first.blocks)
    twos = _by_section([block for block in second.blocks if block.check not in asked or not block.check])
    pairs: list[Pair] = []
    for section in sorted(ones.keys() | twos.keys()):
        for pair in _align(ones.get(section, ()), twos.get(section, ())):
            pairs += _apart(pair)
    return tuple(pairs)


def _by_section(blocks: Sequence[Block]) -> dict[int, Blocks]:
    return {section: tuple(some) for section, some in groupby(blocks, key=lambda block: block.section)}


def _align(ones: Blocks, twos: Blocks) -> list[Pair]:
    # The questions are the page's, not a language's: they do not take part in the alignment, and return at their place.
    one_texts = [place for place, block in enumerate(ones) if block.kind != CHECK]
    two_texts = [place for place, block in enumerate(twos) if block.kind != CHECK]
    cuts = _cuts([ones[place] for place in one_texts], [twos[place] for place in two_texts])
    pairs: list[Pair] = []
    one_at = two_at = 0
    for one_cut, two_cut in cuts:
        one_to = one_texts[one_cut - 1] + 1 if one_cut else 0
        two_to = two_texts[two_cut - 1] + 1 if two_cut else 0
        pairs.append(Pair(ones[one_at:one_to], twos[two_at:two_to]))
        one_at, two_at = one_to, two_to
    pairs.append(Pair(ones[one_at:], twos[two_at:]))
    return pairs


def _cuts(ones: list[Block], twos: list[Block]) -> list[tuple[int, int]]:
    """Where both texts are cut: how many blocks of each are before the cut."""
    one_fixed = [place for place, block in enumerate(ones) if block.kind != PARAGRAPH]
    two_fixed = [place for place, block in enumerate(twos) if block.kind != PARAGRAPH]
    one_kinds, two_kinds = [ones[place].kind for place in one_fixed], [twos[place].kind for place in two_fixed]
    cuts: list[tuple[int, int]] = []
    one_at = two_at = 0
    for match in SequenceMatcher(None, one_kinds, two_kinds, autojunk=False).get_matching_blocks():
        for step in range(match.size):
            one, two = one_fixed[match.a + step], two_fixed[match.b + step]
            cuts += _between(ones, twos, (one_at, one), (two_at, two))
            cuts.append((one + 1, two + 1))
            one_at, two_at = one + 1, two + 1
    return [*cuts, *_between(ones, twos, (one_at, len(ones)), (two_at, len(twos)))]


def _between(ones: list[Block], twos: list[Block], one: tuple[int, int], two: tuple[int, int]) -> list[tuple[int, int]]:
    """The cuts of a run between two fixed points: around each paragraph when there are as many in both languages (a list or
    figure that only one of them has then stands alone), else only at the end.
    """
    one_paragraphs = [place for place in range(*one) if ones[place].kind == PARAGRAPH]
    two_paragraphs = [place for place in range(*two) if twos[place].kind == PARAGRAPH]
    cuts: list[tuple[int, int]] = []
    if len(one_paragraphs) == len(two_paragraphs):
        for first, second in zip(one_paragraphs, two_paragraphs, strict=True):
            cuts += [(first, second), (first + 1, second + 1)]
    return [*cuts, (one[1], two[1])]


def _apart(pair: Pair) -> list[Pair]:
    """The pair with its questions in pairs of their own: the second language's text goes to the first piece of text."""
    firsts, seconds = _pieces(pair.first), _pieces(pair.second)
    pairs = [Pair(piece, ()) for piece in firsts]
    place = next((place for place, piece in enumerate(firsts) if piece[0].kind != CHECK), None)
    if place is not None and seconds and seconds[0][0].kind != CHECK:
        pairs[place] = Pair(firsts[place], seconds.pop(0))
    return pairs + [Pair((), piece) for piece in seconds]


def _pieces(blocks: Blocks) -> list[Blocks]:
    """Runs of text, and each question alone."""
    runs = groupby(blocks, key=lambda block: block.check or block.kind == CHECK)
    return [tuple(some) for _, some in runs]
