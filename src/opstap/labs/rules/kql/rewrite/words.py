"""Older spellings, and functions that another one says better; each keeps its meaning."""

from collections.abc import Callable, Sequence

from opstap.labs.rules.kql.refusal import RefusedError
from opstap.labs.rules.kql.rewrite.steps import Place, arguments, bare, calls, column, refuse
from opstap.labs.rules.kql.tokens import Kind, Token, meaningful, string_value, text_of, tokenize

# Operators with an exclamation mark had a word before: https://learn.microsoft.com/kusto/query/datatypes-string-operators
OPERATORS = {"notcontains": "!contains", "notcontains_cs": "!contains_cs"}
# The column by which `search` tells from which table a row is; the engine shows it as $table.
TABLE = "opstap_table"
# The functions that end in the type they convert to.
CONVERSIONS = {
    "bool": "tobool",
    "int": "toint",
    "long": "tolong",
    "real": "todouble",
    "double": "todouble",
    "string": "tostring",
    "datetime": "todatetime",
    "timespan": "totimespan",
    "guid": "toguid",
    "dynamic": "todynamic",
}
# The older make-functions stop at 128: https://learn.microsoft.com/kusto/query/make-list-aggregation-function
OLD_MOST = "128"


def rewrite_words(tokens: Sequence[Token], place: Place) -> list[Token]:
    """Operators that are one word; tokens otherwise as they were."""
    text = []
    for token in tokens:
        if token.kind is Kind.WORD and token.text in OPERATORS:
            place.note(token.text)
            text.append(OPERATORS[token.text])
        elif token.is_word("$table"):
            text.append(TABLE)
        else:
            text.append(token.text)
    return tokenize("".join(text))


def rewrite_calls(text: str, place: Place) -> str:
    """Every call of a function in CALLS, the outermost first, and then those in what it became."""
    tokens = tokenize(text)
    for name, opening, end in calls(tokens, *CALLS):
        word = tokens[name].text
        became = CALLS[word](arguments(tokens[opening + 1 : end]), place)
        if became is None:
            continue
        place.note(word)
        before, after = text_of(tokens[:name]), text_of(tokens[end + 1 :])
        return before + rewrite_calls(became, place) + rewrite_calls(after, place)
    return text


def rewrite_between(text: str, place: Place) -> str:
    """`t between (start .. 10m)` ends so long after its start: https://learn.microsoft.com/kusto/query/between-operator"""
    tokens = tokenize(text)
    for _, opening, end in calls(tokens, "between"):
        dots = [index for index in range(opening, end) if tokens[index].is_symbol("..")]
        high = meaningful(tokens[dots[0] + 1 : end]) if len(dots) == 1 else []
        if len(high) != 1 or high[0].kind is not Kind.NUMBER or not high[0].text[-1].isalpha():
            continue
        place.note("between with a duration")
        low = text_of(tokens[opening + 1 : dots[0]]).strip()
        before = text_of(tokens[: dots[0]])
        after = rewrite_between(text_of(tokens[end:]), place)
        return f"{before}.. (({low}) + {high[0].text}){after}"
    return text


def _called(name: str, *rest: str) -> Callable[[list[str], Place], str | None]:
    """The same arguments under another name, with more after them when there is only one."""
    return lambda args, place: f"{name}({', '.join(args + list(rest) if len(args) == 1 else args)})"


def _replace(args: list[str], place: Place) -> str | None:
    """`replace(pattern, with, text)`: https://learn.microsoft.com/kusto/query/replace-regex-function has the text first."""
    if len(args) != 3:
        raise refuse("replace", "it takes three arguments")
    return f"replace_regex({args[2]}, {args[0]}, {args[1]})"


