"""What /design/ shows: one specimen per part, with invented content."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, override, pgettext

from opstap.design import charts, icons, scenes
from opstap.design.parts import Answer, Figure, NavItem, Row, Step, Task

type Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A part: the name of its template in specimens/, what to say about it, what to give it."""

    name: str
    title: str
    about: str
    given: Callable[[str], Context]


@dataclass(frozen=True, slots=True)
class Side:
    """One rendering of a specimen."""

    language: str
    direction: str
    theme: str
    html: SafeString


class ExampleForm(forms.Form):
    """Each kind of field once."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"] = forms.CharField(
            label=pgettext("example", "Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
        self.fields["phone"] = forms.CharField(
            label=pgettext("example", "Phone number"),
            help_text=pgettext("example", "We send you a code by SMS."),
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        )
        self.fields["language"] = forms.ChoiceField(
            label=pgettext("example", "Which language do you prefer?"),
            choices=[("nl", "Nederlands"), ("fr", "Français"), ("ar", "العربية")],
            widget=forms.RadioSelect,
        )
        self.fields["days"] = forms.MultipleChoiceField(
            label=pgettext("example", "On which days can you come?"),
            choices=[
                ("mon", pgettext("example", "Monday")),
                ("wed", pgettext("example", "Wednesday")),
                ("fri", pgettext("example", "Friday")),
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["place"] = forms.ChoiceField(
            label=pgettext("example", "Where do you live?"),
            choices=[("", pgettext("example", "Choose…")), ("bxl", "Brussel")],
        )
        self.fields["why"] = forms.CharField(
            label=pgettext("example", "Why do you want to do this?"),
            widget=forms.Textarea,
            max_length=300,
            required=False,
        )
        self.fields["agree"] = forms.BooleanField(label=pgettext("example", "You may keep my answers for two years."))


def example(side: str, *, wrong: bool = False) -> Context:
    given = {"phone": "12"} if wrong else {"name": "Amina"}
    form = ExampleForm(given, prefix=f"{side}-bad") if wrong else ExampleForm(initial=given, prefix=f"{side}-ok")
    return {"form": form}


def road() -> list[Step]:
    return [
        Step(pgettext("example", "Sign up"), "done", url="#"),
        Step(pgettext("example", "First weeks"), "done"),
        Step(pgettext("example", "First exam"), "next", pgettext("example", "In 12 days")),
        Step(pgettext("example", "Certificate"), landing=True),
        Step(pgettext("example", "Second exam")),
        Step(pgettext("example", "A job"), door=True),
    ]


def stairs(side: str) -> Context:
    return {
        "steps": road(),
        "long": [Step(f"{pgettext('example', 'Lesson')} {n}", "done" if n < 9 else "todo") for n in range(1, 13)],
    }


def tasks(side: str) -> Context:
    return {
        "tasks": [
            Task(pgettext("example", "Read about passwords"), "#", "done"),
            Task(
                pgettext("example", "Answer 10 questions"),
                "#",
                "next",
                pgettext("example", "About 8 minutes"),
                pgettext("example", "Now"),
                "next",
            ),
            Task(
                pgettext("example", "Plan your exam"),
                "#",
                note=pgettext("example", "Before Friday"),
                tag=pgettext("example", "Waits for you"),
                kind="wait",
            ),
            Task(pgettext("example", "Collect your badge"), tag=pgettext("example", "Later")),
        ]
    }


def figures(side: str) -> Context:
    return {
        "items": [
            Figure(112, pgettext("example", "started"), of=150, kind="info", spark=[60, 74, 80, 91, 104, 112]),
            Figure(41, pgettext("example", "passed everything"), pgettext("example", "19 to go"), "next", 60),
            Figure("78 %", pgettext("example", "found a job"), kind="done"),
            Figure(6, pgettext("example", "need someone today"), kind="danger"),
        ]
    }


def table(side: str) -> Context:
    paginator = Paginator(range(240), 25)
    people = [
        ("Amina", 82, pgettext("example", "Ready"), "done"),
        ("Samir", 54, pgettext("example", "Waits for you"), "wait"),
        ("Lotte", 31, pgettext("example", "Stuck"), "danger"),
    ]
    return {"page": paginator.page(4), "people": people, "side": side}


def answers(side: str) -> Context:
    texts = [
        pgettext("example", "A long sentence"),
        pgettext("example", "A birthday"),
        pgettext("example", "The word “password”"),
        pgettext("example", "A code from an app"),
    ]
    marked = zip("abcd", texts, ("right", "wrong", "", "missed"), strict=True)
    return {
        "side": side,
        "open": [Answer(value, text) for value, text in zip("abcd", texts, strict=True)],
        "marked": [Answer(value, text, state) for value, text, state in marked],  # type: ignore[arg-type]
    }


def drawn(side: str) -> Context:
    months = [
        pgettext("example", "January"),
        pgettext("example", "February"),
        pgettext("example", "March"),
        pgettext("example", "April"),
        pgettext("example", "May"),
        pgettext("example", "June"),
    ]
    known = [4.0, 11, 19, 26]
    points = [charts.Point(month, value) for month, value in zip(months, known, strict=False)]
    points += [charts.Point(months[4], 33, 28, 39, True), charts.Point(months[5], 41, 32, 52, True)]
    points[3] = charts.Point(months[3], 26, 26, 26)
    return {
        "bars": charts.bar_chart(
            pgettext("example", "Hours per week"),
            [
                charts.Bar(pgettext("example", "Monday"), 6),
                charts.Bar(pgettext("example", "Wednesday"), 9, "next"),
                charts.Bar(pgettext("example", "Friday"), 3, "quiet", pgettext("example", "Half a day")),
            ],
            goal=7,
        ),
        "line": charts.line_chart(
            pgettext("example", "Certificates earned"),
            points,
            goal=60,
            description=pgettext("example", "The dotted part is expected."),
        ),
        "funnel": charts.funnel_chart(
            pgettext("example", "From the first contact to a job"),
            [
                charts.Stage(pgettext("example", "Signed up"), 214, 200),
                charts.Stage(pgettext("example", "Started"), 150, 150),
                charts.Stage(pgettext("example", "Passed everything"), 41, 60),
                charts.Stage(pgettext("example", "Found a job"), 29, 45),
            ],
        ),
        "heat": charts.heat_table(
            pgettext("example", "What the group knows"),
            ["A", "B", "C"],
            [("Amina", [0.92, 0.7, 0.35]), ("Samir", [0.55, 0.18, None]), ("Lotte", [1.0, 0.81, 0.44])],
        ),
        "spark": charts.sparkline(pgettext("example", "Answers per day"), [3, 5, 2, 8, 9, 7, 12]),
    }


def rows(side: str) -> Context:
    return {
        "rows": [
            Row(pgettext("example", "Your name"), "Amina", "#", pgettext("example", "Change")),
            Row(pgettext("example", "Phone number"), "0470 12 34 56", "#", pgettext("example", "Change")),
            Row(pgettext("example", "Which language do you prefer?"), pgettext("example", "Dutch")),
        ]
    }


def sided(side: str) -> Context:
    return {"side": side}


def palette(side: str) -> Context:
    names = (
        "ink soft blue saffron green red paper sheet sunk line edge night blue-wash saffron-wash green-wash red-wash"
    )
    return {"colours": names.split(), "icons": sorted(icons.PATHS), "scenes": list(scenes.SCENES)}


def places(side: str) -> Context:
    items = [
        NavItem(pgettext("example", "Today"), "/design/", "home"),
        NavItem(pgettext("example", "Lessons"), "#l", "book"),
        NavItem(pgettext("example", "Messages"), "#m", "chat", 3),
    ]
    return {"items": items}


SPECIMENS = [
    Specimen("colours", "Colours", "Ink on paper. Saffron is the next step and nothing else.", palette),
    Specimen("type", "Type", "System fonts, large, short lines. Numbers that can be read across a room.", sided),
    Specimen("buttons", "Buttons and tags", "One primary button on a page; at most one saffron one.", sided),
    Specimen("staircase", "Staircase", "Carries progress everywhere: done is filled, next is lit.", stairs),
    Specimen("cards", "Cards", "One purpose each. The night-blue one is the one thing to do now.", sided),
    Specimen("notices", "Notices and empty states", "What stays on the page. Empty pages explain and invite.", sided),
    Specimen("form", "Form", "Labels above, hints before the input, the whole row is a target.", example),
    Specimen(
        "form", "Form with errors", "A summary that links to each field; the field says it again.",
        lambda side: example(side, wrong=True),
    ),
    Specimen("tasks", "Task list", "Things to do, each with a status in words.", tasks),
    Specimen("figures", "Key figures", "A number, what it counts, what it should be.", figures),
    Specimen("summary", "Summary", "What we know, line by line, with where to change it.", rows),
    Specimen("table", "Table, filters, pages", "Becomes cards on a phone.", table),
    Specimen("queue", "Kept on this device", "What a form with data-queue says while the connection is away.", sided),
    Specimen("answers", "Questions and answers", "Large cards; after marking a shape and a word say what was right.", answers),
    Specimen("meters", "Progress and meters", "How far, and how sure we are.", sided),
    Specimen("charts", "Charts", "Drawn on the server; the numbers are in the table below each.", drawn),
    Specimen("overlays", "Dialogs and details", "Work as a page and as plain disclosure without JavaScript.", sided),
    Specimen("prose", "Reading", "A lesson's text.", sided),
    Specimen("nav", "Navigation", "In the header; on a phone under the thumb.", places),
]  # fmt: skip


def shown(other: str) -> list[tuple[Specimen, list[Side]]]:
    """Every specimen in this language in light, and in the other language in dark."""
    return [
        (specimen, [side(specimen, get_language() or "en", "light"), side(specimen, other, "dark")])
        for specimen in SPECIMENS
    ]


def side(specimen: Specimen, language: str, theme: str) -> Side:
    """One rendering."""
    with override(language):
        html = render_to_string(f"design/specimens/{specimen.name}.html", specimen.given(theme))
        return Side(language, "rtl" if get_language_bidi() else "ltr", theme, html)
