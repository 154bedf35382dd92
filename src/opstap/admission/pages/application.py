"""An application as its sender reads it, before and after sending."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opstap.admission.actions.save_draft import answers_of
from opstap.admission.forms.applying import ANSWERS, DAYS
from opstap.admission.models import Application, Decision, Draft
from opstap.admission.pages.programme import day
from opstap.admission.rules import eligibility
from opstap.admission.rules.reasons import reason
from opstap.design.parts import Row, Step
from opstap.kit.translated import in_language
from opstap.people.models import Language, Organisation
from opstap.people.rules.address import hint_of, shown

type Sender = Organisation | None


def draft_rows(draft: Draft, sender: Sender) -> list[Row]:
    """What will be sent, each line with a way to change it."""
    answers = answers_of(draft)
    form, check = (reverse(f"admission:{name}", args=[draft.call.slug]) for name in ("form", "check"))

    def row(label: str, value: object, field: str) -> Row:
        return Row(label, value, url=f"{form}#id_{field}", action=_("Change"), hint=label)

    days = answers.get("availability", [])
    given = answers.get("eligibility", {})
    return [
        row(_("Name"), answers.get("name", ""), "name"),
        row(_("Phone number or mail address"), written(draft.address), "address"),
        row(_("Language"), Language(draft.language).label, "language_0"),
        row(_("Days"), days_text(days if isinstance(days, list) else []), "availability_0"),
        row(_("Why"), answers.get("motivation", ""), "motivation"),
        row(_("Sent by"), sender.name if sender else _("nobody"), "referrer"),
        *[
            Row(label, value, url=check, action=_("Change"), hint=label)
            for label, value in checked(draft.call.rules, given if isinstance(given, dict) else {})
        ],
    ]


def application_rows(application: Application) -> list[Row]:
    """What was recorded when it was sent."""
    person = application.person
    return [
        Row(_("Sent"), date_format(localtime(application.sent_at), "DATETIME_FORMAT")),
        Row(_("Name"), person.name),
        Row(_("Phone number or mail address"), written(person.email or person.phone or "")),
        Row(_("Language"), application.get_language_display()),
        Row(_("Days"), days_text(application.availability.split(","))),
        Row(_("Why"), application.motivation),
        Row(_("Sent by"), application.referrer.name if application.referrer else _("nobody")),
        *[Row(label, value) for label, value in checked(application.call.rules, application.eligibility)],
    ]


def decision_rows(decisions: list[Decision]) -> list[dict[str, object]]:
    """Each decision with what was told, newest first."""
    return [
        {
            "outcome": OUTCOMES[decision.outcome](),
            "kind": KINDS[decision.outcome],
            "told": _(reason(decision.outcome, decision.reason).told),
            "words": decision.words,
            "at": decision.at,
            "by": decision.by,
        }
        for decision in decisions
    ]


# A status as its owner reads it, and its colour.
OUTCOMES = {
    "sent": lambda: _("We have your application"),
    "assessed": lambda: _("We are reading"),
    "admitted": lambda: _("You have a place"),
    "waitlisted": lambda: _("You are on the waiting list"),
    "declined": lambda: _("Not this time"),
    "withdrawn": lambda: _("You took it back"),
}
KINDS = {
    "sent": "info",
    "assessed": "info",
    "admitted": "done",
    "waitlisted": "wait",
    "declined": "plain",
    "withdrawn": "plain",
}


def standing(application: Application) -> dict[str, object]:
    """Where it stands, in one sentence, and the road with the step that is next."""
    call, status = application.call, application.status
    nexts = {
        "sent": _("A coach reads every application. You hear from us, whatever the answer."),
        "assessed": _("Someone has read what you wrote. Now we decide, and you hear from us."),
        "admitted": _("Sign in to see your first step."),
        "waitlisted": _("If a place comes free, we write to you. You need not do anything."),
        "declined": _("Below you read why. You are welcome to apply for the next round."),
        "withdrawn": _("Nothing more happens with it. As long as the round is open, you can apply again."),
    }
    decided = _("At the latest on %(day)s") % {"day": day(call.decided_by)} if call.decided_by else ""
    at = {"sent": 1, "assessed": 2, "admitted": 3, "waitlisted": 2}.get(status)
    steps = [
        (_("You applied"), day(application.sent_at)),
        (_("You come and see"), in_language(call.information_session) or _("We write to you when and where")),
        (_("We read what you wrote, and decide"), decided or _("You hear from us, whatever the answer")),
        (_("The training starts"), day(call.edition.starts_on)),
    ]
    road = (
        [
            Step(label, "done" if i < at else "next" if i == at else "todo", note=note)
            for i, (label, note) in enumerate(steps)
        ]
        if at
        else []
    )
    return {"title": OUTCOMES[status](), "kind": KINDS[status], "next": nexts[status], "road": road}


def checked(rules: list[dict[str, object]], given: dict[str, str]) -> list[tuple[str, str]]:
    """(question, answer) of the short check, in the reader's language."""
    return [
        (in_language(rule.question), str(ANSWERS[rule.kind].get(given[rule.code], "")))
        for rule in eligibility.read(rules)
        if given.get(rule.code)
    ]


def written(address: str) -> SafeString:
    """An address as people write it, from left to right in a text that runs the other way too."""
    return format_html('<bdi dir="ltr">{}</bdi>', shown(address)) if address else SafeString("")


def hinted(address: str) -> SafeString:
    """Enough of an address to recognise it as one's own; "" for none."""
    return format_html('<bdi dir="ltr">{}</bdi>', hint_of(address)) if address else SafeString("")


def days_text(days: list[str]) -> str:
    """Days in words, in the order of the week."""
    return pgettext("between the parts of a list", ", ").join(str(label) for code, label in DAYS if code in days)
