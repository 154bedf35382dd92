"""Which names, mail addresses and numbers of people stand on a page, and whose may stand there."""

import html
import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from opstap.people.models import Person, Role, RoleGrant
from tests.demonstration.world import NOBODY, World

# Bounded, and begun only at a beginning: a picture in base64 is one long word.
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# As we print numbers: +32 470 12 34 56, with or without spaces.
PHONE = re.compile(r"\+\d[\d ]{7,}\d")
STAFF = (Role.COACH, Role.MANAGER, Role.EXAM_COORDINATOR, Role.AUTHOR, Role.REVIEWER, Role.ADMINISTRATOR)


class Census:
    """Everybody, ready to be looked for."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.names: dict[UUID, str] = {}
        self.words: list[tuple[frozenset[str], UUID]] = []
        self.by_mail: dict[str, UUID] = {}
        self.by_phone: dict[str, UUID] = {}
        for person in people:
            self.names[person.pk] = person.name
            self.words.append((frozenset(re.findall(r"\w+", person.name)), person.pk))
            if person.email:
                self.by_mail[person.email.lower()] = person.pk
            if person.phone:
                self.by_phone[str(person.phone)] = person.pk

    def found_in(self, page: str) -> set[UUID]:
        """Whoever is named on this page, or can be written to or called with what stands on it."""
        text = html.unescape(page)
        words = set(re.findall(r"\w+", text))
        found = {pk for name, pk in self.words if name <= words and self.names[pk] in text}
        found |= {self.by_mail[mail.lower()] for mail in MAIL.findall(text) if mail.lower() in self.by_mail}
        numbers = (number.replace(" ", "") for number in PHONE.findall(text))
        return found | {self.by_phone[number] for number in numbers if number in self.by_phone}


def acquaintances(world: World) -> dict[str, set[UUID]]:
    """For each of the cast: whose names may stand on some page of theirs.

    Stated here apart from `access`, so that one checks the other. Whose page it may be is the table of addresses.
    """
    staff = _ids(Q(grants__in=RoleGrant.objects.current().filter(organisation=world.school, role__in=STAFF)))
    ours = staff | _ids(
        Q(participations__edition__programme__organisation=world.school)
        | Q(applications__call__edition__programme__organisation=world.school)
    )
    own = {code: set() if person is None else {person.pk} for code, person in world.everybody()}
    known: dict[str, set[UUID]] = {NOBODY: set()}
    known |= dict.fromkeys(("coach", "coach_fr", "manager", "exam_coordinator"), ours)
    # A learner knows who helps them; a candidate hears who decided.
    known |= dict.fromkeys(("candidate", "learner", "learner_ar", "learner_job", "author", "reviewer"), staff)
    known["administrator"] = set(Person.objects.values_list("pk", flat=True))
    # Figures only, or nobody but themselves.
    known |= {code: set() for code in ("funder", "equality_officer", "employee", "referrer")}
    known["employer"] = staff | met_by(world.cast["employer"])
    theirs = {person.pk for person in world.elsewhere.values()}
    known |= {code: theirs for code in world.elsewhere if "employer" not in code} | {"employer_elsewhere": set()}
    return {code: known[code] | own[code] for code in own}


def met_by(employer: Person) -> set[UUID]:
    """Who said yes to an introduction to this employer, and who completed a course as one of their staff."""
    firms = set(employer.grants.current().filter(role=Role.EMPLOYER).values_list("organisation", flat=True))
    met = _ids(Q(introductions__named=True, introductions__vacancy__employer__in=firms))
    return met | _ids(Q(seats__completed_at__isnull=False, seats__staff_course__employer__in=firms))


def _ids(which: Q) -> set[UUID]:
    return set(Person.objects.filter(which).values_list("pk", flat=True))
