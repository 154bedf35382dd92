"""Joins css/ into the one stylesheet that is served: `python -m opstap.design.assemble`.

The result is committed; a test fails when it is not up to date. One file because each request costs a phone on 3G
about 0.4 s; committed because a server then has nothing to build and a reviewer sees what is sent.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
LAYERS = ["layers", "reset", "tokens", "base", "layout", "components", "utilities"]
TARGET = HERE / "static" / "design" / "opstap.css"


def sources() -> list[Path]:
    """The files in the order in which they are joined; components in alphabetical order."""
    css = HERE / "css"
    joined: list[Path] = []
    for layer in LAYERS:
        joined += sorted((css / layer).glob("*.css")) if (css / layer).is_dir() else [css / f"{layer}.css"]
    return joined


def assembled() -> str:
    """The stylesheet: comments and spare spaces gone, the dark tokens repeated for the system's preference."""
    text = "".join(squeezed(source.read_text(encoding="utf-8")) for source in sources())
    # The files of the components become one block: what closes one and opens the next says nothing.
    seam = "}@layer components{"
    before, *components = text.split(seam)
    text = before + seam + "".join(components)
    dark = re.search(r'\[data-theme="dark"\]\{(color-scheme:dark.*?)\}', text)
    if dark is None:
        raise ValueError("tokens.css has no dark block")
    preferred = f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark[1]}}}}}"
    whole = text.replace(dark[0], dark[0] + preferred, 1)
    return re.sub(r'\[([\w-]+)="([a-z][\w-]*)"\]', r"[\1=\2]", whole) + "\n"


def squeezed(text: str) -> str:
    """CSS without comments and without the spaces that mean nothing. Strings (data: addresses) are kept whole."""
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    for index in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[index])
        piece = re.sub(r" ?([{};,>~]) ?", r"\1", piece)
        pieces[index] = re.sub(r"(?<=[a-z0-9-]): (?=\S)", ":", piece).replace(";}", "}")
        pieces[index] = re.sub(r"(?<=@media|tainer) \(", "(", pieces[index])
    return "".join(pieces).strip()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(assembled(), encoding="utf-8")
