"""`search`, and `where * has`: a word in any column. https://learn.microsoft.com/kusto/query/search-operator"""

from fnmatch import fnmatchcase

from opstap.labs.rules.kql.rewrite.steps import Place, refuse, written
from opstap.labs.rules.kql.rewrite.words import TABLE
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, quoted, split, string_value

_ROW = "opstap_row_text()"
_ANYWHERE = frozenset({"has", "contains", "hasprefix", "hassuffix", "has_cs", "contains_cs"})


def where_star(body: list[Token], place: Place) -> list[str] | None:
    """`where * has "x"`; with == or a pattern over lines it would be another question, and is refused."""
    tokens = meaningful(body)
    pieces, last, changed = [], 0, False
    for index, token in enumerate(tokens[:-1]):
        begins = (
            index == 0 or tokens[index - 1].is_word("and", "or", "not", "where") or tokens[index - 1].is_symbol("(")
        )
        if not (token.is_symbol("*") and begins):
            continue
        operator = tokens[index + 1]
        if not operator.is_word(*_ANYWHERE):
            raise refuse(f"* {operator.text}", "any column with has, contains, hasprefix or hassuffix only")
        pieces += [written([one for one in body if last <= one.start < token.start]), _ROW]
        last, changed = token.start + 1, True
    if not changed:
        return None
    place.note("where *")
    pieces.append(written([one for one in body if one.start >= last]))
    return ["where " + " ".join(pieces)]


def search_source(body: list[Token], place: Place) -> list[str]:
    """`search in (A, B*) "x" and c == 1` at the start of a query: the tables it looks in, and where."""
    tokens = _without_kind(meaningful(body))
    patterns = None
    if len(tokens) > 1 and tokens[0].is_word("in") and tokens[1].is_symbol("("):
        end = closing(tokens, 1) or len(tokens) - 1
        patterns = ["".join(token.text for token in part) for part in split(tokens[2:end], ",")]
        tokens = tokens[end + 1 :]
    place.note("search")
    tables = _tables(patterns, place)
    predicate, names = _predicate(tokens)
    if names:
        tables = _with_columns(tables, names, tokens, place)
    searched = ", ".join(f"({table} | where {predicate})" for table in tables)
    # A branch with a step in it has no name of its own.
    names_of = ", ".join(f'{TABLE} == "union_arg{number}", {quoted(table)}' for number, table in enumerate(tables))
    return [f"union withsource={TABLE} {searched}", f'extend {TABLE} = case({names_of}, "")']


def search_step(body: list[Token], place: Place) -> list[str] | None:
    """`T | search "x"`"""
    place.note("search")
    predicate, _ = _predicate(_without_kind(meaningful(body)))
    first = place.steps[0] if place.steps else ""
    name = first if first in place.asking.tables else "union_arg0"
    return [f"where {predicate}", f"extend {TABLE} = {quoted(name)}"]


def _without_kind(tokens: list[Token]) -> list[Token]:
    if len(tokens) > 2 and tokens[0].is_word("kind") and tokens[1].is_symbol("="):
        if not tokens[2].is_word("default", "case_insensitive"):
            raise refuse("search kind", "upper and lower case alike only")
        return tokens[3:]
    return tokens


def _tables(patterns: list[str] | None, place: Place) -> list[str]:
    if patterns is None:
        return sorted(place.asking.tables)
    found: list[str] = []
    for pattern in patterns:
        matching = [name for name in sorted(place.asking.tables) if fnmatchcase(name, pattern)]
        # A name that is no table is left for the check of names, which knows what it may have been.
        found += [name for name in matching or [pattern] if name not in found]
    return found


def _with_columns(tables: list[str], names: list[str], tokens: list[Token], place: Place) -> list[str]:
    """Of several tables those that have the columns: without `or` the others could give no row."""
    shapes = {table: place.asking.shape(table) for table in tables}
    having = [table for table in tables if all(name in shapes[table] for name in names)]
    if len(having) < len(tables) and any(token.is_word("or", "not") for token in tokens):
        raise refuse("search", "columns that not every table has, with or")
    if not having:
        raise refuse("search", f"no table has {', '.join(names)}")
    return having


def _predicate(tokens: list[Token]) -> tuple[str, list[str]]:
    """The condition in plain KQL, and the columns that it names."""
    if [token.text for token in tokens] == ["*"]:
        return "true", []
    if not tokens:
        raise refuse("search", "what to search is missing")
    pieces: list[str] = []
    names: list[str] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.is_symbol(":"):
            pieces.append("has")
        elif token.kind is Kind.STRING and (
            before is None or before.is_symbol("(") or before.is_word("and", "or", "not")
        ):
            pieces.append(_term(string_value(token)))
        else:
            if token.is_symbol("*"):
                raise refuse("search", "a star outside quotes")
            if token.kind is Kind.WORD and after is not None and _compares(after):
                names.append(token.text)
            pieces.append(token.text)
    return " ".join(pieces), names


def _compares(token: Token) -> bool:
    operators = ("==", "!=", "=~", "!~", "<", ">", "<=", ">=", ":", "!")
    return token.is_symbol(*operators) or token.is_word(
        "in", "has", "contains", "startswith", "matches", "between", "has_any"
    )


def _term(text: str) -> str:
    """Where the stars are says how a word is looked for."""
    inner = text.strip("*")
    if "*" in inner:
        raise refuse("search", "a star in the middle of a word")
    if not inner:
        return "true"
    operator = {
        (False, False): "has",
        (True, False): "hassuffix",
        (False, True): "hasprefix",
        (True, True): "contains",
    }[(text.startswith("*"), text.endswith("*"))]
    return f"({_ROW} {operator} {quoted(inner)})"
