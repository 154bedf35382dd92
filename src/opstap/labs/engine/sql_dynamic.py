"""Property bags and arrays in SQL. A dynamic value is JSON here; a list or a struct becomes it by to_json."""

_ENTRIES = "map_entries(TRY_CAST(to_json({0}) AS MAP(VARCHAR, JSON)))"
_IS_BAG = "json_type(to_json({0})) = 'OBJECT'"
_ARRAY = "TRY_CAST(to_json({0}) AS JSON[])"


def is_bag(value: str) -> str:
    return _IS_BAG.format(value)


def entries(value: str) -> str:
    """The slots of a bag, as a list of (key, value)."""
    return _ENTRIES.format(value)


def bag(slots: str) -> str:
    """A list of (key, value) as a bag; the first of a key is kept."""
    first = "list_filter(_e, lambda _x, _i: list_position(list_transform(_e, lambda _z: _z.key), _x.key) = _i)"
    return f"list_transform([{slots}], lambda _e: to_json(map_from_entries({first})))[1]"


def array(value: str) -> str:
    return _ARRAY.format(value)


def element(value: str) -> str:
    """One value as an element of an array: a datetime is written as Kusto does, not as DuckDB."""
    # By way of text, because CASE must bind for every type.
    moment = f"TRY_CAST(CAST({value} AS VARCHAR) AS TIMESTAMP)"
    text = f"strftime({moment}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z'"
    return f"(CASE WHEN typeof({value}) = 'TIMESTAMP' THEN to_json({text}) ELSE to_json({value}) END)"


def present(value: str) -> str:
    """Neither null nor JSON's null; and a missing dynamic value is either."""
    return f"({value} IS NOT NULL AND json_type(to_json({value})) <> 'NULL')"


BAG_KEYS = f"(CASE WHEN {_IS_BAG} THEN to_json(json_keys(to_json({{0}}))) END)"
BAG_HAS_KEY = f"(CASE WHEN {_IS_BAG} THEN list_contains(json_keys(to_json({{0}})), {{1}}) END)"
BAG_REMOVE_KEYS = (
    f"(CASE WHEN {_IS_BAG} THEN to_json(map_from_entries(list_filter({_ENTRIES}, "
    "lambda _x: NOT list_contains(CAST(to_json({1}) AS VARCHAR[]), _x.key)))) END)"
)


def bag_merge(bags: list[str]) -> str:
    """Of a key that several bags have, the first bag's value is kept."""
    slots = ", ".join(f"CASE WHEN {is_bag(one)} THEN {entries(one)} ELSE [] END" for one in bags)
    return bag(f"flatten([{slots}])")


def set_union(arrays: list[str]) -> str:
    return f"to_json(list_distinct(flatten([{', '.join(map(array, arrays))}])))"


def set_intersect(arrays: list[str]) -> str:
    found = array(arrays[0])
    for other in arrays[1:]:
        found = f"list_intersect({found}, {array(other)})"
    return f"to_json(list_distinct({found}))"


def set_difference(arrays: list[str]) -> str:
    others = f"flatten([{', '.join(map(array, arrays[1:]))}])"
    return f"to_json(list_filter(list_distinct({array(arrays[0])}), lambda _x: NOT list_contains({others}, _x)))"


def collected(value: str, condition: str | None, most: str | None, *, distinct: bool) -> str:
    """make_list and make_set, with their `_if` and their most. Arrays are unrolled by make_set and kept by make_list."""
    where = present(value) + (f" AND ({condition})" if condition else "")
    if distinct:
        each = f"CASE WHEN json_type(to_json({value})) = 'ARRAY' THEN {array(value)} ELSE [{element(value)}] END"
        found = f"list_distinct(flatten(list({each}) FILTER (WHERE {where})))"
    else:
        found = f"list({element(value)}) FILTER (WHERE {where})"
    found = f"coalesce({found}, [])"
    return f"to_json({f'list_slice({found}, 1, {most})' if most else found})"


def collected_bag(value: str, condition: str | None) -> str:
    """make_bag: what is no bag is skipped."""
    where = is_bag(value) + (f" AND ({condition})" if condition else "")
    return bag(f"coalesce(flatten(list({entries(value)}) FILTER (WHERE {where})), [])")
