"""Papers and readiness, from rows to what the templates are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format, time_format
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from opstap.curriculum.models import Module, Question, Skill
from opstap.curriculum.rules.kinds import without_gaps
from opstap.design.parts import Row, State, Task
from opstap.kit.clock import BRUSSELS
from opstap.kit.translated import in_language, language_of
from opstap.practice.models import Answer, Paper, PaperChoice
from opstap.practice.presenting_kinds import plain_text
from opstap.practice.presenting_questions import QuestionPage
from opstap.practice.queries.papers import DomainMark
from opstap.practice.queries.readiness import DomainLine, ReadinessView
from opstap.practice.rules.exam_clock import ends_at, minutes_left, minutes_with, seconds_left
from opstap.practice.rules.readiness import LEAST_ANSWERS, Standing

STEM_SHOWN = 90  # characters
LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock of a mock exam says; `until` is in Brussels, `seconds` are left."""

    minutes: int
    until: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Start:
    """What the button that begins a mock exam says: `until` when, in Brussels, and which limit makes it so."""

    label: str
    told: str  # the label with {time}, for the page to fill in as it stays open
    until: int  # milliseconds since 1970
    limit: str


@dataclass(frozen=True, slots=True)
class Place:
    """One question in the overview of a paper."""

    number: int
    url: str
    icon: str
    name: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All questions of a paper, and how many are open or marked."""

    places: list[Place]
    answered: int
    open: int
    marked: int


def clock_of(paper: Paper, at: datetime) -> Clock | None:
    """The clock as it stands now; none for a paper without one."""
    left = minutes_left(paper.ends_at, at)
    if paper.ends_at is None or left is None:
        return None
    return Clock(left, paper.ends_at.astimezone(BRUSSELS), seconds_left(paper.ends_at, at))


def start_of(usual: int, factor: float, at: datetime) -> Start:
    """What the button says now, for an exam of `usual` minutes and someone who has `factor` times these."""
    minutes = minutes_with(usual, factor)
    until = ends_at(at, minutes)
    told = gettext("Start now, until {time}")
    if factor > 1:
        limit = gettext("%(minutes)d minutes instead of %(usual)d: your extra time. The clock runs on when you leave.")
    else:
        limit = ngettext(
            "%(minutes)d minute, and the clock runs on when you leave",
            "%(minutes)d minutes, and the clock runs on when you leave",
            minutes,
        )
    label = told.replace("{time}", time_format(until.astimezone(BRUSSELS), "TIME_FORMAT"))
    return Start(label, told, round(until.timestamp() * 1000), limit % {"minutes": minutes, "usual": usual})


def overview_of(paper: Paper, choices: Mapping[str, PaperChoice]) -> Overview:
    """Which questions are answered, which are marked to look at again."""
    places, answered, marked = [], 0, 0
    for number, pk in enumerate(paper.questions, start=1):
        choice = choices.get(pk)
        is_answered, is_marked = bool(choice and choice.chosen), bool(choice and choice.marked)
        answered, marked = answered + is_answered, marked + is_marked
        icon = "flag" if is_marked else "check" if is_answered else ""
        url = f"{reverse('practice:paper', args=[paper.pk])}?q={number}"
        places.append(Place(number, url, icon, _place_name(number, answered=is_answered, marked=is_marked)))
    return Overview(places, answered, len(places) - answered, marked)


def _place_name(number: int, *, answered: bool, marked: bool) -> str:
    if marked and answered:
        text = gettext("Question %(number)d, answered, to look at again")
    elif marked:
        text = gettext("Question %(number)d, open, to look at again")
    elif answered:
        text = gettext("Question %(number)d, answered")
    else:
        text = gettext("Question %(number)d, open")
    return text % {"number": number}


def marks_by_domain(marks: Sequence[DomainMark]) -> list[Row]:
    """Per domain, the marks earned and their share."""
    told = gettext("%(earned)s of %(of)d (%(percent)d %%)")
    return [
        Row(
            in_language(one.domain.name),
            told % {"earned": _number(one.earned), "of": one.of, "percent": round(one.share * 100)},
        )
        for one in marks
    ]


def _number(marks: float) -> str:
    whole = round(marks)
    return number_format(whole) if abs(marks - whole) < 0.05 else number_format(marks, decimal_pos=1)


def to_look_back(answers: Sequence[Answer], language: str) -> list[Task]:
    """A line per question that did not earn the whole mark, with where it is explained."""
    return [
        Task(
            label=_begin_of(answer.question, language),
            url=reverse("practice:answered", args=[answer.key]),
            tag=_outcome(answer),
            kind="wait" if answer.score else "plain",
        )
        for answer in answers
    ]


def _begin_of(question: Question, language: str) -> str:
    """The begin of a question, in plain text: a list of them is read at a glance."""
    stem = plain_text(question, question.stem, language_of(question.stem, language))
    return Truncator(without_gaps(stem)).chars(STEM_SHOWN)


def _outcome(answer: Answer) -> str:
    if answer.score:
        return gettext("Partly right")
    return gettext("Not yet") if answer.chosen else gettext("Left open")


def practise_url(course: str, line: DomainLine) -> str:
    """Where to practise one domain."""
    return f"{reverse('practice:practise')}?course={course}&domain={line.domain.code}"


def best_next(view: ReadinessView, course: str, weakest: Mapping[UUID, Skill] | None = None) -> list[Task]:
    """The two domains that would raise the chance most, with how much and where to practise; by domain its `weakest` skill."""
    told = gettext("could raise your chance by about %(points)d in 100")
    begin = gettext("Begin with: %(skill)s")
    tasks = []
    for place, line in enumerate(view.helps_most):
        points, skill = round(line.ready.raises * 100), (weakest or {}).get(line.domain.pk)
        notes = [told % {"points": points}] if points else []
        notes += [begin % {"skill": in_language(skill.text)}] if skill else []
        url = practise_url(course, line)
        state: State = "todo" if place else "next"
        tasks.append(Task(in_language(line.domain.name), url, state, " · ".join(notes)))
    return tasks


def still_missing(view: ReadinessView, course: str) -> list[Task]:
    """The parts of the exam with too few answers to say anything, in order, with how many are missing and where to practise."""
    tasks = []
    for line in view.thin:
        many = line.ready.missing
        note = ngettext("%(many)s more answer", "%(many)s more answers", many) % {"many": many}
        tasks.append(Task(in_language(line.domain.name), practise_url(course, line), note=note))
    return tasks


@dataclass(frozen=True, slots=True)
class DomainReadiness:
    """A domain as a meter, with its weight in words."""

    name: str
    value: float
    low: float
    high: float
    weight: str
    answers: str


def domain_lines(view: ReadinessView) -> list[DomainReadiness]:
    """Each domain of the outline, in order."""
    lines = []
    for line in view.domains:
        domain, ready = line.domain, line.ready
        weight = ""
        if domain.weight_min is not None:
            told = gettext("%(low)s to %(high)s %% of the exam")
            weight = told % {"low": domain.weight_min, "high": domain.weight_max}
        answers = ngettext("%(many)d answer so far", "%(many)d answers so far", ready.answers) % {"many": ready.answers}
        lines.append(DomainReadiness(in_language(domain.name), ready.value, ready.low, ready.high, weight, answers))
    return lines


@dataclass(frozen=True, slots=True)
class Words:
    """How ready someone is: a few words, what they mean, and how many of a hundred would pass."""

    title: str
    meaning: str
    chance: str


def standing_words(view: ReadinessView) -> Words:
    """The answer to "am I ready?". Never a bare number: the range is part of it."""
    if view.early:
        left = LEAST_ANSWERS - view.answers
        meaning = (
            ngettext(
                "Answer about %(left)d more question first. Then we can say something.",
                "Answer about %(left)d more questions first. Then we can say something.",
                left,
            )
            % {"left": left}
            if left > 0
            else gettext(
                "There is a part of the exam about which you answered too little. Try a few questions of each part."
            )
        )
        return Words(gettext("Too early to say"), meaning, "")
    told = gettext("Of 100 people with your answers, we expect between %(low)d and %(high)d to pass today.")
    chance = told % {"low": round(view.low * 100), "high": round(view.high * 100)}
    if view.standing == Standing.LIKELY:
        meaning = gettext("You would probably pass today. Talk with your coach about a date.")
        return Words(gettext("Likely"), meaning, chance)
    return Words(
        gettext("On the way"),
        gettext("Every part that gets firmer brings you closer. See below what helps most."),
        chance,
    )


def past_papers(papers: Sequence[Paper]) -> list[Task]:
    """Papers that were handed in, newest first."""
    told = gettext("%(percent)d %% of the marks")
    return [
        Task(
            label=date_format(paper.handed_in_at.astimezone(BRUSSELS), "DATE_FORMAT") if paper.handed_in_at else "",
            url=reverse("practice:paper", args=[paper.pk]),
            note=_in_which(told % {"percent": round((paper.score or 0) * 100)}, paper.language),
            tag=gettext("At our line") if paper.passed else "",
            kind="done",
        )
        for paper in papers
    ]


def _in_which(told: str, language: str) -> str:
    return f"{told} · {LANGUAGE_NAMES[language]}" if language in LANGUAGE_NAMES else told


def language_words(mocks: Mapping[str, int]) -> list[str]:
    """For which language readiness speaks, given how many mock exams were sat in which; that of the last comes first."""
    other = gettext(
        "Doing well in one language does not prove that you would pass in another. Sit your mock exams in the language of"
        " your exam."
    )
    if not mocks:
        return [gettext("You have not sat a mock exam in the language of your exam yet, so this says less."), other]
    last = next(iter(mocks))
    each = ", ".join(f"{LANGUAGE_NAMES[code]} {many}" for code, many in mocks.items())
    speaks = gettext("This speaks for an exam in the language of your last mock exam: %(language)s.")
    return [
        speaks % {"language": LANGUAGE_NAMES[last]},
        gettext("Your mock exams, by language: %(each)s.") % {"each": each},
        other,
    ]


def chosen_words(page: QuestionPage) -> list[str]:
    """What is chosen on a question that is not marked yet, in plain words."""
    words = [str(card.label) for card in page.cards if card.state == "chosen"]
    words += [f"{fill.label}: {pick.label}" for fill in page.fills for pick in fill.picks if pick.chosen]
    words += [page.typed] if page.typed else []
    return [unescape(strip_tags(one)) for one in words]


def testable(modules: Sequence[Module]) -> list[Task]:
    """The modules that may be tested out of."""
    return [
        Task(label=in_language(module.title), url=reverse("practice:test_out", args=[module.code]))
        for module in modules
    ]
