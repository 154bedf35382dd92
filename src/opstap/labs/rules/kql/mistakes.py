"""What beginners write, told by name before a parser says "extraneous input": a step that is none, = for ==, a missing |.

The first of these is also a guard: duckdb-kql 1.1.2 reads `where EventID = 4625` as a parameter, and gives every row.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from opstap.labs.rules.kql.refusal import Refusal
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, split, tokenize

# https://learn.microsoft.com/kusto/query/tabular-operators, with older spellings.
_OPERATORS = """
    as assert-schema consume count distinct evaluate extend facet filter find fork getschema graph-match graph-to-table
    graph-mark-components invoke join limit lookup macro-expand make-graph make-series mv-apply mv-expand mvapply mvexpand order
    parse parse-kv parse-where partition project project-away project-keep project-rename project-reorder project-smart reduce
    render sample sample-distinct scan search serialize sort summarize take top top-hitters top-nested union where
"""
OPERATORS = frozenset(_OPERATORS.split())
# Words after which a line may end although the step goes on.
_MORE = """
    by on and or not of with to from step in has contains kind default let asc desc
"""
_GOES_ON = OPERATORS | frozenset(_MORE.split())
# Operators that end a step, for a step that was written without its pipe.
_WORDS_FOR = {"&&": "and", "||": "or"}
_USUAL = frozenset(
    {"where", "summarize", "project", "extend", "take", "count", "distinct", "sort", "order", "top", "join"}
)


def find_mistake(text: str) -> Refusal | None:
    """The first of them, or nothing. The text has passed `text.check`."""
    tokens = [token for token in tokenize(text) if token.kind is not Kind.COMMENT]
    if refusal := _other_language(tokens):
        return refusal
    for statement in split(tokens, ";"):
        if refusal := _second_query(statement):
            return refusal
        for pipeline in _pipelines(statement):
            if refusal := _in_pipeline(pipeline):
                return refusal
    return None


def _pipelines(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What is written with pipes: the statement, and each bracket in it that has some."""
    yield tokens
    for index, token in enumerate(tokens):
        if not token.is_symbol("(", "{"):
            continue
        end = closing(tokens, index)
        inner = tokens[index + 1 : end]
        for part in split(inner, ";") if token.is_symbol("{") else [inner]:
            if len(split(part, "|")) > 1:
                yield part


def _in_pipeline(tokens: Sequence[Token]) -> Refusal | None:
    first, *steps = [meaningful(step) for step in split(tokens, "|")]
    if len(first) > 1 and first[0].kind is Kind.WORD and first[0].text not in OPERATORS and first[1].is_word(*_USUAL):
        return Refusal("missing_pipe", {"operator": first[1].text}, first[1].start)
    for step in steps:
        if not step:
            continue
        operator = step[0]
        if operator.kind is Kind.WORD and operator.text not in OPERATORS:
            found = get_close_matches(operator.text.lower(), OPERATORS, n=1, cutoff=0.6)
            return Refusal(
                "unknown.operator", {"name": operator.text, "nearest": found[0] if found else ""}, operator.start
            )
        if operator.is_word("where", "filter") and (equals := _single_equals(step)):
            return Refusal("single_equals", {}, equals.start)
        if operator.is_word("summarize", "extend", "project") and (names := _names_in_brackets(step)):
            return Refusal("unsupported", {"kind": "", "name": operator.text, "why": "names in brackets"}, names.start)
    return None


def _other_language(tokens: Sequence[Token]) -> Refusal | None:
    """`&&`, `||` and a `not` without brackets are of other languages."""
    for token, following in pairwise(tokens):
        written = token.text + following.text
        if token.kind is Kind.SYMBOL and written in _WORDS_FOR:
            return Refusal("word_operator", {"written": written, "meant": _WORDS_FOR[written]}, token.start)
    for token, following in pairwise(meaningful(tokens)):
        if token.is_word("not") and not following.is_symbol("(", "=", ","):
            return Refusal("not_brackets", {}, token.start)
    return None


def _single_equals(step: Sequence[Token]) -> Token | None:
    """A = that compares nothing; one in a query of its own within brackets names a column there."""
    index = 0
    while index < len(step):
        token = step[index]
        if token.is_symbol("("):
            end = closing(step, index) or len(step) - 1
            if len(split(step[index + 1 : end], "|")) > 1:
                index = end
        elif token.is_symbol("="):
            return token
        index += 1
    return None


def _names_in_brackets(step: Sequence[Token]) -> Token | None:
    """`(a, b) = arg_max(...)`: the engine would name only the first."""
    for part in split(step[1:], ","):
        found = meaningful(part)
        if not found or not found[0].is_symbol("("):
            continue
        end = closing(found, 0)
        if end is not None and end + 1 < len(found) and found[end + 1].is_symbol("="):
            return found[0]
    return None


def _second_query(statement: Sequence[Token]) -> Refusal | None:
    """Two queries with an empty line between: Sentinel's editor runs the one under the cursor, and here there is none."""
    depth, before, empty_line = 0, None, False
    for index, token in enumerate(statement):
        depth += token.is_symbol("(", "[", "{") - token.is_symbol(")", "]", "}")
        if token.kind is Kind.SPACE:
            # Comments are gone: the space before and after one is one.
            follows_space = index > 0 and statement[index - 1].kind is Kind.SPACE
            empty_line = token.text.count("\n") > 1 or (empty_line and follows_space)
            continue
        following = meaningful(statement[index + 1 :])[:1]
        ends = before is not None and (
            before.kind in (Kind.NUMBER, Kind.STRING)
            or before.is_symbol(")", "]")
            or (before.kind is Kind.WORD and before.text not in _GOES_ON)
        )
        begins = (
            token.kind is Kind.WORD and token.text not in _GOES_ON and bool(following) and following[0].is_symbol("|")
        )
        if depth == 0 and empty_line and ends and begins:
            return Refusal("text.two_statements", {"statements": 2}, token.start)
        before, empty_line = token, False
    return None
