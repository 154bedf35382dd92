"""Whatever an author types or a file brings: nothing of it runs, watches, or turns the text around on a learner's page."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.reader import Figure, Rendered, Term, render, render_scenario, render_short

TERMS = {
    "zero-trust": Term("Zero Trust", "Trust <nobody> by default.", "en", "<script>", "ar"),
    'a"b': Term('"><script>', "' onclick='x"),
}
FIGURES = {"media/x.svg": Figure("/figures/ab.svg", 10, 10)}
ALLOWED = {
    *(
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
        "a",
        "s",
        "table",
    ),
    *("thead", "tbody", "tr", "th", "td", "aside", "span", "button", "bdi", "dfn", "figure", "figcaption", "img"),
}
EMPTY = {"br", "hr", "img"}


class Page(HTMLParser):
    """What a browser would see: what is bad, what is open, every id."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bad += [tag] if tag not in ALLOWED else []
        self.open += [tag] if tag not in EMPTY else []
        for name, value in attrs:
            text = (value or "").strip().lower()
            self.ids += [text] if name == "id" else []
            if name.startswith("on") or name in {"style", "srcset", "action"}:
                self.bad.append(f"{tag} {name}")
            if (
                name == "href"
                and not text.startswith(("http:", "https:", "mailto:", "#", "/"))
                and ":" in text.split("/")[0]
            ):
                self.bad.append(f"{tag} {text}")
            if name == "src" and text != "/figures/ab.svg":
                self.bad.append(f"{tag} {text}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.bad.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.bad.append("declaration")


def looked_at(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def whole(page: Rendered) -> Page:
    """Each block is whole by itself: it may stand in an element of its own."""
    for block in page.blocks:
        alone = looked_at(block.html)
        assert (alone.bad, alone.open) == ([], [])
    return looked_at(page.html)


HOSTILE = [
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[[zero-trust|", "]]"),
    *("{{ org.dpo }}", "`", '::: note "><script>', ":::", "\n", "\n\n", "# ", "<a href='java\tscript:x'>"),
    *("![i](data:image/svg+xml,<svg onload=x>)", "```", '" onclick="x', "[x]: javascript:1\n", "<javascript:1>"),
    *("&lt;script&gt;", "{{ check a }}\n", "|a|b|\n|-|-|\n", "* ", "> ", '[[a"b|c]]', "<!-- x", "-->", "<svg><script>"),
    *(
        "![a](media/x.svg)\n\n",
        '![a" onerror="x](media/x.svg "c" onload="x")',
        "<style>",
        "<math><mtext>",
        "\u202e",
        "\u2066",
    ),
    *(
        "[a](https://b.example 'c\" onmouseover=\"d')",
        "|[[zero-trust|a]]|<b>|\n",
        "1. ",
        "    ",
        "\x00",
        "&#106;avascript:",
    ),
    *(
        "[a](&#106;avascript:1)",
        "[a](JaVaScRiPt:1)",
        "[a](vbscript:1)",
        "[a](data:text/html,x)",
        "<noscript>",
        "<?php",
        "<![CDATA[",
    ),
]
hostile = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=30).map("".join)


@given(hostile, st.text(max_size=20), st.sampled_from(["", "fr-"]))
def test_nothing_that_runs_comes_through(markdown: str, fact: str, prefix: str) -> None:
    page = render(markdown, terms=TERMS, facts={"dpo": fact}, figures=FIGURES, prefix=prefix)
    seen = whole(page)
    assert seen.bad == []
    assert len(seen.ids) == len(set(seen.ids))
    assert not set("\u202e\u2066") & set(page.html.replace(fact, ""))
    assert [block.anchor for block in page.blocks] == [f"{prefix}b{one}" for one in range(1, len(page.blocks) + 1)]
    assert page.checks == tuple(dict.fromkeys(block.check for block in page.blocks if block.check))


@given(hostile)
def test_nor_in_a_case_study_or_a_text_of_others(markdown: str) -> None:
    assert looked_at(render_scenario(markdown, figures=FIGURES)).bad == []
    short = render_short(markdown)
    assert looked_at(short).bad == []
    assert "<img" not in short


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](<java\nscript:alert(1)>)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml;base64,PHN2Zz4=)",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<!-- <p> --> <!--> <script> -->",
        "| <script> | <img onerror=x> |\n|---|---|\n| [a](javascript:x) | `<svg>` |",
        "::: note <b onclick=x>\n::: warning x\n- open",
        '[[a"b|c" onclick="x]]',
        '[[zero-trust|<img src=x onerror="x">]]',
        '```"><script>\n</code></pre><script>\n```',
        '![" onerror="x](media/x.svg "\\" onload=\\"x")',
    ],
)
def test_known_tricks(markdown: str) -> None:
    assert whole(render(markdown, terms=TERMS, figures=FIGURES)).bad == []


def test_marks_that_turn_the_text_around_fall_out_of_text_and_code() -> None:
    page = render("a\u202eb `c\u2066d` \u200fe\n\n```\nf\u202dg\n```", facts={})
    assert [block.text for block in page.blocks] == ["ab cd \u200fe", "fg"]


@pytest.mark.parametrize(
    "piece", ["[[", "[[a|", "{{ ", "![", "[a](", "*a_", "`", "> ", "- ", "|a|", "&", "<", "~~", "](", "::: note a\n"]
)
def test_a_very_long_line_of_anything_is_only_text(piece: str) -> None:
    page = render(piece * 4000, terms=TERMS)
    assert whole(page).bad == []


def test_a_very_deep_list_and_very_many_blocks() -> None:
    assert whole(render("\n".join(f"{'  ' * depth}- a" for depth in range(300)))).bad == []
    assert len(render("a\n\n" * 3000).blocks) == 3000
