"""Is each lesson as easy to read as the course promises, and do its minutes fit its words?"""

from collections.abc import Iterator
from math import ceil, floor

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.pack_entries import ModuleEntry
from opstap.curriculum.rules.prose import Block
from opstap.curriculum.rules.readability import Reading, read_ease
from opstap.curriculum.rules.syllables import COUNTED_LANGUAGES

# Adults read 175 to 300 words a minute in their own language (Brysbaert 2019: 238 on average); who learns in a second language
# is slower. A question in the lesson takes about one to two minutes, with its explanation.
FAST, SLOW = 180, 130
CHECK_FAST, CHECK_SLOW = 1, 2
# Nobody plans by a single minute.
SLACK = 2
SHOWN = 5
LONGEST_SHOWN = 90


def check_reading(material: Material) -> Iterator[Finding]:
    """Lessons below the promise, with the sentences to begin with; modules whose minutes do not fit."""
    promised = material.pack.readability
    missing = [one for one in material.pack.languages if one in COUNTED_LANGUAGES and one not in promised]
    if missing:
        place = material.pack.place.get("readability") or material.pack.place
        message = f"promise how easily the lessons read in {', '.join(missing)}: `readability: {{{missing[0]}: 60}}`"
        yield found("readability-missing", place, message)
    for _, language, lesson, blocks in material.lessons():
        reading = read_ease(blocks, language, material.terms)
        if language in promised and reading.ease is not None and reading.ease < promised[language]:
            message = (
                f"reads at {reading.ease:.0f} and the course promises {promised[language]} ({language}): begin with the longest"
                " sentences"
            )
            yield Finding("readability", lesson.file, 1, "", message, _longest(reading, lesson.file))
    for module in material.pack.modules:
        yield from _minutes(module, material)


def fitting_minutes(words: int, checks: int) -> tuple[int, int]:
    """From and to how many minutes a lesson takes."""
    return (
        max(1, floor(words / FAST + checks * CHECK_FAST) - SLACK),
        ceil(words / SLOW + checks * CHECK_SLOW) + SLACK,
    )


def words_of(blocks: tuple[Block, ...]) -> int:
    """Every word that is read, in headings, tables and boxes too."""
    return sum(len(part.text.split()) for block in blocks for part in block.parts)


def _minutes(module: ModuleEntry, material: Material) -> Iterator[Finding]:
    sizes = [(words_of(material.blocks.get(one.file, ())), len(one.checks)) for one in module.lessons.values()]
    ranges = [fitting_minutes(words, checks) for words, checks in sizes if words]
    if not ranges:
        return
    low, high = min(one for one, _ in ranges), max(one for _, one in ranges)
    if not low <= module.minutes <= high:
        words = max(words for words, _ in sizes)
        message = f"{module.minutes} minutes for {words} words and {sizes[0][1]} question(s): {low} to {high} would fit"
        yield found("minutes", module.place.get("minutes") or module.place, message)


def _longest(reading: Reading, file: str) -> tuple[str, ...]:
    told = []
    for one in reading.longest(SHOWN):
        text = " ".join(one.text.replace("\ue000", "…").split())
        short = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
        told.append(f"{file}:{one.line} {one.words} words: {short}")
    return tuple(told)
