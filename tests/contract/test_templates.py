"""Templates: every word can be translated, and nothing in them needs an exception to the content security policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.contract.tree import PACKAGE, templates
from tests.contract.visible_text import in_file, untranslated, untranslated_in_mail

# The living page of the design system shows invented samples to those who build pages.
SAMPLES = (
    PACKAGE / "design" / "templates" / "design" / "specimens",
    PACKAGE / "design" / "templates" / "design" / "layouts",
    PACKAGE / "design" / "templates" / "design" / "living.html",
)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "htmx that needs eval": re.compile(r"\shx-(on|vals=[\"']js:)", re.IGNORECASE),
}
PUBLIC = ["/healthz", "/account/login/", "/about/decisions", "/robots.txt", "/no-such-page/"]


def inline(path: Path) -> Iterator[str]:
    text = path.read_text()
    yield from (f"{path.name}: {what}" for what, pattern in INLINE.items() if pattern.search(text))


def is_sample(path: Path) -> bool:
    return any(path == sample or sample in path.parents for sample in SAMPLES)


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_every_word_in_a_template_can_be_translated(suffix: str) -> None:
    files = [path for path in templates(suffix=suffix) if not is_sample(path) and path.name != "robots.txt"]
    assert [text for path in files for text in in_file(path)] == []


def test_no_template_has_inline_style_or_script() -> None:
    assert [fault for path in templates() for fault in inline(path)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Hello</p>", ["1: Hello"]),
        ("{% translate 'Hello' %}<p>{{ name }}: 12 %</p>", []),
        ("<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>\n<b>there</b>", ["2: there"]),
        ('<img alt="A door"><img alt="">', ["1: A door"]),
        ('<a href="{{ url }}" title="{% translate "Back" %}">×</a>', []),
        ('<span lang="nl">Nederlands</span><code>grep</code><p>Opstap</p>', []),
        ("{# a note #}{% comment %}more{% endcomment %}", []),
        ("{% if a %}<b>{% else %}<b>{% endif %}{{ x }}</b>after", ["1: after"]),
    ],
)
def test_a_planted_text_is_reported(text: str, found: list[str]) -> None:
    assert untranslated(text) == found


def test_a_planted_text_in_a_mail_is_reported() -> None:
    assert untranslated_in_mail("{% translate 'Hello' %} {{ name }},\nBye") == ["2: Bye"]


@pytest.mark.parametrize(
    "text",
    [
        '<p class="a" style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<b onclick="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_a_planted_inline_is_reported(text: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.html"
    path.write_text(text)
    assert len(list(inline(path))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_pages_carry_a_strict_policy(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
