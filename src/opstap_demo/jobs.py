"""From a card to a job that lasts: profiles with consent, introductions, hires, and the question after six months."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from opstap.certification.models import Sitting
from opstap.jobs.actions.answer_follow_up import answer_follow_up
from opstap.jobs.actions.answer_introduction import answer_introduction
from opstap.jobs.actions.ask_follow_up import ask_follow_ups
from opstap.jobs.actions.ask_introduction import CardGoneError, ask_introduction
from opstap.jobs.actions.end_introduction import end_introduction
from opstap.jobs.actions.move import IntroductionMovedError
from opstap.jobs.actions.read_strengths import read_strengths
from opstap.jobs.actions.record_interview import record_interview
from opstap.jobs.actions.record_placement import Hired, record_placement
from opstap.jobs.actions.save_profile import Typed, save_profile
from opstap.jobs.models import FollowUp, Introduction, Placement
from opstap.jobs.queries.cards import shown_profiles
from opstap.kit.clock import now, today
from opstap.kit.ids import new_id
from opstap.people.actions.consent import note_consent
from opstap.people.models import ConsentEvent, NoticeKind, Person
from opstap.people.queries.consents import newest_notice
from opstap_demo.agenda import Agenda
from opstap_demo.cast import rows_of, told
from opstap_demo.lives import Life
from opstap_demo.school import School
from opstap_demo.vacancies import Board, Offered

SEEKER = "learner_job"  # has a card, and an employer who waits for an answer
CONSENTS, SAYS_YES, MEETS, IS_HIRED, ELSEWHERE = 0.85, 0.75, 0.85, 0.2, 0.06
MOST_ASKED = 4
CARD_AFTER = timedelta(days=4)
# So many days ago an employer asked, and it is not over: who was asked longest has been met, who was asked last has to answer.
UNDER_WAY = (13, 12, 8, 7, 5, 4)
YES_AFTER, MET_AFTER = timedelta(days=2), timedelta(days=9)
# In turn: most jobs last, one ended, some people do not answer.
ANSWERS = ("same_job", "", "other_job", "no_job", "same_job", "same_job", "", "same_job")
CONTRACTS = ("permanent", "fixed_term", "agency", "permanent", "internship")
LEVELS = ("A2", "B1", "B2", "C1")


@dataclass(slots=True)
class Seeking:
    """What looking for jobs needs."""

    school: School
    dice: Random
    now: datetime
    agenda: Agenda
    board: Board
    asked: int = 0
    placed: set[object] = field(default_factory=set)


def find_jobs(school: School, dice: Random, now: datetime, lives: Sequence[Life]) -> None:
    """Everybody who passed everything, or found a job before, from their card to today."""
    agenda = Agenda(now)
    seeking = Seeking(school, dice, now, agenda, Board(school, now))
    seeking.board.post(agenda)
    for life in lives:
        story = life.story
        if story.reason == "found_job" and story.leaves is not None:
            agenda.note(story.leaves + timedelta(days=3), lambda life=life: _elsewhere(seeking, life))  # type: ignore[misc]
            continue
        looks = _looks_from(life, school)
        if looks is not None:
            agenda.note(looks, lambda life=life: _card(seeking, life))  # type: ignore[misc]
    for ago in UNDER_WAY:
        agenda.note(now - timedelta(days=ago), lambda ago=ago: _under_way(seeking, lives, ago))  # type: ignore[misc]
    agenda.happen()


def _looks_from(life: Life, school: School) -> datetime | None:
    """From when someone has a card: some days after everything was verified; some of the others when the track ends."""
    exams = {exam.pk for exam in school.track.exams.all()}
    passed = Sitting.objects.filter(person=life.person, state=Sitting.State.PASSED, verified_at__isnull=False)
    rows = {sitting.exam_id: sitting.verified_at for sitting in passed}
    days = [moment for moment in rows.values() if moment is not None]
    if exams <= set(rows):
        return max(days) + CARD_AFTER
    if rows and life.participation.stage == "completed":
        return life.chair.ends + CARD_AFTER
    return None


def _card(seeking: Seeking, life: Life) -> None:
    """Say what one can and wants, agree that employers see it without a name; a coach reads the own words."""
    dice, person = seeking.dice, life.person
    languages = {code: dice.choice(LEVELS) for code in ("nl", "fr", "en")}
    languages[person.language] = "C2" if person.language != "ar" else "C1"
    languages["en"] = LEVELS[min(3, int(life.mind.english * 4))]
    hours = dice.choice(((19, 38), (30, 38), (38, 38), (19, 30)))
    words = dice.choice(told("jobs")["strengths"][person.language]) if dice.random() < 0.8 else ""
    typed = Typed(
        languages=languages,
        hours_min=19 if life.part else hours[0],
        hours_max=38 if life.part else hours[1],
        from_day=today() + timedelta(days=dice.randrange(3, 30)),
        remote=dice.random() < 0.7,
        strengths=words,
    )
    profile = save_profile(person, typed=typed)
    if not (life.part or dice.random() < CONSENTS):
        return
    notice = newest_notice(NoticeKind.EMPLOYER_CARD)
    if notice is not None:
        note_consent(person, notice=notice, what=ConsentEvent.What.GIVEN, key=new_id())
    coach = seeking.school.staff[life.chair.outline.coaches[0]]
    seeking.agenda.note(now() + timedelta(days=1), lambda: read_strengths(profile, by=coach))
    if life.part == SEEKER:
        seeking.agenda.note(seeking.now - timedelta(days=2), lambda: _ask_seeker(seeking, life))
    elif dice.random() < ELSEWHERE:
        seeking.agenda.note(now() + timedelta(days=dice.randrange(10, 70)), lambda: _elsewhere(seeking, life))
    else:
        seeking.agenda.note(now() + timedelta(days=dice.randrange(4, 18)), lambda: _ask(seeking, life, 1))


def _elsewhere(seeking: Seeking, life: Life) -> None:
    """A job that was found without us, told to the coach."""
    if life.person.pk in seeking.placed:
        return
    row = seeking.dice.choice(rows_of("jobs", "elsewhere"))
    contract = seeking.dice.choice(CONTRACTS)
    begins = today() + timedelta(days=seeking.dice.randrange(1, 15))
    hired = Hired(row["title"], contract, row["hours"], begins, employer_name=row["employer"])
    _placed(seeking, life, record_placement(life.person, hired=hired, by=_coach(seeking, life), key=new_id()))


def _coach(seeking: Seeking, life: Life) -> Person:
    return seeking.school.staff[life.chair.outline.coaches[0]]


def _ask_seeker(seeking: Seeking, life: Life) -> None:
    """Two employers ask to meet the person of the demonstration who looks for a job; one of them is ours to play."""
    for offered in seeking.board.open_ones():
        if offered.row["code"] in {"soc_kanaal", "soc_gare"}:
            with suppress(CardGoneError):
                ask_introduction(offered.vacancy, person=life.person, by=offered.by, key=new_id())


def _ask(seeking: Seeking, life: Life, time: int) -> None:
    """An employer asks to meet the person behind the card."""
    later = now() + timedelta(days=seeking.dice.randrange(9, 25))
    open_ones = [one for one in seeking.board.open_ones() if not seeking.board.filled(one.row["code"])]
    if life.person.pk in seeking.placed or not open_ones:
        if life.person.pk not in seeking.placed:
            seeking.agenda.note(later, lambda: _ask(seeking, life, time))
        return
    offered = seeking.dice.choice(open_ones)
    try:
        introduction = ask_introduction(offered.vacancy, person=life.person, by=offered.by, key=new_id())
    except CardGoneError:
        return
    seeking.asked += 1
    answered = now() + timedelta(hours=seeking.dice.randrange(6, 130))
    seeking.agenda.note(answered, lambda: _answer(seeking, life, introduction, offered))
    if time < MOST_ASKED:
        seeking.agenda.note(later + timedelta(days=14), lambda: _ask(seeking, life, time + 1))


def _answer(seeking: Seeking, life: Life, introduction: Introduction, offered: Offered) -> None:
    yes = seeking.dice.random() < SAYS_YES
    reason = "" if yes else seeking.dice.choice(("not_now", "too_far", "other", ""))
    with suppress(IntroductionMovedError, CardGoneError):
        answer_introduction(introduction, yes=yes, by=life.person, key=new_id(), reason=reason)
        if yes:
            met = now() + timedelta(days=seeking.dice.randrange(4, 13))
            seeking.agenda.note(met, lambda: _meet(seeking, life, introduction, offered))


def _meet(seeking: Seeking, life: Life, introduction: Introduction, offered: Offered) -> None:
    with suppress(IntroductionMovedError):
        if seeking.dice.random() >= MEETS:
            end_introduction(introduction, reason="no_answer", by=offered.by, key=new_id())
            return
        record_interview(introduction, by=offered.by, key=new_id())
        decided = now() + timedelta(days=seeking.dice.randrange(3, 12))
        seeking.agenda.note(decided, lambda: _outcome(seeking, life, introduction, offered))


def _under_way(seeking: Seeking, lives: Sequence[Life], ago: int) -> None:
    """Somebody with a card, whom nobody else asks about, is asked to meet; what follows depends on how long ago it was."""
    free = set(
        shown_profiles().exclude(person__introductions__state__in=Introduction.OPEN).values_list("person", flat=True)
    )
    life = next((one for one in lives if one.person.pk in free and not one.part), None)
    offered = next(iter(reversed(seeking.board.open_ones())), None)
    if life is None or offered is None:
        return
    with suppress(CardGoneError, IntroductionMovedError):
        introduction = ask_introduction(offered.vacancy, person=life.person, by=offered.by, key=new_id())
        seeking.placed.add(life.person.pk)  # nobody else asks, nor do they find something else, while this goes on
        if ago > min(UNDER_WAY) + 1:
            seeking.agenda.note(now() + YES_AFTER, lambda: _says_yes(life, introduction))
            seeking.agenda.note(now() + MET_AFTER, lambda: _have_met(offered, introduction))


def _says_yes(life: Life, introduction: Introduction) -> None:
    with suppress(IntroductionMovedError, CardGoneError):
        answer_introduction(introduction, yes=True, by=life.person, key=new_id())


def _have_met(offered: Offered, introduction: Introduction) -> None:
    with suppress(IntroductionMovedError):
        record_interview(introduction, by=offered.by, key=new_id())


def _outcome(seeking: Seeking, life: Life, introduction: Introduction, offered: Offered) -> None:
    row, dice = offered.row, seeking.dice
    with suppress(IntroductionMovedError):
        if dice.random() >= IS_HIRED or seeking.board.filled(row["code"]):
            reason = dice.choice(("other_person", "skills", "other_person"))
            end_introduction(introduction, reason=reason, by=offered.by, key=new_id())
            return
        hired = Hired(
            title=row["title"],
            contract="internship" if row["code"].startswith("stage") else dice.choice(CONTRACTS[:3]),
            hours=row["hours"][1],
            starts_on=today() + timedelta(days=dice.randrange(7, 28)),
            introduction=introduction,
        )
        _placed(seeking, life, record_placement(life.person, hired=hired, by=offered.by, key=new_id()))
        seeking.board.filled(row["code"])


def _placed(seeking: Seeking, life: Life, placement: Placement) -> None:
    """The question after six months is asked on its day; most answer it within days."""
    number = len(seeking.placed)
    seeking.placed.add(life.person.pk)
    asked = now() + timedelta(days=(placement.follow_ups.get().due_on - today()).days, hours=1)
    seeking.agenda.note(asked, lambda: _follow_up(seeking, life, placement, ANSWERS[number % len(ANSWERS)]))


def _follow_up(seeking: Seeking, life: Life, placement: Placement, answer: str) -> None:
    ask_follow_ups()
    follow_up = FollowUp.objects.get(placement=placement)
    if answer:
        moment = now() + timedelta(hours=seeking.dice.randrange(5, 150))
        seeking.agenda.note(moment, lambda: answer_follow_up(follow_up, answer=answer, by=life.person, key=new_id()))
