"""Every class until now: who came, who stopped and was replaced, who paused and came back, who finished."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from opstap.kit.clock import BRUSSELS, now
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.place_in_group import place_in_group
from opstap.programme.models import Group, Participation, Session, Stage
from opstap_demo.agenda import Agenda
from opstap_demo.groups import ACTIVE_AFTER, Outline
from opstap_demo.lives import Chair, Life, draw_life
from opstap_demo.marks import Register, Sheet
from opstap_demo.school import School
from opstap_demo.simulator.attending import School as Weather
from opstap_demo.simulator.attending import mark
from opstap_demo.simulator.living import Story
from opstap_demo.simulator.world import World

NOTICED = timedelta(days=2)  # from the last day until a coach writes down that someone stopped
REPLACED = timedelta(days=5)
SETTLED = timedelta(weeks=2)
MOST_LEAVE = 4  # of those who have a chair from the first day
MISSED = 3
COACH = "coach"  # in whose groups nobody but one person misses the last three classes
SILENT = "silent"
# Who has which part, by the number of the group: who can be played (data/cast.yaml), and what their coach must find.
CAST = {"learner": 10, "learner_ar": 8, "learner_job": 2}
FOUND = {5: ("silent", "failed"), 8: ("exam_soon",)}
# What surely happens, whatever is drawn: by group, the reason, and in which week of the main training someone stops, or pauses
# until which week (None: not back yet, so many weeks ago).
JOBS_FOUND = {1: (6, 12), 2: (8, 13), 3: (7,)}
PAUSED = {2: ("health", 9, 15), 5: ("family", 14, 19), 7: ("papers", 6, 11)}
PAUSES_NOW = {6: ("health", 5), 9: ("family", 3)}


@dataclass(slots=True)
class Classroom:
    """What living through the classes of all groups needs."""

    school: School
    world: World
    weather: Weather
    dice: Random
    now: datetime
    next_waiting: Callable[[int], Person | None]


def live_through(room: Classroom, group: Group, outline: Outline) -> list[Life]:
    """One group from its first class until now; gives everybody who ever had a chair in it."""
    agenda, register = Agenda(room.now), Register()
    lives = _first_lives(room, group, outline)
    for life in list(lives):
        _story(room, agenda, life)
        if life.story.leaves is not None and life.story.leaves < outline.main(room.now) - REPLACED:
            agenda.note(life.story.leaves + REPLACED, lambda: _replace(room, agenda, lives, group, outline))
    for session, last in _held(group, room.now):
        agenda.note(session.ends_at, lambda session=session, last=last: _hold(room, register, lives, session, last))  # type: ignore[misc]
    coach = room.school.staff[outline.coaches[0]]
    agenda.note(outline.main(room.now) + ACTIVE_AFTER, lambda: _active(lives, coach))
    agenda.note(outline.ends(room.now), lambda: _finish(lives, coach))
    agenda.happen()
    register.save()
    return lives


def _first_lives(room: Classroom, group: Group, outline: Outline) -> list[Life]:
    rows = Participation.objects.filter(group=group).select_related("person").order_by("pk")
    free = list(FOUND.get(outline.number, ()))
    lives = []
    for row in rows:
        part = next((code for code in CAST if row.person.email == f"{code.replace('_', '.')}@trede.example"), "")
        part = part or (free.pop() if free else "")
        chair = Chair(group, outline, outline.begins(room.now), outline.ends(room.now), part)
        lives.append(draw_life(row, chair, room.world, room.dice))
    drawn = [life for life in lives if life.story.leaves is not None and life.story.leaves < room.now]
    for life in drawn[MOST_LEAVE:]:
        life.story = Story()
    surely = _surely(room, outline)
    for life in [life for life in lives if not life.part][: len(surely)]:
        life.story = surely.pop()
    return lives


def _surely(room: Classroom, outline: Outline) -> list[Story]:
    main, number = outline.main(room.now), outline.number
    stories = [Story(leaves=main + timedelta(weeks=week), reason="found_job") for week in JOBS_FOUND.get(number, ())]
    if number in PAUSED:
        reason, since, until = PAUSED[number]
        begun, back = main + timedelta(weeks=since), main + timedelta(weeks=until)
        stories.append(Story(pauses=begun, returns=back, reason=reason))
    if number in PAUSES_NOW:
        reason, ago = PAUSES_NOW[number]
        stories.append(Story(pauses=room.now - timedelta(weeks=ago), reason=reason))
    return stories


def _replace(room: Classroom, agenda: Agenda, lives: list[Life], group: Group, outline: Outline) -> None:
    """The next of the waiting list takes the free chair, and stays at least until the main training begins."""
    joins, main = now(), outline.main(room.now)
    person = room.next_waiting(outline.call)
    if person is None:
        return
    row = Participation.objects.select_related("person").get(person=person, edition=room.school.edition)
    place_in_group(group, participations=[row.pk], by=room.school.staff["manager"])
    life = draw_life(row, Chair(group, outline, joins, outline.ends(room.now)), room.world, room.dice)
    if life.story.leaves is not None and life.story.leaves < main + timedelta(weeks=2):
        life.story = Story()
    lives.append(life)
    _story(room, agenda, life)


def _story(room: Classroom, agenda: Agenda, life: Life) -> None:
    """What a coach writes down when someone stops, pauses or comes back. Nobody stops on the eve of the main training:
    their chair would stay empty."""
    eve = life.chair.outline.main(room.now)
    if life.story.leaves is not None and eve - REPLACED <= life.story.leaves < eve + SETTLED:
        life.story = replace(life.story, leaves=life.story.leaves + REPLACED + SETTLED)
    coach, story, row = room.school.staff[life.chair.outline.coaches[0]], life.story, life.participation
    if story.leaves is not None:
        agenda.note(story.leaves + NOTICED, lambda: change_stage(row, to=Stage.LEFT, by=coach, reason=story.reason))
    if story.pauses is not None:
        agenda.note(story.pauses, lambda: change_stage(row, to=Stage.PAUSED, by=coach, reason=story.reason))
    if story.returns is not None:
        main = life.chair.outline.main(room.now)
        back = Stage.ACTIVE if story.returns > main + ACTIVE_AFTER else Stage.STARTED
        back = Stage.PREPARATORY if story.returns < main else back
        agenda.note(story.returns, lambda: change_stage(row, to=back, by=coach, reason="returned"))


def _active(lives: Sequence[Life], coach: Person) -> None:
    for life in lives:
        if life.participation.stage == Stage.STARTED:
            change_stage(life.participation, to=Stage.ACTIVE, by=coach, reason="began")


def _finish(lives: Sequence[Life], coach: Person) -> None:
    for life in lives:
        if life.participation.stage in {Stage.STARTED, Stage.ACTIVE}:
            change_stage(life.participation, to=Stage.COMPLETED, by=coach, reason="finished")


def _held(group: Group, now: datetime) -> Iterator[tuple[Session, int]]:
    """Each class that is over, with how many came after it."""
    sessions = list(Session.objects.filter(group=group, ends_at__lt=now).order_by("starts_at"))
    for place, session in enumerate(sessions):
        yield session, len(sessions) - 1 - place


def _hold(room: Classroom, register: Register, lives: Sequence[Life], session: Session, after: int) -> None:
    """One class: everybody comes or not, and the coach writes it down."""
    outline = lives[0].chair.outline
    here = {life.participation.pk: life for life in lives if not life.is_away(session.starts_at)}
    marks = {pk: _mark(room, life, session, after) for pk, life in here.items()}
    for pk, status in marks.items():
        if status in {"present", "late"}:
            here[pk].came.append(session.starts_at)
    coach = room.school.staff[outline.coaches[0]]
    sheet = Sheet(session, marks, coach, new_id(), session.ends_at)
    register.record(sheet, {pk: life.participation for pk, life in here.items()})


def _mark(room: Classroom, life: Life, session: Session, after: int) -> str:
    local, outline = session.starts_at.astimezone(BRUSSELS), life.chair.outline
    drawn = mark(life.rhythm, local, room.weather, room.dice, evening=outline.evening, leaves=life.story.leaves)
    if life.part == SILENT:
        return "absent" if after < MISSED else "present" if after == MISSED else drawn
    missed = not life.came or life.came[-1] < session.starts_at - timedelta(days=5)
    if (COACH in outline.coaches and after == 0 and missed) or (life.part in CAST and after < MISSED):
        return "present"
    if not session.preparatory and not _has_started(life) and room.dice.random() < 0.8:
        return "present"  # hardly anybody misses the first day of the main training
    return drawn


def _has_started(life: Life) -> bool:
    return life.participation.stage not in {Stage.OFFERED, Stage.PREPARATORY}
