"""IPv4 addresses in SQL, as KQL reads them: "10.1.2.3" or "10.1.2.0/24"; anything else is null.

https://learn.microsoft.com/kusto/query/ipv4-is-in-range-function and its neighbours.
"""

_SHAPE = r"^\d{{1,3}}(\.\d{{1,3}}){{3}}(/\d{{1,2}})?$"


def _once(argument: str, name: str, body: str) -> str:
    """Evaluate an argument once, under a name, however often the body reads it."""
    return f"list_transform([{argument}], lambda {name}: {body})[1]"


def _octet(name: str, place: int) -> str:
    return f"CAST(split_part(split_part({name}, '/', 1), '.', {place}) AS BIGINT)"


def _valid(name: str) -> str:
    octets = " AND ".join(f"{_octet(name, place)} <= 255" for place in range(1, 5))
    # CASE, because AND may be evaluated in any order and a text that is no number cannot be cast.
    return f"(CASE WHEN regexp_matches({name}, '{_SHAPE}') THEN {octets} AND {_prefix(name)} <= 32 ELSE false END)"


def _prefix(name: str) -> str:
    return f"(CASE WHEN contains({name}, '/') THEN CAST(split_part({name}, '/', 2) AS BIGINT) ELSE 32 END)"


def _number(name: str) -> str:
    return " + ".join(f"{_octet(name, place)} * {256 ** (4 - place)}" for place in range(1, 5))


def _network(name: str, prefix: str) -> str:
    return f"((({_number(name)})) >> CAST(32 - {prefix} AS INTEGER))"


def _pair(body: str, *, otherwise: str = "NULL") -> str:
    """`body` of two valid addresses `_a` and `_b`; each keeps to the shorter of their prefixes."""
    checked = f"CASE WHEN {_valid('_a')} AND {_valid('_b')} THEN {body} ELSE {otherwise} END"
    return _once("CAST({0} AS VARCHAR)", "_a", _once("CAST({1} AS VARCHAR)", "_b", checked))


_SHORTER = f"least({_prefix('_a')}, {_prefix('_b')})"
SAME_NETWORK = _pair(f"{_network('_a', _SHORTER)} = {_network('_b', _SHORTER)}")
COMPARE = _pair(f"CAST(sign({_network('_a', _SHORTER)} - {_network('_b', _SHORTER)}) AS BIGINT)")

# RFC 1918: 10/8, 172.16/12 and 192.168/16, as the first 8, 12 and 16 bits.
IS_PRIVATE = _once(
    "CAST({0} AS VARCHAR)",
    "_a",
    f"CASE WHEN {_valid('_a')} THEN {_network('_a', '8')} = 10 OR {_network('_a', '12')} = {(172 << 4) + 1} "
    f"OR {_network('_a', '16')} = {(192 << 8) + 168} END",
)


def in_any_range(address: str, ranges: list[str]) -> str:
    """Ranges are texts or dynamic arrays of them; those that are no range match nothing."""
    listed = ", ".join(
        f"CASE WHEN json_type(to_json({one})) = 'ARRAY' THEN CAST(to_json({one}) AS VARCHAR[]) "
        f"ELSE [CAST({one} AS VARCHAR)] END"
        for one in ranges
    )
    # Filled in here, so that the braces of the pattern are single from now on.
    inside = SAME_NETWORK.format("_ip", "_range").replace("lambda _a", "lambda _a").replace("NULL END", "false END")
    found = f"len(list_filter(flatten([{listed}]), lambda _range: {inside})) > 0"
    return _once(f"CAST({address} AS VARCHAR)", "_ip", f"CASE WHEN {_valid('_ip').format()} THEN {found} END")
