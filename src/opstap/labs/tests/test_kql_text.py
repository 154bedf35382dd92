"""KQL as text: tokens, limits, render, and what beginners write. Nothing here runs a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.labs.rules.kql.mistakes import find_mistake
from opstap.labs.rules.kql.render import Chart, take_render
from opstap.labs.rules.kql.text import MOST_BYTES, MOST_NESTING, MOST_PIPES, check, plain_quotes, without_unseen
from opstap.labs.rules.kql.tokens import Kind, closing, normalised, quoted, split, string_value, text_of, tokenize

ANYTHING = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("|;()[]{}\"'@\\/hH`~ \n=a1.", max_size=60)


@given(ANYTHING)
def test_no_character_is_lost_between_tokens(text: str) -> None:
    assert text_of(tokenize(text)) == text


@given(ANYTHING)
def test_no_text_surprises_the_checks(text: str) -> None:
    if check(text) is None:
        find_mistake(text)
        take_render(text)
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_survives_its_quotes(value: str) -> None:
    (token,) = tokenize(quoted(value))
    assert (token.kind, string_value(token)) == (Kind.STRING, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\\b\t\"c"', 'a\\b\t"c'),
        (r"'it\'s'", "it's"),
        (r'@"C:\temp\x"', r"C:\temp\x"),
        ('@"say ""hi"""', 'say "hi"'),
        ("@'it''s'", "it's"),
        ('```a\n"b" c```', 'a\n"b" c'),
        ('h"secret"', "secret"),
        (r'h@"\x"', r"\x"),
        (r'"é"', "é"),
    ],
)
def test_a_string_is_read_as_kusto_reads_it(text: str, value: str) -> None:
    (token,) = tokenize(text)
    assert (token.kind, string_value(token)) == (Kind.STRING, value)


@pytest.mark.parametrize(
    ("text", "separator", "parts"),
    [
        ('T | where a == "x|y" | take 1', "|", ["T ", ' where a == "x|y" ', " take 1"]),
        ("T | join (U | take 1) on a", "|", ["T ", " join (U | take 1) on a"]),
        ("T // | no\n| take 1", "|", ["T // | no\n", " take 1"]),
        ("let a = 'x;y'; T", ";", ["let a = 'x;y'", " T"]),
        ("a, f(b, c), [d, e]", ",", ["a", " f(b, c)", " [d, e]"]),
        ('@"\\" | x', "|", ['@"\\" ', " x"]),
    ],
)
def test_it_is_cut_where_no_bracket_is_open(text: str, separator: str, parts: list[str]) -> None:
    assert [text_of(part) for part in split(tokenize(text), separator)] == parts


def test_a_bracket_finds_its_other_end() -> None:
    tokens = tokenize('f(a, [1, (2)], ")")')
    assert closing(tokens, 1) == len(tokens) - 1
    assert closing(tokenize("(a"), 0) is None


def test_two_texts_of_one_query_are_the_same() -> None:
    assert normalised("T  // all\n| take\t1") == normalised("T | take 1")
    assert normalised('T | where a == "x  y"') != normalised('T | where a == "x y"')


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("T | take 1", None, None),
        ("let a = 1; T | take a", None, None),
        ('T | where a has "“quoted”"', None, None),
        ("T // “note”", None, None),
        ("", "text.empty", None),
        ("// only a note", "text.empty", None),
        ("T\0", "text.nul", 1),
        ("T | where a == “x”", "text.smart_quote", 15),
        ("T\u200b", "text.unseen", 1),
        ("\ufeffT", "text.unseen", 0),
        ("T | where a == 'x", "text.open_quote", 15),
        ("T | where (a", "text.bracket", 10),
        ("T | where a)", "text.bracket", 11),
        ("T | where (a]", "text.bracket", 12),
        (".show tables", "text.command", 0),
        ("let a = 1; .drop table T", "text.command", 11),
        (".set X <| T", "text.command", 0),
        ("T; U", "text.two_statements", 3),
        ("let a = 1", "text.no_query", 0),
        (";;", "text.no_query", 0),
        ("T" * (MOST_BYTES + 1), "text.too_long", None),
        ("é" * (MOST_BYTES // 2 + 1), "text.too_long", None),
        ("T" + "|take 1" * MOST_PIPES, None, None),
        ("T" + "|take 1" * (MOST_PIPES + 1), "text.pipes", 421),
        ("print " + "(" * MOST_NESTING + "1" + ")" * MOST_NESTING, None, None),
        ("print " + "(" * (MOST_NESTING + 1) + "1" + ")" * (MOST_NESTING + 1), "text.nesting", 57),
    ],
)
def test_the_limits_of_a_text(text: str, code: str | None, position: int | None) -> None:
    refusal = check(text)
    assert (refusal.code if refusal else None, refusal.position if refusal else None) == (code, position)


