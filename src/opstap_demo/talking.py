"""Calls for help, "I can't come", and what coaches did about people they missed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from opstap.curriculum.models import Lesson
from opstap.guidance.actions.mark_contacted import Touch, mark_contacted
from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.kit.translated import in_language
from opstap.messages.actions.answer_help import answer_help
from opstap.messages.actions.ask_for_help import About, ask_for_help
from opstap.people.models import Person
from opstap.programme.actions.mark_seen import mark_seen
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import Group
from opstap.programme.queries import participants_of, sessions_ahead
from opstap_demo.agenda import Agenda
from opstap_demo.cast import Row, rows, told
from opstap_demo.lives import Life
from opstap_demo.past import at
from opstap_demo.school import School
from opstap_demo.study import Road

TALKS = 0.85
CANNOT_COME = ("child", "appointment")


def ask(lives: Sequence[Life], school: School, dice: Random, now: datetime) -> None:
    """Calls for help in each language, the first ones answered by the coach of the group."""
    words = rows("help")
    lessons = list(Lesson.objects.filter(retired=False).order_by("module__position", "position")[:3])
    here = [life for life in lives if not life.part and life.until(now) == now]
    for place, row in enumerate(words):
        able = [life for life in here if life.person.language == row["language"]] or here
        life = able[dice.randrange(len(able))]
        asked_at = _daytime(now - timedelta(days=(len(words) - place + 1) // 2), 9 + 3 * (place % 3), now)
        about = _about(row, lessons, life.person)
        with at(asked_at):
            request = ask_for_help(key=new_id(), person=life.person, words=row["words"], **about)
        if row["answer"]:
            with at(asked_at + timedelta(hours=2)):
                answer_help(request, by=school.staff[life.chair.outline.coaches[0]], answer=row["answer"])


def _about(row: Row, lessons: list[Lesson], person: Person) -> About:
    place = row.get("lesson")
    if isinstance(place, int) and place < len(lessons):
        lesson = lessons[place]
        title = in_language(lesson.title, person.language)
        return {"about_type": "lesson", "about_id": lesson.code, "about_title": title}
    return {"about_type": "topic", "about_id": str(row.get("topic", "too_hard"))}


def _daytime(day: datetime, hour: int, now: datetime) -> datetime:
    """That hour on that day in Brussels, or a day earlier when it has not come yet."""
    moment = datetime.combine(day.astimezone(BRUSSELS).date(), time(hour, 5 + hour % 7 * 7), BRUSSELS)
    return moment if moment < now - timedelta(hours=3) else moment - timedelta(days=1)


def stay_away(lives: Sequence[Life], school: School, now: datetime) -> None:
    """Two people of each group that goes on can't come to their next class; a coach has seen one of them."""
    parts = {life.person.pk for life in lives if life.part}
    coaches = {life.chair.group: school.staff[life.chair.outline.coaches[0]] for life in lives}
    for group in _going_on(lives, now):
        members = [one for one in participants_of(group) if one.person_id not in parts]
        for place, (participation, reason) in enumerate(zip(members[2:4], CANNOT_COME, strict=False)):
            session = sessions_ahead(participation, at=now).first()
            if session is not None:
                with at(min(now, session.starts_at) - timedelta(hours=1 + place)):
                    notice = say_absent(participation, key=new_id(), session=session, reason=reason)
                if place:
                    mark_seen(notice, by=coaches[group])


def _going_on(lives: Sequence[Life], now: datetime) -> list[Group]:
    return list(dict.fromkeys(life.chair.group for life in lives if life.chair.ends > now))


def reach_out(lives: Sequence[Life], roads: Sequence[Road], school: School, dice: Random, now: datetime) -> None:
    """Coaches call who failed, who pauses, who stopped, and now and then someone who missed classes."""
    agenda = Agenda(now)
    for life, road in zip(lives, roads, strict=True):
        story, coach = life.story, school.staff[life.chair.outline.coaches[0]]
        failed = [one.starts_at for one in road.attempts if one.result is not None and not one.result.passed]
        for moment in failed if life.part != "failed" else []:
            if dice.random() < TALKS:
                _note(agenda, life, coach, moment + timedelta(days=dice.randrange(1, 5)), "failed", dice)
        if story.leaves is not None:
            _note(agenda, life, coach, story.leaves - timedelta(days=dice.randrange(4, 20)), "missed", dice)
            _note(agenda, life, coach, story.leaves + timedelta(days=1), "left", dice)
        if story.pauses is not None:
            end = min(story.returns or now, now)
            weeks = (end - story.pauses).days // 21
            for number in range(weeks):
                _note(agenda, life, coach, story.pauses + timedelta(weeks=3 * number + 1), "paused", dice)
        if not life.part and dice.random() < 0.3:
            span = (life.until(now) - life.chair.joins).days
            _note(
                agenda, life, coach, life.chair.joins + timedelta(days=dice.randrange(7, max(8, span))), "missed", dice
            )
    agenda.happen()


HOW = {
    "failed": ("met", "called"),
    "missed": ("called", "no_answer", "messaged"),
    "paused": ("called",),
    "left": ("called", "met"),
}
REASON = {"failed": "failed", "missed": "missed_some", "paused": "paused", "left": "missed_three"}


def _note(agenda: Agenda, life: Life, coach: Person, moment: datetime, kind: str, dice: Random) -> None:
    language = coach.language if coach.language in {"nl", "fr"} else "nl"
    words = dice.choice(told("contacts")[language][kind]) if dice.random() < 0.8 else ""
    touch = Touch(dice.choice(HOW[kind]), dice.choice((1, 3, 7)), (REASON[kind],), words)
    agenda.note(moment, lambda: mark_contacted(life.person, touch=touch, by=coach, key=new_id()))
