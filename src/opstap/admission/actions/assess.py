"""Score an application on the rubric."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from opstap.admission import access
from opstap.admission.models import Application, Assessment
from opstap.admission.rules import rubric
from opstap.admission.rules.status import transition
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.models import Person


class NotAllowedError(Exception):
    """This person may not do that to this application."""


class ScoredAlreadyError(Exception):
    """This reader has scored this application; a score is a fact and stays."""


def assess(application: Application, *, scores: Mapping[str, int], remark: str, by: Person, key: UUID) -> Assessment:
    """Save one reader's scores; the first makes the application "read". The same `key` gives the first one back.

    Raises ScoreError, NotAllowedError, ScoredAlreadyError.
    """
    rubric.total(scores)
    with transaction.atomic():
        current = Application.objects.select_for_update().get(pk=application.pk)
        earlier = Assessment.objects.filter(application=current, reader=by).first()
        if earlier is not None and earlier.key == key:
            return earlier
        if earlier is not None:
            raise ScoredAlreadyError
        if not access.can_score(by, current):
            raise NotAllowedError
        made = Assessment.objects.create(
            key=key, application=current, reader=by, scores=dict(scores), remark=remark, made_at=now()
        )
        if current.status == Application.Status.SENT:
            current.status = transition(current.status, Application.Status.ASSESSED)
            current.save(update_fields=["status"])
        ledger.record("admission.assessed", by=by, on=current, at=made.made_at)
    return made
