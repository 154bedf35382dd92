"""What waits for a learner, or was just earned: one row of single values from several stations, in one query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from opstap.guidance.queries.exams import newest_badge
from opstap.guidance.queries.jobs import follow_up_on, introduced_at, introductions_to_answer, was_hired
from opstap.kit.clock import BRUSSELS, brussels_day
from opstap.kit.translated import in_language
from opstap.people.models import Person
from opstap.practice.models import Answer
from opstap.programme.models import Participation, Stage, StageChange

# A badge is celebrated for two weeks; after that it is among the exams.
CELEBRATED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`vacancy` is the job for which an employer asks to meet; `badge` the newest one, `badge_name` per language."""

    answered_today: int
    introduced_at: datetime | None
    vacancy: str
    employer: str
    follow_up_on: date | None
    badge: UUID | None
    badge_name: dict[str, str] | None
    badge_at: datetime | None
    hired: bool
    paused_at: datetime | None

    def new_badge(self, at: datetime) -> str:
        """The name of a badge that was earned in the last days, or ""."""
        if self.badge_at is None or at - self.badge_at > CELEBRATED:
            return ""
        return in_language(self.badge_name or {})


def waiting_for(person: Person, participation: Participation, *, at: datetime) -> Waiting:
    """What waits for this person at `at`."""
    today = at.astimezone(BRUSSELS).date()
    start, end = brussels_day(today)
    answers = Answer.objects.filter(learner__person=OuterRef("pk"), happened_at__gte=start, happened_at__lt=end)
    counted = answers.order_by().values("learner").annotate(n=Count("pk")).values("n")
    paused = StageChange.objects.filter(participation=participation, stage=Stage.PAUSED).order_by("-happened_at")
    meeting, badge = introductions_to_answer("pk"), newest_badge()
    row = (
        Person.objects.filter(pk=person.pk)
        .annotate(
            answered_today=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            introduced_at=introduced_at("pk"),
            vacancy=Subquery(meeting.values("vacancy__title")[:1]),
            employer=Subquery(meeting.values("vacancy__employer__name")[:1]),
            follow_up_on=follow_up_on("pk", today=today),
            badge=Subquery(badge.values("pk")[:1]),
            badge_name=Subquery(badge.values("name")[:1]),
            badge_at=Subquery(badge.values("issued_at")[:1]),
            hired=was_hired("pk"),
            paused_at=Subquery(paused.values("happened_at")[:1]),
        )
        .values(*Waiting.__dataclass_fields__)
        .get()
    )
    return Waiting(**row | {"vacancy": row["vacancy"] or "", "employer": row["employer"] or ""})
