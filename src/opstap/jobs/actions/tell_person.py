"""What a person hears on the road to a job: listeners of the ledger."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from opstap.jobs.links import link_to
from opstap.jobs.models import FollowUp, Introduction, Placement
from opstap.jobs.pages.told import told_person
from opstap.jobs.rules.introduction import Side
from opstap.kit.models import LedgerLine
from opstap.messages.actions.tell import tell
from opstap.people.models import Person


def on_asked(line: LedgerLine) -> None:
    """An employer would like to meet you."""
    if (one := _introduction(line)) is not None and one.state == Introduction.State.ASKED:
        _tell(line, "jobs/mail/asked", one.person, _job(one))


def on_ended(line: LedgerLine) -> None:
    """Not this time, when it was not the person's own word. What a job elsewhere ended is told with that job."""
    one = _introduction(line)
    if one is not None and line.refs["side"] == Side.EMPLOYER:
        with translation.override(one.person.language):
            sentence = told_person(line.why)
        _tell(line, "jobs/mail/not_this_time", one.person, {**_job(one), "sentence": sentence})


def on_hired(line: LedgerLine) -> None:
    """You have the job, and we ask once in six months how it goes."""
    found = Placement.objects.select_related("person").filter(pk=line.subject_id).first()
    if found is not None:
        context = {"title": found.title, "employer": found.employer_name, "starts_on": found.starts_on}
        _tell(line, "jobs/mail/hired", found.person, context)


def on_follow_up_asked(line: LedgerLine) -> None:
    """Do you still work? The link opens the question, a tap answers it."""
    rows = FollowUp.objects.select_related("placement__person")
    found = rows.filter(pk=line.subject_id, answer="").first()
    if found is not None:
        context = {"employer": found.placement.employer_name, "months": found.months, "link": link_to(found.pk)}
        _tell(line, "jobs/mail/follow_up", found.placement.person, context)


def _introduction(line: LedgerLine) -> Introduction | None:
    return Introduction.objects.select_related("person", "vacancy__employer").filter(pk=line.subject_id).first()


def _job(one: Introduction) -> dict[str, object]:
    return {"title": one.vacancy.title, "place": one.vacancy.place, "employer": one.vacancy.employer.name}


def _tell(line: LedgerLine, template: str, person: Person, context: dict[str, object]) -> None:
    if not person.is_active:
        return
    mine = settings.OPSTAP_URL + reverse("jobs:mine")
    tell(event=line.key, template=template, language=person.language, person=person, context={"link": mine, **context})
