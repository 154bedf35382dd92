"""`| render barchart`: what a query would like to see drawn. It never changes the rows.

https://learn.microsoft.com/kusto/query/render-operator
"""

from dataclasses import dataclass, field

from opstap.labs.rules.kql.tokens import Kind, Token, meaningful, split, string_value, text_of, tokenize

_CHARTS = """
    anomalychart areachart barchart card columnchart graph ladderchart linechart piechart pivotchart plotly scatterchart
    stackedareachart table timechart timepivot treemap
"""
CHARTS = frozenset(_CHARTS.split())


@dataclass(frozen=True)
class Chart:
    """`kind` as written in the query; `properties` the `with (...)` part, for example {"title": "Failures"}."""

    kind: str
    properties: dict[str, str] = field(default_factory=dict)


def take_render(text: str) -> tuple[str, Chart | None]:
    """The query without its last `| render ...`, and the chart that asks for.

    A render that is not the last step of the last statement stays where it is: KQL refuses it, and so will the parser. So
    does one of an unknown kind.
    """
    tokens = tokenize(text)
    body = tokens
    while body and (body[-1].kind in (Kind.SPACE, Kind.COMMENT) or body[-1].is_symbol(";")):
        body = body[:-1]
    steps = split(split(body, ";")[-1], "|")
    chart = _chart(meaningful(steps[-1])) if len(steps) > 1 else None
    if chart is None:
        return text, None
    start = next(token.start for token in reversed(body[: -len(steps[-1])]) if token.is_symbol("|"))
    return text_of([token for token in tokens if token.start < start]).rstrip(), chart


def _chart(step: list[Token]) -> Chart | None:
    if len(step) < 2 or not step[0].is_word("render") or step[1].text not in CHARTS:
        return None
    rest = step[2:]
    if rest and rest[0].is_word("with") and rest[1].is_symbol("(") and rest[-1].is_symbol(")"):
        rest = rest[2:-1]
    properties: dict[str, str] = {}
    for part in split(rest, ","):
        if not part:
            continue
        if len(part) < 3 or not part[1].is_symbol("="):
            return None
        properties[part[0].text] = string_value(part[2]) if part[2].kind is Kind.STRING else text_of(part[2:])
    return Chart(step[1].text, properties)
