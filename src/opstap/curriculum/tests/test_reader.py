"""The reader: blocks, terms, facts, checks, figures."""

import pytest

from opstap.curriculum.rules.reader import Figure, Rendered, Term, render, render_scenario

TERMS = {"zero-trust": Term("Zero Trust", "Trust <nobody> by default.")}
FIGURES = {"media/door.svg": Figure("/figures/ab.svg", 640, 360), "media/a b.png": Figure("/figures/cd.png")}


def read(markdown: str, **facts: str) -> Rendered:
    return render(markdown, terms=TERMS, facts=facts, fallbacks={"dpo": "the officer"}, figures=FIGURES)


def test_a_term_opens_its_meaning_once_and_is_listed() -> None:
    page = read("A [[zero-trust|zero trust]] and [[zero-trust|again]], [[unknown|this]].")
    assert page.html.count('popovertarget="term-zero-trust"') == 1
    assert '<span popover="" class="term-meaning" id="term-zero-trust">' in page.html
    assert "Trust &lt;nobody&gt; by default." in page.html
    assert "<dfn>again</dfn>" in page.html
    assert ", this." in page.html
    assert page.terms == (TERMS["zero-trust"],)


def test_facts_of_the_organisation_with_a_polite_fallback() -> None:
    assert "<bdi>Jan &lt;b&gt;</bdi>" in read("Ask {{ org.dpo }}.", dpo="Jan <b>").html
    assert "Ask the officer." in read("Ask {{ org.dpo }}.").html
    assert "Ask ." in read("Ask {{ org.unknown }}.").html


def test_checks_stand_between_the_blocks() -> None:
    page = read("One.\n{{ check door-01 }}\n## Two\n\nThree.\n\n{{ check door-02 }}\n\n{{ check door-01 }}")
    assert [(block.kind, block.check or block.text) for block in page.blocks] == [
        ("paragraph", "One."),
        ("check", "door-01"),
        ("heading", "Two"),
        ("paragraph", "Three."),
        ("check", "door-02"),
    ]
    assert page.checks == ("door-01", "door-02")
    inside = read("```\n{{ check door-01 }}\n```")
    assert (inside.checks, "{{ check door-01 }}" in inside.html) == ((), True)


def test_headings_have_anchors_and_none_is_the_pages_title() -> None:
    page = read("# One\n\n## Two **bold** [[zero-trust|word]]\n\n##### Five")
    assert [(one.anchor, one.text) for one in page.headings] == [
        ("part-1", "One"),
        ("part-2", "Two bold word"),
        ("part-3", "Five"),
    ]
    assert "<h1" not in page.html
    assert '<h4 id="part-3">Five</h4>' in page.html


def test_boxes_and_code() -> None:
    page = read("::: warning Mind *this* <b>\nText\n:::\n\n`a` \n\n```kql\nlet x = 1;\n```")
    assert '<aside class="admonition" data-kind="warning" aria-labelledby="box-1">' in page.html
    assert "Mind *this* &lt;b&gt;" in page.html
    assert '<code dir="ltr">a</code>' in page.html
    assert '<pre dir="ltr"><code>let x = 1;\n</code></pre>' in page.html


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("## A", "heading"),
        ("a", "paragraph"),
        ("- a\n- b", "list"),
        ("1. a", "list"),
        ("> a", "quote"),
        ("|a|\n|-|\n|b|", "table"),
        ("    a", "code"),
        ("```\na\n```", "code"),
        ("::: note A\n- b\n\n> c\n:::", "box"),
        ("![A door](media/door.svg)", "figure"),
        ("![A door](media/none.svg)", "paragraph"),
        ("{{ check a }}", "check"),
        ("---", "rule"),
    ],
)
def test_the_kinds_of_blocks(markdown: str, kind: str) -> None:
    page = read(f"{markdown}\n\nafter")
    assert [block.kind for block in page.blocks] == [kind, "paragraph"]
    assert [block.anchor for block in page.blocks] == ["b1", "b2"]


