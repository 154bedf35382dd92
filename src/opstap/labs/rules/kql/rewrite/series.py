"""`make-series`: per key an array of values over equal slots of time. https://learn.microsoft.com/kusto/query/make-series-operator

Both ends must be given: without them Kusto takes the first and last slot of the data, which differs between its versions.
"""

from dataclasses import dataclass

from opstap.labs.rules.kql.rewrite.steps import Place, arguments, bare, calls, named, refuse, written
from opstap.labs.rules.kql.tokens import Kind, Token, meaningful, split, tokenize

SLOT, SLOTS, START, STEP = "opstap_at", "opstap_at_all", "opstap_from", "opstap_step"
_WORDS = ("on", "from", "to", "step", "in", "by")
_NUMERIC = """
    count countif sum sumif avg avgif min max minif maxif dcount dcountif stdev variance percentile take_any
"""
_FUNCTIONS = tuple(_NUMERIC.split())


@dataclass(frozen=True)
class _Series:
    aggregates: list[tuple[str, str, str]]
    axis: str
    start: str
    end: str
    step: str
    keys: list[str]


def make_series(body: list[Token], place: Place) -> list[str] | None:
    """The steps that say the same without make-series. Raises RefusedError for a way of writing it that we do not take apart."""
    place.note("make-series")
    series = _read(body)
    columns = [f"{name}_at" for name, _, _ in series.aggregates]
    keys = [named(key)[0] or key for key in series.keys]
    by = f" by {', '.join([SLOT, *keys])}"
    computed = [key for key in series.keys if named(key)[0]]
    steps = [
        f"where {series.axis} >= {series.start} and {series.axis} < {series.end}",
        f"extend {', '.join([f'{SLOT} = opstap_slot({series.axis}, {series.step}, {series.start})', *computed])}",
        f"summarize {', '.join(f'{name} = {call}' for name, call, _ in series.aggregates)}{by}",
    ]
    # A value that is null would leave its list one shorter than the list of slots.
    lists = [
        f"{at} = make_list(pack_array({name}))" for at, (name, _, _) in zip(columns, series.aggregates, strict=True)
    ]
    steps.append(
        f"summarize {SLOTS} = make_list({SLOT}), {', '.join(lists)}{f' by {chr(44).join(keys)}' if keys else ''}"
    )
    total = f"opstap_slot_count({series.start}, {series.step}, {series.end})"
    filled = [
        f"{name} = opstap_fill({SLOTS}, {at}, {total}, {otherwise})"
        for at, (name, _, otherwise) in zip(columns, series.aggregates, strict=True)
    ]
    axis = f"{series.axis} = opstap_slots({series.start}, {series.step}, {total})"
    steps.append(f"project {', '.join([*keys, *filled, axis])}")
    if not keys:
        # Of nothing comes nothing, where a summarize without keys would make a row.
        steps.insert(-1, f"where array_length({SLOTS}) > 0")
    return steps


def _read(body: list[Token]) -> _Series:
    parts = _parts(body)
    if "range" in parts:
        raise refuse("make-series", "in range(...); from, to and step say the same")
    for word in ("on", "from", "to", "step"):
        if word not in parts:
            raise refuse("make-series", f"without {word}: write on, from, to and step")
    axis = bare(parts["on"])
    if len(axis) != 1 or axis[0].kind is not Kind.WORD:
        raise refuse("make-series", "on a column only")
    keys = arguments(tokenize(parts.get("by", "")))
    for key in keys:
        if named(key)[0] is None and len(bare(key)) != 1:
            raise refuse("make-series", f"give {key} a name: by Name = ...")
    aggregates = [_aggregate(part) for part in arguments(tokenize(parts[""]))]
    start, end, step = (f"({parts[word]})" for word in ("from", "to", "step"))
    return _Series(aggregates, axis[0].text, start, end, step, keys)


def _parts(body: list[Token]) -> dict[str, str]:
    """The text after each of its words, outside brackets; the aggregates under ""."""
    parts: dict[str, list[Token]] = {"": []}
    now, depth = "", 0
    for token in body:
        depth += token.is_symbol("(", "[", "{") - token.is_symbol(")", "]", "}")
        if depth == 0 and token.is_word(*_WORDS) and (token.text == "on" or "on" in parts):
            now = "range" if token.text == "in" else token.text
            parts[now] = []
        else:
            parts[now].append(token)
    return {word: written(tokens) for word, tokens in parts.items()}


def _aggregate(text: str) -> tuple[str, str, str]:
    """Its name, its call, and the value of a slot without rows."""
    tokens = tokenize(text)
    if meaningful(tokens) and meaningful(tokens)[0].is_word("kind"):
        raise refuse("make-series", "kind=nonempty")
    otherwise = "0"
    at = next((i for i, token in enumerate(tokens) if token.is_word("default")), None)
    if at is not None:
        after = split(tokens[at + 1 :], "=")
        otherwise = written(after[-1])
        tokens = tokens[:at]
    name, call = named(written(tokens))
    found = next(calls(tokenize(call), *_FUNCTIONS), None)
    if found is None or found[0] != 0:
        raise refuse("make-series", f"of {call}")
    if name is None:
        made = tokenize(call)
        given = meaningful(made[found[1] + 1 : found[2]])
        if len(given) > 1:
            raise refuse("make-series", f"give {call} a name")
        name = f"{made[0].text}_{given[0].text if given else ''}"
    return name, call, otherwise
