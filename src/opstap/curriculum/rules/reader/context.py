"""What one lesson's rendering knows and gathers on its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.utils import EnvType

from opstap.curriculum.rules.reader.shapes import Figure, Heading, Term


@dataclass(frozen=True, slots=True)
class Sources:
    """What a lesson refers to: its terms by code, the organisation's facts with polite words where one is missing, and the
    figures by their path in the pack.
    """

    terms: Mapping[str, Term] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(slots=True)
class Context:
    """One rendering. `prefix` keeps ids apart when two texts stand on a page; `top` is the level of a `##`."""

    sources: Sources
    prefix: str = ""
    top: int = 2
    headings: list[Heading] = field(default_factory=list)
    met: dict[str, Term] = field(default_factory=dict)
    boxes: int = 0

    def fact(self, place: str) -> tuple[str, bool]:
        """The text for `org.dpo` and such, and whether the organisation wrote it."""
        name = place.removeprefix("org.")
        own = self.sources.facts.get(name, "")
        return (own, True) if own else (self.sources.fallbacks.get(name, ""), False)


def context_of(env: EnvType) -> Context:
    """The rendering that markdown-it carries along."""
    context: Context = env["context"]
    return context
