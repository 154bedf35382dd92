"""axe-core inside a page. It finds a part of what can be wrong; keyboard and reading order are journeys of their own.

A page built the same way is checked once in a run: the same elements with the same attributes on a screen of the same width.
Another language, another person or the other database changes words only, and another direction of writing also how far apart
things to tap are. bin/test names the folder that remembers (`OPSTAP_AXE_SEEN`), shared by all its processes; without it each
page is checked whole.
"""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

SCRIPT = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# target-size (WCAG 2.2, 2.5.8) is off by default in axe.
RUN = """async ([only, rules]) => {
    const found = await axe.run(document, {runOnly: only, rules: rules, resultTypes: ['violations']});
    return found.violations;
}"""
EVERYTHING = [{"type": "tag", "values": TAGS}, {"target-size": {"enabled": True}}]
# All that another colour scheme changes.
COLOURS = [{"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, {}]

# All that another direction of writing changes.
TARGETS = [{"type": "rule", "values": ["target-size"]}, {"target-size": {"enabled": True}}]
# How a page is built: elements, attributes and where there is words, without the words, names of rows and addresses.
BUILD = """() => {
    const kept = ['class', 'type', 'role', 'for', 'id', 'name', 'scope', 'open', 'hidden', 'checked', 'disabled', 'tabindex'];
    const plain = (value) => value.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+/g, '0');
    const told = (element) => {
        const attributes = [...element.attributes].filter((one) => kept.includes(one.name) || one.name.startsWith('aria-'));
        const values = attributes.map((one) => one.name + (kept.includes(one.name) ? plain(one.value) : one.value ? '+' : '-'));
        const words = [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
        const children = [...element.children].map(told);
        const distinct = children.filter((one, place) => one !== children[place - 1]);
        return element.localName + '[' + values.sort() + ']' + (words ? 'T' : '') + '(' + distinct + ')';
    };
    const root = document.documentElement;
    return [[told(root), root.lang ? 'lang' : '', innerWidth, document.title ? 'title' : ''].join('|'), root.dir];
}"""
# What a browser says when a click's navigation took the document away in the middle of a check.
GONE = ("Execution context was destroyed", "reading 'documentElement'")


@cache
def _source() -> str:
    return SCRIPT.read_text()


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """Each broken rule with the elements that break it, one line each; of every rule, or of those about colour."""
    try:
        return _of_this_build(page, colours_only=colours_only)
    except Error as error:
        if not any(words in error.message for words in GONE):
            raise
        return _of_this_build(page, colours_only=colours_only)  # of the page that came


def _of_this_build(page: Page, *, colours_only: bool) -> list[str]:
    page.wait_for_load_state("load")
    folder = os.environ.get("OPSTAP_AXE_SEEN")
    if not folder:
        return _faults(page, COLOURS if colours_only else EVERYTHING)
    build, direction = page.evaluate(BUILD)
    if colours_only:
        return _once(page, COLOURS, _remembered(folder, "colours", build))
    everything, targets = _remembered(folder, "everything", build), _remembered(folder, "targets", direction, build)
    if everything.exists():
        return _once(page, TARGETS, targets)
    return _once(page, EVERYTHING, everything, targets)


def _remembered(folder: str, *parts: str) -> Path:
    return Path(folder) / hashlib.sha256("|".join(parts).encode()).hexdigest()


def _once(page: Page, rules: list[Any], *seen: Path) -> list[str]:
    """The faults, unless a page built so was in order before; then each of `seen` exists."""
    if all(path.exists() for path in seen):
        return []
    found = _faults(page, rules)
    if not found:
        for path in seen:
            path.touch()
    return found


def _faults(page: Page, rules: list[Any]) -> list[str]:
    return [
        f"{rule['id']}: {node['target'][0]}: {' '.join(str(node.get('failureSummary', '')).split())[:300]}"
        for rule in _run(page, rules)
        for node in rule["nodes"]
    ]


def _run(page: Page, rules: list[Any]) -> list[dict[str, Any]]:
    if not page.evaluate("typeof axe === 'object'"):
        # Evaluated by the debugger, so the page's own policy, which would refuse it, stays as strict as it is.
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return found
