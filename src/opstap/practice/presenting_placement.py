"""What a placement test came to, in words: never a score."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from opstap.design.parts import Kind, Task
from opstap.kit.translated import in_language
from opstap.practice.queries.placement import Result
from opstap.practice.rules.placement import AreaDecision, Standing


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Per area a line, what may be skipped as choices of a form, and for which areas the basics come first."""

    areas: list[Task]
    skips: list[tuple[str, str]]
    bridges: list[str]
    answered: bool


def present_result(result: Result) -> ResultPage:
    """The page of this result."""
    areas = result.decision.areas
    names = {code: in_language(name) for code, name in result.names.items()}
    return ResultPage(
        [_line(area, names[area.code]) for area in areas],
        [(area.code, _skip(result, area, names)) for area in areas if result.lessons[area.code]],
        [names[area.code] for area in areas if area.bridge],
        any(area.answers for area in areas),
    )


def _line(area: AreaDecision, name: str) -> Task:
    if not area.answers:
        return Task(name, tag=gettext("we did not ask about this"))
    words: dict[Standing, tuple[str, Kind]] = {
        Standing.KNOWN: (gettext("you know this"), "done"),
        Standing.PARTLY: (gettext("you know a part of this"), "info"),
        Standing.NEW: (gettext("this is new for you"), "next"),
    }
    tag, kind = words[area.standing]
    return Task(name, state="done" if area.standing is Standing.KNOWN else "todo", tag=tag, kind=kind)


def _skip(result: Result, area: AreaDecision, names: dict[str, str]) -> str:
    lessons = result.lessons[area.code]
    told = ngettext(
        "%(part)s: %(many)s lesson, about %(minutes)s min",
        "%(part)s: %(many)s lessons, about %(minutes)s min",
        len(lessons),
    )
    return told % {"part": names[area.code], "many": len(lessons), "minutes": sum(one.minutes for one in lessons)}
