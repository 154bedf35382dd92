"""Functions that duckdb-kql 1.1.2 lacks or gets wrong, as rows in its own tables of functions.

Each is SQL in which {0}, {1} ... stand for the arguments, and each is proven on the examples of the public reference
(tests/test_reference.py). The version is pinned because these tables are the library's inside.

Names that begin with `opstap_` are ours: the rewrite stage writes them, and a learner's text with one is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

from duckdb_kql.translate import _SPECIAL_FORMS
from duckdb_kql.translate.functions import AGGREGATE_FUNCTIONS, SCALAR_FUNCTIONS, AggregateSpec, FunctionSpec

from opstap.labs.engine import sql_dynamic, sql_ipv4, sql_text

type Render = Callable[[list[str]], str]


@dataclass(frozen=True)
class _Scalar(FunctionSpec):
    """A function whose SQL depends on how many arguments it has. Raises ValueError for a number that it does not take."""

    write: Render = lambda arguments: ""
    least: int = 1
    most: int = 64

    def render(self, args: list[str]) -> str:
        _count(self.name, args, self.least, self.most)
        return self.write(args)


@dataclass(frozen=True)
class _Aggregate(AggregateSpec):
    """The same for an aggregate."""

    write: Render = lambda arguments: ""
    least: int = 1
    most: int = 1

    def render(self, args: list[str]) -> str:
        _count(self.name, args, self.least, self.most)
        return self.write(args)


def _count(name: str, arguments: list[str], least: int, most: int) -> None:
    if not least <= len(arguments) <= most:
        raise ValueError(f"{name}() takes {least} to {most} arguments, got {len(arguments)}")


def _many(name: str, write: Render, least: int, most: int = 64) -> FunctionSpec:
    return _Scalar(name, "template", "", write=write, least=least, most=most)


def _split(arguments: list[str]) -> str:
    parts = f"str_split({arguments[0]}, {arguments[1]})"
    if len(arguments) == 2:
        return parts
    # One element, or none: https://learn.microsoft.com/kusto/query/split-function
    return f"list_slice({parts}, CAST({arguments[2]} AS BIGINT) + 1, CAST({arguments[2]} AS BIGINT) + 1)"


def _round(arguments: list[str]) -> str:
    """Scaled, rounded away from zero, scaled back: DuckDB 2's own gives 2.1 for round(2.15, 1), the reference 2.2."""
    number = f"CAST({arguments[0]} AS DOUBLE)"
    if len(arguments) == 1:
        return f"round({number})"
    digits = arguments[1]
    return (
        f"(CASE WHEN {digits} < 0 THEN round({number} / pow(10, -({digits}))) * pow(10, -({digits})) "
        f"ELSE round({number} * pow(10, {digits})) / pow(10, {digits}) END)"
    )


def _window(function: str) -> Render:
    """`prev` and `next`: of a row so many further, in the order of the step before."""

    def write(arguments: list[str]) -> str:
        value, *rest = arguments
        return f"{function}({', '.join([value, *(rest or ['1'])])}) OVER ()"

    return write


