"""An employer offers a course to its own people: who took a seat, who tests out of what, who is done."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from opstap.curriculum.models import Course, Lesson, Module, Question
from opstap.jobs.actions.join_staff_course import Newcomer, join_staff_course
from opstap.jobs.actions.open_staff_course import Offer, open_staff_course
from opstap.jobs.models import Seat
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap.practice.actions.begin_paper import TooSoonError, begin_test
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.practice.actions.hand_in import hand_in
from opstap.practice.actions.save_choices import save_choices
from opstap.practice.queries.completion import completed_modules
from opstap.practice.rules.mock_form import TooFewQuestionsError
from opstap_demo.agenda import Agenda
from opstap_demo.candidates import Candidates, drawn_id
from opstap_demo.cast import part
from opstap_demo.material import item_of
from opstap_demo.past import at
from opstap_demo.school import School
from opstap_demo.simulator.answering import reply
from opstap_demo.simulator.memory import Memory
from opstap_demo.simulator.mind import draw_mind
from opstap_demo.simulator.world import World, day_of

SEATS, TAKEN, COMPLETE = 40, 25, 14
OPENED, OPEN_FOR = 80, 130  # days
TRIES = 2  # modules whose short test someone tries before reading


def train_staff(school: School, candidates: Candidates, world: World, now: datetime) -> None:
    """Twenty-five people of one firm: fourteen are done, the others on their way, one of whom can be played."""
    dice, agenda = Random(f"{world.seed} staff"), Agenda(now)
    opened = now - timedelta(days=OPENED)
    employer, by = school.organisations["kanaal"], school.staff["employer"]
    course = _course()
    if course is None:
        return
    offer = Offer(course, SEATS, (opened + timedelta(days=OPEN_FOR)).date())
    with at(opened):
        offered = open_staff_course(employer, offer=offer, by=by, key=new_id())
    modules = list(course.modules.filter(retired=False).order_by("position"))
    people = [*(candidates.next() for _ in range(TAKEN - 1)), part("employee")]
    for place, one in enumerate(people):
        mine = one.code == "employee"
        joined = now - timedelta(days=5, hours=2) if mine else opened + timedelta(hours=6 + 65 * place * dice.random())
        address = one.email if mine else candidates.address(one)
        who = Newcomer(one.name, address, one.language)
        with at(joined):
            seat = join_staff_course(offered, who=who, key=new_id())
        begun = modules if place < COMPLETE else modules[: 1 if mine else dice.randrange(len(modules))]
        _follow(agenda, seat, begun, dice, world, joined)
    agenda.happen()


def _course() -> Course | None:
    """The one made for everybody at work: without an outside exam, if there is one; else the first."""
    courses = Course.objects.order_by("code")
    return courses.filter(blueprint=None).first() or courses.first()


def _follow(
    agenda: Agenda, seat: Seat, modules: Sequence[Module], dice: Random, world: World, joined: datetime
) -> None:
    """Ten minutes at a time, every few days: the short test of what one may know already, the lessons of the rest."""
    memory = Memory(draw_mind(dice), world)
    moment = joined + timedelta(minutes=10)
    every = min(timedelta(days=6), (agenda.now - joined) / (len(modules) + 2))
    tried = set(dice.sample(range(len(modules)), min(TRIES, len(modules)))) if dice.random() < 0.6 else set()
    for place, module in enumerate(modules):
        if place in tried:
            agenda.note(moment, lambda module=module: _try(seat.person, module, memory, dice))  # type: ignore[misc]
        reads = _read_rest if place in tried else _read
        agenda.note(moment + timedelta(minutes=9), lambda module=module, reads=reads: reads(seat.person, module))  # type: ignore[misc]
        moment += every * dice.uniform(0.6, 1.0)


def _try(person: Person, module: Module, memory: Memory, dice: Random) -> None:
    """The short test of a module; a few of them are passed."""
    try:
        paper = begin_test(person, module=module, key=drawn_id(dice))
    except (TooFewQuestionsError, TooSoonError):
        return
    asked = Question.objects.filter(pk__in=paper.questions).prefetch_related("skills").order_by("code")
    chosen = {}
    for question in asked:
        item = item_of(question)
        for skill in item.skills:
            memory.study(skill, day_of(now()), 0.5)  # who tries has met it at work
        chosen[question.pk] = reply(memory, item, day_of(now()), dice)
    save_choices(paper, choices=chosen)
    with at(now() + timedelta(minutes=4)):
        hand_in(paper)


def _read(person: Person, module: Module) -> None:
    """Its lessons. With the last module the course is completed, and with the course the seat, by whoever listens."""
    for lesson in Lesson.objects.filter(module=module, retired=False):
        finish_lesson(key=new_id(), person=person, lesson=lesson)


def _read_rest(person: Person, module: Module) -> None:
    """Its lessons, unless they passed its short test."""
    if module.pk not in completed_modules(person, module.course):
        _read(person, module)
