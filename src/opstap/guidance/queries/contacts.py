"""What coaches noted of being in touch: the newest per person counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, Max, When, Window
from django.db.models.functions import RowNumber

from opstap.guidance.models import Contact
from opstap.guidance.rules.resting import Contacted

JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LastContact:
    """The newest contact of one person, and when somebody last spoke with them or reached them at all."""

    pk: UUID
    by: UUID | None
    by_name: str
    how: str
    at: datetime
    look_again_on: date
    reasons: frozenset[str]
    talked_at: datetime | None
    reached_at: datetime | None

    @property
    def how_words(self) -> str:
        """How it went, in words."""
        return str(Contact.How(self.how).label)

    def just_by(self, reader: UUID, at: datetime) -> bool:
        """Whether this reader noted it in the last minutes, and may see at once that they pressed the wrong name."""
        return self.by == reader and at - self.at <= JUST_NOW

    @property
    def contacted(self) -> Contacted:
        """What the rule about resting needs."""
        return Contacted(self.at, self.reasons, self.look_again_on)


def last_contacts(people: Collection[UUID]) -> dict[UUID, LastContact]:
    """Person -> newest contact, one query; what was taken back does not count. The words stay in the database."""
    rows = (
        Contact.objects.filter(person__in=people, taken_back_at__isnull=True)
        .annotate(
            place=Window(RowNumber(), partition_by=F("person"), order_by=[F("happened_at").desc(), F("pk").desc()]),
            talked_at=_newest(Contact.TALKED),
            reached_at=_newest(Contact.REACHED),
        )
        .filter(place=1)
        .values_list(
            *("person", "pk", "by", "by__name", "how", "happened_at", "look_again_on", "reasons"),
            *("talked_at", "reached_at"),
        )
    )
    return {
        person: LastContact(pk, by, name or "", how, at, again, frozenset(reasons), talked, reached)
        for person, pk, by, name, how, at, again, reasons, talked, reached in rows
    }


def _newest(hows: tuple[str, ...]) -> Window:
    return Window(Max(Case(When(how__in=hows, then="happened_at"))), partition_by=F("person"))
