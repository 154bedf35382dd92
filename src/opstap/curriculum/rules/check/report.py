"""What `course check` tells: findings and figures, for people and for machines. docs/course-check.md has the JSON."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from opstap.curriculum.rules.check.finding import ERROR, WARNING, Finding
from opstap.curriculum.rules.check.summary import LessonFigures, Summary

# Raised when a key of the JSON changes its meaning or goes; new keys may come without.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PackReport:
    """One pack. `path` is its folder as files are named; there is no summary when course.yaml cannot be read."""

    path: str
    course: str
    draft: bool
    findings: tuple[Finding, ...]
    summary: Summary | None

    def of(self, severity: str) -> list[Finding]:
        return [one for one in self.findings if one.severity(draft=self.draft) == severity]

    def lines(self, *, details: bool) -> Iterator[str]:
        """Every finding, errors first; then the figures."""
        for severity in (ERROR, WARNING):
            for one in self.of(severity):
                yield f"{severity}: {self.path}/{one} [{one.rule}]"
                yield from (f"    {line}" for line in one.help)
        errors, warnings = len(self.of(ERROR)), len(self.of(WARNING))
        state = f"{errors} error(s) to mend" if errors else "in order"
        draft = ", a draft" if self.draft else ""
        yield f"{self.path}: {state}, {warnings} warning(s){draft}."
        if self.summary:
            yield from (f"  {line}" for line in figures(self.summary))
            if details:
                yield from (f"  {line}" for line in table(self.summary))

    def as_json(self) -> dict[str, object]:
        return {
            "path": self.path,
            "course": self.course,
            "draft": self.draft,
            "errors": len(self.of(ERROR)),
            "warnings": len(self.of(WARNING)),
            "findings": [_finding(one, self) for one in self.findings],
            "summary": {**asdict(self.summary), "words": self.summary.words} if self.summary else None,
        }


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All packs that were checked together."""

    packs: tuple[PackReport, ...]

    @property
    def errors(self) -> int:
        return sum(len(pack.of(ERROR)) for pack in self.packs)

    def lines(self, *, details: bool = False) -> list[str]:
        return [line for pack in self.packs for line in pack.lines(details=details)]

    def as_json(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "errors": self.errors,
            "warnings": sum(len(pack.of(WARNING)) for pack in self.packs),
            "packs": [pack.as_json() for pack in self.packs],
        }


def figures(summary: Summary) -> Iterator[str]:
    """The figures of a pack, a line each."""
    words = ", ".join(f"{language} {many}" for language, many in summary.words.items())
    yield (
        f"{summary.modules} modules, {len(summary.lessons)} lessons ({words} words), {summary.terms} terms,"
        f" {summary.figures} figures"
    )
    yield (
        f"{summary.questions} questions; by type: {_told(summary.by_kind)}; by level: {_told(summary.by_level)};"
        f" by pool: {_told(summary.by_pool)}"
    )
    few = list(summary.by_skill.values())
    if few:
        whole = f" of {summary.skills_in_outline}" if summary.skills_in_outline else ""
        yield (
            f"{summary.skills_taught}{whole} skills of the outline are taught; questions to practise"
            f" with, per skill: {min(few)} to {max(few)}, {sum(few) / len(few):.1f} on average"
        )
    if summary.forms:
        yield f"mock forms: {_told(summary.forms)}"
    for language, one in summary.hardest().items():
        promise = f", the promise is {one.promised}" if one.promised is not None else ""
        yield f"reading ease ({language}): the hardest lesson is {one.module} with {one.ease:.0f}{promise}"
    if any(one.language == "ar" for one in summary.lessons):
        yield "reading ease (ar): not measured, there is no such formula for Arabic"


def table(summary: Summary) -> Iterator[str]:
    """Readability per lesson and language, and questions per skill."""
    width = max((len(one.module) for one in summary.lessons), default=6)
    yield ""
    yield f"{'lesson':<{width}}  lang  words  sentences  words/sentence   ease  promised"
    yield from (_row(one, width) for one in summary.lessons)
    yield ""
    width = max((len(skill) for skill in summary.by_skill), default=5)
    yield f"{'skill':<{width}}  questions to practise with"
    yield from (f"{skill:<{width}}  {many}" for skill, many in summary.by_skill.items())


def _row(one: LessonFigures, width: int) -> str:
    ease = "-" if one.ease is None else f"{one.ease:.1f}"
    promised = "-" if one.promised is None else str(one.promised)
    numbers = f"{one.words:>5}  {one.sentences:>9}  {one.words_per_sentence:>14.1f}  {ease:>5}  {promised:>8}"
    return f"{one.module:<{width}}  {one.language:<4}  {numbers}"


def _told(many: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in many.items()) or "none"


def _finding(one: Finding, pack: PackReport) -> dict[str, object]:
    return {
        "rule": one.rule,
        "severity": one.severity(draft=pack.draft),
        "file": f"{pack.path}/{one.file}",
        "line": one.line or None,
        "field": one.field,
        "message": one.message,
        "help": list(one.help),
    }
