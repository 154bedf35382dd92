"""A plan, from the rule's weeks to what the template is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

from opstap.curriculum.models import Lesson
from opstap.design.parts import Task
from opstap.kit.translated import in_language
from opstap.practice.queries.plan import Situation
from opstap.practice.rules import plan as rules
from opstap.practice.rules.plan import Moves, Week, monday_of

MOVES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in a week, with the time that it takes this person."""

    title: str
    url: str
    time: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week: `title` with its Monday, `note` with what it holds. `late`: it lies after the exam."""

    title: str
    note: str
    lessons: tuple[LessonLine, ...]
    rest: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """Why the date does not hold, and what would make it hold."""

    title: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovesView:
    """What lies in another week since this week began, and why."""

    why: str
    lines: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The page: `when` says where the plan leads, `tasks` is this week, `used` how much of it is done."""

    when: str
    used: str
    tasks: tuple[Task, ...]
    lessons: tuple[LessonLine, ...]
    coming: tuple[WeekView, ...]
    advice: Advice | None
    moves: MovesView | None
    over: bool
    done: bool


def present_plan(situation: Situation, *, moves: Moves, classes: Mapping[date, int], today: date) -> PlanPage:
    """The page of this plan; `classes` counts by the Monday of a week."""
    monday = monday_of(today)
    lessons = {lesson.code: lesson for lesson in situation.left}
    weeks = situation.planned.weeks
    this = weeks[0] if weeks and weeks[0].monday == monday else None
    exam_on = situation.room.exam_on
    return PlanPage(
        when=_when(situation, today),
        used=_used(situation),
        tasks=tuple(_tasks(situation, this)) if this else (),
        lessons=_lines(situation, this, lessons) if this else (),
        coming=tuple(_week(situation, week, lessons, classes) for week in weeks if week.monday > monday),
        advice=_advice(situation, exam_on),
        moves=_moves(moves, lessons) if moves.lessons else None,
        over=situation.over,
        done=situation.work.is_done,
    )


