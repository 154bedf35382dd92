"""My job: what is happening, and what must I do?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.design.parts import Row
from opstap.jobs.forms.steps import AnswerForm
from opstap.jobs.links import token_for
from opstap.jobs.models import FollowUp, Introduction, Placement, Profile
from opstap.jobs.pages.match import MatchText, match_text
from opstap.jobs.pages.told import told_person
from opstap.jobs.pages.vacancy import KINDS
from opstap.jobs.reasons import read


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person stands, in one sentence, and the one thing to do, if there is one."""

    text: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class OwnAsk:
    """An employer who asked, in the person's eyes."""

    pk: UUID
    title: str
    language: str
    employer: str
    place: str
    state: str
    status: str
    kind: str
    next: str
    match: MatchText
    contact: list[Row]
    form: AnswerForm
    can_stop: bool


def own_ask(one: Introduction, reason: str) -> OwnAsk:
    """One introduction of the person's own; `reason` of its last event."""
    vacancy = one.vacancy
    return OwnAsk(
        one.pk,
        vacancy.title,
        vacancy.language,
        vacancy.employer.name,
        vacancy.place,
        one.state,
        _status(one),
        KINDS[one.state],
        _next(one, reason),
        match_text(read(one.reasons)),
        _contact(one),
        AnswerForm(prefix=None, auto_id=f"ask-{one.pk}-%s"),
        one.named and one.state in Introduction.OPEN,
    )


def standing(profile: Profile | None, *, shown: bool, waiting: int, due: int, job: Placement | None) -> Standing:
    """The most pressing thing first."""
    if waiting:
        text = ngettext(
            "%(number)d employer would like to meet you. Say yes or no.",
            "%(number)d employers would like to meet you. Say yes or no.",
            waiting,
        )
        return Standing(text % {"number": waiting})
    if due:
        return Standing(_("We have one question about your job. One tap answers it."))
    if job is not None and (profile is None or not profile.looking):
        values = {"title": job.title, "employer": job.employer_name, "day": date_format(job.starts_on, "DATE_FORMAT")}
        return Standing(_("You have a job: %(title)s at %(employer)s, from %(day)s.") % values)
    if profile is None:
        text = _("Say what you look for and what you can. Employers then find you, without your name.")
        return Standing(text, _("Make my card"), reverse("jobs:profile"))
    if not profile.looking:
        return Standing(_("You said that you are not looking now. Nobody sees your card."))
    if not shown:
        text = _("Your card is ready. Nobody sees it before you say yes.")
        return Standing(text, _("See my card and decide"), reverse("jobs:card"))
    return Standing(_("Employers see your card, without your name. When one wants to meet you, we tell you at once."))


def follow_up_rows(placement: Placement, today: date) -> list[dict[str, object]]:
    """Each question about this job: answered, due with its link, or planned."""
    return [
        {
            "answer": FollowUp.Answer(one.answer).label if one.answer else "",
            "due": not one.answer and one.due_on <= today,
            "on": one.due_on,
            "url": reverse("jobs:follow_up", args=[token_for(one.pk)]),
        }
        for one in placement.follow_ups.all()
    ]


def _status(one: Introduction) -> str:
    return {
        "asked": _("They wait for your answer"),
        "accepted": _("You said yes"),
        "declined": _("You said no"),
        "interviewed": _("You met"),
        "hired": _("You have the job"),
        "ended": _("Not this time"),
    }[one.state]


def _next(one: Introduction, reason: str) -> str:
    state = one.state
    if state == Introduction.State.ASKED:
        return _("They know your card, not your name. They get it only if you say yes.")
    if state == Introduction.State.ACCEPTED:
        return _("They have your name and contact you within five working days. You may also call them.")
    if state == Introduction.State.INTERVIEWED:
        return _("They decide now. You hear from us.")
    if state == Introduction.State.HIRED:
        return _("Congratulations.")
    if state == Introduction.State.DECLINED:
        return _("They know that it does not go on, and not who you are.")
    return told_person(reason)


def _contact(one: Introduction) -> list[Row]:
    """How the person reaches the employer, after a yes."""
    if not one.named or one.state not in Introduction.REACHABLE:
        return []
    employer, asked_by = one.vacancy.employer, one.asked_by
    asked_name = asked_by.name if asked_by and asked_by.is_active else ""
    mail = employer.contact_email or (asked_by.email if asked_by else "")
    rows = [(_("Who"), asked_name), (_("Phone number"), employer.contact_phone), (_("Mail address"), mail)]
    return [Row(label, value) for label, value in rows if value]
