"""A coach answers a call for help."""

from django.db import transaction

from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.messages.actions.tell import NoAddressError, tell
from opstap.messages.models import HelpRequest
from opstap.people.models import Person


class AnsweredAlreadyError(Exception):
    """A colleague was faster; the first answer stands."""


def answer_help(request: HelpRequest, *, by: Person, answer: str) -> HelpRequest:
    """Close the request with an answer, and tell the person. Raises AnsweredAlreadyError.

    The update is guarded by `answered_at IS NULL`: of two coaches who answer at once one wins, and the other is told.
    """
    with transaction.atomic():
        answered = HelpRequest.objects.filter(pk=request.pk, answered_at__isnull=True).update(
            answered_at=now(), answered_by=by, answer=answer.strip()[:1000]
        )
        if not answered:
            raise AnsweredAlreadyError
        request.refresh_from_db()
        ledger.record("messages.help_answered", by=by, on=request)
        try:
            tell(
                event=request.key,
                template="messages/mail/help_answered",
                language=request.person.language,
                person=request.person,
                context={"request": request},
            )
        except NoAddressError:
            # An erased person has no address; the answer stays on the coach's page.
            return request
    return request