def _typed(make: Callable[[list[str]], str], count: int) -> Callable[[list[str], Place], str | None]:
    """A function whose last argument may be `typeof(type)`: without it, then converted."""

    def write(args: list[str], place: Place) -> str | None:
        tokens = bare(args[-1]) if len(args) == count else []
        if not tokens or not tokens[0].is_word("typeof"):
            return None if make is _extract else make(args)
        kind = tokens[2].text if len(tokens) == 4 else ""
        if kind not in CONVERSIONS:
            raise refuse(f"typeof({kind})", "this type is not known here")
        return f"{CONVERSIONS[kind]}({make(args[:-1])})"

    return write


def _extract(args: list[str]) -> str:
    return f"extract({', '.join(args)})"


def _extract_json(args: list[str]) -> str:
    if len(args) != 2:
        raise refuse("extract_json", "it takes a path and a text")
    return f"opstap_json({args[0]}, {args[1]})"


def _command_line(args: list[str], place: Place) -> str | None:
    kind = bare(args[1]) if len(args) == 2 else []
    if len(kind) != 1 or kind[0].kind is not Kind.STRING or string_value(kind[0]).lower() != "windows":
        raise refuse("parse_command_line", 'its second argument must be "windows"')
    return f"opstap_command_line({args[0]})"


def _ingestion_time(args: list[str], place: Place) -> str | None:
    """When a row arrived is not kept in a lab: its own time stands for it, which is minutes earlier in Sentinel."""
    for name in ("TimeGenerated", "Timestamp"):
        if name in place.shape("ingestion_time"):
            return name
    raise refuse("ingestion_time", "there is no TimeGenerated or Timestamp here")


def _column_if_exists(args: list[str], place: Place) -> str | None:
    """`column_ifexists("Name", otherwise)`."""
    name = bare(args[0]) if len(args) == 2 else []
    if len(name) != 1 or name[0].kind is not Kind.STRING:
        raise refuse("column_ifexists", "its first argument must be a name in quotes")
    wanted = string_value(name[0])
    return column(wanted) if wanted in place.shape("column_ifexists") else f"({args[1]})"


def _pack_all(args: list[str], place: Place) -> str | None:
    """https://learn.microsoft.com/kusto/query/pack-all-function; with `true` it leaves out empty values, which we do not."""
    if args and args != ["false"]:
        raise refuse("pack_all", "without its argument only")
    slots = ", ".join(f'"{name}", {column(name)}' for name in place.shape("pack_all"))
    return f"bag_pack({slots})"


def _percentiles(args: list[str], place: Place) -> str | None:
    """Several percentiles at once, each with a column of its own, named as KQL names them."""
    value, *wanted = args or [""]
    if not wanted or any([token.kind for token in bare(one)] != [Kind.NUMBER] for one in wanted):
        raise refuse("percentiles", "with numbers only")
    return ", ".join(f"percentile({value}, {one})" for one in wanted)


CALLS: dict[str, Callable[[list[str], Place], str | None]] = {
    "makeset": _called("make_set", OLD_MOST),
    "makelist": _called("make_list", OLD_MOST),
    "make_dictionary": _called("make_bag"),
    "makesetif": _called("make_set_if"),
    "makelistif": _called("make_list_if"),
    "takeany": _called("take_any"),
    "arraylength": _called("array_length"),
    "pack_dictionary": _called("bag_pack"),
    "columnifexists": _column_if_exists,
    "column_ifexists": _column_if_exists,
    "replace": _replace,
    "extract": _typed(_extract, 4),
    "extractjson": _typed(_extract_json, 3),
    "extract_json": _typed(_extract_json, 3),
    "parse_command_line": _command_line,
    "ingestion_time": _ingestion_time,
    "pack_all": _pack_all,
    "percentiles": _percentiles,
}


def refuse_our_names(tokens: Sequence[Token]) -> None:
    """Names that begin with opstap_ are ours. Raises RefusedError."""
    for token in tokens:
        if token.kind is Kind.WORD and token.text.lower().startswith("opstap_"):
            raise RefusedError("unsupported", token.start, kind="", name=token.text, why="a name of the engine's own")
