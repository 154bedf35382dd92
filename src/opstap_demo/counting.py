"""How much there is of what, to say at the end."""

from opstap.admission.models import Application, Interest
from opstap.certification.models import Badge, Sitting, Voucher
from opstap.guidance.models import Contact
from opstap.jobs.models import Introduction, Placement, Seat, Vacancy
from opstap.kit.models import LedgerLine
from opstap.messages.models import HelpRequest, Message
from opstap.people.models import Person
from opstap.practice.models import Answer, LessonReading, Paper
from opstap.programme.models import Attendance, Group, Participation, Session

COUNTED = {
    "people": Person,
    "interests": Interest,
    "applications": Application,
    "participants": Participation,
    "groups": Group,
    "classes": Session,
    "attendances": Attendance,
    "lessons read": LessonReading,
    "answers": Answer,
    "papers": Paper,
    "vouchers": Voucher,
    "sittings": Sitting,
    "badges": Badge,
    "vacancies": Vacancy,
    "introductions": Introduction,
    "placements": Placement,
    "seats of staff": Seat,
    "contacts": Contact,
    "calls for help": HelpRequest,
    "messages": Message,
    "lines in the ledger": LedgerLine,
}


def counted() -> dict[str, int]:
    """By name, as it stands."""
    return {name: model._default_manager.count() for name, model in COUNTED.items()}
