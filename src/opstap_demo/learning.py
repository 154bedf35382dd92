"""What learners read, answered and asked, through the same actions as their phones."""

from datetime import datetime, time, timedelta
from random import Random

from opstap.curriculum.models import Lesson, Question
from opstap.kit.clock import BRUSSELS
from opstap.kit.ids import new_id
from opstap.kit.translated import in_language
from opstap.messages.actions.answer_help import answer_help
from opstap.messages.actions.ask_for_help import ask_for_help
from opstap.people.models import Person
from opstap.practice.actions.finish_lesson import finish_lesson
from opstap.programme.actions.mark_seen import mark_seen
from opstap.programme.actions.say_absent import say_absent
from opstap.programme.models import Group
from opstap.programme.queries import participants_of, sessions_ahead
from opstap_demo.answers import Reply, keep
from opstap_demo.cast import Row, part, rows
from opstap_demo.past import at
from opstap_demo.school import School

# Lessons read and questions answered per person, by group: the oldest first.
READ = (5, 3, 1)
ANSWERED = (32, 20, 6)


def learn(groups: list[Group], dice: Random, now: datetime) -> None:
    """Each learner reads in order and answers what the lessons read so far are about."""
    lessons = list(
        Lesson.objects.filter(retired=False).select_related("module").order_by("module__position", "position")
    )
    pool = Question.objects.filter(current=True, retired=False).exclude(module=None).prefetch_related("skills")
    questions, replies = list(pool.order_by("code")), list[Reply]()
    for group, read, answered in zip(groups, READ, ANSWERED, strict=True):
        for participation in participants_of(group):
            chosen = lessons[: max(1, min(len(lessons), read + dice.choice((-1, 0, 0, 1))))]
            _read(participation.person, chosen, dice, now)
            modules = {lesson.module_id for lesson in chosen}
            asked = [one for one in questions if one.module_id in modules]
            replies += _replies(participation.person, dice.sample(asked, min(answered, len(asked))), dice, now)
    keep(replies)


def _read(person: Person, lessons: list[Lesson], dice: Random, now: datetime) -> None:
    for ago, lesson in enumerate(reversed(lessons)):
        with at(daytime(now - timedelta(days=3 + 5 * ago), dice.randrange(8, 22), now)):
            finish_lesson(key=new_id(), person=person, lesson=lesson)


def _replies(person: Person, questions: list[Question], dice: Random, now: datetime) -> list[Reply]:
    """A person knows a share of what is asked, else guesses; the product's own model is not used here."""
    knows, replies = dice.betavariate(4, 2), []
    for place, question in enumerate(questions):
        options = [str(option["id"]) for option in question.options]
        key = [str(option["id"]) for option in question.options if float(option["weight"]) > 0]
        chosen = key if dice.random() < knows else dice.sample(options, len(key))
        day = now - timedelta(days=(len(questions) - place) // 2)
        moment = daytime(day, dice.randrange(8, 22), now) + timedelta(seconds=40 * place)
        replies.append(Reply(person, question, tuple(chosen), moment))
    return replies


def daytime(day: datetime, hour: int, now: datetime) -> datetime:
    """That hour on that day in Brussels, or a day earlier when it has not come yet."""
    moment = datetime.combine(day.astimezone(BRUSSELS).date(), time(hour, 5 + hour % 7 * 7), BRUSSELS)
    return moment if moment < now - timedelta(hours=3) else moment - timedelta(days=1)


def ask(groups: list[Group], school: School, dice: Random, now: datetime) -> None:
    """Calls for help in each language, the first ones answered."""
    told = rows("help")
    lessons = list(Lesson.objects.filter(retired=False).order_by("module__position", "position")[:3])
    people = [one.person for group in groups for one in participants_of(group)]
    for place, row in enumerate(told):
        able = [one for one in people if one.language == row["language"]] or people
        person = dice.choice(able)
        asked_at = daytime(now - timedelta(days=(len(told) - place + 1) // 2), 9 + 3 * (place % 3), now)
        about = _about(row, lessons, person)
        with at(asked_at):
            request = ask_for_help(key=new_id(), person=person, words=row["words"], **about)
        if row["answer"]:
            with at(asked_at + timedelta(hours=2)):
                answer_help(
                    request, by=school.staff["coach" if row["language"] == "nl" else "coach_fr"], answer=row["answer"]
                )


def _about(row: Row, lessons: list[Lesson], person: Person) -> dict[str, str]:
    place = row.get("lesson")
    if isinstance(place, int) and place < len(lessons):
        lesson = lessons[place]
        title = in_language(lesson.title, person.language)
        return {"about_type": "lesson", "about_id": lesson.code, "about_title": title}
    return {"about_type": "topic", "about_id": str(row.get("topic", "too_hard"))}


def stay_away(groups: list[Group], school: School, now: datetime) -> None:
    """Two people of each group can't come to their next class; the coach has seen one of them."""
    ours = {part("learner").email, part("learner_ar").email}
    for group in groups:
        members = [one for one in participants_of(group) if one.person.email not in ours]
        for place, (participation, reason) in enumerate(zip(members[2:4], ("child", "appointment"), strict=False)):
            session = sessions_ahead(participation, at=now).first()
            if session is not None:
                with at(min(now, session.starts_at) - timedelta(hours=1 + place)):
                    notice = say_absent(participation, key=new_id(), session=session, reason=reason)
                if place:
                    mark_seen(notice, by=school.staff["coach"])
