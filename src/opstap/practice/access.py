"""Who may learn what, and who may see which answer. Policies come in pairs: the rows, and the yes or no."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from opstap.curriculum.models import Course, Lesson, Module, Question
from opstap.people.models import Organisation, Person, Role
from opstap.practice.models import Answer, Paper, PracticeSession
from opstap.programme.models import Participation, Stage, TrackCourse

TAKES_PART = (Role.LEARNER, Role.EMPLOYEE)
# Staff look at the same pages as a preview; nothing that they do there is kept.
PREVIEWS = (Role.COACH, Role.AUTHOR, Role.REVIEWER, Role.MANAGER, Role.ADMINISTRATOR)


def takes_part(person: Person) -> bool:
    """Whether this person's answers are kept."""
    return person.has_role(*TAKES_PART)


def courses_visible_to(person: Person) -> QuerySet[Course]:
    """The courses that `person` may open: those of the tracks they follow, or every course when they follow no track
    (an employee, someone not placed yet, staff who preview). Course packs are openly licensed: nothing in them is secret.
    """
    return _visible(person, _followed(person) if _is_bound(person) else [])


def can_open_course(person: Person, course: Course) -> bool:
    """Whether `person` may open this course."""
    return courses_visible_to(person).filter(pk=course.pk).exists()


def courses_in_order(person: Person) -> list[Course]:
    """The courses that `person` may open, in the order of their track."""
    followed = _followed(person)
    order = {pk: place for place, pk in enumerate(followed)}
    courses = _visible(person, followed).select_related("blueprint__exam").order_by("code")
    return sorted(courses, key=lambda course: order.get(course.pk, len(order)))


def _visible(person: Person, followed: list[UUID]) -> QuerySet[Course]:
    if not person.has_role(*TAKES_PART, *PREVIEWS):
        return Course.objects.none()
    return Course.objects.filter(pk__in=followed) if followed and _is_bound(person) else Course.objects.all()


def _is_bound(person: Person) -> bool:
    """Whether this person is kept to the courses of their tracks."""
    return takes_part(person) and not person.has_role(*PREVIEWS)


def _followed(person: Person) -> list[UUID]:
    mine = Participation.objects.filter(person=person).exclude(stage=Stage.LEFT)
    tracks = mine.exclude(group=None).values_list("group__track", flat=True)
    rows = TrackCourse.objects.filter(track__in=tracks).order_by("track__slug", "position")
    return list(rows.values_list("course_id", flat=True))


def lesson_for(person: Person, code: str) -> Lesson:
    """The lesson, when `person` may open its course; else Http404."""
    lessons = Lesson.objects.filter(retired=False, module__retired=False, module__course__in=courses_visible_to(person))
    lesson = lessons.select_related("module__course").filter(code=code).first()
    if lesson is None:
        raise Http404
    return lesson


def question_for(person: Person, pk: UUID) -> Question:
    """Any version of a question of a course that `person` may open: a page that was open while a new version came still
    sends in what it asked. Else Http404.
    """
    question = Question.objects.filter(pk=pk, course__in=courses_visible_to(person)).select_related("module").first()
    if question is None:
        raise Http404
    return question


def answers_visible_to(person: Person) -> QuerySet[Answer]:
    """The answers that `person` may see on the learner's pages: their own."""
    return Answer.objects.filter(learner__person=person)


def can_see_answer(person: Person, answer: Answer) -> bool:
    """Whether this answer is theirs."""
    return answer.learner.person_id == person.pk


def answer_for(person: Person, key: UUID) -> Answer:
    """Their own answer, with its question; else Http404."""
    answer = (
        answers_visible_to(person)
        .select_related("question__course", "question__module__course", "learner")
        .filter(key=key)
        .first()
    )
    if answer is None:
        raise Http404
    return answer


def organisation_of(person: Person) -> Organisation | None:
    """The organisation whose facts are filled in for this reader: where they learn, else the first they belong to."""
    grants = person.grants.current().select_related("organisation").order_by("granted_at")
    ordered = sorted(grants, key=lambda grant: grant.role not in TAKES_PART)
    return ordered[0].organisation if ordered else None


def papers_visible_to(person: Person) -> QuerySet[Paper]:
    """The mock exams and short tests that `person` may see on the learner's pages: their own."""
    return Paper.objects.filter(learner__person=person)


def can_see_paper(person: Person, paper: Paper) -> bool:
    """Whether this paper is theirs."""
    return paper.learner.person_id == person.pk


def paper_for(person: Person, pk: UUID) -> Paper:
    """Their own paper; else Http404."""
    papers = papers_visible_to(person).select_related("learner", "course__blueprint__exam", "module")
    paper = papers.filter(pk=pk).first()
    if paper is None:
        raise Http404
    return paper


def sessions_visible_to(person: Person) -> QuerySet[PracticeSession]:
    """The practice sessions that `person` may see: their own."""
    return PracticeSession.objects.filter(learner__person=person)


def can_see_session(person: Person, session: PracticeSession) -> bool:
    """Whether this session is theirs."""
    return session.learner.person_id == person.pk


def session_for(person: Person, pk: UUID) -> PracticeSession:
    """Their own practice session; else Http404."""
    session = sessions_visible_to(person).select_related("learner", "course").filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def module_for(person: Person, code: str) -> Module:
    """A module of a course that `person` may open; else Http404."""
    modules = Module.objects.filter(retired=False, course__in=courses_visible_to(person), code=code)
    module = modules.select_related("course").order_by("course__code").first()
    if module is None:
        raise Http404
    return module
