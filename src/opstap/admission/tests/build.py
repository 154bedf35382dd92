"""A call that is open, and what people send to it: what tests of admission and later stations start from."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from tests.build import make_person

from opstap.admission.actions.open_call import Plan, open_call, standard_rules
from opstap.admission.models import Application, Assessment, Call
from opstap.admission.rules.rubric import CODES
from opstap.kit.clock import now
from opstap.people.models import NoticeVersion, Organisation, Person
from opstap.programme.models import Edition, Programme
from opstap.programme.tests.build import make_edition

_numbers = count(1)

# Answers to the standard check with which one may apply.
FITTING = {"age": "yes", "job_seeker": "yes", "region": "yes", "dutch": "a2", "days": "4"}
MOTIVATION = "Ik hielp mijn buurvrouw toen haar rekening gestolen was. Sindsdien wil ik weten hoe dat werkt."

_FACTS = {
    "what": "Je leert computers en mensen veilig houden, stap voor stap.",
    "days": "Vier dagen per week, van 9 tot 16 uur.",
    "class_language": "Nederlands; je mag altijd vragen in je eigen taal.",
    "cost": "Niets. Ook de examens zijn gratis.",
    "benefit": "Je houdt je uitkering tijdens de opleiding.",
    "who": "Iedereen vanaf 18 jaar die werk zoekt in Brussel.",
    "job": "Je begint als medewerker in een beveiligingsteam.",
    "support": "We lenen je een laptop en zoeken mee naar opvang.",
}


def make_call(
    organisation: Organisation,
    *,
    opens: int = -1,
    closes: int = 30,
    places: int = 15,
    edition: Edition | None = None,
    rules: list[Mapping[str, object]] | None = None,
) -> Call:
    """A call that opened and closes so many days from now; the standard conditions."""
    edition = edition or make_edition(organisation, starts_on=date(2027, 3, 1))
    plan = Plan(
        opens_at=now() + timedelta(days=opens),
        closes_at=now() + timedelta(days=closes),
        places=places,
        decided_by=(now() + timedelta(days=closes + 14)).date(),
        information_session={"nl": "dinsdag om 14 uur, Ninoofsepoort", "en": "Tuesday at 2 pm, Ninove Gate"},
        rules=list(standard_rules()) if rules is None else rules,
    )
    return open_call(edition, slug=f"call-{next(_numbers)}", plan=plan, by=None)


def fill_programme(programme: Programme) -> Programme:
    """Give a programme the texts of its public page."""
    programme.name = {"nl": "Stap in cybersecurity", "en": "Step into cybersecurity", "ar": "خطوة نحو الأمن السيبراني"}
    programme.promise = {"nl": "Gratis opleiding, tot aan je eerste job.", "en": "Free training, up to your first job."}
    programme.facts = {code: {"nl": text} for code, text in _FACTS.items()}
    programme.save()
    return programme


def make_notice() -> NoticeVersion:
    return NoticeVersion.objects.create(kind="privacy-notice", version=1, text={"en": "How we look after your data"})


def make_application(
    call: Call, person: Person | None = None, *, status: str = "sent", **fields: object
) -> Application:
    values = {"language": "nl", "motivation": MOTIVATION, "availability": "mon,tue,wed,thu", "eligibility": FITTING}
    return Application.objects.create(
        key=uuid4(), call=call, person=person or make_person("Zoë Kandidaat"), status=status, **{**values, **fields}
    )


def score(application: Application, reader: Person, *, each: int = 2, remark: str = "") -> Assessment:
    """A fact beside the action: the application counts as read."""
    made = Assessment.objects.create(
        key=uuid4(), application=application, reader=reader, scores=dict.fromkeys(CODES, each), remark=remark
    )
    if application.status == "sent":
        Application.objects.filter(pk=application.pk).update(status="assessed")
        application.refresh_from_db(fields=["status"])
    return made


def answers(**changes: object) -> dict[str, object]:
    """What someone types into the form; the version is that of a new draft."""
    return {
        "version": 1,
        "name": "Amina Haddad",
        "address": "0470 12 34 56",
        "language": "nl",
        "availability": ["mon", "tue", "thu", "fri"],
        "motivation": MOTIVATION,
        "referrer": "",
        "notice": "on",
        **changes,
    }
