"""What the ready page layouts are shown with on /design/: invented, without words of the programme."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from opstap.design.parts import Account, Figure, NavItem, Row
from opstap.design.specimens import Context, answers, road, table, tasks

ACCOUNT = Account("Amina", "#account", "#out")


def places() -> list[NavItem]:
    return [
        NavItem(_("Today"), "/design/layouts/today/", "home"),
        NavItem(_("Lessons"), "/design/layouts/lesson/", "book"),
        NavItem(_("Your road"), "#r", "steps"),
        NavItem(_("Messages"), "#m", "chat", 3),
    ]


def work_places() -> list[NavItem]:
    return [
        NavItem(_("Your group"), "/design/layouts/worklist/", "people", 6),
        NavItem(_("Decisions"), "/design/layouts/decision/", "flag"),
        NavItem(_("Messages"), "#m", "chat", 3),
        NavItem(_("Figures"), "#f", "chart"),
    ]


def hero() -> Context:
    return {
        "sign_in_url": "#in",
        "figures": [
            Figure(9, _("months"), kind="info"),
            Figure("0 €", _("to pay"), kind="info"),
            Figure(15, _("people in a group"), kind="info"),
        ],
        "steps": road(),
    }


def today() -> Context:
    return {"nav": places(), "account": ACCOUNT, "steps": road(), **tasks("")}


def lesson() -> Context:
    return {"nav": places(), "account": ACCOUNT, "question": answers("")["open"]}


def worklist() -> Context:
    return {"nav": work_places(), "account": ACCOUNT, **table("w")}


def decision() -> Context:
    rows = [Row(_("Your name"), "Samir"), Row(_("Where do you live?"), "Brussel"), Row(_("Score"), "14 / 20")]
    return {"nav": work_places(), "account": ACCOUNT, "rows": rows, "steps": road()}


LAYOUTS: dict[str, Callable[[], Context]] = {
    "hero": hero,
    "today": today,
    "lesson": lesson,
    "worklist": worklist,
    "decision": decision,
}
