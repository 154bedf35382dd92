"""The stylesheet that is served: up to date, in layers, light, and right to left by direction alone."""

import gzip
import re
from pathlib import Path

import brotli

from opstap.design import assemble, fonts

DESIGN = Path(__file__).parent.parent


def test_the_served_file_is_up_to_date() -> None:
    """Mend with: python -m opstap.design.assemble"""
    assert assemble.TARGET.read_text(encoding="utf-8") == assemble.assembled()


def test_css_is_at_most_8_kb() -> None:
    assert len(brotli.compress(assemble.TARGET.read_bytes())) <= 8 * 1024


def test_script_is_at_most_3_kb() -> None:
    assert len(gzip.compress((DESIGN / "static/design/opstap.js").read_bytes(), 9)) <= 3 * 1024


def test_what_survives_an_outage_is_at_most_2_kb() -> None:
    assert len(brotli.compress((DESIGN / "static/design/queue.js").read_bytes())) <= 2 * 1024


def test_every_rule_is_in_a_layer() -> None:
    text = assemble.assembled()
    assert text.startswith("@layer reset,tokens,base,layout,components,utilities;")
    assert text.count("{") == text.count("}")
    depth, outside = 0, ""
    for sign in text:
        outside += sign if depth == 0 and sign not in "{}" else ""
        depth += {"{": 1, "}": -1}.get(sign, 0)
    assert re.sub(r"@layer [a-z, ]+;?", "", outside).strip() == ""


def test_every_token_that_is_used_exists() -> None:
    text = assemble.assembled()
    assert set(re.findall(r"var\(--([\w-]+)", text)) <= set(re.findall(r"--([\w-]+):", text))


def test_squeezing_keeps_what_matters() -> None:
    css = 'a > b { /* gone */ content: "a : b ; c"; inline-size: calc(1rem + 2px); }'
    assert assemble.squeezed(css) == 'a>b{content: "a : b ; c";inline-size:calc(1rem + 2px)}'


def test_no_font_is_sent_to_a_browser() -> None:
    assert "@font-face" not in assemble.assembled()
    faces = {".ttf", ".otf", ".woff", ".woff2"}
    assert [file for file in (DESIGN / "static").rglob("*") if file.suffix in faces] == []


def test_faces_for_pdfs_are_there_and_small() -> None:
    css = fonts.face_css()
    for address in re.findall(r'url\("file://([^"]+)"\)', css):
        assert Path(address).stat().st_size <= 300 * 1024
    assert css.count("@font-face") == 4
    assert (fonts.FOLDER / "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE") == 1