def duration(minutes: int) -> str:
    """ "35 min", "2 h", "2 h 10 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def hours_words(hours: float) -> str:
    """ "4", or "2,5" where a comma is written."""
    return number_format(hours, 0 if hours == int(hours) else 1)


def day_words(day: date) -> str:
    """ "9 March 2027"."""
    return date_format(day, "j F Y")


def _when(situation: Situation, today: date) -> str:
    exam_on = situation.room.exam_on
    if exam_on is not None:
        days = (exam_on - today).days
        left = ngettext("%(days)s day to go", "%(days)s days to go", days) % {"days": days}
        return gettext("Your exam is on %(day)s: %(left)s.") % {"day": day_words(exam_on), "left": left}
    if situation.work.is_done or not situation.planned.weeks:
        return gettext("Your exam has no date yet.")
    last = situation.planned.weeks[-1].monday
    told = gettext("Your exam has no date yet. With %(hours)s h a week you are ready in the week of %(day)s.")
    return told % {"hours": hours_words(situation.room.hours), "day": day_words(last)}


def _used(situation: Situation) -> str:
    told = gettext("%(used)s of %(all)s done")
    return told % {"used": duration(situation.room.spent), "all": duration(int(situation.room.hours * 60))}


def _tasks(situation: Situation, week: Week) -> list[Task]:
    query = f"?course={situation.course.code}"
    tasks = []
    if week.lessons:
        many = len(week.lessons)
        label = ngettext("Read %(many)s lesson", "Read %(many)s lessons", many) % {"many": many}
        minutes = {one.code: one.minutes for one in situation.work.lessons}
        time = duration(sum(minutes[code] for code in week.lessons))
        tasks.append(Task(label, reverse("practice:lesson", args=[week.lessons[0]]), "next", time))
    if week.practice:
        tasks.append(Task(gettext("Practise"), reverse("practice:practise") + query, "todo", duration(week.practice)))
    if week.mocks:
        time = duration(week.mocks * situation.work.mock_minutes)
        tasks.append(Task(_mock_words(week.mocks), reverse("practice:mock") + query, "todo", time))
    return tasks


def _mock_words(many: int) -> str:
    return ngettext("%(many)s mock exam", "%(many)s mock exams", many) % {"many": many}


def _lines(situation: Situation, week: Week, lessons: Mapping[str, Lesson]) -> tuple[LessonLine, ...]:
    return tuple(
        LessonLine(
            in_language(lesson.title),
            reverse("practice:lesson", args=[lesson.code]),
            duration(rules.lesson_minutes(lesson.minutes, situation.factor)),
        )
        for lesson in (lessons[code] for code in week.lessons)
    )


def _week(situation: Situation, week: Week, lessons: Mapping[str, Lesson], classes: Mapping[date, int]) -> WeekView:
    exam_on = situation.room.exam_on
    rest = [gettext("Practise: %(time)s") % {"time": duration(week.practice)}] if week.practice else []
    if week.mocks:
        rest.append(_mock_words(week.mocks))
    if many := classes.get(week.monday, 0):
        rest.append(ngettext("%(many)s class", "%(many)s classes", many) % {"many": many})
    return WeekView(
        gettext("Week of %(day)s") % {"day": date_format(week.monday, "j F")},
        duration(week.minutes),
        _lines(situation, week, lessons),
        tuple(rest),
        exam_on is not None and week.monday >= exam_on,
    )


def _advice(situation: Situation, exam_on: date | None) -> Advice | None:
    why = situation.planned.why
    if why is None or exam_on is None:
        return None
    names = {"hours": hours_words(situation.room.hours), "needed": hours_words(why.needed)}
    ways = [gettext("Take %(needed)s h a week instead of %(hours)s h.") % names] if why.needed else []
    ways.append(gettext("Ask for an exam on %(day)s or later.") % {"day": day_words(exam_on + timedelta(why.days))})
    if situation.left:
        ways.append(gettext("Skip lessons that you know already."))
    if why.code == rules.TOO_FEW_HOURS:
        return Advice(gettext("%(hours)s h a week is not enough for this date") % names, tuple(ways))
    return Advice(gettext("This date comes too soon, however many hours you take"), tuple(ways))


def _moves(moves: Moves, lessons: Mapping[str, Lesson]) -> MovesView:
    """One line for what moved together: from one week to another."""
    together: dict[tuple[date, date], list[str]] = {}
    for one in moves.lessons:
        together.setdefault((one.was, one.now), []).append(one.code)
    lines = [
        _move(in_language(lessons[codes[0]].title), len(codes) - 1, *weeks)
        for weeks, codes in list(together.items())[:MOVES_SHOWN]
    ]
    many = sum(len(codes) for codes in list(together.values())[MOVES_SHOWN:])
    more = ngettext("and %(many)s more lesson", "and %(many)s more lessons", many) % {"many": many} if many else ""
    return MovesView(_why(moves.why), tuple(lines), more)


def _move(lesson: str, more: int, was: date, now: date) -> str:
    names = {"lesson": lesson, "more": more, "was": date_format(was, "j F"), "now": date_format(now, "j F")}
    if more:
        return gettext("%(lesson)s (+%(more)s): from the week of %(was)s to the week of %(now)s") % names
    return gettext("%(lesson)s: from the week of %(was)s to the week of %(now)s") % names


def _why(code: str) -> str:
    words: Mapping[str, str] = {
        rules.LATER: gettext("Not everything fitted into its week, so these lessons come later. Nothing is lost."),
        rules.EARLIER: gettext("You were faster than planned, so these lessons come earlier."),
        rules.DATE: gettext("The date of your exam changed."),
        rules.HOURS: gettext("Your hours a week changed."),
        rules.FEWER: gettext("There is less to read than before."),
        rules.MORE: gettext("There is more to read than before."),
    }
    return words[code]
