"""Rows to look at: which of the demonstration's, and a few made here that it has none of."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.db.models import QuerySet

from opstap.admission.links import Purpose, token_for
from opstap.admission.models import Application, Call, Interest
from opstap.curriculum.models import Course, Lesson, Media, Question, QuestionImport
from opstap.kit.clock import now
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import RoleGrant
from opstap.practice.models import Answer
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import AbsenceNotice, Group, Participation, Session
from tests.demonstration.finding import Arguments, Finder, kept
from tests.demonstration.world import World


def groups_alone(world: World) -> QuerySet[Group]:
    """Those that the coach has without the other coach."""
    return Group.objects.filter(coaches=world.cast["coach"]).exclude(coaches=world.cast["coach_fr"])


def _group(world: World) -> Group:
    """One of them with people in it."""
    taking = groups_alone(world).filter(participations__stage__in=Participation.TAKING_PART)
    return taking.order_by("starts_on").first()


def _member(world: World) -> Participation:
    members = Participation.objects.filter(group=group(world), stage__in=Participation.TAKING_PART)
    return members.exclude(person__in=world.cast.values()).select_related("person").order_by("pk").first()


def _class_ahead(world: World) -> Session:
    """The next class of the group."""
    return Session.objects.filter(group=group(world), ends_at__gt=now()).order_by("starts_at").first()


def _own_class(world: World) -> Session:
    """The learner's next class."""
    mine = Participation.objects.get(person=world.cast["learner"])
    return Session.objects.filter(group=mine.group, ends_at__gt=now()).order_by("starts_at").first()


def _call_for_help(world: World) -> HelpRequest:
    return ask_for_help(key=uuid4(), person=member(world).person, about_type="topic", about_id="too_hard")


def _absence(world: World) -> AbsenceNotice:
    return say_absent(member(world), key=uuid4(), session=class_ahead(world), reason="child")


def _brought(world: World) -> QuestionImport:
    """A file that the author brought in."""
    return QuestionImport.objects.create(
        course=Course.objects.order_by("code").first(),
        filename="old.gift",
        text="::One:: Two? {T}",
        sha256="0" * 64,
        language="nl",
        licence="CC BY 4.0",
        author="Nobody",
        by=world.cast["author"],
    )


def _without_skill(world: World) -> Question:
    """A question that waits for a skill."""
    copy = Question.objects.filter(current=True).order_by("code").first()
    copy.pk, copy.code = uuid4(), "brought-1"
    copy._state.adding = True
    copy.save()
    return copy


def _drawing(world: World) -> Media:
    """A drawing of a course."""
    course, content = Course.objects.get(code="sc-900"), b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    kind = "image/svg+xml"
    return Media.objects.create(
        course=course, path="media/crawled.svg", sha256=sha256(content).hexdigest(), content_type=kind, content=content
    )


def _application(world: World, **which: object) -> Application:
    return (
        Application.objects.filter(call__edition__programme__organisation=world.school, **which).order_by("pk").first()
    )


def _applied(world: World) -> Application:
    """The candidate's own."""
    return Application.objects.get(person=world.cast["candidate"])


group = kept("group", _group)
member = kept("member", _member)
class_ahead = kept("class ahead", _class_ahead)
own_class = kept("own class", _own_class)
call_for_help = kept("call for help", _call_for_help)
absence = kept("absence", _absence)
brought = kept("brought", _brought)
without_skill = kept("without skill", _without_skill)
drawing = kept("drawing", _drawing)
applied = kept("applied", _applied)
to_read = kept("to read", lambda world: _application(world, status="sent"))
to_decide = kept("to decide", lambda world: _application(world, status="assessed"))


def call(world: World) -> Arguments:
    """The call that is open."""
    return {"slug": applied(world).call.slug}


def programme(world: World) -> Arguments:
    return {"slug": applied(world).call.edition.programme.slug}


def lesson(world: World) -> Arguments:
    return {"code": Lesson.objects.filter(retired=False).order_by("code").first().code}


def paragraph(world: World) -> Arguments:
    """The first paragraph of a lesson."""
    return {**lesson(world), "anchor": "b1"}


def answer(world: World) -> Arguments:
    """One of the learner's own answers."""
    return {"key": Answer.objects.filter(learner__person=world.cast["learner"]).order_by("pk").first().key}


def figure(world: World) -> Arguments:
    """The address of a drawing: its content."""
    return {"sha256": drawing(world).sha256, "ending": "svg"}


def message(world: World) -> Arguments:
    return {"pk": Message.objects.filter(person=world.cast["learner"]).order_by("pk").first().pk}


def person(code: str) -> Finder:
    return lambda world: {"pk": world.cast[code].pk}


def role_of_the_coach(world: World) -> Arguments:
    grant = RoleGrant.objects.current().filter(person=world.cast["coach"]).first()
    return {"pk": world.cast["coach"].pk, "grant": grant.pk}


def status_link(world: World) -> Arguments:
    return {"token": token_for(Purpose.STATUS, applied(world).pk)}


def interest_link(world: World) -> Arguments:
    return {"token": token_for(Purpose.INTEREST, _newest_interest())}


def _newest_interest() -> UUID:
    return Interest.objects.order_by("-pk").first().pk


def confirm_link(world: World) -> Arguments:
    """Of an application that was confirmed already."""
    return {"token": token_for(Purpose.CONFIRM, applied(world).key)}


def closed_call(world: World) -> Call:
    return Call.objects.filter(edition__programme__organisation=world.school).order_by("opens_at").first()
