"""`evaluate bag_unpack` and `evaluate pivot`: what columns come out depends on the data, which is asked first.

https://learn.microsoft.com/kusto/query/bag-unpack-plugin and .../pivot-plugin
"""

from opstap.labs.rules.kql.rewrite.steps import Place, arguments, bare, calls, column, refuse, written
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, quoted, string_value, tokenize

MOST_COLUMNS = 100
_CONVERSIONS = {
    "string": "tostring",
    "long": "tolong",
    "int": "toint",
    "real": "todouble",
    "double": "todouble",
    "bool": "tobool",
    "datetime": "todatetime",
    "timespan": "totimespan",
    "guid": "toguid",
    "dynamic": "todynamic",
}
# gettype of a slot -> the type of its column, when every row has that one.
_SLOT_TYPES = {
    "string": "tostring",
    "long": "tolong",
    "int": "tolong",
    "double": "todouble",
    "real": "todouble",
    "bool": "tobool",
}
# What a cell without rows is, for those of which the reference says so.
_PIVOTED = {"count": "countif", "sum": "sumif", "dcount": "dcountif"}


def evaluate(body: list[Token], place: Place) -> list[str] | None:
    """Raises RefusedError for another plugin."""
    tokens = meaningful(body)
    while len(tokens) > 2 and tokens[1].is_symbol("."):
        raise refuse("evaluate", "hints")
    name = tokens[0].text if tokens else ""
    end = closing(tokens, 1) if len(tokens) > 1 and tokens[1].is_symbol("(") else None
    if end is None or name not in ("bag_unpack", "pivot"):
        raise refuse(f"evaluate {name}", "bag_unpack and pivot only")
    opening, closed = tokens[1].start, tokens[end].start
    given = arguments([token for token in body if opening < token.start < closed])
    rest = [token for token in tokens if token.start > closed]
    place.note(f"evaluate {name}")
    if name == "pivot":
        if rest:
            raise refuse("evaluate pivot", "an output schema")
        return _pivot(given, place)
    return _bag_unpack(given, _schema(rest), place)


def _schema(rest: list[Token]) -> list[tuple[str, str]] | None:
    """`: (*, Name: string, Age: long)`: the names and types, without the star."""
    if not rest:
        return None
    if not rest[0].is_symbol(":") or not rest[1].is_symbol("(") or not rest[2].is_symbol("*"):
        raise refuse("evaluate bag_unpack", "an output schema that does not begin with *")
    found = [bare(one) for one in arguments(tokenize(" ".join(token.text for token in rest[2:-1])))[1:]]
    if any(len(one) != 3 or one[2].text not in _CONVERSIONS for one in found):
        raise refuse("evaluate bag_unpack", "an output schema of plain names and types only")
    return [(one[0].text, _CONVERSIONS[one[2].text]) for one in found]


def _bag_unpack(given: list[str], schema: list[tuple[str, str]] | None, place: Place) -> list[str]:
    if not 1 <= len(given) <= 2:
        raise refuse("evaluate bag_unpack", "a column, and a prefix in quotes")
    bag = bare(given[0])
    if len(bag) != 1 or bag[0].kind is not Kind.WORD:
        raise refuse("evaluate bag_unpack", "a column only")
    prefix = _prefix(given[1]) if len(given) == 2 else ""
    shape = place.shape("evaluate bag_unpack")
    slots = schema or _slots(given[0], place)
    if taken := [prefix + name for name, _ in slots if prefix + name in shape and prefix + name != given[0]]:
        raise refuse("evaluate bag_unpack", f"{taken[0]} is a column already")
    if not slots:
        return [f"project-away {given[0]}"]
    # Under a name of its own first: a slot may have the name of the bag.
    made = ", ".join(f"{column(prefix + name)} = {convert}(opstap_bag[{quoted(name)}])" for name, convert in slots)
    return [f"project-rename opstap_bag = {given[0]}", f"extend {made}", "project-away opstap_bag"]


def _prefix(text: str) -> str:
    tokens = bare(text)
    if len(tokens) != 1 or tokens[0].kind is not Kind.STRING:
        raise refuse("evaluate bag_unpack", "a column, and a prefix in quotes")
    return string_value(tokens[0])


def _slots(bag: str, place: Place) -> list[tuple[str, str]]:
    """The names in every row's bag, sorted, with how each becomes a column."""
    asked = place.after(
        f"project opstap_bag = todynamic({bag})",
        "mv-expand kind=array opstap_bag",
        "where isnotnull(opstap_bag)",
        "distinct opstap_name = tostring(opstap_bag[0]), opstap_type = gettype(opstap_bag[1])",
    )
    rows = place.asking.rows(asked.before)
    types: dict[str, set[str]] = {}
    for name, kind in rows:
        types.setdefault(str(name), set()).add(str(kind))
    if len(types) > MOST_COLUMNS:
        raise refuse("evaluate bag_unpack", f"more than {MOST_COLUMNS} names")
    return [(name, _conversion(kinds - {"null"})) for name, kinds in sorted(types.items())]


def _conversion(kinds: set[str]) -> str:
    return _SLOT_TYPES.get(next(iter(kinds)), "todynamic") if len(kinds) == 1 else "todynamic"


def _pivot(given: list[str], place: Place) -> list[str]:
    shape = place.shape("evaluate pivot")
    if not given or given[0] not in shape:
        raise refuse("evaluate pivot", "by a column only")
    pivoted, call = given[0], given[1] if len(given) > 1 else "count()"
    tokens = tokenize(call)
    found = next(calls(tokens, *_PIVOTED), None)
    if found is None or found[0] != 0:
        raise refuse("evaluate pivot", "with count(), sum() or dcount() only")
    inner = written(tokens[found[1] + 1 : found[2]])
    names = {token.text for token in bare(inner) if token.kind is Kind.WORD}
    keys = given[2:] or [name for name in shape if name != pivoted and name not in names]
    rows = place.asking.rows(place.after(f"distinct opstap_value = tostring({column(pivoted)})").before)
    values = sorted(str(value) for (value,) in rows)
    if len(values) > MOST_COLUMNS:
        raise refuse("evaluate pivot", f"more than {MOST_COLUMNS} values")
    if "" in values or set(values) & set(keys):
        raise refuse("evaluate pivot", "a value that is empty, or the name of a column")
    function = _PIVOTED[tokens[0].text]
    made = [
        f"{column(value)} = {function}({', '.join([*([inner] if inner else []), f'opstap_value == {quoted(value)}'])})"
        for value in values
    ]
    by = f" by {', '.join(keys)}" if keys else ""
    return [f"extend opstap_value = tostring({column(pivoted)})", f"summarize {', '.join(made)}{by}"]
