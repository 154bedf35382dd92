"""Properties of the rewrite as a pure function: what has no form stays the same, and no text ends in anything but a refusal."""

import contextlib
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opstap.labs.rules.kql.mistakes import find_mistake
from opstap.labs.rules.kql.refusal import RefusedError
from opstap.labs.rules.kql.rewrite import FORMS, Shape, rewrite
from opstap.labs.rules.kql.rewrite.words import CALLS
from opstap.labs.rules.kql.text import check
from opstap.labs.rules.kql.tokens import normalised, tokenize


@dataclass
class Known:
    """A lab of one table, for a rewrite without an engine."""

    tables: list[str] = field(default_factory=lambda: ["T", "U"])
    asked: list[str] = field(default_factory=list)

    def shape(self, query: str) -> Shape:
        self.asked.append(query)
        return {"a": "string", "b": "long", "D": "dynamic", "TimeGenerated": "datetime"}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        self.asked.append(query)
        return [("x", "string")]


PLAIN = [
    "T",
    "T | where a == 'x | y' and b in (1, 2) // note",
    "let n = 5;\nlet X = T | where b > n;\nX | join kind=inner (U | project a) on a | summarize c = count() by a",
    'T | extend d = parse_json(a).x["y z"][0], e = strcat(a, ";") | sort by b desc nulls last | top 5 by b',
    "union withsource=Source T, (U | take 5) | distinct a | project-rename c = a",
    "T | mv-expand x = D to typeof(string) | parse a with * 'x' y:long ',' *",
    "print x = (1 + 2) * 3, dynamic({'a': [1, 2]})",
    "range x from 1 to 5 step 1 | where x between (2 .. 4)",
    "let f = (x: long) { x * 2 }; T | extend c = f(b)",
]


@pytest.mark.parametrize("query", PLAIN)
def test_what_has_no_form_stays_the_same_query(query: str) -> None:
    rewritten = rewrite(query, Known())
    assert rewritten.used == ()
    assert squeezed(rewritten.text) == squeezed(query)


def squeezed(query: str) -> str:
    """Without any space outside strings, and the last of several statements without its end."""
    return "".join(token.text.strip() if token.kind == "space" else token.text for token in tokenize(normalised(query)))


@pytest.mark.parametrize("query", PLAIN)
def test_what_has_no_form_asks_the_lab_nothing(query: str) -> None:
    known = Known()
    rewrite(query, known)
    assert known.asked == []


STEPS = [
    "T | project-reorder b, a*",
    "T | mvexpand D | makeset(a)",
    "T | summarize makeset(a) by b",
    "T | mv-apply e = D on (where e == 1 | summarize c = count())",
    "T | make-series c = count() on TimeGenerated from ago(1d) to now() step 1h by a",
    "search 'x' and b == 1",
    "T | evaluate bag_unpack(D)",
    "(T | where b == 1) | sample 5 | serialize",
]


@pytest.mark.parametrize("query", STEPS)
def test_twice_is_once(query: str) -> None:
    """What a rewrite makes needs none, but for the names that are the engine's own."""
    once = rewrite(query, Known()).text
    hidden = once.replace("opstap_", "own_")
    assert squeezed(rewrite(hidden, Known()).text) == squeezed(hidden)


_OTHERS = """
    mv-apply partition union join on kind by of with to typeof from step in range let as and or not has asc desc limit
    T U a b D x 1 5 1h 'x' "*x*" * | | | | | , , = = == : ; . .. - ! () [] {}
"""
WORDS = st.sampled_from([*FORMS, *CALLS, *_OTHERS.split()])
BRACKETS = st.sampled_from(["( {} )", "[ {} ]", "{{ {} }}", "( T | {} )", "on ( {} )"])
SOUP = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda bracket, words: bracket.format(" ".join(words)), BRACKETS, st.lists(inner, max_size=5)
    ),
    max_leaves=25,
)
STEP = st.builds(
    lambda form, rest: f"{form} {' '.join(rest)}", st.sampled_from([*FORMS, "mv-apply", "partition"]), st.lists(SOUP)
)


@settings(max_examples=600, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=3))
def test_no_soup_of_words_ends_in_anything_but_a_refusal(steps: list[str]) -> None:
    text = " | ".join(["T", *steps])
    if check(text) or find_mistake(text):
        return
    with contextlib.suppress(RefusedError):
        rewrite(text, Known())
