"""From a lesson's Markdown to what a learner reads."""

from opstap.curriculum.rules.reader.pairing import pair_blocks
from opstap.curriculum.rules.reader.rendering import render, render_scenario, render_short
from opstap.curriculum.rules.reader.safety import clean
from opstap.curriculum.rules.reader.shapes import Block, Figure, Heading, Pair, Rendered, Term

__all__ = [
    "Block",
    "Figure",
    "Heading",
    "Pair",
    "Rendered",
    "Term",
    "clean",
    "pair_blocks",
    "render",
    "render_scenario",
    "render_short",
]
