"""Steps that another step says: sample, sample-distinct, top-hitters, count as, serialize, as, mvexpand, parse."""

from opstap.labs.rules.kql.rewrite.steps import Place, named, refuse, written
from opstap.labs.rules.kql.tokens import Kind, Token, meaningful, split, tokenize

# The older mvexpand stops at so many rows of a row: https://learn.microsoft.com/kusto/query/mv-expand-operator
OLD_MOST = 128
# Functions after which an unnamed expression still has the name of what it read.
_KEEP_NAME = frozenset({"parse_json", "todynamic", "parsejson", "tostring", "toobject"})


def take(body: list[Token], place: Place) -> list[str] | None:
    """`take n`, where `let n = 10` came before: the engine wants the number itself."""
    number = _bound_number(meaningful(body), place)
    return [f"take {number}"] if number else None


def top(body: list[Token], place: Place) -> list[str] | None:
    """`top n by Column`, likewise."""
    number = _bound_number(meaningful(body)[:1], place)
    return [f"top {number} {written([t for t in body if t.start > meaningful(body)[0].start])}"] if number else None


def _bound_number(tokens: list[Token], place: Place) -> str:
    """The number that a `let` gave to this name, or ""."""
    if len(tokens) != 1 or tokens[0].kind is not Kind.WORD:
        return ""
    for statement in place.statements:
        found = meaningful(tokenize(statement))
        if (
            len(found) == 4
            and found[0].is_word("let")
            and found[1].text == tokens[0].text
            and found[3].kind is Kind.NUMBER
        ):
            place.note("take of a let")
            return found[3].text
    return ""


def sample(body: list[Token], place: Place) -> list[str] | None:
    """`sample 5` is any five rows, and so is `take 5`."""
    place.note("sample")
    return take(body, place) or [f"take {written(body)}"]


def sample_distinct(body: list[Token], place: Place) -> list[str] | None:
    """`sample-distinct 5 of Account`"""
    tokens = meaningful(body)
    if len(tokens) < 3 or not tokens[1].is_word("of"):
        raise refuse("sample-distinct", "it is written as: sample-distinct 5 of Column")
    place.note("sample-distinct")
    return [f"distinct {written(tokens[2:])}", f"take {tokens[0].text}"]


def top_hitters(body: list[Token], place: Place) -> list[str] | None:
    """`top-hitters 5 of Account [by Bytes]`; exact here. https://learn.microsoft.com/kusto/query/top-hitters-operator"""
    tokens = meaningful(body)
    words = [token.text for token in tokens]
    if len(words) == 3 and words[1] == "of":
        made, total = f"approximate_count_{words[2]}", "count()"
    elif len(words) == 5 and words[1] == "of" and words[3] == "by":
        made, total = f"approximate_sum_{words[4]}", f"sum({words[4]})"
    else:
        raise refuse("top-hitters", "of one column, by one column")
    place.note("top-hitters")
    return [f"summarize {made} = {total} by {words[2]}", f"top {words[0]} by {made}"]


def top_nested(body: list[Token], place: Place) -> list[str] | None:
    """`top-nested 5 of Account by count() asc`, with one level: https://learn.microsoft.com/kusto/query/top-nested-operator"""
    of = next((token for token in body if token.is_word("of")), None)
    by = next((token for token in body if token.is_word("by")), None)
    if of is None or by is None or len(split(body, ",")) > 1 or any(token.is_word("others") for token in body):
        raise refuse("top-nested", "one level, written as: top-nested 5 of Column by count()")
    number = written([token for token in body if token.start < of.start])
    key = meaningful([token for token in body if of.start < token.start < by.start])
    total = [token for token in body if token.start > by.start]
    if len(key) != 1 or not meaningful(total):
        raise refuse("top-nested", "of one column, by an aggregate")
    place.note("top-nested")
    direction = meaningful(total)[-1].text if meaningful(total)[-1].is_word("asc", "desc") else "desc"
    call = written([token for token in total if not token.is_word("asc", "desc")])
    made = f"aggregated_{key[0].text}"
    ranked = f"top {number} by {made} {direction}" if number else f"sort by {made} {direction}"
    return [f"summarize {made} = {call} by {key[0].text}", ranked]


def count(body: list[Token], place: Place) -> list[str] | None:
    """`count as Name`"""
    tokens = meaningful(body)
    if not tokens:
        return None
    if len(tokens) != 2 or not tokens[0].is_word("as"):
        raise refuse("count", "it is written as: count, or: count as Name")
    place.note("count as")
    return [f"summarize {tokens[1].text} = count()"]