def test_blocks_know_their_section_words_and_text() -> None:
    page = read(
        "One **two**three.\n\n## A [[zero-trust|b]] `c`\n\n### D\n\n> ## E\n\n# F\n\n- {{ org.dpo }}\n- g\\\n  h"
    )
    assert [(block.section, block.words, block.text) for block in page.blocks] == [
        (0, 2, "One twothree."),
        (1, 3, "A b c"),
        (1, 1, "D"),
        (1, 1, "E"),
        (2, 1, "F"),
        (2, 4, "the officer g h"),
    ]
    assert page.words == 12
    # A heading inside a quote begins no section.
    assert [heading.level for heading in page.headings] == [2, 3, 3, 2]


def test_the_quote_of_a_long_block_is_short() -> None:
    (block,) = read("word " * 200).blocks
    assert (block.words, len(block.text)) == (200, 299)


def test_a_figure_alone_in_its_paragraph() -> None:
    page = read('![A *door* & "lock"](media/door.svg "How it <opens>")')
    assert page.html.strip() == (
        '<figure><img src="/figures/ab.svg" alt="A door &amp; &quot;lock&quot;" width="640" height="360" loading="lazy">'
        "<figcaption>How it &lt;opens&gt;</figcaption></figure>"
    )
    assert page.blocks[0].text == 'A door & "lock" How it <opens>'
    assert 'src="/figures/cd.png"' in read("![A](<media/a b.png>)").html
    assert "<figure><img" in read("::: note A\n![B](media/door.svg)\n:::").html


@pytest.mark.parametrize(
    "markdown",
    ["![A door](media/none.svg)", "![A door](https://elsewhere.example/x.png)", "![A door](data:image/png;base64,AA)"],
)
def test_a_figure_that_the_pack_does_not_have_gives_its_words(markdown: str) -> None:
    assert read(markdown).html.strip() == "<p>A door</p>"


def test_a_figure_inside_a_sentence_gives_its_words() -> None:
    assert read("See ![the door](media/door.svg) here.").html.strip() == "<p>See the door here.</p>"


def test_a_check_inside_a_box_comes_after_it() -> None:
    page = read("::: note A\nb\n\n{{ check c }}\n\nd\n:::\n\ne")
    assert [(block.kind, block.check) for block in page.blocks] == [("box", ""), ("check", "c"), ("paragraph", "")]
    assert page.html.count("<aside") == page.html.count("</aside>") == 1


def test_a_term_in_a_table_does_not_divide_its_cell() -> None:
    page = read("| a | b |\n|---|---|\n| [[zero-trust|no trust]] | c |")
    assert page.html.count("<td>") == 2
    assert ">no trust</button>" in page.html
    assert page.terms
    # What only looks like a row stays as it was typed.
    assert "[[zero-trust|x]]" in read("```\n| [[zero-trust|x]] |\n```").html
    assert ">x</button>" in read("| [[zero-trust|x]] alone").html


def test_a_term_is_explained_in_the_readers_own_language_too() -> None:
    term = Term("Zero Trust", "Vertrouw niemand.", "nl", "لا تثق بأحد.", "ar")
    page = render("[[z|nul]]", terms={"z": term}, prefix="nl-")
    assert (
        '<span lang="nl" dir="ltr">Vertrouw niemand.</span><br><span lang="ar" dir="rtl">لا تثق بأحد.</span>'
        in page.html
    )
    assert 'popovertarget="nl-term-z"' in page.html
    assert 'id="nl-term-z"' in page.html
    assert page.blocks[0].anchor == "nl-b1"
    # What is behind the word is not part of the text.
    assert (page.words, page.blocks[0].text) == (1, "nul")


def test_a_case_study_has_no_terms_and_no_facts() -> None:
    html = render_scenario("## The firm\n\nA [[zero-trust|word]]{{ org.dpo }}.\n\n- `x`\n\n{{ check a }}")
    assert '<h3 id="case-part-1">The firm</h3>' in html
    assert "<p>A word.</p>" in html
    assert '<code dir="ltr">x</code>' in html
    assert "check" not in html
    assert '<img src="/figures/ab.svg" alt="A"' in render_scenario("![A](media/door.svg)", figures=FIGURES)


def test_an_empty_lesson() -> None:
    assert read("") == Rendered((), (), (), (), 0)