SCALARS = [
    FunctionSpec("ipv4_is_private", "template", sql_ipv4.IS_PRIVATE, (1,)),
    FunctionSpec("ipv4_is_in_range", "template", sql_ipv4.SAME_NETWORK, (2,)),
    FunctionSpec("ipv4_is_match", "template", sql_ipv4.SAME_NETWORK, (2,)),
    FunctionSpec("ipv4_compare", "template", sql_ipv4.COMPARE, (2,)),
    _many("ipv4_is_in_any_range", lambda args: sql_ipv4.in_any_range(args[0], args[1:]), 2),
    FunctionSpec("bag_keys", "template", sql_dynamic.BAG_KEYS, (1,)),
    FunctionSpec("bag_has_key", "template", sql_dynamic.BAG_HAS_KEY, (2,)),
    FunctionSpec("bag_remove_keys", "template", sql_dynamic.BAG_REMOVE_KEYS, (2,)),
    _many("bag_merge", sql_dynamic.bag_merge, 2),
    _many("set_union", sql_dynamic.set_union, 2),
    _many("set_intersect", sql_dynamic.set_intersect, 2),
    _many("set_difference", sql_dynamic.set_difference, 2),
    _many("split", _split, 2, 3),
    _many("round", _round, 1, 2),
    FunctionSpec("opstap_command_line", "template", sql_text.COMMAND_LINE, (1,)),
    FunctionSpec("parse_path", "template", sql_text.PATH, (1,)),
    FunctionSpec("url_decode", "template", "url_decode({0})", (1,)),
    FunctionSpec("url_encode_component", "template", "url_encode({0})", (1,)),
    FunctionSpec(
        "strcmp", "template", "CAST(CASE WHEN {0} < {1} THEN -1 WHEN {0} > {1} THEN 1 ELSE 0 END AS BIGINT)", (2,)
    ),
    FunctionSpec("tohex", "template", "lower(to_hex(CAST({0} AS BIGINT)))", (1,)),
    FunctionSpec("opstap_json", "template", "coalesce(json_extract_string(TRY_CAST({1} AS JSON), {0}), '')", (2,)),
    FunctionSpec("rand", "template", "random()", (0,)),
    FunctionSpec("new_guid", "template", "uuid()", (0,)),
    *(
        FunctionSpec(
            f"unixtime_{unit}_todatetime", "template", f"make_timestamp(CAST({{0}} * {factor} AS BIGINT))", (1,)
        )
        for unit, factor in [("seconds", 1_000_000), ("milliseconds", 1000), ("microseconds", 1)]
    ),
    FunctionSpec("bin_at", "template", sql_text.BIN_AT, (3,)),
    _many("row_number", lambda args: f"(row_number() OVER () + {args[0] if args else 1} - 1)", 0, 1),
    _many("prev", _window("lag"), 1, 3),
    _many("next", _window("lead"), 1, 3),
    FunctionSpec("row_cumsum", "template", "sum({0}) OVER (ROWS UNBOUNDED PRECEDING)", (1,)),
    # For the rewrite stage.
    FunctionSpec("opstap_row", "template", "row_number() OVER ()", (0,)),
    FunctionSpec(
        "opstap_rank_desc", "template", "row_number() OVER (PARTITION BY {0} ORDER BY {1} DESC NULLS LAST, {2})", (3,)
    ),
    FunctionSpec(
        "opstap_rank_asc", "template", "row_number() OVER (PARTITION BY {0} ORDER BY {1} ASC NULLS FIRST, {2})", (3,)
    ),
    FunctionSpec("opstap_row_text", "template", "concat_ws(chr(1), *COLUMNS(*))", (0,)),
    FunctionSpec("opstap_slots", "template", sql_text.SLOTS, (3,)),
    FunctionSpec("opstap_slot", "template", sql_text.SLOT, (3,)),
    FunctionSpec("opstap_slot_count", "template", sql_text.SLOT_COUNT, (3,)),
    FunctionSpec("opstap_fill", "template", sql_text.FILL, (4,)),
]


def _made(name: str, prefix: str, *, distinct: bool, conditional: bool = False) -> AggregateSpec:
    """make_set and make_list, which the library makes without their greatest size."""

    def write(args: list[str]) -> str:
        value, *rest = args
        condition = rest.pop(0) if conditional else None
        return sql_dynamic.collected(value, condition, rest[0] if rest else None, distinct=distinct)

    least = 2 if conditional else 1
    return _Aggregate(name, "", name_prefix=prefix, write=write, least=least, most=least + 1)


AGGREGATES = [
    _made("make_set", "set", distinct=True),
    _made("make_list", "list", distinct=False),
    _made("make_set_if", "set", distinct=True, conditional=True),
    _made("make_list_if", "list", distinct=False, conditional=True),
    _Aggregate("make_bag", "", name_prefix="bag", write=lambda args: sql_dynamic.collected_bag(args[0], None)),
    _Aggregate(
        "make_bag_if",
        "",
        name_prefix="bag",
        write=lambda args: sql_dynamic.collected_bag(args[0], args[1]),
        least=2,
        most=2,
    ),
    AggregateSpec("minif", "min({0}) FILTER (WHERE {1})", (2,)),
    AggregateSpec("maxif", "max({0}) FILTER (WHERE {1})", (2,)),
    AggregateSpec("take_anyif", "any_value({0}) FILTER (WHERE {1})", (2,), name_is_argument=True),
    AggregateSpec("count_distinct", "count(DISTINCT {0})", (1,)),
    AggregateSpec("count_distinctif", "count(DISTINCT {0}) FILTER (WHERE {1})", (2,)),
    AggregateSpec("stdevp", "coalesce(stddev_pop({0}), 0.0)", (1,)),
    AggregateSpec("variancep", "coalesce(var_pop({0}), 0.0)", (1,)),
]


def install() -> None:
    """Add them, once per process; a name that the library has too is ours from then on."""
    SCALAR_FUNCTIONS.update({spec.name: spec for spec in SCALARS})
    for spec in SCALARS:
        # Some of its own are written in code, which comes before the table.
        _SPECIAL_FORMS.pop(spec.name, None)
    AGGREGATE_FUNCTIONS.update({spec.name: spec for spec in AGGREGATES})
    # Its own `replace` takes the arguments in another order than KQL's and knows no pattern; the rewrite stage writes
    # replace_regex, and what is left is refused.
    SCALAR_FUNCTIONS.pop("replace", None)