def test_what_the_editor_offers() -> None:
    assert plain_quotes("where a == “x” or b == ‘y’") == "where a == \"x\" or b == 'y'"
    assert without_unseen("T\u200b | take\u00ad 1") == "T | take 1"


@pytest.mark.parametrize(
    ("text", "body", "chart"),
    [
        ("T | render piechart", "T", Chart("piechart")),
        ('T\n| render timechart with (title="a, b") ;\n', "T", Chart("timechart", {"title": "a, b"})),
        ("T | render columnchart kind=stacked", "T", Chart("columnchart", {"kind": "stacked"})),
        ("T | where a == '| render piechart'", None, None),
        ("T | render nothing", None, None),
        ("T | render", None, None),
        ("render piechart", None, None),
        ("let a = T | render table; T", None, None),
    ],
)  # fmt: skip
def test_the_chart_is_taken_off(text: str, body: str | None, chart: Chart | None) -> None:
    assert take_render(text) == (text if body is None else body, chart)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("T | where a == 1 | summarize n = count() by b = bin(t, 1h)", None, {}),
        ("T | where a = 1", "single_equals", {}),
        ("T | where a == 1 and (b = 2)", "single_equals", {}),
        ("T | where a in ((U | summarize x = max(b)))", None, {}),
        ("T | where a in (U | extend c = 1 | where c = 1)", "single_equals", {}),
        ("T | join kind=inner (U | wher a == 1) on b", "unknown.operator", {"name": "wher", "nearest": "where"}),
        ("T | summarise count()", "unknown.operator", {"name": "summarise", "nearest": "summarize"}),
        ("T | Where a == 1", "unknown.operator", {"name": "Where", "nearest": "where"}),
        ("T | SELECT", "unknown.operator", {"name": "SELECT", "nearest": ""}),
        ("T | where a == 1 && b == 2", "word_operator", {"written": "&&", "meant": "and"}),
        ("T | where a == 1 || b == 2", "word_operator", {"written": "||", "meant": "or"}),
        ("T | where a == '||' and not(b == 2)", None, {}),
        ("T | where not b == 2", "not_brackets", {}),
        ("T | where not (b == 2)", None, {}),
        ("T where a == 1", "missing_pipe", {"operator": "where"}),
        ("T\nwhere a == 1\n| take 1", "missing_pipe", {"operator": "where"}),
        (
            "T | summarize (a, b) = arg_max(c, d)",
            "unsupported",
            {"kind": "", "name": "summarize", "why": "names in brackets"},
        ),
        ("T | extend a = (1 + 2) * 3", None, {}),
        ("T | mv-apply a on (where a == 1 | take 1)", None, {}),
        ("T | take 1\n\nU | take 2", "text.two_statements", {"statements": 2}),
        ("T | take 1\n\n// the other\nU\n| take 2", "text.two_statements", {"statements": 2}),
        ("T\n\n| take 1\n\n| count", None, {}),
        ("T | summarize count() by\n\nA | take 1", None, {}),
        ("let a = 1;\n\nT | take 1", None, {}),
        ("let f = (x: int) { T | where a = x }; f(1)", "single_equals", {}),
    ],
)
def test_a_mistake_is_told_by_name(text: str, code: str | None, values: dict[str, object]) -> None:
    refusal = find_mistake(text)
    assert (refusal.code if refusal else None, dict(refusal.values) if refusal else {}) == (code, values)
