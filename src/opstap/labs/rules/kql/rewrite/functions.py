"""`let f = (who: string) { T | where Account == who };`: a function that gives a table becomes a `let` for each of its calls.

The engine takes functions that give one value; those stay as they are.
"""

from dataclasses import dataclass

from opstap.labs.rules.kql.rewrite.steps import Place, Shape, arguments, calls, refuse, written
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, split, text_of, tokenize

_TABULAR = frozenset({"union", "search", "datatable", "range", "print", "find"})


@dataclass(frozen=True)
class Function:
    """A function of values that gives a table: its parameters with their defaults, and its body."""

    name: str
    parameters: list[tuple[str, str | None]]
    body: str


def read_function(statement: list[Token], place: Place, functions: dict[str, Function]) -> Function | None:
    """The function that a `let` declares, when it gives a table."""
    tokens = [token for token in statement if token.kind is not Kind.SPACE]
    if len(tokens) < 5 or not tokens[0].is_word("let") or not tokens[2].is_symbol("="):
        return None
    opening = 4 if tokens[3].is_word("view") else 3
    if not tokens[opening].is_symbol("("):
        return None
    end = closing(tokens, opening)
    if end is None or end + 1 >= len(tokens) or not tokens[end + 1].is_symbol("{"):
        return None
    brace = closing(tokens, end + 1)
    if brace is None or meaningful(tokens[brace + 1 :]):
        return None
    body = [token for token in statement if tokens[end + 1].start < token.start < tokens[brace].start]
    if not _gives_a_table(body, place, functions):
        return None
    inner = [part for part in split(body, ";") if meaningful(part)]
    if len(inner) != 1:
        raise refuse(f"function {tokens[1].text}", "a let inside a function that gives a table")
    return Function(tokens[1].text, _parameters(tokens[opening + 1 : end], tokens[1].text), text_of(inner[0]).strip())


def _gives_a_table(body: list[Token], place: Place, functions: dict[str, Function]) -> bool:
    found = meaningful(body)
    last = [meaningful(part) for part in split(body, ";") if meaningful(part)]
    if not found or not last:
        return False
    first = last[-1][0]
    known = {*place.asking.tables, *functions}
    return len(split(last[-1], "|")) > 1 or first.text in _TABULAR or (len(last[-1]) == 1 and first.text in known)


def _parameters(tokens: list[Token], function: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for part in split(tokens, ","):
        words = meaningful(part)
        if not words:
            continue
        if len(words) < 3 or not words[1].is_symbol(":") or words[2].is_symbol("("):
            raise refuse(f"function {function}", "a table as its parameter")
        default = text_of(words[4:]) if len(words) > 4 and words[3].is_symbol("=") else None
        found.append((words[0].text, default))
    return found


def expand_calls(text: str, functions: dict[str, Function], place: Place) -> tuple[list[str], str]:
    """The `let`s that stand for the calls in a statement, and the statement that reads them."""
    made: list[str] = []
    tokens = tokenize(text)
    for name, opening, end in calls(tokens, *functions):
        place.note("functions that give a table")
        function = functions[tokens[name].text]
        given = arguments(tokens[opening + 1 : end])
        bound = f"opstap_{function.name}_{len(place.statements)}_{tokens[name].start}"
        inner, body = expand_calls(_filled(function, given, place), functions, place)
        rest, after = expand_calls(text_of(tokens[end + 1 :]), functions, place)
        made += [*inner, f"let {bound} = {body}", *rest]
        return made, text_of(tokens[:name]) + bound + after
    return made, text


def _filled(function: Function, given: list[str], place: Place) -> str:
    """Its body with the arguments in place of the parameters."""
    if len(given) > len(function.parameters):
        raise refuse(f"function {function.name}", "too many arguments")
    values: dict[str, str] = {}
    for number, (name, default) in enumerate(function.parameters):
        value = given[number] if number < len(given) else default
        if value is None:
            raise refuse(f"function {function.name}", f"{name} is missing")
        values[name] = value
    tokens = tokenize(function.body)
    shape = _source_columns(written(split(tokens, "|")[0]), place)
    if shadowed := [name for name in values if name in shape]:
        # In Kusto the column would win; nobody means that.
        raise refuse(f"function {function.name}", f"{shadowed[0]} is a column too")
    pieces = []
    for index, token in enumerate(tokens):
        member = index > 0 and tokens[index - 1].is_symbol(".")
        pieces.append(
            f"({values[token.text]})" if token.kind is Kind.WORD and token.text in values and not member else token.text
        )
    return "".join(pieces)


def _source_columns(source: str, place: Place) -> Shape:
    """Those that the first step of a body reads, when it is a table by itself."""
    return place.asking.shape(source) if source in place.asking.tables else {}
