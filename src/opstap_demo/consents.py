"""Some learners let whoever sent them to us hear how it goes; a few take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from opstap.admission.models import Application
from opstap.kit.ids import new_id
from opstap.people.actions.consent import note_consent
from opstap.people.models import ConsentEvent, NoticeKind, NoticeVersion, Organisation, Person
from opstap.people.queries.consents import newest_notice
from opstap_demo.agenda import Agenda
from opstap_demo.lives import Life

AGREES, TAKES_BACK = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Word:
    """What someone says about one organisation."""

    person: Person
    notice: NoticeVersion
    organisation: Organisation

    def say(self, what: ConsentEvent.What) -> None:
        """Yes, or no longer."""
        note_consent(self.person, notice=self.notice, what=what, key=new_id(), organisation=self.organisation)


def let_know(lives: Sequence[Life], dice: Random, now: datetime) -> None:
    """Say yes in the first weeks, about the organisation that the application names."""
    notice, agenda = newest_notice(NoticeKind.REFERRER_UPDATES), Agenda(now)
    people = [life.person.pk for life in lives]
    sent = Application.objects.filter(person__in=people, referrer__isnull=False).select_related("referrer")
    senders = {one.person_id: one.referrer for one in sent.order_by("sent_at")}
    for life in lives:
        sender = senders.get(life.person.pk)
        if notice is None or sender is None or dice.random() >= AGREES:
            continue
        word = Word(life.person, notice, sender)
        agreed = life.chair.joins + timedelta(days=dice.randrange(1, 20), hours=dice.randrange(9, 20))
        agenda.note(agreed, lambda word=word: word.say(ConsentEvent.What.GIVEN))  # type: ignore[misc]
        if dice.random() < TAKES_BACK:
            back = agreed + timedelta(days=60)
            agenda.note(back, lambda word=word: word.say(ConsentEvent.What.WITHDRAWN))  # type: ignore[misc]
    agenda.happen()
