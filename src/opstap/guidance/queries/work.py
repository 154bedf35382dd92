"""What waits for whoever is not (only) a learner: one card per role, and what became of an application."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opstap.admission.access import calls_visible_to, own_applications
from opstap.admission.models import Application
from opstap.admission.queries import status_counts
from opstap.design.parts import Text
from opstap.guidance.access import open_help_visible_to
from opstap.people.models import Person, Role
from opstap.programme.access import notices_visible_to


@dataclass(frozen=True, slots=True)
class Work:
    """A card of someone's own work: what waits, and the one place to go."""

    title: str
    words: str
    url: str
    action: str
    icon: str
    waits: bool = False


def candidate_of(person: Person) -> list[Application]:
    """What the person applied for, newest first, at most three."""
    return list(own_applications(person)[:3])


def work_of(person: Person) -> list[Work]:
    """The cards of a person's roles, in the order in which people wait for them."""
    # A card that two roles share is made once.
    makers = dict.fromkeys(make for role, make in CARDS if role in person.roles)
    return [make(person) for make in makers]


def _asked(person: Person) -> Work:
    asked = open_help_visible_to(person).count()
    absent = notices_visible_to(person).filter(seen_at=None, withdrawn_at=None).count()
    words = [_("Nobody waits for an answer.")]
    if asked:
        words = [
            ngettext("%(n)d person waits for an answer.", "%(n)d people wait for an answer.", asked) % {"n": asked}
        ]
    if absent:
        unseen = ngettext("%(n)d absence is new.", "%(n)d absences are new.", absent)
        words.append(unseen % {"n": absent})
    return Work(
        title=_("Who asked for me"),
        words=" ".join(words),
        url=reverse("guidance:coach"),
        action=_("Look and answer"),
        icon="help",
        waits=bool(asked or absent),
    )


def _applications(person: Person) -> Work:
    counts = status_counts(calls_visible_to(person))
    to_read, to_decide = counts.get(Application.Status.SENT, 0), counts.get(Application.Status.ASSESSED, 0)
    words = [_("Every application is read.")]
    if to_read:
        words = [ngettext("%(n)d application to read.", "%(n)d applications to read.", to_read) % {"n": to_read}]
    if to_decide and person.has_role(Role.MANAGER):
        decide = ngettext("%(n)d application to decide.", "%(n)d applications to decide.", to_decide)
        words.append(decide % {"n": to_decide})
    return Work(
        title=_("Applications"),
        words=" ".join(words),
        url=reverse("admission:applications"),
        action=_("Read on"),
        icon="file",
        waits=bool(to_read or to_decide),
    )


def _outbox(person: Person) -> Work:
    return Work(
        title=_("The house"),
        words=_("Who may do what, and every message that left."),
        url=reverse("messages:outbox"),
        action=_("Open the outbox"),
        icon="gear",
    )


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
    Role.EXAM_COORDINATOR: Quiet(gettext_lazy("Exams"), gettext_lazy("No exam waits to be booked today.")),
    Role.EMPLOYER: Quiet(
        gettext_lazy("Future colleagues"),
        gettext_lazy("Nobody waits for your answer today. See what people learn here."),
    ),
    Role.EMPLOYEE: Quiet(
        gettext_lazy("Your course"),
        gettext_lazy("Ten minutes at a time, whenever it suits you."),
        "jobs:seat",
        gettext_lazy("Open your course"),
    ),
    Role.REFERRER: Quiet(
        gettext_lazy("People whom you sent"),
        gettext_lazy("You hear how it goes with someone once they agree. See what you can offer people."),
    ),
    Role.FUNDER: Quiet(
        gettext_lazy("The programme"), gettext_lazy("You see figures of groups here, never of one person.")
    ),
    Role.EQUALITY_OFFICER: Quiet(
        gettext_lazy("Equal chances"), gettext_lazy("You see figures of groups here, never of one person.")
    ),
}

CARDS: tuple[tuple[Role, Callable[[Person], Work]], ...] = (
    (Role.COACH, _asked),
    (Role.MANAGER, _asked),
    (Role.COACH, _applications),
    (Role.MANAGER, _applications),
    *QUIET.items(),
    (Role.ADMINISTRATOR, _outbox),
)
