"""The learner's plan follows their booked exams: a listener of certification's ledger lines, wired by the site."""

from uuid import uuid5

from opstap.certification.models import Sitting
from opstap.kit.clock import BRUSSELS, now
from opstap.kit.models import LedgerLine
from opstap.practice.actions.wish_plan import aim_at_exam, aim_past_exam, drop_date


def follow_sittings(line: LedgerLine) -> None:
    """A sitting was proposed, answered, cancelled, or has a result: the plan leads to the next exam that has a day.

    With none ahead it leads past an exam that was passed, and knows no date once the sitting is off.
    """
    sitting = Sitting.objects.select_related("person", "exam").filter(pk=line.subject_id).first()
    if sitting is None or not sitting.person.is_active:
        return
    key = uuid5(line.key, "plan")
    ahead = Sitting.objects.filter(person=sitting.person, state__in=Sitting.AHEAD, starts_at__gt=now())
    coming = ahead.select_related("exam").order_by("starts_at").first()
    if coming is not None:
        day = coming.starts_at.astimezone(BRUSSELS).date()
        aim_at_exam(key=key, person=sitting.person, exam=coming.exam, exam_on=day)
    elif sitting.state == Sitting.State.PASSED:
        aim_past_exam(key=key, person=sitting.person, exam=sitting.exam)
    elif sitting.state in (Sitting.State.DECLINED, Sitting.State.CANCELLED):
        drop_date(key=key, person=sitting.person, exam_on=sitting.starts_at.astimezone(BRUSSELS).date())
