"""What a person agreed to."""

from dataclasses import dataclass, field
from datetime import datetime

from opstap.people.models import ConsentEvent, NoticeKind, NoticeVersion, Organisation, Person

# One is told, not asked: there is no yes to the privacy notice.
ASKED = (NoticeKind.REFERRER_UPDATES, NoticeKind.EMPLOYER_CARD)


def newest_notice(kind: str) -> NoticeVersion | None:
    """The version that holds today."""
    return NoticeVersion.objects.filter(kind=kind).order_by("-version").first()


def has_consent(person: Person, kind: str, *, organisation: Organisation | None = None) -> bool:
    """Whether the person's last word on this kind (about this organisation) was yes."""
    events = ConsentEvent.objects.filter(person=person, notice__kind=kind, organisation=organisation)
    last = events.exclude(what=ConsentEvent.What.READ).order_by("-happened_at", "-pk").first()
    return last is not None and last.what == ConsentEvent.What.GIVEN


@dataclass(slots=True)
class Standing:
    """Where a person stands on one consent, with its history, newest first."""

    notice: NoticeVersion
    organisation: Organisation | None
    given: bool = False
    since: datetime | None = None
    history: list[ConsentEvent] = field(default_factory=list)


def standings(person: Person) -> list[Standing]:
    """Each consent that can be given, per organisation it is about."""
    newest = {notice.kind: notice for notice in NoticeVersion.objects.filter(kind__in=ASKED).order_by("version")}
    found: dict[tuple[str, object], Standing] = {}
    events = ConsentEvent.objects.filter(person=person, notice__kind__in=ASKED).exclude(what=ConsentEvent.What.READ)
    for event in events.select_related("notice", "organisation").order_by("happened_at", "pk"):
        key = (event.notice.kind, event.organisation_id)
        standing = found.setdefault(key, Standing(newest[event.notice.kind], event.organisation))
        standing.given, standing.since = event.what == ConsentEvent.What.GIVEN, event.happened_at
        standing.history.insert(0, event)
    for kind in ASKED:
        if kind in newest and not any(known == kind for known, _ in found):
            found[(kind, None)] = Standing(newest[kind], None)
    return sorted(found.values(), key=lambda standing: ASKED.index(NoticeKind(standing.notice.kind)))
