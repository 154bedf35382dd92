"""What analysts write and duckdb-kql refuses, rewritten into KQL that it takes. One module a form; this one applies them.

A rewrite never drops a filter, and refuses what it does not take apart whole: a wrong answer would teach the wrong thing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from opstap.labs.rules.kql.rewrite import applying, columns, plugins, searching, series, simple
from opstap.labs.rules.kql.rewrite.functions import Function, expand_calls, read_function
from opstap.labs.rules.kql.rewrite.reserved import bracketed
from opstap.labs.rules.kql.rewrite.steps import Asking, Place, Shape, refuse, written
from opstap.labs.rules.kql.rewrite.words import TABLE, refuse_our_names, rewrite_between, rewrite_calls, rewrite_words
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, split, text_of, tokenize

__all__ = ["TABLE", "Asking", "Rewritten", "Shape", "rewrite"]

type Form = Callable[[list[Token], Place], list[str] | None]

# By the word that a step begins with; what is given is what follows that word. None leaves the step as it is.
FORMS: dict[str, Form] = {
    "as": simple.named_table,
    "count": simple.count,
    "distinct": columns.distinct,
    "evaluate": plugins.evaluate,
    "make-series": series.make_series,
    "mv-expand": simple.mv_expand,
    "mvexpand": simple.old_mv_expand,
    "parse": simple.parse,
    "project-away": columns.away,
    "project-keep": columns.keep,
    "project-reorder": columns.reorder,
    "limit": simple.take,
    "sample": simple.sample,
    "take": simple.take,
    "top": simple.top,
    "sample-distinct": simple.sample_distinct,
    "search": searching.search_step,
    "serialize": simple.serialize,
    "top-hitters": simple.top_hitters,
    "top-nested": simple.top_nested,
    "where": searching.where_star,
    "filter": searching.where_star,
}
# Their brackets hold steps without a source: the form itself looks inside.
_OWN_INSIDE: dict[str, Form] = {"mv-apply": applying.mv_apply, "partition": applying.partition}


@dataclass(frozen=True)
class Rewritten:
    """`used` names the forms, in the order in which they were met."""

    text: str
    used: tuple[str, ...] = ()


def rewrite(text: str, asking: Asking) -> Rewritten:
    """The same query in words that the parser takes. Raises RefusedError for a form that we do not take apart.

    `text` has passed `text.check` and has no render.
    """
    tokens = [token for token in tokenize(text) if token.kind is not Kind.COMMENT]
    refuse_our_names(tokens)
    tokens = bracketed(tokens)
    words = [token.text for token in tokens if token.kind is Kind.WORD]
    place = Place(asking, used=[], again=_again, words=words)
    statements: list[str] = []
    functions: dict[str, Function] = {}
    for part in split(tokens, ";"):
        if not meaningful(part):
            continue
        place = replace(place, statements=tuple(statements))
        function = read_function(part, place, functions)
        if function is not None:
            functions[function.name] = function
            continue
        made, statement = expand_calls(text_of(part).strip(), functions, place)
        for one in [*made, statement]:
            place = replace(place, statements=tuple(statements))
            statements.append(_statement(tokenize(one), place))
    return Rewritten(";\n".join(statements), tuple(place.used))


def _statement(tokens: list[Token], place: Place) -> str:
    """`let X = ...` or the query itself."""
    found = meaningful(tokens)
    if found[0].is_word("let") and len(found) > 3 and found[2].is_symbol("="):
        head = [token for token in tokens if token.start <= found[2].start]
        body = [token for token in tokens if token.start > found[2].start]
        if any(token.is_symbol("{") for token in body):
            return f"{written(head)} {rewrite_calls(written(body), place)}"
        return f"{written(head)} {_pipeline(body, place)}"
    if found[0].is_word("set", "declare", "let"):
        return written(tokens)
    return _pipeline(tokens, place)


def _pipeline(tokens: list[Token], place: Place) -> str:
    """A source and its steps."""
    first, *rest = split(rewrite_words(tokens, place), "|")
    place = place.inside()
    steps = _source(first, place)
    for step in rest:
        steps += _step(step, place.after(*steps))
    return "\n| ".join(steps)


def _source(tokens: list[Token], place: Place) -> list[str]:
    """Where rows come from. A source in brackets is the same without them."""
    found = meaningful(tokens)
    if not found:
        raise refuse("|", "there is nothing before it")
    if found[0].is_symbol("(") and len(tokens) > 2:
        opening = tokens.index(found[0])
        end = closing(tokens, opening)
        if end is not None and not meaningful(tokens[end + 1 :]) and _is_query(tokens[opening + 1 : end], place):
            place.note("a source in brackets")
            return [_pipeline(tokens[opening + 1 : end], place)]
    if found[0].is_word("search"):
        body = [token for token in tokens if token.start > found[0].start]
        return searching.search_source(body, place)
    if found[0].is_word("find"):
        raise refuse("find", "search does the same in one table")
    return [_inside(tokens, place)]


def _is_query(tokens: list[Token], place: Place) -> bool:
    """Not a value in brackets."""
    found = meaningful(tokens)
    tabular = found and (found[0].is_word("union", "search", "datatable") or found[0].is_symbol("("))
    bound = {statement.split()[1] for statement in place.statements if statement.startswith("let ")}
    name = len(found) == 1 and (found[0].text in place.asking.tables or found[0].text in bound)
    return len(split(tokens, "|")) > 1 or bool(tabular) or name


def _again(place: Place, step: str) -> list[str]:
    """For a form that makes steps which may hold forms."""
    return _step(tokenize(step), place)


def _step(tokens: list[Token], place: Place) -> list[str]:
    """One step, as it is or as the steps that say the same."""
    found = meaningful(tokens)
    if not found:
        raise refuse("|", "nothing follows it")
    word = found[0].text
    body = [token for token in tokens if token.start > found[0].start]
    if word in _OWN_INSIDE:
        return _OWN_INSIDE[word](body, place) or []
    inside = _inside(tokens, place)
    form = FORMS.get(word)
    if form is None:
        return [inside]
    again = tokenize(inside)
    start = next(token.start for token in again if token.text == word)
    made = form([token for token in again if token.start > start], place)
    return [inside] if made is None else made


def _inside(tokens: list[Token], place: Place) -> str:
    """Queries in brackets, each as a pipeline of its own, and the calls of functions."""
    pieces: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = closing(tokens, index) if token.is_symbol("(", "[", "{") else None
        if end is None:
            pieces.append(token.text)
            index += 1
            continue
        inner = tokens[index + 1 : end]
        query = token.is_symbol("(") and (len(split(inner, "|")) > 1 or _names_search(inner))
        pieces += [token.text, _pipeline(inner, place) if query else _inside_plain(inner, place), tokens[end].text]
        index = end + 1
    return rewrite_between(rewrite_calls("".join(pieces), place), place).strip()


def _names_search(tokens: list[Token]) -> bool:
    found = meaningful(tokens)
    return bool(found) and found[0].is_word("search")


def _inside_plain(tokens: list[Token], place: Place) -> str:
    """Brackets that hold no query of their own may hold one deeper."""
    if not any(token.is_symbol("(") for token in tokens):
        return text_of(tokens)
    return _inside(tokens, place)
