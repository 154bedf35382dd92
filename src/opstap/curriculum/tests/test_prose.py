"""The blocks of a lesson, with their lines and sections."""

from opstap.curriculum.rules.prose import MASKED, blocks_of

LESSON = """\
Before the first heading.

## One
A paragraph
of two lines with a [link](https://example.org) here.

{{ check a-1 }}
- item
- [another](#part-1)

```
{{ check not-this }}
## nor this
```

## Two

::: warning Careful
Inside.

- listed
:::

| a | [[key|b]] |
|---|---|
| c | d |

![A key](media/key.svg "Caption")

> quoted

---
"""


def test_kinds_lines_and_sections() -> None:
    assert [(block.kind, block.line, block.section) for block in blocks_of(LESSON, 2)] == [
        ("paragraph", 2, 0),
        ("heading", 4, 1),
        ("paragraph", 5, 1),
        ("check", 8, 1),
        ("list", 9, 1),
        ("code", 12, 1),
        ("heading", 17, 2),
        ("box", 19, 2),
        ("table", 25, 2),
        ("figure", 29, 2),
        ("quote", 31, 2),
        ("rule", 33, 2),
    ]


def test_links_have_the_line_on_which_they_stand() -> None:
    links = [(link.line, link.target, link.image) for block in blocks_of(LESSON, 2) for link in block.links]
    assert links == [
        (6, "https://example.org", False),
        (10, "#part-1", False),
        (29, "media/key.svg", True),
    ]


def test_a_term_in_a_table_does_not_divide_its_cell() -> None:
    table = next(block for block in blocks_of(LESSON, 2) if block.kind == "table")
    assert [part.text for part in table.parts] == ["a", MASKED, "c", "d"]


def test_an_empty_lesson_has_no_blocks() -> None:
    assert blocks_of("") == ()
