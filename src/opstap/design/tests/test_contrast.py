"""Every pair of colours that is used can be read: WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (shapes 3:1)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "css"
TEXT, SHAPE = 4.5, 3.0

# Text upon a surface that comes from somewhere else in the cascade.
TEXTS = [
    (text, surface)
    for surface in ("paper", "sheet", "sunk", "blue-wash", "saffron-wash", "green-wash", "red-wash")
    for text in ("ink", "soft")
] + [
    ("blue", "paper"), ("blue", "sheet"), ("blue", "sunk"), ("blue", "blue-wash"), ("blue-deep", "paper"),
    ("red", "paper"), ("red", "sheet"), ("red", "red-wash"),
    ("green", "paper"), ("green", "sheet"), ("green", "green-wash"),
    ("saffron-ink", "paper"), ("saffron-ink", "sheet"), ("saffron-ink", "saffron-wash"),
    ("on-blue", "blue"), ("on-blue", "blue-deep"), ("on-green", "green"), ("on-red", "red"), ("on-red", "red-deep"),
    ("on-saffron", "saffron"), ("on-saffron", "saffron-deep"),
    ("on-night", "night"), ("night-soft", "night"), ("saffron", "night"),
]  # fmt: skip
# Borders of inputs, focus rings, filled shapes that mean something.
SHAPES = [
    ("edge", "paper"), ("edge", "sheet"), ("edge", "sunk"), ("focus", "paper"), ("focus", "sheet"), ("focus", "sunk"),
    ("focus", "blue-wash"), ("green", "paper"), ("red", "paper"), ("blue", "paper"), ("blue", "sunk"), ("green", "line"),
]  # fmt: skip


def tokens(theme: str) -> dict[str, str]:
    """Name -> #rrggbb of one theme."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-theme="{theme}"\] \{{(.*?)\}}', text, re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(parts: list[float]) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2, definition)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: list[float], second: list[float]) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs_in_rules() -> set[tuple[str, str]]:
    """(text, surface) of every rule that sets both as tokens."""
    found = set()
    for source in CSS.rglob("*.css"):
        for body in re.findall(r"\{([^{}]*)\}", source.read_text(encoding="utf-8")):
            text = re.search(r"(?<![\w-])(?:color|--text): var\(--([\w-]+)\)", body)
            surface = re.search(r"(?:background(?:-color)?|--fill): var\(--([\w-]+)\)", body)
            if text and surface:
                found.add((text[1], surface[1]))
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    colours = tokens(theme)
    # The local names of kinds and buttons stand for tokens that are listed above.
    local = {"k", "k-ink", "wash", "on", "text", "fill"}
    pairs = {pair for pair in pairs_in_rules() if not local & set(pair)} | set(TEXTS)
    weak = {
        pair: round(found, 2)
        for pair in pairs
        if (found := ratio(channels(colours[pair[0]]), channels(colours[pair[1]]))) < TEXT
    }
    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_can_be_seen(theme: str) -> None:
    colours = tokens(theme)
    weak = {
        pair: round(found, 2)
        for pair in SHAPES
        if (found := ratio(channels(colours[pair[0]]), channels(colours[pair[1]]))) < SHAPE
    }
    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("shade", [1, 2, 3, 4, 5])
def test_numbers_in_a_heat_table_can_be_read(theme: str, shade: int) -> None:
    colours = tokens(theme)
    rule = re.search(
        rf'\[data-heat="{shade}"\] \{{ background: (?:color-mix\(in srgb, var\(--blue\) (\d+)%|var\(--blue\))(.*?)\}}',
        (CSS / "components" / "chart.css").read_text(encoding="utf-8"),
    )
    assert rule
    part = int(rule[1] or 100) / 100
    surface = [
        part * blue + (1 - part) * sheet
        for blue, sheet in zip(channels(colours["blue"]), channels(colours["sheet"]), strict=True)
    ]
    text = colours["on-blue" if "on-blue" in rule[2] else "ink"]
    assert ratio(channels(text), surface) >= TEXT


def test_both_themes_have_the_same_tokens() -> None:
    assert tokens("light").keys() == tokens("dark").keys()


def test_a_faded_pair_would_be_caught() -> None:
    assert ratio(channels("#f4ac1a"), channels("#faf5ea")) < SHAPE
