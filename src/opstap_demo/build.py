"""Everything in order, from one seed, relative to today."""

from random import Random

from django.core.management import call_command

from opstap.admission.models import Application
from opstap.curriculum.models import Course, Exam
from opstap.kit.clock import now
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import NoticeVersion, Person
from opstap.practice.models import Answer
from opstap.programme.models import Attendance, Participation
from opstap_demo import classes, intake, learning
from opstap_demo.past import tasks_at_once
from opstap_demo.school import make_school

SEED = 20260901


def build(seed: int = SEED) -> dict[str, int]:
    """Invent the school; gives how much there is of what."""
    _catalogue()
    moment, dice = now(), Random(seed)
    with tasks_at_once():
        school = make_school(moment.date())
        candidates = intake.Candidates(dice)
        admitted = intake.closed_call(school, candidates, moment)
        groups = classes.make_groups(school, _seats([one.person for one in admitted]), moment)
        for group, outline in zip(groups, classes.outlines(moment), strict=True):
            classes.live_through(group, outline, school, dice, moment)
        learning.learn(groups, dice, moment)
        learning.ask(groups, school, dice, moment)
        learning.stay_away(groups, school, moment)
        intake.interested(school, moment)
        intake.open_now(school, candidates, moment)
    return {
        "people": Person.objects.count(),
        "applications": Application.objects.count(),
        "participants": Participation.objects.count(),
        "attendances": Attendance.objects.count(),
        "answers": Answer.objects.count(),
        "calls for help": HelpRequest.objects.count(),
        "messages": Message.objects.count(),
    }


def _catalogue() -> None:
    """What `bin/run` has loaded already; a test or a command on its own has not."""
    if not Exam.objects.exists():
        call_command("load_catalogue", verbosity=0)
    if not Course.objects.exists():
        from opstap.site.starting import prepare  # the packs on disk, as at the first start

        prepare(lambda said: None)
    if not NoticeVersion.objects.exists():
        call_command("load_notices", verbosity=0)


def _seats(admitted: list[Person]) -> list[Person]:
    """The cast in their places: Nadia first in the youngest group, Yousef first in the middle one; forty-three others."""
    nadia, yousef, *others = admitted
    return [*others[:15], yousef, *others[15:29], nadia, *others[29:]]
