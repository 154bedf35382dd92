"""Pages run from either side and pass the content security policy: no physical sides, no inline style or script."""

import re
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"
PHYSICAL = re.compile(r"(?<![\w-])(?:[\w-]+-)?(left|right)(?:-[\w-]+)?(?![\w-])")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
# A link that another site's mail program shows has no stylesheet of ours.
MAIL = re.compile(r"/mail/|_mail\.html$|\.mjml$")


def stylesheets() -> Iterator[Path]:
    yield from (path for path in SRC.rglob("*.css") if "node_modules" not in path.parts)


def templates() -> Iterator[Path]:
    yield from (path for path in SRC.rglob("templates/**/*.html") if not MAIL.search(path.as_posix()))


def physical(css: str) -> list[str]:
    """Sides of the screen in a stylesheet; names in [brackets], strings and comments are not meant."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"|\[[^\]]*\]", "", css, flags=re.DOTALL)
    return [match[0] for match in PHYSICAL.finditer(bare)]


def test_no_stylesheet_names_a_side_of_the_screen() -> None:
    found = {str(path.relative_to(SRC)): sides for path in stylesheets() if (sides := physical(path.read_text()))}
    assert found == {}


def test_no_template_carries_style_or_script() -> None:
    found = {
        str(path.relative_to(SRC)): matches
        for path in templates()
        if (matches := INLINE.findall(re.sub(r"{%.*?%}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)))
    }
    assert found == {}


def test_planted_faults_are_seen() -> None:
    assert physical(".a { margin-left: 1px; float: right; }") == ["margin-left", "right"]
    assert physical('.a[data-kind="right"] { /* left */ content: "left"; inline-size: 1px; }') == []
    for fault in ('<p style="x">', "<script>1</script>", '<a onclick="x">', "<style>"):
        assert INLINE.search(fault)
    assert not INLINE.search('<script src="/x.js" defer></script>')