def named_table(body: list[Token], place: Place) -> list[str] | None:
    """`as Name` names the rows so far; nothing changes when nobody reads them again."""
    tokens = meaningful(body)
    if len(tokens) != 1 or place.words.count(tokens[0].text) > 1:
        raise refuse("as", "a name that is read again; let does the same")
    place.note("as")
    return []


def serialize(body: list[Token], place: Place) -> list[str] | None:
    """The order of rows is kept here anyway; what it makes is an extend."""
    place.note("serialize")
    return [f"extend {written(body)}"] if meaningful(body) else []


def mv_expand(body: list[Token], place: Place) -> list[str] | None:
    """Gives an expression without a name the name that KQL gives it."""
    start = _after_parameters(body)
    parts = split(body[start:], ",")
    rewritten = [_expansion(part, place) for part in parts]
    head = written(body[:start])
    return [f"mv-expand {head} {', '.join(rewritten)}".replace("  ", " ")]


def old_mv_expand(body: list[Token], place: Place) -> list[str] | None:
    place.note("mvexpand")
    step = (mv_expand(body, place) or [""])[0]
    limited = any(token.is_word("limit") for token in body)
    return [step if limited else f"{step} limit {OLD_MOST}"]


def _after_parameters(body: list[Token]) -> int:
    """Where the columns begin, after kind=..., bagexpansion=... and with_itemindex=..."""
    start = 0
    while True:
        tokens = [(index, token) for index, token in enumerate(body) if index >= start and token.kind is not Kind.SPACE]
        if len(tokens) < 4 or not tokens[0][1].is_word("kind", "bagexpansion", "with_itemindex"):
            return start
        if not tokens[1][1].is_symbol("="):
            return start
        start = tokens[2][0] + 1


def _expansion(part: list[Token], place: Place) -> str:
    """One column or expression, with its name."""
    end = next((i for i, t in enumerate(part) if t.is_word("to", "limit") and i > 0 and _is_clause(part, i)), len(part))
    expression, clause = part[:end], written(part[end:])
    tokens = meaningful(expression)
    name, value = named(written(expression))
    bracketed = len(tokens) == 3 and tokens[0].is_symbol("[") and tokens[1].kind is Kind.STRING
    if name is None and len(tokens) > 1 and not bracketed:
        place.note("mv-expand without a name")
        name = auto_name(tokens)
    return " ".join(piece for piece in (f"{name} = {value}" if name else value, clause) if piece)


def _is_clause(part: list[Token], index: int) -> bool:
    """`to` before typeof, `limit` before a number; not a column of that name."""
    following = meaningful(part[index + 1 :])
    return bool(following) and (following[0].is_word("typeof") or following[0].kind is Kind.NUMBER)


def auto_name(tokens: list[Token]) -> str:
    """The name that KQL gives to a path: `TargetResources[0].modifiedProperties` is TargetResources_0_modifiedProperties.

    Functions that only convert keep the name of what they read. Raises RefusedError for anything else.
    """
    tokens = _unwrapped(tokens)
    pieces = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.WORD and (index == 0 or tokens[index - 1].is_symbol(".")):
            pieces.append(token.text)
        elif token.kind in (Kind.NUMBER, Kind.STRING) and index and tokens[index - 1].is_symbol("["):
            pieces.append(token.text.strip("@\"'"))
        elif not token.is_symbol(".", "[", "]") or index == 0:
            raise refuse("mv-expand", "give the expression a name: mv-expand Name = ...")
    return "_".join(pieces)


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """`parse_json(A)[0].b` as `A[0].b`, however often it is wrapped."""
    while len(tokens) > 2 and tokens[0].is_word(*_KEEP_NAME) and tokens[1].is_symbol("("):
        depth = 0
        for index, token in enumerate(tokens):
            depth += token.is_symbol("(") - token.is_symbol(")")
            if index and depth == 0:
                tokens = [*tokens[2:index], *tokens[index + 1 :]]
                break
        else:
            return tokens
    return tokens


def parse(body: list[Token], place: Place) -> list[str] | None:
    """A pattern that begins with a column: the text begins there. The engine wants a text first, so it is given one."""
    tokens = meaningful(body)
    at = next((index for index, token in enumerate(tokens) if token.is_word("with")), None)
    if at is None or at + 1 >= len(tokens) or at == 0 or tokens[at + 1].kind is not Kind.WORD:
        return None
    if tokens[0].is_word("kind"):
        raise refuse("parse", "a pattern that begins with a column, of this kind")
    place.note("parse from the start")
    mark = "\\u0001"
    source = written([token for token in body if token.start < tokens[at].start])
    pattern = written([token for token in body if token.start > tokens[at].start])
    return [f'parse strcat("{mark}", {source}) with "{mark}" {pattern}']
