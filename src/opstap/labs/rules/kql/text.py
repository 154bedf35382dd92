"""The limits of a query's text, checked before anything parses it.

Measured with duckdb-kql 1.1.2: a list of 229 KB kept the translator busy for 21 s, 2,000 pipes for 5.5 s, and 3,000 nested
parentheses ended in a RecursionError. With 8 KB, 60 pipes and 50 brackets none of that is left.
"""

from collections.abc import Sequence

from opstap.labs.rules.kql.refusal import Refusal
from opstap.labs.rules.kql.tokens import CLOSING, OPENING, Kind, Token, depths, meaningful, split, tokenize

MOST_BYTES = 8 * 1024
MOST_PIPES = 60
MOST_NESTING = 50

# What word processors and web pages make of a plain quote; the editor offers to put the plain one back.
SMART_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "″": '"'}
# Space that nobody sees and no parser takes; it comes along with what is copied from a page.
UNSEEN = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Statements that may come before the query itself.
BEFORE = frozenset({"let", "set", "declare"})


def check(text: str) -> Refusal | None:
    """What is wrong with the text as text, or nothing. Never raises, whatever the text."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        return Refusal("text.too_long", {"bytes": size, "most": MOST_BYTES})
    if (place := text.find("\0")) >= 0:
        return Refusal("text.nul", position=place)
    tokens = tokenize(text)
    for refusal in (_unseen(tokens), _empty(tokens), _unclosed(tokens), _nesting(tokens), _pipes(tokens)):
        if refusal:
            return refusal
    return _statements(tokens)


def plain_quotes(text: str) -> str:
    """The text with plain quotes for curly ones, as the editor offers it."""
    return "".join(SMART_QUOTES.get(character, character) for character in text)


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees, as the editor offers it."""
    return "".join(character for character in text if character not in UNSEEN)


def _unseen(tokens: Sequence[Token]) -> Refusal | None:
    """Curly quotes and unseen space, outside strings and comments; in a string they may be what is looked for."""
    for token in tokens:
        if token.kind is Kind.SYMBOL and token.text in SMART_QUOTES:
            return Refusal("text.smart_quote", {"quote": token.text, "plain": SMART_QUOTES[token.text]}, token.start)
        if token.kind is Kind.SYMBOL and token.text in UNSEEN:
            return Refusal("text.unseen", {"character": f"U+{ord(token.text):04X}"}, token.start)
    return None


def _empty(tokens: Sequence[Token]) -> Refusal | None:
    return None if meaningful(tokens) else Refusal("text.empty")


def _unclosed(tokens: Sequence[Token]) -> Refusal | None:
    for token in tokens:
        if token.kind is Kind.UNCLOSED:
            return Refusal("text.open_quote", {"quote": token.text}, token.start)
    open_ones: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.SYMBOL:
            continue
        if token.text in OPENING:
            open_ones.append(token)
        elif token.text in CLOSING and (not open_ones or OPENING[open_ones.pop().text] != token.text):
            return Refusal("text.bracket", {"bracket": token.text}, token.start)
    return Refusal("text.bracket", {"bracket": open_ones[-1].text}, open_ones[-1].start) if open_ones else None


def _nesting(tokens: Sequence[Token]) -> Refusal | None:
    for token, depth in depths(tokens):
        if depth > MOST_NESTING:
            return Refusal("text.nesting", {"most": MOST_NESTING}, token.start)
    return None


def _pipes(tokens: Sequence[Token]) -> Refusal | None:
    pipes = [token for token in tokens if token.is_symbol("|")]
    if len(pipes) > MOST_PIPES:
        return Refusal("text.pipes", {"pipes": len(pipes), "most": MOST_PIPES}, pipes[MOST_PIPES].start)
    return None


def _statements(tokens: Sequence[Token]) -> Refusal | None:
    """One query, with `let` before it; no `.command`, which would be for an administrator of a real cluster."""
    statements = [found for part in split(tokens, ";") if (found := meaningful(part))]
    for statement in statements:
        if statement[0].is_symbol("."):
            return Refusal("text.command", position=statement[0].start)
        if any(token.is_symbol("<|") for token in statement):
            return Refusal("text.command", position=statement[0].start)
    queries = [statement for statement in statements if not statement[0].is_word(*BEFORE)]
    if len(queries) > 1:
        return Refusal("text.two_statements", {"statements": len(queries)}, queries[1][0].start)
    if not queries:
        return Refusal("text.no_query", position=statements[-1][0].start if statements else 0)
    return None
