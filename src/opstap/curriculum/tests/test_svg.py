"""Drawings that may be shown, and all the ways in which one may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opstap.curriculum.rules.svg import UnsafeError, size_of_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 20">'


def drawing(inside: str) -> bytes:
    return f"{OPEN}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "content",
    [
        drawing("<title>A line</title><g><path d='M0 0h9'/></g>"),
        b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n' + drawing("<rect width='3' height='3'/>"),
        drawing("<defs><linearGradient id='g'/></defs><rect fill='url(#g)'/><use xlink:href='#g'/>"),
        drawing("<style>.a { fill: #123 }</style><circle class='a' r='2'/>"),
        drawing("<rect style='fill: url(\"#g\")'/>"),
        drawing("<text aria-label='https://example.be @ home'>https://example.be</text>"),
        drawing("<!-- a word of its author -->"),
    ],
)
def test_shapes_and_words_may_be_shown(content: bytes) -> None:
    assert size_of_svg(content) == (10, 20)


HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a script of another name space": "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "a web page": "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
    "an event": "<rect onload='alert(1)'/>",
    "an event in capitals": "<rect onLoad='alert(1)'/>",
    "a link": "<a href='https://evil.example'><rect/></a>",
    "an animation that makes a link": "<rect><set attributeName='href' to='javascript:alert(1)'/></rect>",
    "a picture from elsewhere": "<image href='https://evil.example/x.png'/>",
    "a use from elsewhere": "<use href='https://evil.example/x.svg#a'/>",
    "a use of the old kind": "<use xlink:href='data:image/svg+xml;base64,AAAA#x'/>",
    "a use of a script": "<use href='javascript:alert(1)'/>",
    "a filling from elsewhere": "<rect fill='url(https://evil.example/x)'/>",
    "a filling in quotes": "<rect fill='url( \"//evil.example/x\")'/>",
    "a filling that hides": "<rect fill='u\\72l(https://evil.example/x)'/>",
    "a style from elsewhere": "<rect style='background: url(//evil.example/x)'/>",
    "a style with an import": "<style>@import 'https://evil.example/x.css';</style>",
    "a style with an escape": "<style>rect { fill: \\75rl(//evil.example) }</style>",
    "a font from elsewhere": "<style>@font-face { src: url(//evil.example) }</style>",
    "an image set": "<rect mask='image-set(\"//evil.example\" 1x)'/>",
    "a script in a value": "<rect fill='javascript:alert(1)'/>",
    "a filter": "<filter><feImage href='https://evil.example'/></filter>",
    "characters in a section": "<![CDATA[<script>]]>",
    "an instruction": "<?xml-stylesheet href='https://evil.example'?>",
    "what an editor leaves": "<sodipodi:namedview xmlns:sodipodi='http://sodipodi.example'/>",
    "an endless use": "<g id='a'><use href='#a'/></g>",
    "two that use each other": "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
    "a use of a use of a use": "<rect id='a0'/>"
    + "".join(f"<g id='a{level + 1}'>" + f"<use href='#a{level}'/>" * 10 + "</g>" for level in range(6)),
    "a pit": "<g>" * 200 + "</g>" * 200,
    "a tag left open": "<rect>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_reaches_outside_or_never_ends_is_refused(name: str) -> None:
    with pytest.raises(UnsafeError):
        size_of_svg(drawing(HOSTILE[name]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "x">]>' + drawing("&a;"), "document type"),
        (b"<!doctype svg>" + drawing(""), "document type"),
        (drawing("").decode().encode("utf-16"), "UTF-8"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + drawing("+ADw-script+AD4-"), "UTF-8"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + drawing(""), "UTF-8"),
        (b"", "can be read"),
        (b"<html/>", "should start with <svg"),
        (b"<svg/>", "should start with <svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "how large it is"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1"/>', "how large it is"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 1"/>', "how large it is"),
    ],
)
def test_what_is_no_drawing_is_told(content: bytes, told: str) -> None:
    with pytest.raises(UnsafeError, match=told):
        size_of_svg(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_drawing_or_refused(content: bytes) -> None:
    for tried in (content, OPEN.encode() + content + b"</svg>"):
        try:
            width, height = size_of_svg(tried)
        except UnsafeError:
            continue
        assert min(width, height) > 0
