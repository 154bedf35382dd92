"""`mv-apply`: a query of its own on the elements of each row's array. https://learn.microsoft.com/kusto/query/mv-apply-operator

Each row gets a number; its elements become rows by mv-expand; what the query inside does per row of the outside is done per
number: a summarize by it, a top by a rank within it. A where before a summarize becomes the condition of each aggregate, so that
a row of which no element is left keeps its empty summary, as it does in Kusto.
"""

from dataclasses import dataclass

from opstap.labs.rules.kql.rewrite.steps import (
    Place,
    Shape,
    arguments,
    bare,
    calls,
    column,
    named,
    refuse,
    written,
)
from opstap.labs.rules.kql.tokens import Kind, Token, closing, meaningful, split, text_of, tokenize

ROW, ORDER, RANK, KEPT = "opstap_row_id", "opstap_order", "opstap_rank", "opstap_kept"
# Aggregates and what they are with a condition.
CONDITIONAL = {
    "count": "countif",
    "sum": "sumif",
    "avg": "avgif",
    "min": "minif",
    "max": "maxif",
    "dcount": "dcountif",
    "make_set": "make_set_if",
    "make_list": "make_list_if",
    "make_bag": "make_bag_if",
    "take_any": "take_anyif",
    "any": "take_anyif",
    "stdev": "stdevif",
    "variance": "varianceif",
    "countif": "countif",
}
# Those whose condition comes before a further argument.
_SIZED = frozenset({"make_set_if", "make_list_if", "dcountif"})
_CUTTING = frozenset({"top", "take", "limit"})
_ROWWISE = frozenset({"where", "extend", "project-away", "project-rename", "mv-expand", "parse"})


@dataclass(frozen=True)
class _Inside:
    """The parts of `mv-apply ... on ( ... )`."""

    expansion: str
    steps: list[list[Token]]


def mv_apply(body: list[Token], place: Place) -> list[str] | None:
    """The steps that say the same without mv-apply. Raises RefusedError for a query inside that we do not take apart."""
    place.note("mv-apply")
    outer = place.shape("mv-apply")
    inside = _inside(body)
    expansion, made = _expansion(inside.expansion, outer)
    steps = [f"extend {ROW} = opstap_row()", f"mv-expand {expansion}"]
    conditions: list[str] = []
    for number, tokens in enumerate(inside.steps):
        name, rest = tokens[0].text, tokens[1:]
        if name == "mv-apply" or any(token.is_word("mv-apply") for token in rest):
            raise refuse("mv-apply", "one inside another")
        later = [step[0].text for step in inside.steps[number + 1 :]]
        if name == "where" and "summarize" in later:
            if set(later) & _CUTTING:
                raise refuse("mv-apply", "where, then top, then summarize")
            # Each column that it reads is as it is now: kept under a name of its own.
            kept = f"{KEPT}{number}"
            conditions.append(kept)
            steps.append(f"extend {kept} = tobool({text_of(rest).strip()})")
        elif name in _ROWWISE:
            steps.append(text_of(tokens).strip())
        elif name == "summarize":
            steps += _summarize(rest, list(outer), conditions, made)
            conditions = []
        elif name in _CUTTING:
            steps += _ranked(name, rest)
        elif name in ("order", "sort"):
            raise refuse("mv-apply", "sort inside it; top does the same")
        elif name == "project":
            steps.append(_project(rest, list(outer), made))
        else:
            raise refuse("mv-apply", f"{name} inside it")
    return [*_rewritten(steps, place), f"project-away {ROW}"]


def partition(body: list[Token], place: Place) -> list[str] | None:
    """`partition by Computer (top 3 by TimeGenerated)`: https://learn.microsoft.com/kusto/query/partition-operator"""
    opening = next((i for i, token in enumerate(body) if token.is_symbol("(")), None)
    end = closing(body, opening) if opening is not None else None
    by = next((token for token in body if token.is_word("by")), None)
    if opening is None or end is None or by is None or meaningful(body[end + 1 :]):
        raise refuse("partition", "it is written as: partition by Column (top 1 by Other)")
    key = meaningful([token for token in body[:opening] if token.start > by.start])
    inner = body[opening + 1 : end]
    found = meaningful(inner)
    if len(key) != 1 or len(split(inner, "|")) > 1 or not found or found[0].text not in _CUTTING:
        raise refuse("partition", "by one column, with one top or take")
    place.note("partition")
    rest = [token for token in inner if token.start > found[0].start]
    return _ranked(found[0].text, rest, key[0].text)


def _rewritten(steps: list[str], place: Place) -> list[str]:
    """What was inside may hold forms itself."""
    done: list[str] = []
    for step in steps:
        now = place.after(*done)
        done += place.again(now, step) if place.again else [step]
    return done


def _inside(body: list[Token]) -> _Inside:
    opening = next(
        (i for i, token in enumerate(body) if token.is_symbol("(") and _follows_on(body, i)),
        None,
    )
    if opening is None:
        raise refuse("mv-apply", "it is written as: mv-apply Name = Array on ( ... )")
    end = closing(body, opening)
    if end is None or meaningful(body[end + 1 :]):
        raise refuse("mv-apply", "something follows its query")
    on = max(i for i in range(opening) if body[i].is_word("on"))
    steps = [part for part in split(body[opening + 1 : end], "|") if meaningful(part)]
    trimmed = [part[part.index(meaningful(part)[0]) :] for part in steps]
    return _Inside(written(body[:on]), trimmed)


