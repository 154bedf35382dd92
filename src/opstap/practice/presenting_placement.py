"""What a placement test came to, in words: never a score."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from opstap.design.parts import Row
from opstap.kit.translated import in_language
from opstap.practice.queries.placement import Result
from opstap.practice.rules.placement import AreaDecision, Standing


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Per area a line, what may be skipped as choices of a form, and for which areas the basics come first."""

    areas: list[Row]
    skips: list[tuple[str, str]]
    bridges: list[str]
    answered: bool


def present_result(result: Result) -> ResultPage:
    """The page of this result."""
    areas = result.decision.areas
    names = {code: in_language(name) for code, name in result.names.items()}
    return ResultPage(
        [_row(area, names[area.code]) for area in areas],
        [(area.code, _skip(result, area, names)) for area in areas if result.lessons[area.code]],
        [names[area.code] for area in areas if area.bridge],
        any(area.answers for area in areas),
    )


def _row(area: AreaDecision, name: str) -> Row:
    words = {
        Standing.KNOWN: gettext("you know this"),
        Standing.PARTLY: gettext("you know a part of this"),
        Standing.NEW: gettext("this is new for you"),
    }
    return Row(name, words[area.standing] if area.answers else gettext("we did not ask about this"))


def _skip(result: Result, area: AreaDecision, names: dict[str, str]) -> str:
    lessons = result.lessons[area.code]
    told = ngettext(
        "%(part)s: %(many)s lesson, about %(minutes)s min",
        "%(part)s: %(many)s lessons, about %(minutes)s min",
        len(lessons),
    )
    return told % {"part": names[area.code], "many": len(lessons), "minutes": sum(one.minutes for one in lessons)}
