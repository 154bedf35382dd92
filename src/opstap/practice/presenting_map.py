"""The map of skills, in words and as a drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from opstap.curriculum.models import Course, Domain, Lesson
from opstap.design.charts import Box
from opstap.design.stairs import drawing
from opstap.design.tags.lists import mirrored
from opstap.practice.presenting import say_why
from opstap.practice.presenting_group import standing_word
from opstap.practice.queries import SkillLine
from opstap.practice.queries.skill_map import Progress, Week
from opstap.practice.rules.rhythm import Rhythm
from opstap.practice.rules.skill_map import Standing, standing

HEIGHT = 96.0  # of the weeks' bars, px
LEAST = 10  # skills that fill the height, so that one skill is not drawn as much


@dataclass(frozen=True, slots=True)
class SkillStep:
    """A skill as a step: how far, why we think so, and what helps now."""

    line: SkillLine
    step: int
    word: str
    why: str
    advice: str
    lesson: Lesson | None


@dataclass(frozen=True, slots=True)
class LandingView:
    """A part of the exam: its steps in the order of the outline, the same drawn, and how many are how far."""

    domain: Domain
    steps: Sequence[SkillStep]
    boxes: Sequence[Box]
    told: str
    practise_url: str
    open: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in the table beside the drawing."""

    label: str
    known: int
    nearly: int


@dataclass(frozen=True, slots=True)
class WeeksView:
    """The weeks drawn and told."""

    boxes: Sequence[Box]
    height: float
    told: str
    rows: Sequence[WeekRow]


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole page."""

    landings: Sequence[LandingView]
    told: str
    rhythm: str
    weeks: WeeksView | None


def map_view(
    course: Course,
    domains: Sequence[tuple[Domain, Sequence[SkillLine]]],
    lessons: Mapping[str, Lesson],
    progress: Progress,
    today: date,
) -> MapView:
    """What a learner is shown to know of a course."""
    landings = [_landing(course, domain, lines, lessons, today) for domain, lines in domains]
    # One is unfolded: the first where something is on its way, as the road of a course does.
    ways = [any(Standing.NOT_YET < one.step < Standing.KNOWN for one in landing.steps) for landing in landings]
    if True in ways:
        place = ways.index(True)
        landings[place] = replace(landings[place], open=True)
    steps = [one.step for landing in landings for one in landing.steps]
    known, nearly = steps.count(Standing.KNOWN), steps.count(Standing.NEARLY)
    told = ngettext("You know %(known)s of %(many)s skill.", "You know %(known)s of %(many)s skills.", len(steps)) % {
        "known": known,
        "many": len(steps),
    }
    if nearly:
        more = ngettext("%(many)s more is nearly there.", "%(many)s more are nearly there.", nearly)
        told = f"{told} {more % {'many': nearly}}"
    return MapView(landings, told, rhythm_words(progress.rhythm), _weeks(progress.weeks))


def _landing(
    course: Course, domain: Domain, lines: Sequence[SkillLine], lessons: Mapping[str, Lesson], today: date
) -> LandingView:
    steps = [_step(line, lessons.get(line.skill.code), today) for line in lines]
    kinds = [("todo", "begun", "nearly", "done")[one.step] for one in steps]
    query = urlencode({"course": course.code, "domain": domain.code})
    return LandingView(
        domain,
        steps,
        mirrored(drawing(kinds, height=56)),
        _told(steps),
        f"{reverse('practice:practise')}?{query}",
        open=False,
    )


def _step(line: SkillLine, lesson: Lesson | None, today: date) -> SkillStep:
    step = standing(line.shown, line.known.answers, line.known.right)
    advice = {
        Standing.NOT_YET: gettext("Read the lesson, then answer a few questions about it."),
        Standing.BEGUN: gettext("Read the lesson again and look at the examples. Then practise."),
        Standing.NEARLY: gettext("A few more right answers, and you know it."),
        Standing.KNOWN: gettext("Nothing to do now. We ask about it again when it is time."),
    }[step]
    return SkillStep(line, step.value, standing_word(step), say_why(line.known, today), advice, lesson)


def _told(steps: Sequence[SkillStep]) -> str:
    """ "known: 2 · begun: 1 · 4 skills without an answer yet"."""
    counted = {step: sum(one.step == step for one in steps) for step in Standing}
    begun = [
        f"{standing_word(step)}: {counted[step]}"
        for step in (Standing.KNOWN, Standing.NEARLY, Standing.BEGUN)
        if counted[step]
    ]
    untouched = counted[Standing.NOT_YET]
    told = [" · ".join(begun)] if begun else []
    if untouched:
        title = ngettext("%(many)s skill without an answer yet", "%(many)s skills without an answer yet", untouched)
        told.append(title % {"many": untouched})
    return " · ".join(told)


def rhythm_words(found: Rhythm | None) -> str:
    """The rhythm as a sentence that praises or invites, and never counts what was missed."""
    if found is None:
        return ""
    if found.practised == 0:
        return gettext("Good that you look in. Ten minutes are enough to begin again.")
    if found.of == 1:
        return gettext("You practised this week.")
    told = gettext("You practised in %(practised)s of the last %(of)s weeks.")
    return told % {"practised": found.practised, "of": found.of}


def _weeks(weeks: Sequence[Week]) -> WeeksView | None:
    """The weeks as bars: known at the foot, nearly on top. None when there are not two weeks to compare."""
    if len(weeks) < 2:
        return None
    most = max([week.count.known + week.count.nearly for week in weeks] + [LEAST])
    width = 100 / len(weeks)
    boxes = []
    for place, week in enumerate(weeks):
        known, nearly = (HEIGHT * many / most for many in (week.count.known, week.count.nearly))
        x, wide = round(place * width, 3), round(width * 0.8, 3)
        boxes.append(Box(x, round(HEIGHT - known, 2), wide, round(known, 2), "done"))
        boxes.append(Box(x, round(HEIGHT - known - nearly, 2), wide, round(nearly, 2), "nearly"))
    first, last = weeks[0], weeks[-1]
    told = gettext("Known or nearly there, in the week of %(day)s: %(first)s. Now: %(last)s.") % {
        "day": date_format(first.monday, "j F"),
        "first": first.count.known + first.count.nearly,
        "last": last.count.known + last.count.nearly,
    }
    rows = [WeekRow(date_format(one.monday, "j F"), one.count.known, one.count.nearly) for one in weeks]
    return WeeksView(mirrored(tuple(boxes)), HEIGHT, told, rows)
