"""Four calls that are decided, and one that is open: applications, scores, decisions, a waiting list that moves."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from opstap.admission.actions.assess import assess
from opstap.admission.actions.decide import Choice, decide
from opstap.admission.actions.leave_interest import leave_interest
from opstap.admission.actions.open_call import Plan, open_call
from opstap.admission.actions.tell_interested import tell_interested
from opstap.admission.actions.withdraw_application import withdraw_application
from opstap.admission.models import Application, Call, Decision
from opstap.admission.rules.rubric import CODES
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap_demo.applying import Applicant, apply
from opstap_demo.candidates import Candidates
from opstap_demo.cast import part, told
from opstap_demo.past import at
from opstap_demo.school import School

READERS = ("coach", "coach_fr", "coach_evening", "coach_new")
DECLINES = {"more_people_than_places": 80, "other_road_fits_better": 9, "not_reached": 8, "condition_not_met": 3}


@dataclass(frozen=True, slots=True)
class Round:
    """A call to be: opened so many days ago, for so many days; how many apply, and what becomes of them."""

    number: int
    opened: int
    days: int
    places: int
    sent: int
    admitted: int
    waitlisted: int
    withdrawn: int
    again: int = 0
    cast: tuple[str, ...] = ()


# The first places drew more than 200 people; from each call on some of those who got no place try again.
ROUNDS = (
    Round(1, 470, 35, 60, 214, 51, 22, 9, cast=("learner_job",)),
    Round(2, 352, 32, 60, 92, 51, 12, 4, again=14),
    Round(3, 246, 30, 38, 66, 32, 9, 3, again=8, cast=("learner_ar",)),
    Round(4, 154, 30, 38, 70, 32, 9, 3, again=6, cast=("learner",)),
)
OPEN = Round(5, 21, 46, 32, 27, 0, 0, 1, again=3, cast=("candidate",))


@dataclass(slots=True)
class Intake:
    """Who applied, and what they wait for."""

    school: School
    candidates: Candidates
    dice: Random
    now: datetime
    admitted: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[int, list[Application]] = field(default_factory=lambda: defaultdict(list))
    refused: list[Person] = field(default_factory=list)

    def decided(self, this: Round) -> None:
        """A call from its opening to the day on which everybody heard."""
        call = self._call(this)
        sent = [self._apply(call, one) for one in self._applicants(call, this)]
        closed = call.closes_at
        self.dice.shuffle(sent)
        gone, kept = sent[: this.withdrawn], sent[this.withdrawn :]
        ours = {part(code).email for code in this.cast}
        gone, kept = (
            [one for one in gone if one.person.email not in ours],
            kept + [one for one in gone if one.person.email in ours],
        )
        totals = {one.pk: self._read(one, closed + timedelta(days=2), one.person.email in ours) for one in kept}
        for application in gone:
            with at(closed - timedelta(hours=self.dice.randrange(2, 60))):
                withdraw_application(application, by=application.person, key=new_id())
        ranked = sorted(kept, key=lambda one: -totals[one.pk])
        self._decide(ranked, this, closed + timedelta(days=9))

    def _decide(self, ranked: list[Application], this: Round, moment: datetime) -> None:
        listed = this.admitted + this.waitlisted
        for place, application in enumerate(ranked):
            outcome = Decision.Outcome.DECLINED
            if place < listed:
                outcome = Decision.Outcome.ADMITTED if place < this.admitted else Decision.Outcome.WAITLISTED
            with at(moment + timedelta(minutes=4 * place)):
                decide(application, self._choice(outcome), by=self.school.staff["manager"], key=new_id())
            if outcome == Decision.Outcome.ADMITTED:
                self.admitted[this.number].append(application.person)
            elif outcome == Decision.Outcome.WAITLISTED:
                self.waiting[this.number].append(application)
            else:
                self.refused.append(application.person)

    def next_waiting(self, number: int) -> Person | None:
        """The first of a call's waiting list is offered the place that came free, now."""
        if not self.waiting[number]:
            return None
        application = self.waiting[number].pop(0)
        choice = Choice(Decision.Outcome.ADMITTED, "place_freed")
        decide(application, choice, by=self.school.staff["manager"], key=new_id())
        return application.person

    def close_lists(self) -> None:
        """When the next call's places are given, whoever still waits hears that no place came free. The last list stays."""
        for this, following in pairwise(ROUNDS):
            moment = self.now - timedelta(days=following.opened - following.days) + timedelta(days=45)
            for place, application in enumerate(self.waiting[this.number]):
                with at(moment + timedelta(minutes=3 * place)):
                    choice = Choice(Decision.Outcome.DECLINED, "more_people_than_places")
                    decide(application, choice, by=self.school.staff["manager"], key=new_id())
            self.waiting[this.number].clear()

    def open_now(self) -> None:
        """The call that is open: half of what came in is read, nothing is decided."""
        call = self._call(OPEN)
        sent = [self._apply(call, one) for one in self._applicants(call, OPEN)]
        ours = [one for one in sent if one.person.email == part("candidate").email]
        others = [one for one in sent if one not in ours]
        for place, application in enumerate(others[: len(others) // 2]):
            self._read(application, self.now - timedelta(days=5, hours=place))
        with at(self.now - timedelta(days=2)):
            withdraw_application(others[-1], by=others[-1].person, key=new_id())

    def _applicants(self, call: Call, this: Round) -> list[Applicant]:
        """Who applies, and when: a rush in the first days, and one in the last."""
        again = self.dice.sample(self.refused, min(this.again, len(self.refused)))
        self.refused = [one for one in self.refused if one not in again]
        found = [Applicant(part(code)) for code in this.cast] + [Applicant(None, person) for person in again]
        found += [Applicant(self.candidates.next()) for _ in range(this.sent - len(found))]
        until = min(call.closes_at, self.now) - call.opens_at - timedelta(hours=3)
        moments = sorted(call.opens_at + until * self._rush() for _ in found)
        self.dice.shuffle(found)
        return [one.at_moment(moment) for one, moment in zip(found, moments, strict=True)]

    def _rush(self) -> float:
        return float(self.dice.choice((self.dice.betavariate(1, 5), self.dice.random(), self.dice.betavariate(6, 1))))

    def _call(self, this: Round) -> Call:
        opened = self.now - timedelta(days=this.opened)
        plan = Plan(
            opens_at=opened,
            closes_at=opened + timedelta(days=this.days),
            places=this.places,
            decided_by=(opened + timedelta(days=this.days + 14)).date(),
            information_session=told("school")["programme"]["information_session"],
        )
        edition = self.school.next_edition if this is OPEN else self.school.edition
        self._interested(opened, 9 if this.number == 1 else 5)
        with at(opened - timedelta(days=3)):
            call = open_call(edition, slug=f"trede-{this.number}", plan=plan, by=self.school.staff["manager"])
        with at(opened + timedelta(minutes=1)):
            tell_interested(call)
        return call

    def _interested(self, opened: datetime, number: int) -> None:
        """People who left a number or an address in the weeks before."""
        for _ in range(number):
            someone = self.candidates.next()
            address = self.candidates.address(someone)
            with at(opened - timedelta(days=self.dice.randrange(4, 30), hours=self.dice.randrange(12))):
                leave_interest(self.school.programme, address=address, language=someone.language, key=new_id())

    def _apply(self, call: Call, one: Applicant) -> Application:
        return apply(call, one, self.candidates)

    def _read(self, application: Application, moment: datetime, certain: bool = False) -> float:
        """One or two coaches score it; gives the mean total. Readers differ by a point now and then."""
        motivation, totals = self.dice.gauss(2.6, 0.7), []
        readers = self.dice.sample(READERS, self.dice.choice((1, 2, 2)))
        for place, code in enumerate(readers):
            drawn = {one: round(self.dice.gauss(motivation, 0.6)) for one in CODES}
            scores = {one: 4 if certain else min(4, max(0, score)) for one, score in drawn.items()}
            totals.append(sum(scores.values()))
            with at(moment + timedelta(hours=self.dice.randrange(90), minutes=20 * place)):
                assess(application, scores=scores, remark="", by=self.school.staff[code], key=new_id())
        return sum(totals) / len(totals) + self.dice.random() / 10

    def _choice(self, outcome: Decision.Outcome) -> Choice:
        if outcome == Decision.Outcome.DECLINED:
            (reason,) = self.dice.choices(list(DECLINES), list(DECLINES.values()))
            return Choice(outcome, reason)
        return Choice(outcome, "motivation" if outcome == Decision.Outcome.ADMITTED else "places_full")
