"""What the pack holds and nothing uses: figures, terms of the glossary."""

from collections.abc import Iterator

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material


def check_unused(material: Material) -> Iterator[Finding]:
    """Each such thing once."""
    used = {path for _, _, lesson, _ in material.lessons() for _, path, _ in lesson.figures}
    used |= {question.image for question in material.pack.questions}
    for path in sorted(material.pack.media.keys() - used):
        yield Finding("media-unused", path, 0, "", "no lesson and no question shows it: use it, or take it out")
    linked = {code for _, _, lesson, _ in material.lessons() for _, code in lesson.terms}
    told: set[str] = set()
    for module in material.pack.modules:
        for term in module.terms:
            if term.code and term.code not in linked and term.code not in told:
                told.add(term.code)
                message = f"no lesson links to {term.code}: write [[{term.code}|its word]] where it first stands"
                yield found("term-unused", term.place, message)
