"""Two calls: one long closed and decided, one open now."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from opstap.admission.actions.assess import assess
from opstap.admission.actions.decide import Choice, decide
from opstap.admission.actions.leave_interest import leave_interest
from opstap.admission.actions.open_call import Plan, open_call, standard_rules
from opstap.admission.actions.save_draft import Answer, Typed, start_draft
from opstap.admission.actions.send_application import send_application
from opstap.admission.actions.withdraw_application import withdraw_application
from opstap.admission.models import Application, Call, Decision
from opstap.admission.queries import referrers
from opstap.admission.rules import eligibility
from opstap.admission.rules.rubric import CODES
from opstap.kit.ids import new_id
from opstap.people.models import NoticeKind, Person
from opstap.people.queries.consents import newest_notice
from opstap_demo.cast import Part, part, told
from opstap_demo.past import at
from opstap_demo.school import School

ADMITTED, WAITLISTED, DECLINED, WITHDRAWN = 45, 6, 6, 3
NEW = 24
DECLINES = ("more_people_than_places", "not_reached", "other_road_fits_better")
LANGUAGES = ("nl", "nl", "nl", "fr", "fr", "fr", "fr", "en", "ar", "ar")


@dataclass(slots=True)
class Candidates:
    """Invented people, each once, with what they write."""

    dice: Random
    count: int = 0
    written: set[str] = field(default_factory=set)

    def next(self) -> Part:
        """Someone nobody has met yet."""
        names = told("names")
        given, family = names["given"], names["family"]
        number, self.count = self.count, self.count + 1
        # Both lists in step, the second one shifted after each round: no pair comes twice.
        name = f"{given[number % len(given)]} {family[(number * 7 + number // len(family)) % len(family)]}"
        return Part(f"candidate{number}", name, self.dice.choice(LANGUAGES), {})

    def motivation(self, language: str) -> str:
        """A reason, something that shows going on, a plan; now and then somebody writes less."""
        parts = told("motivation")[language]
        while True:
            chosen = [self.dice.choice(parts[part]) for part in ("reason", "going_on", "plan")]
            words = "\n\n".join(chosen if self.dice.random() < 0.8 else chosen[:2])
            if words not in self.written:
                self.written.add(words)
                return words


def closed_call(school: School, candidates: Candidates, today: datetime) -> list[Application]:
    """Last spring's call; gives the applications of those who were admitted, in the order of their places."""
    opened = today - timedelta(days=215)
    call = _call(school, "trede-1", opened, days=40, places=ADMITTED, following=False)
    people = [part("learner"), part("learner_ar")]
    people += [candidates.next() for _ in range(ADMITTED + WAITLISTED + DECLINED + WITHDRAWN - len(people))]
    sent = [_apply(call, one, candidates, opened + timedelta(hours=15 * place)) for place, one in enumerate(people)]
    for application in sent:
        _read(application, school, candidates.dice, today - timedelta(days=172), good=True)
    outcomes = [Decision.Outcome.ADMITTED] * ADMITTED + [Decision.Outcome.WAITLISTED] * WAITLISTED
    outcomes += [Decision.Outcome.DECLINED] * DECLINED
    for place, (application, outcome) in enumerate(zip(sent, outcomes, strict=False)):
        with at(today - timedelta(days=168) + timedelta(minutes=5 * place)):
            decide(application, _choice(outcome, place), by=school.staff["manager"], key=new_id())
    for application in sent[-WITHDRAWN:]:
        with at(today - timedelta(days=170)):
            withdraw_application(application, by=application.person, key=new_id())
    return sent[:ADMITTED]


def open_now(school: School, candidates: Candidates, today: datetime) -> list[Application]:
    """The call that is open: half of what came in is read, nothing decided."""
    opened = today - timedelta(days=21)
    call = _call(school, "trede-2", opened, days=46, places=30, following=True)
    people = [*(candidates.next() for _ in range(NEW - 1)), part("candidate")]
    sent = [_apply(call, one, candidates, opened + timedelta(hours=20 * place)) for place, one in enumerate(people)]
    for place, application in enumerate(sent[: NEW // 2]):
        _read(application, school, candidates.dice, today - timedelta(days=3, hours=place), good=place % 3 > 0)
    with at(today - timedelta(days=2)):
        withdraw_application(sent[-2], by=sent[-2].person, key=new_id())
    return sent


def interested(school: School, today: datetime) -> None:
    """Six people left an address before the call opened."""
    for number, language in enumerate(("nl", "fr", "fr", "ar", "en", "nl")):
        with at(today - timedelta(days=30 - number)):
            address = f"+3246500010{number}" if number % 2 else f"nieuwsgierig{number}@voorbeeld.example"
            leave_interest(school.programme, address=address, language=language, key=new_id())


def _call(school: School, slug: str, opened: datetime, *, days: int, places: int, following: bool) -> Call:
    plan = Plan(
        opens_at=opened,
        closes_at=opened + timedelta(days=days),
        places=places,
        decided_by=(opened + timedelta(days=days + 14)).date(),
        information_session=told("school")["programme"]["information_session"],
    )
    with at(opened - timedelta(days=7)):
        edition = school.next_edition if following else school.edition
        return open_call(edition, slug=slug, plan=plan, by=school.staff["manager"])


def _apply(call: Call, one: Part, candidates: Candidates, moment: datetime) -> Application:
    """Type, and send: the same two actions as behind the form."""
    dice, notice, referrer = (
        candidates.dice,
        newest_notice(NoticeKind.PRIVACY),
        candidates.dice.choice(list(referrers())),
    )
    number = one.code.removeprefix("candidate")
    address = f"+324650{int(number):05}" if number.isdigit() and dice.random() < 0.5 else one.email
    answers: dict[str, Answer] = {
        "name": one.name,
        "address": address,
        "language": one.language,
        "eligibility": {rule.code: rule.needed for rule in eligibility.read(standard_rules())},
        "availability": ["mon", "tue", "thu", *dice.sample(["wed", "fri"], k=dice.randrange(3))],
        "motivation": candidates.motivation(one.language),
        "referrer": str(referrer.pk) if dice.random() < 0.25 else "",
        "notice": str(notice.pk) if notice else "",
        "complete": True,
    }
    with at(moment):
        draft = start_draft(call, typed=Typed(answers, address, one.language))
        send_application(draft.pk, key=draft.key, by=None)
    return Application.objects.select_related("person", "call").get(key=draft.key)


def _read(application: Application, school: School, dice: Random, moment: datetime, *, good: bool) -> None:
    """One or two coaches score it."""
    readers: list[Person] = [school.staff["coach"], school.staff["coach_fr"]]
    for number, reader in enumerate(readers[: dice.choice((1, 2, 2))]):
        scores = {code: min(4, max(0, dice.choice((2, 3, 3, 4)) - (0 if good else 2))) for code in CODES}
        with at(moment + timedelta(minutes=20 * number)):
            assess(application, scores=scores, remark="", by=reader, key=new_id())


def _choice(outcome: Decision.Outcome, place: int) -> Choice:
    reason = {"admitted": "motivation", "waitlisted": "places_full"}.get(outcome, DECLINES[place % len(DECLINES)])
    return Choice(outcome, reason)
