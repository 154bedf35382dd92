"""Do two languages of a lesson have the same blocks? The reader shows them side by side, a section at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from opstap.curriculum.rules.check.finding import Finding
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.prose import HEADING, Block


def check_pairing(material: Material) -> Iterator[Finding]:
    """Each section that differs from the first language of the course, at its line in the other language."""
    first = next(iter(material.pack.languages), "")
    for module in material.pack.modules:
        base = module.lessons.get(first)
        if base is None:
            continue
        ones = _sections(material.blocks.get(base.file, ()))
        for language, lesson in module.lessons.items():
            twos = _sections(material.blocks.get(lesson.file, ()))
            if language != first and len(ones) != len(twos):
                message = (
                    f"has {len(twos) - 1} headings, and {base.file} has {len(ones) - 1}: give both the same sections"
                )
                yield Finding("blocks-unpaired", lesson.file, 1, "", message)
            elif language != first:
                for one, two in zip(ones, twos, strict=True):
                    yield from _section(one, two, base.file, lesson.file)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks per section; the first is what stands before the first heading."""
    parts = {section: list(some) for section, some in groupby(blocks, key=lambda block: block.section)}
    return [parts.get(section, []) for section in range(max(parts, default=0) + 1)]


def _section(one: list[Block], two: list[Block], base: str, file: str) -> Iterator[Finding]:
    if [block.kind for block in one] == [block.kind for block in two]:
        return
    line = two[0].line if two else 1
    where = f"{base}:{one[0].line}" if one else base
    message = (
        f"this section has {_told(two)}; the one at {where} has {_told(one)}: give both the same, in the same order"
    )
    yield Finding("blocks-unpaired", file, line, "", message)


def _told(blocks: list[Block]) -> str:
    many = Counter(block.kind for block in blocks if block.kind != HEADING)
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in many.items()) or "nothing"
