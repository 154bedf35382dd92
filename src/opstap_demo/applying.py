"""Someone fills in the form and sends it: the two actions behind the pages."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from opstap.admission.actions.open_call import standard_rules
from opstap.admission.actions.save_draft import Answer, Typed, start_draft
from opstap.admission.actions.send_application import send_application
from opstap.admission.models import Application, Call
from opstap.admission.queries import referrers
from opstap.admission.rules import eligibility
from opstap.kit.clock import now
from opstap.people.models import NoticeKind, Person
from opstap.people.queries.consents import newest_notice
from opstap_demo.candidates import Candidates
from opstap_demo.cast import Part
from opstap_demo.past import at

SENT_BY_SOMEONE = 0.3


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody new (`part`), or somebody who applied before (`person`), at a moment."""

    part: Part | None
    person: Person | None = None
    moment: datetime | None = None

    def at_moment(self, moment: datetime) -> "Applicant":
        """The same, then."""
        return replace(self, moment=moment)


def apply(call: Call, one: Applicant, candidates: Candidates) -> Application:
    """Type, and send. Whoever is known already is signed in, as the page would ask of them."""
    person, dice = one.person, candidates.dice
    language = person.language if person else one.part.language if one.part else "en"
    known = (person.email or person.phone or "") if person else ""
    address = known or (candidates.address(one.part) if one.part else "")
    answers: dict[str, Answer] = {
        "name": person.name if person else one.part.name if one.part else "",
        "address": address,
        "language": language,
        "eligibility": _all_fit(),
        "availability": ["mon", "tue", "thu", *dice.sample(["wed", "fri"], k=dice.randrange(3))],
        "motivation": candidates.motivation(language),
        "referrer": dice.choice(_senders()) if dice.random() < SENT_BY_SOMEONE else "",
        "notice": _notice(),
        "complete": True,
    }
    with at(one.moment or now()):
        draft = start_draft(call, typed=Typed(answers, address, language))
        send_application(draft.pk, key=draft.key, by=person)
    return Application.objects.select_related("person", "call").get(key=draft.key)


@cache
def _all_fit() -> dict[str, str]:
    return {rule.code: rule.needed for rule in eligibility.read(standard_rules())}


def _senders() -> list[str]:
    return [str(one.pk) for one in referrers()]


def _notice() -> str:
    notice = newest_notice(NoticeKind.PRIVACY)
    return str(notice.pk) if notice else ""