def _follows_on(tokens: list[Token], index: int) -> bool:
    before = meaningful(tokens[:index])
    return bool(before) and before[-1].is_word("on")


def _expansion(text: str, outer: Shape) -> tuple[str, set[str]]:
    """What mv-expand is given, and the columns that it makes or replaces."""
    made: set[str] = set()
    head = ""
    tokens = bare(text)
    if tokens and tokens[0].is_word("with_itemindex"):
        made.add(tokens[2].text)
        head, text = (
            f"with_itemindex={tokens[2].text} ",
            written([t for t in tokenize(text) if t.start > tokens[2].start]),
        )
    for part in arguments(tokenize(text)):
        name, expression = named(part)
        if name is None:
            first = bare(expression)
            if not first:
                raise refuse("mv-apply", "an array is missing")
            following = first[1].text if len(first) > 1 else "to"
            if first[0].kind is not Kind.WORD or following not in ("to", "limit"):
                raise refuse("mv-apply", "give the expression a name: mv-apply Name = ...")
            name = first[0].text
        elif name in outer:
            raise refuse("mv-apply", f"{name} is a column already")
        made.add(name)
    return head + text, made


def _summarize(tokens: list[Token], outer: list[str], conditions: list[str], made: set[str]) -> list[str]:
    """Per row of the outside: its own columns are the same in each of its elements, so any of them will do."""
    parts = split(tokens, ",")
    by = next(((n, i) for n, part in enumerate(parts) for i, token in enumerate(part) if token.is_word("by")), None)
    keys: list[str] = []
    aggregates = [written(part) for part in parts]
    if by is not None:
        if conditions:
            raise refuse("mv-apply", "a where before a summarize by")
        number, index = by
        aggregates = [written(part) for part in parts[:number]] + [written(parts[number][:index])]
        keys = [written(parts[number][index + 1 :]), *(written(part) for part in parts[number + 1 :])]
    aggregates = [_conditional(one, conditions) for one in aggregates if one]
    kept = [name for name in outer if name not in made and name not in {named(one)[0] for one in [*aggregates, *keys]}]
    carried = [f"{column(name)} = take_any({column(name)})" for name in kept]
    return [f"summarize {', '.join([*carried, *aggregates])} by {', '.join([ROW, *keys])}"]


def _conditional(aggregate: str, conditions: list[str]) -> str:
    """One aggregate, over the elements that the conditions keep."""
    if not conditions:
        return aggregate
    condition = " and ".join(conditions)
    name, expression = named(aggregate)
    tokens = tokenize(expression)
    found = next(calls(tokens, *CONDITIONAL), None)
    if found is None or meaningful(tokens)[0] is not tokens[found[0]] or meaningful(tokens[found[2] + 1 :]):
        raise refuse("mv-apply", f"a where before {aggregate}")
    place, opening, end = found
    word, given = tokens[place].text, arguments(tokens[opening + 1 : end])
    conditional = CONDITIONAL[word]
    if word == "countif":
        given = [f"({given[0]}) and {condition}"]
    elif conditional in _SIZED:
        given = [*given[:1], condition, *given[1:]]
    else:
        given = [*given, condition]
    if name is None:
        prefix = {"make_set": "set", "make_list": "list", "make_bag": "bag"}.get(word, word)
        name = f"{prefix}_" if word == "count" else f"{prefix}_{_only_column(given[0], word)}"
    return f"{name} = {conditional}({', '.join(given)})"


def _only_column(expression: str, word: str) -> str:
    """For the name that KQL gives."""
    tokens = bare(expression)
    if len(tokens) != 1 or tokens[0].kind is not Kind.WORD:
        raise refuse("mv-apply", f"give the result of {word} a name")
    return tokens[0].text


def _ranked(name: str, tokens: list[Token], within: str = ROW) -> list[str]:
    """`top 2 by x desc` or `take 2` of each row's elements, in the order of the array where that decides."""
    found = meaningful(tokens)
    if not found:
        raise refuse(name, "how many is missing")
    if name != "top":
        return _cut("asc", "0", found[0].text, within)
    at = next((i for i, token in enumerate(found) if token.is_word("by")), None)
    if at != 1:
        raise refuse("mv-apply", "top inside it is written as: top 1 by Column")
    key = [token for token in tokens if token.start > found[1].start]
    direction = "asc" if found[-1].is_word("asc") else "desc"
    if any(token.is_word("nulls") for token in key):
        raise refuse("mv-apply", "nulls first or last inside it")
    if found[-1].is_word("asc", "desc"):
        key = [token for token in key if token.start < found[-1].start]
    return _cut(direction, written(key), found[0].text, within)


def _cut(direction: str, key: str, most: str, within: str) -> list[str]:
    return [
        f"extend {ORDER} = opstap_row()",
        f"extend {RANK} = opstap_rank_{direction}({within}, {key}, {ORDER})",
        f"where {RANK} <= {most}",
        f"project-away {ORDER}, {RANK}",
    ]


def _project(tokens: list[Token], outer: list[str], made: set[str]) -> str:
    """The columns of the outside stay; of the inside those that it names."""
    wanted = arguments(tokens)
    names = {named(one)[0] or one for one in wanted}
    if clash := [name for name in outer if name in made and name not in names]:
        raise refuse("mv-apply", f"a project that leaves out {clash[0]}")
    kept = [column(name) for name in outer if name not in names]
    return f"project {', '.join([*kept, ROW, *wanted])}"
