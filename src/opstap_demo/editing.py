"""A trainer changes a lesson and a question; a colleague published the first, and the second waits for her."""

from datetime import datetime, timedelta
from typing import Any

from opstap.curriculum.actions.begin_revision import begin_lesson, begin_question
from opstap.curriculum.actions.publish_revision import publish_revision
from opstap.curriculum.actions.save_revision import save_revision
from opstap.curriculum.actions.send_for_review import send_for_review
from opstap.curriculum.models import Question, Revision
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap_demo.material import Material
from opstap_demo.past import at
from opstap_demo.school import School


def edit_texts(school: School, material: Material, now: datetime) -> None:
    """The same steps as on the pages: begin, save, send; then a reviewer's yes."""
    if len(material.lessons) < 2:
        return
    author, reviewer = school.staff["author"], school.staff["reviewer"]
    with at(now - timedelta(days=9)):
        first = begin_lesson(material.lessons[0], by=author, key=new_id())
        first = _saved(first, author, minutes=first.content["minutes"] + 5)
        send_for_review(first, by=author, note="Learners took longer than we said.")
    with at(now - timedelta(days=8)):
        publish_revision(first, by=reviewer, remarks="Ja, dat klopt.")
    question = _question(material)
    if question is not None:
        with at(now - timedelta(hours=20)):
            harder = begin_question(question, by=author, key=new_id())
            harder = _saved(harder, author, level=min(5, harder.content["level"] + 1))
            send_for_review(harder, by=author, note="Harder than we thought: few have it right.")
    with at(now - timedelta(hours=3)):
        begin_lesson(material.lessons[1], by=author, key=new_id())


def _saved(row: Revision, by: Person, **changed: Any) -> Revision:
    return save_revision(row, by=by, content={**row.content, **changed}, saved=row.saved)


def _question(material: Material) -> Question | None:
    """One that has a skill and all languages, so that it may be sent."""
    if material.course is None:
        return None
    rows = Question.objects.filter(course=material.course, current=True, retired=False, brought_by=None)
    return rows.select_related("module", "course").filter(module__isnull=False, level__lt=5).order_by("code").first()
