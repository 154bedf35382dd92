"""Everything in order, from one seed, relative to today."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.conf import settings
from django.core.management import call_command

from opstap.curriculum.models import Competence, Course, Exam
from opstap.kit.clock import now
from opstap.people.models import NoticeVersion
from opstap.practice.tasks import plan_again
from opstap_demo.bank import bring_questions
from opstap_demo.candidates import Candidates
from opstap_demo.classes import Classroom, live_through
from opstap_demo.consents import let_know
from opstap_demo.counting import counted
from opstap_demo.editing import edit_texts
from opstap_demo.exams import Exams, sat
from opstap_demo.groups import make_group, outlines
from opstap_demo.intake import ROUNDS, Intake
from opstap_demo.jobs import find_jobs
from opstap_demo.learning import learn
from opstap_demo.lives import Life
from opstap_demo.material import make_material
from opstap_demo.past import all_or_nothing, at, tasks_at_once
from opstap_demo.placing import place
from opstap_demo.school import BEGAN, make_school
from opstap_demo.seating import seat
from opstap_demo.simulator.attending import School as Weather
from opstap_demo.simulator.attending import draw_strikes
from opstap_demo.staff import train_staff
from opstap_demo.talking import ask, reach_out, stay_away

SEED = 20260901
BEFORE = timedelta(days=BEGAN + 120)  # the school opened its doors some months before its first group

type Tell = Callable[[str], None]


def build(seed: int = SEED, tell: Tell = lambda said: None) -> dict[str, int]:
    """Invent the school, telling how far it is; gives how much there is of what."""
    _catalogue()
    with tasks_at_once(), all_or_nothing():
        _build(seed, tell)
    return counted()


def _build(seed: int, tell: Tell) -> None:
    moment = now()
    with at(moment - BEFORE):
        school = make_school(moment.date())
    tell("Four calls: applications, scores, decisions")
    intake = Intake(school, Candidates(Random(f"{seed} people")), Random(f"{seed} intake"), moment)
    for this in ROUNDS:
        intake.decided(this)
    tell("Ten groups: their calendar, and who came")
    material = make_material(seed, school.track)
    dice = Random(f"{seed} classes")
    weather = Weather(draw_strikes((moment - timedelta(days=BEGAN)).date(), moment.date(), dice))
    room = Classroom(school, material.world, weather, dice, moment, intake.next_waiting)
    lives: list[Life] = []
    plans = outlines(moment)
    for this in ROUNDS:
        ours = [outline for outline in plans if outline.call == this.number]
        seats = seat(intake.admitted[this.number], ours)
        for outline in ours:
            lives += live_through(room, make_group(school, outline, seats[outline.number], moment), outline)
    intake.close_lists()
    let_know(lives, Random(f"{seed} consents"), moment)
    tell("What they read, answered and tried")
    roads = learn(lives, material, f"{seed} learning", moment)
    place(lives, roads, material, f"{seed} placing", moment)
    plan_again()
    tell("Vouchers, sittings, results and badges")
    sat(Exams(school, Random(f"{seed} exams"), moment), lives, roads)
    tell("Cards, vacancies, introductions and jobs")
    find_jobs(school, Random(f"{seed} jobs"), moment, lives)
    tell("An employer's own staff")
    train_staff(school, intake.candidates, material.world, moment)
    tell("Calls for help, and what coaches did")
    talk = Random(f"{seed} talking")
    reach_out(lives, roads, school, talk, moment)
    ask(lives, school, talk, moment)
    stay_away(lives, school, moment)
    bring_questions(school, material, moment)
    edit_texts(school, material, moment)
    intake.open_now()


def _catalogue() -> None:
    """What `bin/run` has loaded already; a test or a command on its own has not."""
    if not (Exam.objects.exists() and Competence.objects.exists()):
        call_command("load_catalogue", verbosity=0)
    if not Course.objects.exists():
        # Not by the steps of the first start: one of these invents a school as well.
        call_command("course", "load", settings.COURSE_PACKS, verbosity=0)
    if not NoticeVersion.objects.exists():
        call_command("load_notices", verbosity=0)
