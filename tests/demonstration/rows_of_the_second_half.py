"""Rows of the road from the mock exam to the job that lasts."""

from uuid import uuid4

from opstap.curriculum.models import Course, Module
from opstap.guidance.actions.mark_contacted import Touch, mark_contacted
from opstap.guidance.models import Contact
from opstap.jobs.models import Seat, StaffCourse
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.models import Paper
from opstap.programme.models import Edition
from tests.demonstration.finding import Arguments, kept
from tests.demonstration.rows import member
from tests.demonstration.world import World


def module(world: World) -> Arguments:
    """One that has a short test."""
    return {"code": Module.objects.filter(retired=False, questions__current=True).order_by("code").first().code}


def _paper(world: World) -> Paper:
    """A mock exam that the learner has before them."""
    course = Course.objects.filter(blueprint__isnull=False, code__startswith="sc-900").order_by("code").first()
    return begin_mock(world.cast["learner"], course=course, key=uuid4())


def _contact(world: World) -> Contact:
    """What the coach noted of someone in their group."""
    touch = Touch(how=Contact.How.CALLED, look_again_in=7)
    return mark_contacted(member(world).person, touch=touch, by=world.cast["coach"], key=uuid4())


def _edition(world: World) -> Edition:
    """The school's edition that has groups."""
    return Edition.objects.filter(programme__organisation=world.school).order_by("starts_on").first()


def started_in_edition(world: World) -> Arguments:
    return {"pk": edition(world).pk, "step": "started"}


def firm(world: World) -> Arguments:
    """The organisation of the employer."""
    return {"pk": world.cast["employer"].grants.current().get(role="employer").organisation_id}


def _staff_course(world: World) -> StaffCourse:
    return StaffCourse.objects.filter(employer=firm(world)["pk"], closed_at=None).order_by("opened_at").last()


def invitation(world: World) -> Arguments:
    return {"token": staff_course(world).token}


def _seat(world: World) -> Seat:
    return Seat.objects.filter(person=world.cast["employee"], ended_at=None).first()


paper = kept("paper", _paper)
contact = kept("contact", _contact)
edition = kept("edition", _edition)
staff_course = kept("staff course", _staff_course)
seat = kept("seat", _seat)
