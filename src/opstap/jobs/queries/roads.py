"""How far people are with exams: read straight from their verified passes, agreed sittings and tracks."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from opstap.certification.models import Sitting
from opstap.curriculum.models import Exam
from opstap.jobs.rules.matching import ExamRoad, Road
from opstap.programme.models import Participation, Stage

# Whoever left or never came does not follow the track any more; whoever completed it may still sit its exams.
_FOLLOWS = (*Participation.TAKING_PART, Stage.PAUSED, Stage.COMPLETED)

type Roads = dict[str, ExamRoad]


def roads_of(people: Collection[UUID], *, at: datetime) -> dict[UUID, Roads]:
    """Person -> exam code -> how far. Two queries for any number of people; failed attempts are not read at all."""
    found: dict[UUID, Roads] = {pk: {} for pk in people}
    follows = Participation.objects.filter(person__in=people, stage__in=_FOLLOWS, group__track__exams__isnull=False)
    for pk, code in follows.values_list("person_id", "group__track__exams__code"):
        found[pk][code] = ExamRoad(Road.LEARNING)
    ahead = Q(state=Sitting.State.AGREED, starts_at__gte=at)
    passed = Q(state=Sitting.State.PASSED, verified_at__isnull=False)
    rows = Sitting.objects.filter(ahead | passed, person__in=people).order_by("starts_at")
    for pk, code, state, starts_at in rows.values_list("person_id", "exam__code", "state", "starts_at"):
        if state == Sitting.State.PASSED:
            found[pk][code] = ExamRoad(Road.EARNED)
        elif code not in found[pk] or found[pk][code].road is Road.LEARNING:
            found[pk][code] = ExamRoad(Road.PLANNED, localtime(starts_at).date())
    return found


def track_exams(people: Collection[UUID]) -> dict[UUID, set[str]]:
    """Person -> codes of the exams of the tracks they follow or followed."""
    found: dict[UUID, set[str]] = {pk: set() for pk in people}
    rows = Participation.objects.filter(person__in=people, stage__in=_FOLLOWS, group__track__exams__isnull=False)
    for pk, code in rows.values_list("person_id", "group__track__exams__code"):
        found[pk].add(code)
    return found


def exams_to_ask() -> QuerySet[Exam]:
    """The exams that an employer can ask for: those of the tracks, as long as they are given."""
    rows = Exam.objects.filter(status=Exam.Status.ACTIVE)
    return rows.filter(tracks__isnull=False).distinct().order_by("code")
