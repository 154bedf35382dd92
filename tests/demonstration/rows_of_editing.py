"""What a trainer edits, in the demonstration: a course, a lesson that somebody changes, and a question that waits."""

from opstap.curriculum.models import Question, Revision
from tests.demonstration.finding import Arguments, kept
from tests.demonstration.world import World


def _draft(world: World) -> Revision:
    """What the author is writing."""
    return Revision.objects.filter(state="draft", author=world.cast["author"]).select_related("lesson").first()


def _waiting(world: World) -> Revision:
    """What the author sent, and the reviewer has not read yet."""
    return Revision.objects.filter(state="review", author=world.cast["author"]).first()


draft = kept("draft of a lesson", _draft)
waiting = kept("change that waits for review", _waiting)


def course(world: World) -> Arguments:
    return {"code": draft(world).course.code}


def lesson(world: World) -> Arguments:
    return {**course(world), "lesson": draft(world).lesson.code}


def module(world: World) -> Arguments:
    return {**course(world), "module": draft(world).lesson.module.code}


def question(world: World) -> Arguments:
    found = Question.objects.filter(course=draft(world).course, current=True, retired=False).order_by("code").first()
    return {**course(world), "question": found.code}
