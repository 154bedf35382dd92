"""What waits for whoever is not (only) a learner: one card per role, and what became of an application."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opstap.admission.access import own_applications
from opstap.admission.models import Application
from opstap.design.parts import Text
from opstap.guidance.queries import work_cards as cards
from opstap.guidance.queries.work_cards import Maker, Work
from opstap.people.models import Person, Role


def candidate_of(person: Person) -> list[Application]:
    """What the person applied for, newest first, at most three."""
    return list(own_applications(person)[:3])


def work_of(person: Person) -> list[Work]:
    """The cards of a person's roles, in the order in which people wait for them."""
    # A card that two roles share is made once.
    makers = dict.fromkeys(make for role, make in CARDS if role in person.roles)
    return [card for make in makers if (card := make(person)) is not None]


@dataclass(frozen=True, slots=True)
class Quiet:
    """A role for which nothing is collected yet: what it is for, and a page that helps."""

    title: Text
    words: Text
    page: str = "admission:home"
    action: Text = ""

    def __call__(self, person: Person) -> Work:
        return Work(
            str(self.title), str(self.words), reverse(self.page), str(self.action) or _("See the programme"), "flag"
        )


_LEARN = "practice:learn"
QUIET = {
    Role.AUTHOR: Quiet(
        gettext_lazy("What is taught"),
        gettext_lazy("Read the lessons as a learner reads them."),
        _LEARN,
        gettext_lazy("Open the lessons"),
    ),
    Role.REVIEWER: Quiet(
        gettext_lazy("What is taught"),
        gettext_lazy("Read the lessons as a learner reads them."),
        _LEARN,
        gettext_lazy("Open the lessons"),
    ),
    Role.REFERRER: Quiet(
        gettext_lazy("People whom you sent"),
        gettext_lazy("You hear how it goes with someone once they agree. See what you can offer people."),
    ),
    Role.EQUALITY_OFFICER: Quiet(
        gettext_lazy("Equal chances"), gettext_lazy("You see figures of groups here, never of one person.")
    ),
}

NO_SEAT = Quiet(
    gettext_lazy("Your course"),
    gettext_lazy("Your employer gives you a link to it. Then it is here, ten minutes at a time."),
)


def seat(person: Person) -> Work:
    """The course of an employee, or how to come to one."""
    return cards.seat(person) or NO_SEAT(person)


CARDS: tuple[tuple[Role, Maker], ...] = (
    (Role.COACH, cards.asked),
    (Role.MANAGER, cards.asked),
    (Role.MANAGER, cards.goals),
    (Role.FUNDER, cards.goals),
    (Role.COACH, cards.applications),
    (Role.MANAGER, cards.applications),
    (Role.EXAM_COORDINATOR, cards.exams),
    (Role.EMPLOYER, cards.hiring),
    (Role.EMPLOYEE, seat),
    *QUIET.items(),
    (Role.ADMINISTRATOR, cards.outbox),
)
