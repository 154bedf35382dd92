"""Rows of the road from the mock exam to the job that lasts."""

from uuid import uuid4

from django.db.models import QuerySet

from opstap.curriculum.models import Course, Module
from opstap.guidance.actions.mark_contacted import Touch, mark_contacted
from opstap.guidance.models import Contact
from opstap.jobs.access import hiring
from opstap.jobs.actions.record_placement import Hired, record_placement
from opstap.jobs.links import token_for
from opstap.jobs.models import FollowUp, Introduction, Profile, Seat, StaffCourse, Vacancy
from opstap.kit.clock import now, today
from opstap.practice.actions.begin_paper import begin_mock
from opstap.practice.actions.begin_placement import begin_placement
from opstap.practice.actions.begin_session import begin_session
from opstap.practice.models import Paper, Placement, PracticeSession
from opstap.programme.models import Edition
from tests.demonstration.finding import Arguments, kept
from tests.demonstration.rows import groups_alone, member
from tests.demonstration.world import World


def module(world: World) -> Arguments:
    """One that has a short test."""
    return {"code": Module.objects.filter(retired=False, questions__current=True).order_by("code").first().code}


def _paper(world: World) -> Paper:
    """A mock exam that the learner has before them."""
    course = Course.objects.filter(blueprint__isnull=False, code__startswith="sc-900").order_by("code").first()
    return begin_mock(world.cast["learner"], course=course, key=uuid4())


def _practice_session(world: World) -> PracticeSession:
    """The learner practises for ten minutes."""
    course = Course.objects.filter(blueprint__isnull=False, code__startswith="sc-900").order_by("code").first()
    return begin_session(world.cast["learner"], course=course, minutes=10, key=uuid4())


def _placement_test(world: World) -> Placement:
    """The learner finds out where to begin."""
    course = Course.objects.filter(blueprint__isnull=False, code__startswith="sc-900").order_by("code").first()
    return begin_placement(world.cast["learner"], course=course, key=uuid4())


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


def _vacancy(world: World) -> Vacancy:
    """One of the employer's that is open."""
    mine = Vacancy.objects.filter(employer=firm(world)["pk"], closed_at=None, closes_on__gte=today())
    return mine.order_by("opened_at").last()


def card(world: World) -> Arguments:
    """Someone without a name who fits it."""
    fits = hiring.cards_visible_to(world.cast["employer"], vacancy(world), at=now(), today=today())
    return {"pk": vacancy(world).pk, "name": fits[0].card.name}


def _asked(world: World) -> Introduction:
    """The employer asked, and nobody said yes."""
    return _introductions(world).filter(state=Introduction.State.ASKED, named=False).first()


def _met(world: World) -> Introduction:
    """The person said yes, and it goes on."""
    return _introductions(world).filter(named=True, state__in=Introduction.OPEN).first()


def _introductions(world: World) -> QuerySet[Introduction]:
    return Introduction.objects.filter(vacancy__employer=firm(world)["pk"]).order_by("asked_at")


def _own_introduction(world: World) -> Introduction:
    """Of the learner who looks for a job."""
    return Introduction.objects.filter(person=world.cast["learner_job"]).order_by("asked_at").last()


def _agreed(world: World) -> Introduction:
    """Of the same learner, who said yes to another employer."""
    learner = world.cast["learner_job"]
    other = Vacancy.objects.exclude(introductions__person=learner).order_by("opened_at").first()
    return Introduction.objects.create(key=uuid4(), vacancy=other, person=learner, state="accepted", named=True)


def _guided_introduction(world: World) -> Introduction:
    """Of someone in the coach's group."""
    return (
        Introduction.objects.filter(person__participations__group__in=groups_alone(world)).order_by("asked_at").last()
    )


def _guided_profile(world: World) -> Profile:
    return Profile.objects.filter(person__participations__group__in=groups_alone(world)).order_by("pk").first()


def _guided_follow_up(world: World) -> FollowUp:
    """The question to someone in the coach's group whom the manager knows to have found a job."""
    job = Hired(title="Helpdesk", contract="permanent", hours=38, starts_on=today(), employer_name="Elders")
    placement = record_placement(member(world).person, hired=job, by=world.cast["manager"], key=uuid4())
    return placement.follow_ups.get()


def follow_up_link(world: World) -> Arguments:
    return {"token": token_for(guided_follow_up(world).pk)}


vacancy = kept("vacancy", _vacancy)
asked = kept("asked", _asked)
met = kept("met", _met)
agreed = kept("yes of a learner", _agreed)
own_introduction = kept("own introduction", _own_introduction)
guided_introduction = kept("guided introduction", _guided_introduction)
guided_profile = kept("guided profile", _guided_profile)
guided_follow_up = kept("guided follow-up", _guided_follow_up)
paper = kept("paper", _paper)
practice_session = kept("practice session", _practice_session)
placement_test = kept("placement test", _placement_test)
contact = kept("contact", _contact)
edition = kept("edition", _edition)
staff_course = kept("staff course", _staff_course)
seat = kept("seat", _seat)
