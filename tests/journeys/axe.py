"""axe-core inside a page. It finds a part of what can be wrong; keyboard and reading order are journeys of their own."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

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


@cache
def _source() -> str:
    return SCRIPT.read_text()


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """Each broken rule with the elements that break it, one line each; of every rule, or of those about colour."""
    if not page.evaluate("typeof axe === 'object'"):
        # Evaluated by the debugger, so the page's own policy, which would refuse it, stays as strict as it is.
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, COLOURS if colours_only else EVERYTHING)
    return [
        f"{rule['id']}: {node['target'][0]}: {' '.join(str(node.get('failureSummary', '')).split())[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]
