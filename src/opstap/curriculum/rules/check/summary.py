"""A pack in figures: what a trainer wants to see at a glance."""

from collections import Counter
from dataclasses import dataclass

from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.check.reading import words_of
from opstap.curriculum.rules.readability import read_ease


@dataclass(frozen=True, slots=True)
class LessonFigures:
    """One lesson in one language. `ease` is None where there is no formula (Arabic)."""

    module: str
    language: str
    words: int
    sentences: int
    words_per_sentence: float
    ease: float | None
    promised: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one pack; `by_skill` counts questions to practise with, of every skill that a module names."""

    modules: int
    lessons: tuple[LessonFigures, ...]
    terms: int
    figures: int
    questions: int
    by_kind: dict[str, int]
    by_level: dict[str, int]
    by_pool: dict[str, int]
    by_skill: dict[str, int]
    forms: dict[str, int]
    skills_taught: int
    skills_in_outline: int

    @property
    def words(self) -> dict[str, int]:
        """Words of all lessons, per language."""
        many: Counter[str] = Counter()
        for one in self.lessons:
            many[one.language] += one.words
        return dict(many)

    def hardest(self) -> dict[str, LessonFigures]:
        """Per language the lesson that reads hardest."""
        hardest: dict[str, LessonFigures] = {}
        for one in self.lessons:
            if one.ease is not None and one.ease < (getattr(hardest.get(one.language), "ease", None) or 1000):
                hardest[one.language] = one
        return hardest


def summarise(material: Material) -> Summary:
    """Count everything."""
    pack, outline = material.pack, material.outline
    taught = {skill for module in pack.modules for skill in module.skills}
    practice = Counter(skill for one in pack.questions if one.pool == "practice" for skill in one.skills)
    in_outline = [skill for skills in outline.skills.values() for skill in skills] if outline else []
    return Summary(
        modules=len(pack.modules),
        lessons=_lessons(material),
        terms=len({term.code for module in pack.modules for term in module.terms}),
        figures=len(pack.media),
        questions=len(pack.questions),
        by_kind=dict(sorted(Counter(one.kind for one in pack.questions).items())),
        by_level=dict(sorted(Counter(str(one.level) for one in pack.questions).items())),
        by_pool=dict(sorted(Counter(one.pool for one in pack.questions).items())),
        by_skill={skill: practice[skill] for skill in sorted(taught | practice.keys())},
        forms={form.code: len(form.questions) for form in pack.mock_forms},
        skills_taught=len(taught.intersection(in_outline)) if outline else len(taught),
        skills_in_outline=len(in_outline),
    )


def _lessons(material: Material) -> tuple[LessonFigures, ...]:
    figures = []
    terms = material.terms
    for module, language, _, blocks in material.lessons():
        reading = read_ease(blocks, language, terms)
        many = len(reading.sentences)
        figures.append(
            LessonFigures(
                module=module.code,
                language=language,
                words=words_of(blocks),
                sentences=many,
                words_per_sentence=round(reading.words / many, 1) if many else 0.0,
                ease=None if reading.ease is None else round(reading.ease, 1),
                promised=material.pack.readability.get(language),
            )
        )
    return tuple(figures)
