"""What the ready page layouts are shown with on /design/: invented, without words of the programme."""

from collections.abc import Callable

from django.utils.translation import pgettext

from opstap.design.parts import Account, Figure, NavItem, Row
from opstap.design.specimens import Context, answers, road, table, tasks

ACCOUNT = Account("Amina", "#account", "#out")


def places() -> list[NavItem]:
    return [
        NavItem(pgettext("example", "Today"), "/design/layouts/today/", "home"),
        NavItem(pgettext("example", "Lessons"), "/design/layouts/lesson/", "book"),
        NavItem(pgettext("example", "Your road"), "#r", "steps"),
        NavItem(pgettext("example", "Messages"), "#m", "chat", 3),
    ]


def work_places() -> list[NavItem]:
    return [
        NavItem(pgettext("example", "Your group"), "/design/layouts/worklist/", "people", 6),
        NavItem(pgettext("example", "Decisions"), "/design/layouts/decision/", "flag"),
        NavItem(pgettext("example", "Messages"), "#m", "chat", 3),
        NavItem(pgettext("example", "Figures"), "#f", "chart"),
    ]


def hero() -> Context:
    return {
        "sign_in_url": "#in",
        "figures": [
            Figure(9, pgettext("example", "months"), kind="info"),
            Figure("0 €", pgettext("example", "to pay"), kind="info"),
            Figure(15, pgettext("example", "people in a group"), kind="info"),
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
    rows = [
        Row(pgettext("example", "Your name"), "Samir"),
        Row(pgettext("example", "Where do you live?"), "Brussel"),
        Row(pgettext("example", "Score"), "14 / 20"),
    ]
    return {"nav": work_places(), "account": ACCOUNT, "rows": rows, "steps": road()}


LAYOUTS: dict[str, Callable[[], Context]] = {
    "hero": hero,
    "today": today,
    "lesson": lesson,
    "worklist": worklist,
    "decision": decision,
}
